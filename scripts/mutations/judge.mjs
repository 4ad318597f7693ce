import { ancestors, commandLines, documentLines } from "./regions.mjs";

/** Checks whether exactly the expected findings are new after a change, at the expected places. */
export function judged(world, mutation, before, findings) {
  const fresh = newOnes(mutation, before, findings);
  const fault = faultOf(world, mutation, fresh);
  return { fresh, isRight: fault === undefined, fault };
}

/** Returns the findings that did not exist before, compared by rule and by place or message, because lines may have moved. */
function newOnes({ site, edit }, before, findings) {
  const nameOf = ({ rule, severity, file, line }) => JSON.stringify([rule, severity, file, line]);
  const moved = ({ file, line, ...finding }) => ({
    ...finding,
    file,
    line: file === site.file && line > edit.from ? line + edit.delta : line,
  });
  const said = ({ rule, severity, file, message }) => JSON.stringify([rule, severity, file, message]);
  // One cause at several places is one finding, which moves to the next place if the first one is fixed or not rendered.
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

/** Returns the changed lines and what contains them, and the affected installs and resources, with the lines that configure them. */
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

/** Returns a line, and the command or the blocks that contain it. */
function around(lines, line) {
  const [first, last] = commandLines(lines, line);
  const command = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return [...command, ...ancestors(lines, line)];
}

/** Returns the lines of an install: its document, or the command or block that defines it. */
function ownLines(lines, file, line) {
  if (!/\.ya?ml$/.test(file) || /^\.github\//.test(file)) return around(lines, line);
  const [first, last] = documentLines(lines, line);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A map starts at its first remaining key. */
function nextLine(lines, line) {
  let next = line + 1;
  while (next < lines.length && /^\s*(#|$)/.test(lines[next - 1])) next++;
  return next;
}
