import type { GitHubServer } from "./github-server.ts";

interface TestAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly annotation_level: string;
  readonly message: string;
  readonly title?: string;
}

/** A check run as a test reads it, with all of its annotations. */
export interface TestCheckRun {
  readonly id: number;
  readonly name: string;
  readonly commit: string;
  readonly statuses: string[];
  readonly annotations: TestAnnotation[];
  conclusion: string | undefined;
  title: string;
  summary: string;
}

interface CheckBody {
  readonly name?: string;
  readonly head_sha?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly output?: { readonly title?: string; readonly summary: string; readonly annotations?: readonly TestAnnotation[] };
}

/** Creates or updates a check run; annotations add to those that it has. */
export function performCheckRun(state: GitHubServer, id: string | undefined, body: unknown): { status: number; body: unknown } {
  if (state.access === "read") return { status: 403, body: { message: "Resource not accessible by integration" } };
  const { name = "", head_sha: commit = "", status = "queued", conclusion, output } = body as CheckBody;
  const annotations = output?.annotations ?? [];
  if (annotations.some((annotation) => !isTaken(annotation))) return { status: 422, body: { message: "Invalid request." } };
  const known = state.checkRuns.find((candidate) => String(candidate.id) === id);
  if (id !== undefined && !known) return { status: 404, body: { message: "Not Found" } };
  const fresh = {
    id: 300 + state.checkRuns.length,
    name,
    commit,
    statuses: [],
    annotations: [],
    conclusion: undefined,
    title: "",
    summary: "",
  };
  const checkRun: TestCheckRun = known ?? fresh;
  if (!known) state.checkRuns.push(checkRun);
  checkRun.statuses.push(status);
  checkRun.annotations.push(...annotations);
  Object.assign(checkRun, { conclusion, title: output?.title, summary: output?.summary });
  return { status: known ? 200 : 201, body: { id: checkRun.id, name: checkRun.name, status } };
}

/** What the description says in prose alone. */
function isTaken({ start_line: start, end_line: end, start_column: column, message, title = "" }: TestAnnotation): boolean {
  const isLong = Buffer.byteLength(message) > 65_536 || title.length > 255;
  return start >= 1 && end >= start && !(column !== undefined && start !== end) && message !== "" && !isLong;
}
