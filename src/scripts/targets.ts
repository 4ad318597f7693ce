import { formatGrouped } from "../model/grouped.ts";
import type { ScriptUnit } from "../model/install.ts";
import { wrapWholeText } from "../model/source-text.ts";
import { openExcess } from "./excess.ts";
import type { HostFile } from "./host.ts";

/** A target, task or recipe: the others that it runs, and what it sets for everything that it runs. */
export interface Target<Setting> {
  readonly name: string;
  readonly calls: readonly TargetCall<Setting>[];
  readonly settings: readonly Setting[];
}

export interface TargetCall<Setting> {
  readonly to: string;
  /** The settings for this call only. */
  readonly settings: readonly Setting[];
}

/** One way in which a target runs: with the settings of its callers, as part of a unit. */
export interface Run<Setting> {
  readonly target: string;
  readonly unit: ScriptUnit;
  readonly settings: readonly Setting[];
}

const targetLimit = 2_000;
const runLimit = 8;

/** Lists how each target may run: by itself, and from each caller that has settings for it. */
export function listRuns<Setting>(all: ReadonlyMap<string, Target<Setting>>, file: HostFile): Run<Setting>[] {
  const report = reportAtTarget(file);
  const [excess] = [...all.keys()].slice(targetLimit);
  if (excess !== undefined) report(excess, `This file has more than ${formatGrouped(targetLimit)} targets; the rest of them are not read.`);
  const targets = new Map([...all].slice(0, targetLimit));
  const callers = indexTargetCallers(targets, report);
  const unit = (name: string): ScriptUnit => ({ name, callers: callers.get(name) ?? [name] });
  const runs = new Map<string, Run<Setting>[]>();
  const parametrized = new Set<string>();
  let steps = 0;
  const addRuns = (start: string, caller: string, settings: readonly Setting[]) => {
    if (settings.length === 0) return;
    if (steps > stepLimit) return report(start, tooManyCalls);
    // The settings of a target also apply to the targets that it runs.
    for (const target of collectReached(start, targets)) {
      steps += 1;
      if (!addRun(runs, { target, unit: unit(caller), settings })) report(target, describeTooManyRuns(target));
    }
  };
  for (const { name, settings, calls } of targets.values()) {
    addRuns(name, name, settings);
    for (const call of calls) {
      addRuns(call.to, name, call.settings);
      if (call.settings.length > 0) parametrized.add(call.to);
    }
  }
  return [...targets.values()].flatMap(({ name, settings }) => {
    const own = settings.length === 0 && !parametrized.has(name) ? [{ target: name, unit: unit(name), settings: [] }] : [];
    return [...own, ...(runs.get(name) ?? [])];
  });
}

function addRun<Setting>(runs: Map<string, Run<Setting>[]>, run: Run<Setting>): boolean {
  const known = runs.get(run.target) ?? [];
  if (known.length >= runLimit) return false;
  runs.set(run.target, [...known, run]);
  return true;
}

type ReportTarget = (target: string, message: string) => void;

/** Reports an exceeded limit at the definition of a target, once for each kind and file. */
function reportAtTarget(file: HostFile): ReportTarget {
  const excess = openExcess(file);
  return (target, message) => {
    const start = Math.max(0, file.text.indexOf(`\n${target}`) + 1 || file.text.indexOf(target));
    const at = { ...wrapWholeText(file.path, ""), segments: [[0, start]] as const };
    excess(message.replace(target, ""), at, message);
  };
}

const tooManyCalls = "The targets of this file call each other too often; with what settings the others run is not known.";

function describeTooManyRuns(target: string): string {
  return `\`${target}\` is run in more than ${runLimit} ways; only the first are checked.`;
}

/** The maximum number of steps for following calls between targets. */
const stepLimit = 50_000;

function indexTargetCallers<Setting>(targets: ReadonlyMap<string, Target<Setting>>, report: ReportTarget): Map<string, string[]> {
  const callers = new Map<string, string[]>();
  let steps = 0;
  for (const name of targets.keys()) {
    if (steps > stepLimit) {
      report(name, tooManyCalls);
      return callers;
    }
    for (const reached of collectReached(name, targets)) {
      steps += 1;
      const known = callers.get(reached);
      if (known) known.push(name);
      else callers.set(reached, [name]);
    }
  }
  return callers;
}

function collectReached<Setting>(start: string, targets: ReadonlyMap<string, Target<Setting>>): ReadonlySet<string> {
  const reached = new Set(targets.has(start) ? [start] : []);
  // A `for` over a set also visits items that are added during the loop.
  for (const name of reached) for (const { to } of targets.get(name)?.calls ?? []) if (targets.has(to)) reached.add(to);
  return reached;
}
