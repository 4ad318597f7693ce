/**
 * Text for a terminal or a log: control, bidi and invisible characters are shown as escapes, and what a CI runner
 * would take for a command of its own is broken up. One line in, one line out.
 */
export function terminal(text: string): string {
  // The runner reads `::name …::` at the start of a line (wrapping may put any word there) and `##[name]` anywhere.
  return shown(text)
    .replace(/(^|\s)::(?=[a-z][a-z-]*(?:::|\s))/gi, "$1\\::")
    .replace(/##([a-z]*)\[/gi, "##$1\\[");
}

/** Text that is shown as it is, with its lines; nothing is read into it but lines. */
export function plain(text: string): string {
  return text
    .split(/\r\n|\n|\r/)
    .map(shown)
    .join("\n");
}

/** Whether every line of a text is the same when it is escaped for the terminal: what must stay as it is can be shown then. */
export function isHarmless(text: string): boolean {
  return text.split("\n").every((line) => {
    // A tab, any other space, the end of a Windows line and a byte order mark do nothing.
    const plain = line.replace(/\r$/, "").replace(/[\t\ufeff\p{Zs}]/gu, " ");
    return terminal(plain) === plain;
  });
}

/** Prose for Markdown: backtick pairs become code spans, everything else is text that links, mentions and renders nothing. */
export function markdown(text: string): string {
  const parts = text.replace(/\s+/g, " ").trim().split("`");
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  return parts.map((part, index) => markdownPart(part, index, closed)).join("");
}

/**
 * Text inside the quotes of a Mermaid label. Only letters, digits and signs without a meaning in Mermaid, Markdown and HTML
 * stay as they are; the rest is written by number. https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaidText(text: string): string {
  const plain = terminal(text.replace(/\s+/g, " ").trim());
  return plain.replace(/(?![ .,:/()=+-])[^\p{L}\p{N}\p{M}]|:(?=\/\/)|(?<=^|\s)(?:\d+(?=[.)]\s)|[+-](?=\s))/gu, (signs) =>
    [...signs].map((sign) => `#${sign.codePointAt(0)};`).join(""),
  );
}

/** A Markdown code span that holds any text, also text with backticks. */
export function code(text: string): string {
  const line = terminal(text);
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = /^`|`$|^ .* $/.test(line) || line === "" ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A fenced Markdown block that holds any text. */
export function codeBlock(text: string, language: "yaml" | "sh" | "hcl" | "mermaid" | "text"): string {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.split("\t").map(terminal).join("\t"));
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${lines.join("\n")}\n${fence}`;
}

/** A block of lines that GitHub offers to commit; undefined where they hold what nobody would see, since they cannot be escaped. */
export function suggestionBlock(lines: readonly string[]): string | undefined {
  const text = lines.join("\n");
  if (text.split(/[\n\t\p{Zs}]/u).some((part) => shown(part) !== part)) return undefined;
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return [`${fence}suggestion`, ...lines, fence].join("\n");
}

/** A Markdown table row; a bar inside a code span would end the cell otherwise. */
export function row(cells: readonly string[]): string {
  // Renderers disagree on a bar behind backslashes, so that one is replaced.
  return `| ${cells.map((cell) => cell.replace(/\\*\|/g, (bar) => (bar === "|" ? "\\|" : "¦"))).join(" | ")} |`;
}

/** A Markdown link; only the label where the address is no plain web address. `label` is Markdown already. */
export function link(label: string, address: string | undefined): string {
  if (!address || !/^https?:\/\/[^\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+$/u.test(address)) return label;
  return `[${label}](${address.replace(/[\s<>()[\]\\`"'|]/g, percentEncoded)})`;
}

/** One workflow command of GitHub's runner; properties without a value are left out. */
export function workflowCommand(
  level: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const pairs = Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${commandProperty(String(value))}`);
  return `::${level}${pairs.length > 0 ? ` ${pairs.join(",")}` : ""}::${commandData(message)}`;
}

/** JSON for people and programs: the same data as `JSON.stringify`, with nothing in it that a terminal or runner acts on. */
export function json(value: unknown): string {
  const text = JSON.stringify(value, null, 2);
  return text.replace(/#(?=#)/g, unicodeEscapes).replace(invisible, (sign) => (sign === "\n" ? sign : unicodeEscapes(sign)));
}

/** Text for HTML, between tags and in quoted attributes; the lines of a text stay lines. */
export function html(text: string): string {
  // Two colons or number signs might start a command of a CI runner.
  return plain(text).replace(/[&<>"']|:(?=:)|#(?=#)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** Text for XML 1.0, which refuses a few characters even as entities. */
export function xml(text: string): string {
  return html(text).replace(/[\uFFFE\uFFFF]/g, unicodeEscapes);
}

/** A text of at most `length` UTF-16 units, cut between characters. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

/**
 * What has no shape of its own: control, bidi and ignorable characters, lone surrogates, every space but the plain one, and
 * the few characters beside them that Unicode defines to be blank.
 */
const invisible = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}]/gu;

function shown(text: string): string {
  return text.replace(invisible, (sign, offset: number) => (isNeeded(sign, text, offset) ? sign : unicodeEscapes(sign)));
}

/** Whether an emoji or a word cannot be written without this character: it stays there, where it hides nothing. */
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

/** Letters and marks of the scripts that are written with joiners: https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters */
const joined =
  /^(?=[\p{L}\p{M}])[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]$/u;

function unicodeEscapes(character: string): string {
  let escapes = "";
  for (let index = 0; index < character.length; index++) {
    escapes += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }
  return escapes;
}

function percentEncoded(sign: string): string {
  const encoded = encodeURIComponent(sign);
  return encoded === sign ? `%${sign.charCodeAt(0).toString(16)}` : encoded;
}

function markdownPart(part: string, index: number, closed: number): string {
  if (index >= closed) return `\\\`${markdownText(part)}`;
  if (index % 2 === 1) return part === "" ? "\\`\\`" : code(part);
  return index === 0 ? markdownText(part).replace(/^([-+=#]|\d+(?=[.)]))/, startOfLine) : markdownText(part);
}

/** GitHub looks for mentions, references and commits in the rendered text, where entities no longer protect: a zero-width space does. */
function markdownText(text: string): string {
  return terminal(text)
    .replace(/[\\*_~[\]!$]/g, "\\$&")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/@|#(?=[\d#])|(?<![a-z\d])(?:GH(?=-\d)|GHSA(?=-)|CVE(?=-\d))|:(?=\/\/)|(?<![a-z\d])www(?=\.)/gi, "$&&#8203;")
    .replace(/(?<![a-z\d])(?=[a-z]*\d)[\da-f]{7,40}(?![a-z\d])/gi, (id) => id.replace(/.{4}(?=.)/g, "$&&#8203;"))
    .replaceAll("|", "&#124;");
}

/** Keeps a line that starts like a list or a rule from becoming one. */
function startOfLine(start: string): string {
  return /\d/.test(start) ? `${start}&#8203;` : `\\${start}`;
}

function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

function commandData(text: string): string {
  return plain(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}

function commandProperty(text: string): string {
  return commandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
