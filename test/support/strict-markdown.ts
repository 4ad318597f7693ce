/** Markdown without its code, by CommonMark's rules: fenced blocks first, then spans between runs of the same length. */
export function withoutCode(text: string): string {
  const outside: string[] = [];
  let fence = "";
  for (const line of text.split("\n")) {
    const run = /^`{3,}/.exec(line)?.[0] ?? "";
    if (fence === "" && run !== "" && !line.slice(run.length).includes("`")) fence = run;
    else if (fence === "") outside.push(line);
    else if (line === fence) fence = "";
  }
  return outside.map(withoutSpans).join("\n");
}

function withoutSpans(line: string): string {
  let prose = "";
  for (let at = 0; at < line.length; ) {
    const run = /^`+/.exec(line.slice(at))?.[0] ?? "";
    if (run === "") {
      const step = line[at] === "\\" ? 2 : 1;
      prose += line.slice(at, at + step);
      at += step;
    } else {
      const rest = line.slice(at + run.length);
      const end = rest.search(new RegExp(`(?<!\`)${run}(?!\`)`));
      prose += end === -1 ? run : "";
      at += run.length + (end === -1 ? 0 : end + run.length);
    }
  }
  return prose;
}

/** What GitHub would make of Markdown beyond headings, tables, lists, emphasis and folded parts: HTML, mentions, references, links, images. */
export function strangeInMarkdown(text: string, ownLinks: readonly string[]): string[] {
  const prose = withoutCode(text).replace(/^<\/?details>(?:<summary>[\w :,]+<\/summary>)?$/gm, "");
  // A link of ours has code for a label, so that nothing is left of it but the brackets.
  const linked = prose.replace(/\[\]\(([^()\s]*)\)/g, (whole, address) => (ownLinks.some((own) => address.startsWith(own)) ? "" : whole));
  const strange =
    /[<>]|@(?!&#8203;)|(?<!&)#\d|(?<![a-z\d])GH-\d|:\/\/|(?<![a-z\d])www\.|(?<!\\)(?:\\\\)*\]\(|(?<!\\)(?:\\\\)*\]:|(?<!\\)!\[|(?<![a-z\d&#])(?=[a-z]*\d)[\da-f]{7,40}(?![a-z\d;])/gi;
  return [...linked.matchAll(strange)].map(({ index }) => linked.slice(Math.max(0, index - 30), index + 30));
}
