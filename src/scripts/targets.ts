import type { ScriptUnit } from "../model/install.ts";
import type { HostFile } from "./host.ts";

/** A target, task or recipe: what it runs besides its own commands, and what it sets for all that it runs. */
export interface Target<Setting> {
  readonly name: string;
  readonly calls: readonly TargetCall<Setting>[];
  readonly settings: readonly Setting[];
}

export interface TargetCall<Setting> {
  readonly to: string;
  /** What is set for this call alone. */
  readonly settings: readonly Setting[];
}

/** One way in which a target is run: with what its callers set, on behalf of a unit. */
export interface Run<Setting> {
  readonly target: string;
  readonly unit: ScriptUnit;
  readonly settings: readonly Setting[];
}

const targetLimit = 2_000;
const runLimit = 8;

/** How each target may be run: as it is, and as each caller that sets something runs it. */
export function runsOf<Setting>(all: ReadonlyMap<string, Target<Setting>>, { path, problem }: HostFile): Run<Setting>[] {
  if (all.size > targetLimit) {
    const message = `This file has more than ${targetLimit} targets; the rest of them are not read.`;
    problem({ code: "shell-limit", message, place: { file: path, start: 0, end: 1 } });
  }
  const targets = new Map([...all].slice(0, targetLimit));
  const callers = callersOf(targets);
  const unit = (name: string): ScriptUnit => ({ name, callers: callers.get(name) ?? [name] });
  const runs = new Map<string, Run<Setting>[]>();
  const parametrized = new Set<string>();
  let steps = 0;
  const addRuns = (start: string, caller: string, settings: readonly Setting[]) => {
    if (settings.length === 0 || steps > stepLimit) return;
    // What is set for a target also holds for what it runs.
    for (const target of reachedFrom(start, targets)) {
      steps += 1;
      addRun(runs, { target, unit: unit(caller), settings });
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

function addRun<Setting>(runs: Map<string, Run<Setting>[]>, run: Run<Setting>): void {
  const known = runs.get(run.target);
  if (!known) runs.set(run.target, [run]);
  else if (known.length < runLimit) known.push(run);
}

/** How many steps may be spent on finding out who runs whom. */
const stepLimit = 50_000;

function callersOf<Setting>(targets: ReadonlyMap<string, Target<Setting>>): Map<string, string[]> {
  const callers = new Map<string, string[]>();
  let steps = 0;
  for (const name of targets.keys()) {
    if (steps > stepLimit) return callers;
    for (const reached of reachedFrom(name, targets)) {
      steps += 1;
      const known = callers.get(reached);
      if (known) known.push(name);
      else callers.set(reached, [name]);
    }
  }
  return callers;
}

function reachedFrom<Setting>(start: string, targets: ReadonlyMap<string, Target<Setting>>): ReadonlySet<string> {
  const reached = new Set(targets.has(start) ? [start] : []);
  // A set goes on with what is added to it while it is walked.
  for (const name of reached) for (const { to } of targets.get(name)?.calls ?? []) if (targets.has(to)) reached.add(to);
  return reached;
}
