import { remembered } from "../model/remembered.ts";
import { type Minor, minors, type Since } from "./data/index.ts";

/** An Istio version that the repository determines. */
export interface ResolvedVersion {
  /**
   * The version as written, without the `v`. For a range or a missing version: the newest known release that fits, or the next one
   * that will.
   */
  readonly version: string;
  /** The minor whose data applies, such as `1.29`: that of the version, or the nearest known one. */
  readonly minor: string;
  /** True if the repository does not specify the version. */
  readonly assumed: boolean;
  /** False if the version is older or newer than all data. */
  readonly known: boolean;
}

/**
 * Resolves the written version of an install: exact, a range, or something else. If the chart repository ends at a release, `last`,
 * newer releases are used only if nothing else fits.
 */
export function resolveVersion(written: string | undefined, last?: string): ResolvedVersion {
  return last === undefined ? resolveText(written ?? "") : resolveUpTo(last, written ?? "");
}

const resolveText = remembered((written: string): ResolvedVersion => {
  const text = written.trim().replace(/^v(?=\d)/, "");
  if (exact.test(text)) return toResolvedVersion(text, false);
  const matches = parseRange(text);
  const newest = matches && findNewestMatching(matches);
  if (newest) return toResolvedVersion(newest, false);
  const next = matches && listUpcomingVersions().find(matches);
  return toResolvedVersion(next === undefined ? findNewestStable() : formatVersion(next), true);
});

function formatVersion(number: number): string {
  const minors = Math.floor(number / 10_000);
  return `${Math.floor(minors / 10_000)}.${minors % 10_000}.${number % 10_000}`;
}

function resolveUpTo(last: string, written: string): ResolvedVersion {
  const resolvedFreely = resolveText(written);
  const text = written.trim();
  if (exact.test(text.replace(/^v(?=\d)/, ""))) return resolvedFreely;
  const matches = parseRange(text);
  const newest = matches && findNewestMatching((version) => version <= numberOf(last) && matches(version));
  return newest ? toResolvedVersion(newest, false) : resolvedFreely.assumed ? toResolvedVersion(last, true) : resolvedFreely;
}

/** Checks whether a version or range matches only releases that are newer than all known ones of their minor. */
export const isNewerThanData = remembered((written: string): boolean => {
  const text = written.trim().replace(/^v(?=\d)/, "");
  if (exact.test(text)) return compareVersions(text, minorOf(text).newest) > 0;
  const matches = parseRange(text);
  return matches !== undefined && findNewestMatching(matches) === undefined && listUpcomingVersions().some(matches);
});

/** The numbers of future releases: further patches of the newest minor, and later minors. */
function listUpcomingVersions(): number[] {
  const newest = numberOf(findNewestStable());
  const minor = Math.floor(newest / 10_000) * 10_000;
  const patches = Array.from({ length: 20 }, (_, index) => newest + index + 1);
  const later = Array.from({ length: 20 }, (_, index) => minor + (index + 1) * 10_000);
  return [...patches, ...later.flatMap((first) => [first, first + 1, first + 5, first + 10])];
}

/** Checks whether a chart repository could resolve it: a version, a range, or a usual name for the newest one. */
export function isVersion(written: string): boolean {
  const text = written.trim().replace(/^v(?=\d)/, "");
  return (
    exact.test(text) ||
    parseRange(text) !== undefined ||
    /^[\d.]+-[\w.-]+$/.test(text) ||
    /^(latest|stable|main|master|head|dev|edge)$/i.test(text)
  );
}

/** Lists the minors that a written version or range allows. */
export function listWrittenMinors(written: string): readonly string[] {
  const minors = listPossibleVersions(written).map((version) => version.split(".").slice(0, 2).join("."));
  return [...new Set(minors)];
}

/**
 * Lists the possible versions: the written one, the newest of each minor in a range, or all minors if none is written. The version
 * that `resolveVersion` chooses comes first.
 */
export function listPossibleVersions(written: string | undefined): readonly string[] {
  const first = resolveVersion(written);
  if (exact.test(first.version) && written?.trim().replace(/^v(?=\d)/, "") === first.version) return [first.version];
  const matches = first.assumed ? () => true : parseRange(written?.trim() ?? "");
  const others = minors.filter(({ minor, newest }) => minor !== first.minor && matches?.(numberOf(newest))).map(({ newest }) => newest);
  return [first.version, ...others];
}

/**
 * Lists the versions that a text such as `$VERSION` or `1.29.${PATCH}` can mean, newest first: the newest and the first release of
 * each minor. If the chart repository ends at a release, `last`, newer ones are left out.
 */
export function listUnreadableVersions(text: string | undefined, last?: string): readonly string[] {
  const minor = /^["'\s]*[~=]?\s*v?(\d{1,4}\.\d{1,4})\./.exec(text ?? "")?.[1];
  const known = minors.filter((one) => one.stable && (minor === undefined || one.minor === minor)).toReversed();
  if (minor !== undefined && known.length === 0) return [`${minor}.0`];
  const releases = known.flatMap((one) => [...new Set([limitToLast(one.newest, last), `${one.minor}.0`])]);
  const published = releases.filter((release) => last === undefined || numberOf(release) <= numberOf(last));
  return published.length > 0 ? published : releases;
}

/** The newest release of a minor, limited by the last one if that is of the same minor. */
function limitToLast(newest: string, last: string | undefined): string {
  return last !== undefined && minorOf(last).minor === minorOf(newest).minor && numberOf(last) < numberOf(newest) ? last : newest;
}

/** Compares two versions: by number, a pre-release before its release; a vendor's suffix (`1.28.4-solo`) is ignored. */
export function compareVersions(a: string, b: string): number {
  const numbers = numberOf(a) - numberOf(b);
  if (numbers !== 0) return numbers;
  const [left, right] = [parsePrerelease(a), parsePrerelease(b)];
  if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined);
  return left.localeCompare(right, "en", { numeric: true });
}

