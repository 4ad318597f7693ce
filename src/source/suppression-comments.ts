import type { Suppression } from "../model/suppression.ts";
import type { Source } from "./source.ts";

/** The word that every such comment carries. */
export const suppressionMarker = "istio-preflight-ignore:";

const comment = /^(.*?)(?:#|\/\/)[ \t]*istio-preflight-ignore:[ \t]*([\w/-]+(?:[ \t]*,[ \t]*[\w/-]+)*)[ \t]*(?:--[ \t]*(\S.*?))?[ \t]*$/;

/**
 * The suppressions that a file holds: `# istio-preflight-ignore: gke-platform -- set by the admission webhook`, at the end
 * of the line that is meant or above it. In YAML, shell and HCL alike.
 */
export function suppressionsIn(source: Source): Suppression[] {
  if (!source.words.has(suppressionMarker)) return [];
  const lines = source.text.split("\n");
  const found: Suppression[] = [];
  let start = 0;
  for (const [index, line] of lines.entries()) {
    const match = line.includes(suppressionMarker) ? comment.exec(line.replace(/\r$/, "")) : null;
    if (match) {
      const [whole, before = "", rules = "", reason] = match;
      const covered = before.trim() === "" ? lineBelow(lines, index) : index;
      found.push({
        rules: rules.split(/[ \t]*,[ \t]*/),
        reason,
        until: undefined,
        covers: { file: source.path, first: covered + 1, last: lastLine(lines, covered) + 1 },
        place: { file: source.path, start: start + before.length, end: start + whole.length },
      });
    }
    start += line.length + 1;
  }
  return found;
}

/** The next line that is no comment: several suppressions may stand above each other. */
function lineBelow(lines: readonly string[], index: number): number {
  let below = index + 1;
  while (below < lines.length && /^\s*(#|\/\/)/.test(lines[below] ?? "")) below++;
  return below;
}

/** A command goes on for as long as its lines end in a backslash. */
function lastLine(lines: readonly string[], first: number): number {
  let last = first;
  while (/\\\r?$/.test(lines[last] ?? "")) last++;
  return last;
}
