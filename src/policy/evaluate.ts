import { type Cluster, type ClusterDocument, findPointerPlace } from "../model/cluster.ts";
import type { Confidence, Finding, Frame, Problem, Related, RelatedPointer, Violation } from "../model/finding.ts";
import type { Fix, Proposal } from "../model/fix.ts";
import { type Location, locate, type Place, sliceLines } from "../model/location.ts";
import type { Policy } from "../model/policy.ts";
import { shareComparisons, TooManyComparisons } from "./comparisons.ts";
import { proposeOwnFix } from "./custom-proposal.ts";
import { joinFindings, nameFindings, ranks, type Unnamed } from "./join.ts";
import { isInRange } from "./version-range.ts";

/** Returns the text of a repository file; undefined if it cannot be read. */
export type TextOf = (file: string) => string | undefined;

/** Converts the proposals of policies to text edits where possible. */
export interface Repair {
  readonly fixOf: (cluster: Cluster, proposal: Proposal) => Fix | undefined;
  /** Adjusts the fixes once all are known, because a fix may change lines that another cluster also uses. */
  readonly settle: (proposed: readonly ProposedFix[]) => readonly Fix[];
}

const noRepair: Repair = { fixOf: () => undefined, settle: (proposed) => proposed.map(({ fix }) => fix) };

/** A fix with the rule that proposes it and the cluster that it is for. */
export interface ProposedFix {
  readonly fix: Fix;
  readonly rule: string;
  readonly cluster: Cluster;
}

/** The result of the policies: findings sorted by cluster, file and line, and a problem for each policy that failed. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
}

/** Checks clusters against policies: applies each policy's conditions, and gives each violation its place, severity and fingerprint. */
export function evaluate(
  clusters: readonly Cluster[],
  policies: readonly Policy[],
  text: TextOf,
  { fixOf, settle }: Repair = noRepair,
): Judgement {
  const problems: Problem[] = [];
  const found: Unnamed[] = [];
  const proposed: ProposedFix[] = [];
  shareComparisons(clusters.map(({ document }) => document));
  for (const cluster of clusters) {
    const failures: Problem[] = [];
    for (const { policy, ...verdict } of withEffects(policies.map((policy) => ({ policy, ...runPolicy(cluster, policy) })))) {
      for (const violation of verdict.violations) {
        const fix = makeFix(cluster, policy, violation, fixOf);
        if (fix) proposed.push({ fix, rule: policy.id, cluster });
        found.push(...locateFinding(cluster, policy, violation, text).map((finding) => (fix ? { ...finding, fix } : finding)));
      }
      if (verdict.failure !== undefined) failures.push(verdict.failure);
    }
    problems.push(...dropRepeats(failures));
  }
  const findings = withFixes(found, proposed, settle(proposed));
  const yielding = new Set(policies.filter((policy) => policy.yields).map(({ id }) => id));
  return { findings: nameFindings(dropYielding(joinFindings(findings.sort(compareByPlace)), yielding)), problems };
}

function makeFix(cluster: Cluster, policy: Policy, violation: Violation, fixOf: Repair["fixOf"]): Fix | undefined {
  const proposal = violation.fix === undefined ? proposeOwnFix(cluster.document, policy, violation) : violation.fix;
  return proposal ? fixOf(cluster, proposal) : undefined;
}

function withFixes(findings: readonly Unnamed[], proposed: readonly ProposedFix[], settled: readonly Fix[]): Unnamed[] {
  const fixes = new Map(proposed.map(({ fix }, index) => [fix, settled[index] ?? fix] as const));
  return findings.map((finding) => (finding.fix ? { ...finding, fix: fixes.get(finding.fix) ?? finding.fix } : finding));
}

interface Verdict {
  readonly violations: readonly Violation[];
  readonly failure?: Problem;
}

/** An error of a policy with its place in the policy's own files. */
export class PolicyFailure extends Error {
  readonly place: Place;

  constructor(message: string, place: Place) {
    super(message);
    this.place = place;
  }
}

