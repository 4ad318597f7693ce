// src/report/escape.ts
function escapeTerminal(text) {
  return escapeInvisible(text).replace(/(^|\s)::(?=[a-z][a-z-]*(?:::|\s))/gi, "$1\\::").replace(/##([a-z]*)\[/gi, "##$1\\[");
}
function escapePlain(text) {
  return text.split(/\r\n|\n|\r/).map(escapeInvisible).join("\n");
}
function isHarmless(text) {
  return text.split("\n").every((line) => {
    const plain = line.replace(/\r$/, "").replace(/[\t\ufeff\p{Zs}]/gu, " ");
    return escapeTerminal(plain) === plain;
  });
}
function escapeMarkdown(text) {
  const parts = text.replace(/\s+/g, " ").trim().split("`");
  const closed = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  return parts.map((part, index) => escapeMarkdownPart(part, index, closed)).join("");
}
function escapeMermaid(text) {
  const plain = escapeTerminal(text.replace(/\s+/g, " ").trim());
  return plain.replace(
    /(?![ .,:/()=+-])[^\p{L}\p{N}\p{M}]|:(?=\/\/)|(?<=^|\s)(?:\d+(?=[.)]\s)|[+-](?=\s))/gu,
    (signs) => [...signs].map((sign) => `#${sign.codePointAt(0)};`).join("")
  );
}
function toCodeSpan(text) {
  const line = escapeTerminal(text);
  const fence = "`".repeat(measureLongestRun(line) + 1);
  const padding = /^`|`$|^ .* $/.test(line) || line === "" ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}
function toCodeBlock(text, language) {
  const lines = text.split(/\r\n|\n|\r/).map((line) => line.split("	").map(escapeTerminal).join("	"));
  const fence = "`".repeat(Math.max(3, measureLongestRun(text) + 1));
  return `${fence}${language}
${lines.join("\n")}
${fence}`;
}
function toSuggestionBlock(lines) {
  const text = lines.join("\n");
  if (text.split(/[\n\t\p{Zs}]/u).some((part) => escapeInvisible(part) !== part)) return void 0;
  const fence = "`".repeat(Math.max(3, measureLongestRun(text) + 1));
  return [`${fence}suggestion`, ...lines, fence].join("\n");
}
function toTableRow(cells) {
  return `| ${cells.map((cell) => cell.replace(/\\*\|/g, (bar) => bar === "|" ? "\\|" : "\xA6")).join(" | ")} |`;
}
function link(label, address) {
  if (!address || !/^https?:\/\/[^\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+$/u.test(address)) return label;
  return `[${label}](${address.replace(/[\s<>()[\]\\`"'|]/g, percentEncode)})`;
}
function buildWorkflowCommand(level, properties, message) {
  const pairs = Object.entries(properties).filter(([, value]) => value !== void 0).map(([key, value]) => `${key}=${escapeCommandProperty(String(value))}`);
  return `::${level}${pairs.length > 0 ? ` ${pairs.join(",")}` : ""}::${escapeCommandData(message)}`;
}
function serializeJson(value) {
  const text = JSON.stringify(value, null, 2);
  return text.replace(/#(?=#)/g, toUnicodeEscapes).replace(invisible, (sign) => sign === "\n" ? sign : toUnicodeEscapes(sign));
}
function escapeHtml(text) {
  return escapePlain(text).replace(/[&<>"']|:(?=:)|#(?=#)/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
function escapeXml(text) {
  return escapeHtml(text).replace(/[\uFFFE\uFFFF]/g, toUnicodeEscapes);
}
function clip(text, length) {
  if (text.length <= length) return text;
  const end = /[\uD800-\uDBFF]/.test(text.charAt(length - 2)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}\u2026`;
}
var invisible = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{Default_Ignorable_Code_Point}\u2800\uFFFC\u{13441}\u{13442}\u{16FE4}\u{1D159}]/gu;
function escapeInvisible(text) {
  return text.replace(invisible, (sign, offset) => isNeeded(sign, text, offset) ? sign : toUnicodeEscapes(sign));
}
function isNeeded(sign, text, offset) {
  if (!/^[\uFE0E\uFE0F\u200C\u200D]$/.test(sign)) return false;
  const before = text.slice(Math.max(0, offset - 2), offset);
  const after = text.slice(offset + 1, offset + 3);
  if (sign === "\uFE0E" || sign === "\uFE0F") return new RegExp("\\p{Extended_Pictographic}$", "u").test(before);
  if (sign === "\u200D" && new RegExp("(?:\\p{Extended_Pictographic}|\\p{Emoji_Modifier}|\\uFE0F)$", "u").test(before) && new RegExp("^\\p{Extended_Pictographic}", "u").test(after))
    return true;
  return joined.test([...before].at(-1) ?? "") && joined.test([...after][0] ?? "");
}
var joined = /^(?=[\p{L}\p{M}])[\p{sc=Arab}\p{sc=Syrc}\p{sc=Mong}\p{sc=Nkoo}\p{sc=Deva}\p{sc=Beng}\p{sc=Guru}\p{sc=Gujr}\p{sc=Orya}\p{sc=Taml}\p{sc=Telu}\p{sc=Knda}\p{sc=Mlym}\p{sc=Sinh}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]$/u;
function toUnicodeEscapes(character) {
  let escapes = "";
  for (let index = 0; index < character.length; index++) {
    escapes += `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`;
  }
  return escapes;
}
function percentEncode(sign) {
  const encoded = encodeURIComponent(sign);
  return encoded === sign ? `%${sign.charCodeAt(0).toString(16)}` : encoded;
}
function escapeMarkdownPart(part, index, closed) {
  if (index >= closed) return `\\\`${escapeMarkdownText(part)}`;
  if (index % 2 === 1) return part === "" ? "\\`\\`" : toCodeSpan(part);
  return index === 0 ? escapeMarkdownText(part).replace(/^([-+=#]|\d+(?=[.)]))/, startOfLine) : escapeMarkdownText(part);
}
function escapeMarkdownText(text) {
  return escapeTerminal(text).replace(/[\\*_~[\]!$]/g, "\\$&").replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replace(/@|#(?=[\d#])|(?<![a-z\d])(?:GH(?=-\d)|GHSA(?=-)|CVE(?=-\d))|:(?=\/\/)|(?<![a-z\d])www(?=\.)/gi, "$&&#8203;").replace(/(?<![a-z\d])(?=[a-z]*\d)[\da-f]{7,40}(?![a-z\d])/gi, (id) => id.replace(/.{4}(?=.)/g, "$&&#8203;")).replaceAll("|", "&#124;");
}
function startOfLine(start) {
  return /\d/.test(start) ? `${start}&#8203;` : `\\${start}`;
}
function measureLongestRun(text) {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
function escapeCommandData(text) {
  return escapePlain(text).replaceAll("%", "%25").replaceAll("\n", "%0A");
}
function escapeCommandProperty(text) {
  return escapeCommandData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}

export {
  escapeTerminal,
  escapePlain,
  isHarmless,
  escapeMarkdown,
  escapeMermaid,
  toCodeSpan,
  toCodeBlock,
  toSuggestionBlock,
  toTableRow,
  link,
  buildWorkflowCommand,
  serializeJson,
  escapeHtml,
  escapeXml,
  clip
};
