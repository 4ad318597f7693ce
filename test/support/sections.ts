/** The text of an expected file: the sections that have something to say, each below its heading. */
export function formatSections(sections: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(sections)
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `${[`# ${heading}`, ...lines].join("\n")}\n`)
    .join("\n");
}
