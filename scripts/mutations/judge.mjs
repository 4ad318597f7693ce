import { ancestors, commandLines, documentLines } from "./regions.mjs";

/** Whether what is new after a change is what was expected, where it was expected, and nothing else. */
export function judged(world, mutation, before, findings) {
  const fresh = newOnes(mutation, before, findings);
  const fault = faultOf(world, mutation, fresh);
  return { fresh, isRight: fault === undefined, fault };
}

/** The findings that were not there before, by their rule and place or message; lines may have moved. */
function newOnes({ site, edit }, before, findings) {
  const nameOf = ({ rule, severity, file, line }) => JSON.stringify([rule, severity, file, line]);
  const moved = ({ file, line, ...finding }) => ({
    ...finding,
    file,
    line: file === site.file && line > edit.from ? line + edit.delta : line,
  });
  const said = ({ rule, severity, file, message }) => JSON.stringify([rule, severity, file, message]);
  // One cause at several places is one finding, which moves on to the next place where the first is repaired or not rendered.
  const relatedOf = ({ related = [], ...finding }) => related.map((one) => nameOf(moved({ ...finding, ...one, ...one.location })));
  const left = new Set(findings.map(nameOf));
  const placesOfGone = (finding) => (left.has(nameOf(moved(finding))) ? [] : relatedOf(finding));
  const known = new Set(before.flatMap((finding) => [nameOf(moved(finding)), said(finding), ...placesOfGone(finding)]));
  return findings.filter((finding) => !known.has(nameOf(finding)) && !known.has(said(finding)));
}

function faultOf(world, mutation, fresh) {
  const { expect } = mutation;
  if (expect.silence !== undefined) return fresh.length === 0 ? undefined : "a finding where silence is right";
  if (fresh.length === 0) return "silence";
  const others = fresh.filter(({ rule }) => !expect.rules.includes(rule));
  if (others.length > 0) return others.length === fresh.length ? "another rule" : "another rule as well";
  if (new Set(fresh.map(({ rule }) => rule)).size > 1) return "two rules for one cause";
  const places = placesOf(world, mutation);
  return fresh.every(({ file, line }) => places.has(`${file}:${line}`)) ? undefined : "another place";
}

/** The changed lines and what they are in, and the installs and resources that are concerned, with the lines that set them up. */
function placesOf(world, { site, edit, expect }) {
  const places = new Set();
  const add = (file, line) => places.add(`${file}:${line}`);
  const moved = (file, line) => (file === site.file && line > edit.from ? line + edit.delta : line);
  // What is changed may only be read where the evidence is.
  add(site.file, moved(site.file, site.line));
  for (const line of edit.at) for (const near of around(edit.lines, line)) add(site.file, near);
  if (edit.delta < 0) add(site.file, nextLine(edit.lines, edit.at[0]));
  for (const { file, line, origins } of expect.installs ?? []) {
    for (const near of ownLines(world.lines(file), file, line)) add(file, moved(file, near));
    for (const step of Object.values(origins)) add(step.file, moved(step.file, step.line));
  }
  for (const { file, line } of expect.resources ?? []) {
    const [first, last] = documentLines(world.lines(file), line);
    for (let each = first; each <= last; each++) add(file, moved(file, each));
  }
  return places;
}

/** A line with the command or the blocks that it is in. */
function around(lines, line) {
  const [first, last] = commandLines(lines, line);
  const command = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [...command, ...ancestors(lines, line)];
}

/** An install's own lines: its document, or the command or block that it is. */
function ownLines(lines, file, line) {
  if (!/\.ya?ml$/.test(file) || /^\.github\//.test(file)) return around(lines, line);
  const [first, last] = documentLines(lines, line);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A map starts with its first key that is left. */
function nextLine(lines, line) {
  let next = line + 1;
  while (next < lines.length && /^\s*(#|$)/.test(lines[next - 1])) next++;
  return next;
}
