import { type Cursor, findAt, findStringAt, isPlace } from "../model/cursor.ts";
import { formatGrouped } from "../model/grouped.ts";
import { type SourceText, wrapWholeText } from "../model/source-text.ts";
import type { HostedScript } from "../syntax/shell/script.ts";
import { openExcess, type ReportExcess } from "./excess.ts";
import { fillIn, joinTexts } from "./fill.ts";
import type { ScriptHost } from "./host.ts";
import { findPairsAt, flattenItems, readLiteralEntries, readScalarText } from "./yaml-text.ts";

/** `script`, `before_script` and `after_script` of GitLab's jobs. https://docs.gitlab.com/ci/yaml/ */
export const gitlabCi: ScriptHost = {
  hosts: (path) => /(^|\/)[\w.-]*\.?gitlab-ci[\w.-]*\.ya?ml$|(^|\/)\.gitlab(-ci)?\/.*\.ya?ml$/.test(path),
  scripts(file) {
    const whole = wrapWholeText(file.path, file.text);
    const report = openExcess(file);
    return file.documents(/script["']?:/).flatMap(({ root }) => listPipelineJobs(root, whole, report));
  },
};

/** Top-level keys that are not jobs. */
const reserved: ReadonlySet<string> = new Set([
  ...["default", "include", "stages", "variables", "workflow", "image", "services", "cache", "spec", "before_script", "after_script"],
]);

function listPipelineJobs(root: Cursor, whole: SourceText, report: ReportExcess): HostedScript[] {
  const jobs = findPairsAt(root).filter(([name, job]) => job.kind === "map" && !reserved.has(name));
  const extended = new Set(jobs.flatMap(([, job]) => listExtendedJobs(job)));
  const global = readLiteralEntries(findAt(root, "variables"), whole);
  return jobs.flatMap(([name, job]) => {
    // A hidden job that another job of this file extends is read as part of that job.
    if (name.startsWith(".") && extended.has(name)) return [];
    const lineage = listLineage(root, name, job);
    if (lineage.length > lineageLimit) {
      const at = locateAsText(lineage[lineageLimit], whole);
      report("extends", at, `Job \`${name}\` extends more than ${lineageLimit - 1} other jobs; from here on they are not read.`);
    }
    const environment = new Map(global);
    for (const each of lineage.slice(0, lineageLimit).reverse()) setVariables(environment, each, whole);
    const part = (key: string) =>
      lineage
        .slice(0, lineageLimit)
        .map((each) => findAt(each, key))
        .find((found) => found !== undefined) ??
      findAt(root, "default", key) ??
      findAt(root, key);
    const lines = (key: string) => collectScriptLines(part(key), { root, whole, report, left: lineLimit });
    const shells = [[...lines("before_script"), ...lines("script")], lines("after_script")].filter((each) => each.length > 0);
    if (shells.length === 0 || !lineage.some((each) => findAt(each, "script"))) return [];
    // Jobs of one pipeline deploy to the same cluster, unless they would install something twice.
    const known = readHelmOfImage(findAt(part("image"), "name") ?? part("image"));
    return [
      { unit: { name, callers: [name] }, known, shells: shells.map((each) => ({ text: joinScriptLines(each, whole), environment })) },
    ];
  });
}

/** Returns the version of Helm in an image for Helm: https://hub.docker.com/r/alpine/helm, https://hub.docker.com/r/dtzar/helm-kubectl */
function readHelmOfImage(image: Cursor | undefined): ReadonlyMap<string, SourceText> {
  const name = findStringAt(image) ?? "";
  const version = /(?:^|\/)(?:alpine\/helm|dtzar\/helm-kubectl):v?(\d+\.\d+\.\d+)$/.exec(name)?.[1];
  if (version === undefined || !image || !isPlace(image.origin)) return new Map();
  return new Map([["HELM_VERSION", { file: image.origin.file, content: version, segments: [[0, image.origin.start]] }]]);
}

function listExtendedJobs(job: Cursor): string[] {
  return flattenItems(findAt(job, "extends")).flatMap((parent) => findStringAt(parent) ?? []);
}

const lineageLimit = 20;

/** Returns a job and the jobs that it extends, the strongest first. */
function listLineage(root: Cursor, name: string, job: Cursor): Cursor[] {
  const seen = new Set([name]);
  const lineage = [job];
  for (let index = 0; index < lineage.length && lineage.length <= lineageLimit; index++) {
    for (const parent of listExtendedJobs(lineage[index] as Cursor).reverse()) {
      const found = seen.has(parent) ? undefined : findAt(root, parent);
      seen.add(parent);
      if (found?.kind === "map") lineage.push(found);
    }
  }
  return lineage;
}

/** A variable that is not a literal hides an inherited one of the same name. */
function setVariables(environment: Map<string, SourceText>, job: Cursor, whole: SourceText): void {
  for (const [name] of findPairsAt(job, "variables")) environment.delete(name);
  for (const [name, text] of readLiteralEntries(findAt(job, "variables"), whole)) environment.set(name, text);
}

/** More lines than any real job has; a job may refer to itself. */
const lineLimit = 2_000;

interface Lines {
  readonly root: Cursor;
  readonly whole: SourceText;
  readonly report: ReportExcess;
  left: number;
}

/** Returns the commands of a script; `!reference [job, script]` inserts those of another job. */
function collectScriptLines(list: Cursor | undefined, lines: Lines, depth = 0): SourceText[] {
  if (depth > 10 || !list) return [];
  lines.left -= 1;
  if (lines.left < 0) {
    const message = `A job of this file has a script of more than ${formatGrouped(lineLimit)} lines; from here on it is not read.`;
    lines.report("lines", locateAsText(list, lines.whole), message);
    return [];
  }
  if (list.kind !== "list") return [readScalarText(list, lines.whole) ?? []].flat();
  const [job, key, ...others] = list.items.map((item) => findStringAt(item));
  const target =
    job !== undefined && key !== undefined && others.length === 0 && /script$/.test(key) ? findAt(lines.root, job, key) : undefined;
  if (target) return collectScriptLines(target, lines, depth + 1);
  return list.items.flatMap((item) => collectScriptLines(item, lines, depth + 1));
}

/** Returns the place of a value as an empty text. */
function locateAsText(cursor: Cursor | undefined, whole: SourceText): SourceText {
  const start = cursor && isPlace(cursor.origin) && cursor.origin.file === whole.file ? cursor.origin.start : 0;
  return { ...whole, content: "", segments: [[0, start]] };
}

/** Joins all lines, because one shell runs them. */
function joinScriptLines(lines: readonly SourceText[], whole: SourceText): SourceText {
  const newline = (line: SourceText): SourceText => ({ file: whole.file, content: "\n", segments: [[0, line.segments.at(-1)?.[1] ?? 0]] });
  const text = joinTexts(
    whole,
    lines.flatMap((line) => [line, newline(line)]),
  );
  return fillIn(text, /\$\[\[([^[\]]*)\]\]/g, (match) => ({ unknown: match[1] ?? "" }));
}