/** If a violation causes others, their messages become related places of the cause, and only the cause is reported. */
function withEffects<Each extends Verdict>(verdicts: readonly Each[]): Each[] {
  const effects = new Set(verdicts.flatMap(({ violations }) => violations.flatMap((violation) => violation.effects ?? [])));
  if (effects.size === 0) return [...verdicts];
  const isEffect = ({ at, effects: own }: Violation) => effects.has(at) && own === undefined;
  const told = new Map<string, RelatedPointer[]>();
  for (const { at, message } of verdicts.flatMap(({ violations }) => violations.filter(isEffect))) {
    told.set(at, [...(told.get(at) ?? []), { at, message }]);
  }
  return verdicts.map((verdict) => ({
    ...verdict,
    violations: verdict.violations.filter((violation) => !isEffect(violation)).map((violation) => withRelated(violation, told)),
  }));
}

function withRelated(violation: Violation, told: ReadonlyMap<string, readonly RelatedPointer[]>): Violation {
  const effects = (violation.effects ?? []).flatMap((at) => told.get(at) ?? []);
  return effects.length === 0 ? violation : { ...violation, related: [...(violation.related ?? []), ...effects] };
}

function runPolicy(cluster: Cluster, policy: Policy): Verdict {
  const { document } = cluster;
  const violations: Violation[] = [];
  try {
    if (!isConcerned(document, policy)) return { violations };
    for (const violation of policy.check(document)) {
      if (!isInVersions(document, policy, violation)) continue;
      if (violations.length === mostViolations && isBuiltIn(policy))
        return { violations, failure: describeExcessFindings(cluster, policy, violation) };
      violations.push(violation);
    }
    return { violations };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof TooManyComparisons) return { violations, failure: describeComparisons(cluster, error) };
    const message = `rule ${policy.id} failed on cluster ${document.name}: ${reason}`;
    return { violations, failure: { code: "policy-failed", message, ...(error instanceof PolicyFailure && { place: error.place }) } };
  }
}

/** The maximum number of findings of a built-in rule in one cluster; custom policies have their own limit. */
export const mostViolations = 1_000;

function isBuiltIn({ page }: Policy): boolean {
  return page === undefined;
}

function describeExcessFindings(cluster: Cluster, policy: Policy, { at }: Violation): Problem {
  const place = findPointerPlace(cluster, at);
  const name = cluster.document.name;
  const message = `Rule \`${policy.id}\` has more than ${mostViolations} findings in cluster \`${name}\`; from here on they are not shown.`;
  return { code: "findings-limit", message, ...(place && { place }) };
}

function describeComparisons(cluster: Cluster, { message, at }: TooManyComparisons): Problem {
  const place = findPointerPlace(cluster, at);
  return { code: "comparisons-limit", message: `Cluster \`${cluster.document.name}\`: ${message}.`, ...(place && { place }) };
}

/** Several rules compare the same network policies, so only the first comparison problem is reported. */
function dropRepeats(failures: readonly Problem[]): Problem[] {
  const first = failures.find(({ code }) => code === "comparisons-limit");
  return failures.filter((failure) => failure.code !== "comparisons-limit" || failure === first);
}

/** Checks whether a policy applies to a cluster. */
export function isConcerned(document: ClusterDocument, policy: Policy): boolean {
  if (policy.ambient && document.ambient !== true) return false;
  return !policy.platforms || (document.platform !== null && policy.platforms.includes(document.platform));
}

/**
 * Checks whether a violation is in the policy's range of versions. A violation at an install has that install's version; for any
 * other, at least one install of the cluster must be in range.
 */
function isInVersions(document: ClusterDocument, policy: Policy, violation: Violation): boolean {
  const range = policy.versions;
  if (range === undefined) return true;
  const index = /^\/installs\/(\d+)/.exec(violation.at)?.[1];
  const installs = index === undefined ? document.installs : document.installs.slice(Number(index), Number(index) + 1);
  return installs.some((install) => isInRange(install.version, range));
}

const docs = "https://github.com/istio-preflight/istio-preflight/blob/main/docs/rules";

/** Returns the address of a rule's page. */
export function linkDocs(rule: string): string {
  return `${docs}/${rule}.md`;
}

