import { existsSync, readFileSync } from "node:fs";

/** What the runner knows of the event that a run is for: name and payload, of which nothing is sure to be there. */
export interface RunEvent {
  readonly name: string;
  readonly payload: unknown;
  /** The commit of the event: of the default branch for a `workflow_run`. */
  readonly sha: string | undefined;
}

/** Reads the event from the runner's environment. */
export function readEvent(environment: NodeJS.ProcessEnv): RunEvent {
  const { GITHUB_EVENT_NAME: name = "", GITHUB_EVENT_PATH: path, GITHUB_SHA: sha } = environment;
  return { name, payload: path && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined, sha };
}

/** The string at a path of the payload. */
export function textAt({ payload }: RunEvent, ...path: readonly string[]): string | undefined {
  let value = payload;
  for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