/** Checks whether a version is in a range such as `>=1.25 <1.30`; a pre-release counts as its release. */
export function matchesVersions(version: string, range: string): boolean {
  return parseRange(range)?.(numberOf(version)) ?? false;
}

/** Finds the data for a version. */
export const minorOf = remembered(findMinor);

function findMinor(version: string): Minor {
  const number = numberOf(version);
  return numbered.findLast(([first]) => first <= number)?.[1] ?? (minors[0] as Minor);
}

/** Checks whether a version belongs to a minor later than all known ones. */
export function isOfLaterMinor(version: string): boolean {
  const newest = minors.at(-1)?.minor ?? "";
  return numberOf(version) >= encodeNext(parseNumbers(newest), 2);
}

/** Checks whether a fact applies to a version's patch. */
export function isSince(since: Since, version: string): boolean {
  return typeof since === "boolean" ? since : numberOf(version) >= numberOf(since);
}

/** The minors, each with the number of its first patch. */
const numbered = minors.map((one) => [readNumber(one.minor), one] as const);

type Matches = (version: number) => boolean;

const exact = /^\d{1,4}\.\d{1,4}\.\d{1,4}(?:[-+][\w.+-]{1,60})?$/;
const comparator =
  /\s*(>=|<=|!=|=>|=<|~>|[=><~^])?\s*v?(\d{1,4}|[xX*])(?:\.(\d{1,4}|[xX*]))?(?:\.(\d{1,4}|[xX*]))?(?:[-+][\w.+-]{1,60})?\s*,?/y;
const hyphenRange = /^ *(\S+) +- +(\S+) *$/;
const maxRangeLength = 200;

function toResolvedVersion(version: string, assumed: boolean): ResolvedVersion {
  const { minor } = minorOf(version);
  return { version, minor, assumed, known: version === minor || version.startsWith(`${minor}.`) };
}

function findNewestStable(): string {
  return minors.findLast((one) => one.stable)?.newest ?? "";
}

/** Finds the newest known release that matches; pre-releases are left out. */
function findNewestMatching(matches: Matches): string | undefined {
  for (const one of minors.filter(({ stable }) => stable).toReversed()) {
    for (let patch = numberOf(one.newest) % 10_000; patch >= 0; patch--) {
      const version = `${one.minor}.${patch}`;
      if (matches(numberOf(version))) return version;
    }
  }
  return undefined;
}

function parseRange(text: string): Matches | undefined {
  if (text === "" || text.length > maxRangeLength) return undefined;
  const alternatives: Matches[] = [];
  for (const alternative of text.split("||")) {
    const parsed = parseComparators(alternative.replace(hyphenRange, ">=$1 <=$2"));
    if (!parsed) return undefined;
    alternatives.push(parsed);
  }
  return (version) => alternatives.some((matches) => matches(version));
}

function parseComparators(text: string): Matches | undefined {
  const all: Matches[] = [];
  comparator.lastIndex = 0;
  for (let at = 0; at < text.length; at = comparator.lastIndex) {
    comparator.lastIndex = at;
    const match = comparator.exec(text);
    if (!match) return undefined;
    all.push(buildComparison(match[1] ?? "=", match.slice(2, 5)));
  }
  return all.length > 0 ? (version) => all.every((matches) => matches(version)) : undefined;
}

function buildComparison(operator: string, parts: readonly (string | undefined)[]): Matches {
  const wildcard = parts.findIndex((part) => part === undefined || !/^\d/.test(part));
  const given = (wildcard === -1 ? parts : parts.slice(0, wildcard)).map(Number);
  const low = encode(given);
  // The first version after all those that the written parts cover.
  const end = encodeNext(given, given.length);
  if (operator === ">") return (version) => version >= end;
  if (operator === ">=" || operator === "=>") return (version) => version >= low;
  if (operator === "<") return (version) => version < low;
  if (operator === "<=" || operator === "=<") return (version) => version < end;
  if (operator === "!=") return (version) => version < low || version >= end;
  if (operator === "^") return (version) => version >= low && version < encodeNext(given, 1);
  if (operator.startsWith("~")) return (version) => version >= low && version < encodeNext(given, Math.min(2, given.length));
  return (version) => version >= low && version < end;
}

function encodeNext(parts: readonly number[], length: number): number {
  if (length === 0) return Number.POSITIVE_INFINITY;
  return encode(parts.slice(0, length).map((part, index) => (index === length - 1 ? part + 1 : part)));
}

function encode([major = 0, minor = 0, patch = 0]: readonly number[]): number {
  return (major * 10_000 + minor) * 10_000 + patch;
}

const numberOf = remembered(readNumber);

function readNumber(version: string): number {
  return encode(parseNumbers(version));
}

function parseNumbers(version: string): number[] {
  const [, ...parts] = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.(\d{1,4}))?/.exec(version) ?? [];
  return parts.map((part) => Number(part ?? 0));
}

function parsePrerelease(version: string): string | undefined {
  return /-((?:alpha|beta|rc|dev)[\w.-]*)/.exec(version)?.[1];
}