function locateFinding(cluster: Cluster, policy: Policy, violation: Violation, text: TextOf): Omit<Finding, "fingerprint">[] {
  const location = locatePointer(cluster, violation.at, text);
  if (!location) return [];
  const confidence = rateConfidence(cluster.document, policy);
  const own = violation.severity ?? policy.severity;
  return [
    {
      rule: policy.id,
      title: policy.title,
      severity: confidence !== "high" && own === "error" ? "warning" : own,
      confidence,
      message: violation.message,
      remedy: violation.remedy ?? policy.remedy,
      cluster: cluster.document.name,
      clusters: [cluster.document.name],
      location,
      frame: cutFrame(location, text(location.file) ?? ""),
      related: locateRelated(cluster, policy, violation, location, text),
      docs: policy.page ?? linkDocs(policy.id),
    },
  ];
}

/** A rule for certain platforms has the confidence of the platform; any other rule has high confidence. */
function rateConfidence({ platformSource, platformStrength }: ClusterDocument, policy: Policy): Confidence {
  if (!policy.platforms || platformSource === "flag" || platformSource === "configuration") return "high";
  if (platformStrength === "strong") return "high";
  return platformStrength === "medium" ? "medium" : "low";
}

/** Finds the place of a pointer; a pointer without a place gets the place of the first install. */
function locatePointer(cluster: Cluster, pointer: string, text: TextOf): Location | undefined {
  const place = findPointerPlace(cluster, pointer);
  return place && locateInText(text(place.file) ?? "", place);
}

function locateInText(text: string, place: Place): Location {
  const start = Math.min(place.start, text.length);
  return locate(text, { file: place.file, start, end: Math.min(place.end, text.length) });
}

const longestFrame = 6;

function cutFrame(location: Location, text: string): Frame {
  const firstLine = Math.max(1, location.line - 1);
  const last = Math.min(location.endLine, location.line + longestFrame - 1) + 1;
  return { firstLine, lines: sliceLines(text, firstLine, last) };
}

function locateRelated(cluster: Cluster, policy: Policy, violation: Violation, own: Location, text: TextOf): Related[] {
  const pointers = [...(violation.related ?? []), ...(policy.platforms ? listPlatformEvidence(cluster.document) : [])];
  const related = new Map<string, Related>();
  for (const { at, message } of pointers) {
    const place = findPointerPlace(cluster, at);
    if (!place) continue;
    const location = locateInText(text(place.file) ?? "", place);
    const key = `${location.file}:${location.line}:${location.column}`;
    if (key !== `${own.file}:${own.line}:${own.column}` && !related.has(key)) related.set(key, { location, message });
  }
  return [...related.values()];
}

const strengthRanks = { strong: 0, medium: 1, weak: 2 } as const;

/** Returns the evidence for the platform: the strongest piece, or the two that had to agree. */
function listPlatformEvidence({ platform, platformSource, evidence }: ClusterDocument): { at: string; message: string }[] {
  if (platformSource !== "evidence" && platformSource !== "declared") return [];
  const pieces = [...evidence.entries()].filter(([, piece]) => piece.platform === platform);
  pieces.sort(([, a], [, b]) => strengthRanks[a.strength] - strengthRanks[b.strength]);
  const shown = pieces[0]?.[1].strength === "strong" ? 1 : 2;
  return pieces
    .slice(0, shown)
    .map(([index, { message }]) => ({ at: `/evidence/${index}`, message: `the platform is ${platform}: ${message}` }));
}

function compareByPlace(a: Unnamed, b: Unnamed): number {
  return (
    compareText(a.cluster, b.cluster) ||
    compareText(a.location.file, b.location.file) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compareText(a.rule, b.rule) ||
    ranks.severity[a.severity] - ranks.severity[b.severity]
  );
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Keeps one finding per place: a rule that yields is dropped if another rule reports the consequence there. */
function dropYielding(findings: readonly Unnamed[], yielding: ReadonlySet<string>): Unnamed[] {
  const keyOf = ({ location: { file, line, column } }: Unnamed) => JSON.stringify([file, line, column]);
  const told = new Set(findings.filter(({ rule }) => !yielding.has(rule)).map(keyOf));
  return findings.filter((finding) => !yielding.has(finding.rule) || !told.has(keyOf(finding)));
}
