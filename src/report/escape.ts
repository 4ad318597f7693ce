/**
 * Escapes text for a terminal or a log: control, bidi and invisible characters become escapes, and text that a CI runner would
 * execute as a command is broken up. One line in, one line out.
 */
export function escapeTerminal(text: string): string {
  // The runner reads `::name …::` at the start of a line (wrapping may put any word there), and `##[name]` anywhere.
  return escapeInvisible(text)
    .replace(/(^|\s)::(?=[a-z][a-z-]*(?:::|\s))/gi, "$1\\::")
    .replace(/##([a-z]*)\[/gi, "##$1\\[");
}

/** Escapes text that keeps its lines; apart from line breaks, nothing in it has a meaning. */
export function escapePlain(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map(escapeInvisible)
    .join("\n");
}

/** Checks whether escaping for the terminal changes no line of a text. Such a text can be shown verbatim. */
export function isHarmless(text: string): boolean {
  return text.split("\n").every((line) => {
    // A tab, any other space, the end of a Windows line and a byte order mark are harmless.
    const plain = line.replace(/\r$/, "").replace(/[\t\ufeff\p{Zs}]/gu, " ");
    return escapeTerminal(plain) === plain;
  });
}

/** Escapes prose for Markdown: backtick pairs become code spans; the rest is plain text without links, mentions or markup. */
export function escapeMarkdown(text: string): string {
  const parts = text.replace(/\s+/g, " ").trim().split("`");
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  return parts.map((part, index) => escapeMarkdownPart(part, index, closed)).join("");
}

/**
 * Escapes text for the quotes of a Mermaid label. Only letters, digits and characters without a meaning in Mermaid, Markdown and
 * HTML stay as they are; the rest become numeric codes.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function escapeMermaid(text: string): string {
  const plain = escapeTerminal(text.replace(/\s+/g, " ").trim());
  return plain.replace(/(?![ .,:/()=+-])[^\p{L}\p{N}\p{M}]|:(?=\/\/)|(?<=^|\s)(?:\d+(?=[.)]\s)|[+-](?=\s))/gu, (signs) =>
    [...signs].map((sign) => `#${sign.codePointAt(0)};`).join(""),
  );
}

/** Returns a Markdown code span for any text, including text with backticks. */
export function toCodeSpan(text: string): string {
  const line = escapeTerminal(text);
  const fence = "`".repeat(measureLongestRun(line) + 1);
  const padding = /^`|`$|^ .* $/.test(line) || line === "" ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** Returns a fenced Markdown block for any text. */
export function toCodeBlock(text: string, language: "yaml" | "sh" | "hcl" | "mermaid" | "text"): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.split("\t").map(escapeTerminal).join("\t"));
  const fence = "`".repeat(Math.max(3, measureLongestRun(text) + 1));
  return `${fence}${language}\n${lines.join("\n")}\n${fence}`;
}

/** Returns a block of lines that GitHub offers to commit; undefined if they contain invisible characters, which cannot be escaped there. */
export function toSuggestionBlock(lines: readonly string[]): string | undefined {
  const text = lines.join("\n");
  if (text.split(/[\n\t\p{Zs}]/u).some((part) => escapeInvisible(part) !== part)) return undefined;
  const fence = "`".repeat(Math.max(3, measureLongestRun(text) + 1));
  return [`${fence}suggestion`, ...lines, fence].join("\n");
}

/** Returns a Markdown table row; a bar inside a code span is escaped, because it would end the cell. */
export function toTableRow(cells: readonly string[]): string {
  // Renderers disagree on a bar after backslashes, so that bar is replaced.
  return `| ${cells.map((cell) => cell.replace(/\\*\|/g, (bar) => (bar === "|" ? "\\|" : "¦"))).join(" | ")} |`;
}

