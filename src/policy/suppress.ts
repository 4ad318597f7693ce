import type { Finding, Problem } from "../model/finding.ts";
import { type GlobBudget, matchesGlob, openGlobBudget, requireGlobBudget } from "../model/glob.ts";
import { formatGrouped } from "../model/grouped.ts";
import type { Suppression } from "../model/suppression.ts";

/** Findings that are reported, findings that are suppressed, and problems with the suppressions. */
export interface Sorted {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly Finding[];
  readonly problems: readonly Problem[];
}

export interface SuppressContext {
  /** The ids of all rules, enabled or not. */
  readonly rules: readonly string[];
  /** The current date, as `2026-11-23`. */
  readonly today: string;
}

/** Separates the suppressed findings. An expired suppression has no effect; a suppression without an effect is a problem. */
export function suppress(findings: readonly Finding[], suppressions: readonly Suppression[], context: SuppressContext): Sorted {
  const used = new Set<Suppression>();
  const told: Finding[] = [];
  const suppressed: Finding[] = [];
  const valid = suppressions.filter((suppression) => !isExpired(suppression, context));
  const near = indexNearby(valid);
  for (const finding of findings) {
    const own = near(finding).filter((suppression) => isCovered(finding, suppression));
    for (const suppression of own) used.add(suppression);
    const [first] = own;
    if (first) suppressed.push({ ...finding, suppression: first.reason ?? "" });
    else told.push(finding);
  }
  return {
    findings: told,
    suppressed,
    problems: limitProblems(suppressions.flatMap((suppression) => reportSuppression(suppression, used, context))),
  };
}

/** The maximum number of problems with suppressions in a run. */
export const suppressionProblems = 5_000;

function limitProblems(problems: readonly Problem[]): readonly Problem[] {
  const excess = problems[suppressionProblems];
  if (!excess) return problems;
  const message = `More than ${formatGrouped(suppressionProblems)} suppressions are wrong; from here on they are not shown.`;
  return [...problems.slice(0, suppressionProblems), { ...excess, code: "suppressions-limit", message }];
}

/** Finds the suppressions that may apply to a finding's file; cached for each file, as there may be thousands of both. */
function indexNearby(suppressions: readonly Suppression[]): (finding: Finding) => readonly Suppression[] {
  const anywhere = suppressions.filter(({ covers }) => "paths" in covers);
  const inFiles = new Map<string, Suppression[]>();
  for (const suppression of suppressions) {
    const { covers } = suppression;
    if ("paths" in covers) continue;
    const known = inFiles.get(covers.file);
    if (known) known.push(suppression);
    else inFiles.set(covers.file, [suppression]);
  }
  const found = new Map<string, readonly Suppression[]>();
  const budget = openGlobBudget();
  return ({ location: { file } }) => {
    const known = found.get(file) ?? [
      ...anywhere.filter((suppression) => reaches(suppression, file, budget)),
      ...(inFiles.get(file) ?? []),
    ];
    requireGlobBudget(budget, "ignore");
    found.set(file, known);
    return known;
  };
}

function reaches({ covers }: Suppression, file: string, budget: GlobBudget): boolean {
  return "paths" in covers && covers.paths.some((glob) => matchesGlob(file, glob, budget));
}

function isCovered({ rule, location }: Finding, { rules, covers }: Suppression): boolean {
  if (!rules.includes(rule)) return false;
  return "paths" in covers || (covers.first <= location.line && location.line <= covers.last);
}

function isExpired({ until }: Suppression, { today }: SuppressContext): boolean {
  return until !== undefined && until < today;
}

function reportSuppression(suppression: Suppression, used: ReadonlySet<Suppression>, context: SuppressContext): Problem[] {
  const { rules, reason, until, place } = suppression;
  const names = rules.map((rule) => `\`${rule}\``).join(", ");
  const unknown = rules.find((rule) => !context.rules.includes(rule));
  if (unknown !== undefined) {
    return [{ code: "suppression-unknown-rule", message: `There is no rule \`${unknown}\`; \`istio-preflight rules\` lists them.`, place }];
  }
  if (isExpired(suppression, context)) {
    return [
      { code: "suppression-expired", message: `The suppression of ${names} has expired on ${until}; remove it, or set a new date.`, place },
    ];
  }
  const problems: Problem[] = [];
  if (!used.has(suppression)) {
    problems.push({ code: "suppression-unused", message: `The suppression of ${names} suppresses nothing; remove it.`, place });
  }
  if (reason === undefined) {
    const message = `The suppression of ${names} gives no reason; write one after \`--\`.`;
    problems.push({ code: "suppression-without-reason", message, place });
  }
  return problems;
}
