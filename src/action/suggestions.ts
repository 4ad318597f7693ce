import { createHash } from "node:crypto";
import { posix } from "node:path";
import { type LineRange, type Replacement, replaceLines } from "../fix/whole-lines.ts";
import type { Finding } from "../model/finding.ts";
import { remembered } from "../model/remembered.ts";
import type { Report } from "../model/report.ts";
import { sortNearestFirst } from "../report/github.ts";
import { renderSuggestion } from "../report/suggestion-markdown.ts";
import { severities, withSeverity } from "../report/wording.ts";
import { listShownLines } from "./diff-lines.ts";
import type { LineComment, LineDraft, PullFile, Review } from "./review.ts";

/** The files of a report. */
export interface Checkout {
  /** Returns the text of a file by its path in the report. */
  readonly text: (file: string) => string | undefined;
  /** The path from the root of the repository to the paths in the report. */
  readonly prefix: string;
}

/**
 * Suggests fixes at the lines of a pull request, which can be committed with one click. Existing suggestions are kept, and
 * obsolete ones are removed unless they have replies. A run for an earlier head changes nothing, because a later run does.
 */
export async function updateSuggestions(review: Review, report: Report, checkout: Checkout): Promise<void> {
  const posted = await review.ownComments(markerStart);
  const fixable = report.findings.filter(({ fix }) => fix !== undefined);
  if (posted.length + fixable.length === 0 || !(await review.isAtHead())) return;
  const wanted = fixable.length > 0 ? collectSuggestions(report, checkout, await review.files()) : [];
  const missing = selectMissing(wanted, posted);
  if (missing.length > 0) await review.create(missing);
  // Simultaneous runs may each have posted suggestions; only the oldest are kept.
  const now = missing.length > 0 ? await review.ownComments(markerStart) : posted;
  const isSeen = matchSeenPaths(report, checkout);
  const stale = selectStale(now, wanted).filter(({ path }) => isSeen(path));
  for (const { id } of stale.slice(0, mostRemoved)) await review.remove(id);
}

/** Another job of the same workflow may check other directories, and its suggestions must be kept. */
function matchSeenPaths({ roots }: Report, { prefix }: Checkout): (path: string) => boolean {
  const directories = roots.map((root) => posix.join("/", prefix, root, "/"));
  return (path) => directories.some((directory) => `/${path}`.startsWith(directory));
}

/** The maximum number of suggestions at once; GitHub rejects a review with more. */
const mostSuggestions = 30;

/** The maximum number of suggestions to remove, because each takes a second; the next run continues. */
const mostRemoved = 50;

const markerStart = "<!-- istio-preflight suggestion ";

/** Identifies a comment: the finding that it is for, and the suggested lines. */
interface Identity {
  readonly finding: string;
  readonly offer: string;
}

interface Suggestion extends LineDraft, Identity {}

function collectSuggestions(report: Report, checkout: Checkout, files: readonly PullFile[]): Suggestion[] {
  const pages = openPages(checkout, files);
  const groups = new Map<string, Group>();
  for (const finding of severities.flatMap((severity) => withSeverity(sortNearestFirst(report), severity))) {
    if (groups.size === mostSuggestions) break;
    const [file, ...others] = new Set(finding.fix?.edits.map((edit) => edit.file));
    const page = file !== undefined && others.length === 0 ? pages(file) : undefined;
    const replacement = page && finding.fix && replaceLines(finding.fix, page.content, page.shown);
    if (!replacement) continue;
    const key = JSON.stringify([file, replacement]);
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else if (renderSuggestion([finding], replacement.after)) groups.set(key, { path: page.path, replacement, findings: [finding] });
  }
  return [...groups.values()].flatMap((group) => composeSuggestion(group) ?? []);
}

/** A file that is the same in the checkout and at the head, and the lines of it that the pull request shows. */
interface Page {
  readonly path: string;
  readonly content: string;
  readonly shown: readonly LineRange[];
}

function openPages({ text, prefix }: Checkout, files: readonly PullFile[]): (file: string) => Page | undefined {
  const changed = new Map(files.map((file) => [file.path, file]));
  return remembered((file) => {
    const path = prefix + file;
    const { blob, patch } = changed.get(path) ?? { blob: "", patch: "" };
    const content = patch === "" ? undefined : text(file);
    // A merge with the base may have different lines than the head.
    return content !== undefined && hashBlob(content) === blob ? { path, content, shown: listShownLines(patch) } : undefined;
  });
}

/** Findings with the same fix, which is suggested once. */
interface Group {
  readonly path: string;
  readonly replacement: Replacement;
  readonly findings: Finding[];
}

function composeSuggestion({ path, replacement, findings }: Group): Suggestion | undefined {
  const { firstLine, lastLine, before, after } = replacement;
  const text = renderSuggestion(findings, after);
  const [first] = findings;
  if (text === undefined || !first) return undefined;
  const identity = { finding: hash([first.fingerprint]), offer: hash([path, before, after]) };
  return { ...identity, path, firstLine, lastLine, body: `${buildSuggestionMarker(identity)}\n${text}` };
}

/** A finding with a reply to its suggestion is not suggested again. */
function selectMissing(wanted: readonly Suggestion[], posted: readonly LineComment[]): Suggestion[] {
  const settled = new Set(posted.filter(({ isAnswered }) => isAnswered).map(({ body }) => readIdentity(body)?.finding));
  const current = new Set(posted.filter(({ isCurrent }) => isCurrent).map(readMarker));
  return wanted.filter((suggestion) => !settled.has(suggestion.finding) && !current.has(buildSuggestionMarker(suggestion)));
}

function selectStale(posted: readonly LineComment[], wanted: readonly Suggestion[]): LineComment[] {
  const open = new Set(wanted.map(buildSuggestionMarker));
  return posted.filter((comment) => {
    const isFirst = comment.isCurrent && open.delete(readMarker(comment));
    return !isFirst && !comment.isAnswered;
  });
}

function buildSuggestionMarker({ finding, offer }: Identity): string {
  return `${markerStart}${finding} ${offer} -->`;
}

function readMarker({ body }: LineComment): string {
  const identity = readIdentity(body);
  return identity ? buildSuggestionMarker(identity) : "";
}

function readIdentity(body: string): Identity | undefined {
  const [, finding, offer] = /^([0-9a-f]+) ([0-9a-f]+) -->/.exec(body.slice(markerStart.length)) ?? [];
  return finding !== undefined && offer !== undefined ? { finding, offer } : undefined;
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}

/** Computes git's hash of a file's content. */
function hashBlob(text: string): string {
  const bytes = Buffer.from(text);
  return createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
