import { existsSync, readFileSync } from "node:fs";

/** The event that started a run: its name and payload, in which any field may be missing. */
export interface RunEvent {
  readonly name: string;
  readonly payload: unknown;
  /** The commit of the event; for a `workflow_run`, a commit of the default branch. */
  readonly sha: string | undefined;
}

/** Reads the event from the runner's environment. */
export function readEvent(environment: NodeJS.ProcessEnv): RunEvent {
  const { GITHUB_EVENT_NAME: name = "", GITHUB_EVENT_PATH: path, GITHUB_SHA: sha } = environment;
  return { name, payload: path && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined, sha };
}

/** Returns the string at a path of the payload. */
export function readEventText({ payload }: RunEvent, ...path: readonly string[]): string | undefined {
  let value = payload;
  for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