/** Returns a Markdown link, or only the label if the address is not a plain web address. `label` is already Markdown. */
export function link(label: string, address: string | undefined): string {
  if (!address || !/^https?:\/\/[^\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+$/u.test(address)) return label;
  return `[${label}](${address.replace(/[\s<>()[\]\\`"'|]/g, percentEncode)})`;
}

/** Returns one workflow command for GitHub's runner; properties without a value are omitted. */
export function buildWorkflowCommand(
  level: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeCommandProperty(String(value))}`);
  return `::${level}${pairs.length > 0 ? ` ${pairs.join(",")}` : ""}::${escapeCommandData(message)}`;
}

/** Serializes JSON for people and programs: the same data as `JSON.stringify`, without anything that a terminal or runner interprets. */
export function serializeJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return text.replace(/#(?=#)/g, toUnicodeEscapes).replace(invisible, (sign) => (sign === "\n" ? sign : toUnicodeEscapes(sign)));
}

/** Escapes text for HTML, between tags and in quoted attributes; line breaks are kept. */
export function escapeHtml(text: string): string {
  // Two colons or two number signs may start a command of a CI runner.
  return escapePlain(text).replace(/[&<>"']|:(?=:)|#(?=#)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Escapes text for XML 1.0, which forbids a few characters even as entities. */
export function escapeXml(text: string): string {
  return escapeHtml(text).replace(/[\uFFFE\uFFFF]/g, toUnicodeEscapes);
}

/** Shortens a text to at most `length` UTF-16 units without splitting a character. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/**
 * Characters without a visible shape: control, bidi and ignorable characters, lone surrogates, every space except the ordinary one,
 * and the few other characters that Unicode defines as blank.
 */
const invisible = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}]/gu;

function escapeInvisible(text: string): string {
  return text.replace(invisible, (sign, offset: number) => (isNeeded(sign, text, offset) ? sign : toUnicodeEscapes(sign)));
}

/** Checks whether an emoji or a word needs this character; there it hides nothing and is kept. */
function isNeeded(sign: string, text: string, offset: number): boolean {
  if (!/^[\uFE0E\uFE0F\u200C\u200D]$/.test(sign)) return false;
  const before = text.slice(Math.max(0, offset - 2), offset);
  const after = text.slice(offset + 1, offset + 3);
  if (sign === "\uFE0E" || sign === "\uFE0F") return /\p{Extended_Pictographic}$/u.test(before);
  if (
    sign === "\u200D" &&
    /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\uFE0F)$/u.test(before) &&
    /^\p{Extended_Pictographic}/u.test(after)
  )
    return true;
  return joined.test([...before].at(-1) ?? "") && joined.test([...after][0] ?? "");
}

/** Letters and marks of scripts that use joiners: https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters */
const joined =
  /^(?=[\p{L}\p{M}])[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]$/u;

function toUnicodeEscapes(character: string): string {
  let escapes = "";
  for (let index = 0; index < character.length; index++) {
    escapes += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }
  return escapes;
}

function percentEncode(sign: string): string {
  const encoded = encodeURIComponent(sign);
  return encoded === sign ? `%${sign.charCodeAt(0).toString(16)}` : encoded;
}

function escapeMarkdownPart(part: string, index: number, closed: number): string {
  if (index >= closed) return `\\\`${escapeMarkdownText(part)}`;
  if (index % 2 === 1) return part === "" ? "\\`\\`" : toCodeSpan(part);
  return index === 0 ? escapeMarkdownText(part).replace(/^([-+=#]|\d+(?=[.)]))/, startOfLine) : escapeMarkdownText(part);
}

/**
 * GitHub searches the rendered text for mentions, references and commits, so entities do not prevent links; a zero-width space
 * does.
 */
function escapeMarkdownText(text: string): string {
  return escapeTerminal(text)
    .replace(/[\\*_~[\]!$]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/@|#(?=[\d#])|(?<![a-z\d])(?:GH(?=-\d)|GHSA(?=-)|CVE(?=-\d))|:(?=\/\/)|(?<![a-z\d])www(?=\.)/gi, "$&&#8203;")
    .replace(/(?<![a-z\d])(?=[a-z]*\d)[\da-f]{7,40}(?![a-z\d])/gi, (id) => id.replace(/.{4}(?=.)/g, "$&&#8203;"))
    .replaceAll("|", "&#124;");
}

/** Prevents the start of a line from becoming a list or a rule. */
function startOfLine(start: string): string {
  return /\d/.test(start) ? `${start}&#8203;` : `\\${start}`;
}

function measureLongestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

function escapeCommandData(text: string): string {
  return escapePlain(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function escapeCommandProperty(text: string): string {
  return escapeCommandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
