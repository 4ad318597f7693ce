import type { GitHubServer } from "./github-server.ts";

/** A file of the pull request, as `GET …/pulls/7/files` lists it. */
export interface TestPullFile {
  readonly filename: string;
  readonly sha: string;
  readonly patch?: string;
}

/** A comment on lines of the pull request, as a test writes and reads it. */
export interface TestLineComment {
  readonly id: number;
  readonly login: string;
  readonly path: string;
  readonly body: string;
  readonly commit?: string;
  readonly startLine?: number;
  /** Missing once the lines are not those of the pull request any more. */
  line?: number | undefined;
  readonly repliesTo?: number;
}

/** What a request for pull request 7 is, as far as its lines are concerned. */
export interface PullRequestRequest {
  readonly operation: string;
  readonly id: string | undefined;
  readonly body: unknown;
}

interface Outcome {
  readonly status: number;
  readonly body?: object;
}

/** All that there is of one kind; the server cuts it into pages. */
export function listed(state: GitHubServer, operation: string, user: (login: string) => unknown): unknown[] | undefined {
  if (operation.endsWith("/files")) return state.pullFiles.map((file) => fileAsGitHub(state, file));
  if (operation.endsWith("/comments")) return state.lineComments.map((comment) => commentAsGitHub(state, comment, user));
  return undefined;
}

/** Carries out what changes the pull request's review comments. */
export function performReview(state: GitHubServer, { operation, id, body }: PullRequestRequest): Outcome {
  if (state.access === "read") return { status: 403, body: { message: "Resource not accessible by integration" } };
  if (operation.endsWith("/reviews")) return createReview(state, body as ReviewBody);
  const comment = state.lineComments.find((candidate) => String(candidate.id) === id);
  if (!comment) return { status: 404, body: { message: "Not Found" } };
  state.lineComments = state.lineComments.filter((other) => other !== comment);
  return { status: 204 };
}

interface ReviewBody {
  readonly commit_id?: string;
  readonly comments?: readonly {
    readonly path: string;
    readonly body: string;
    readonly line?: number;
    readonly side?: string;
    readonly start_line?: number;
    readonly start_side?: string;
  }[];
}

/** GitHub takes a review as a whole or not at all. */
function createReview(state: GitHubServer, { commit_id: commit, comments = [] }: ReviewBody): Outcome {
  const errors = comments.flatMap((comment) => {
    const { path, body, line = 0, side, start_line: start, start_side: startSide } = comment;
    const patch = state.pullFiles.find(({ filename }) => filename === path)?.patch;
    if (!patch || side !== "RIGHT" || !isInOneHunk(patch, start ?? line, line)) return "Line could not be resolved";
    if (start !== undefined && (start >= line || startSide !== "RIGHT")) return "Start line must precede the end line.";
    return body.length > 65_536 ? "Body is too long" : [];
  });
  if (errors.length > 0) return { status: 422, body: { message: "Unprocessable Entity", errors } };
  for (const { path, body, line, start_line: startLine } of comments) {
    const id = 1 + Math.max(5000, ...state.lineComments.map((other) => other.id));
    state.lineComments.push({ id, login: state.login, path, body, line, ...(commit && { commit }), ...(startLine && { startLine }) });
  }
  return { status: 200, body: { id: 80, state: "COMMENTED" } };
}

function isInOneHunk(patch: string, first: number, last: number): boolean {
  return [...patch.matchAll(/^@@ -\S+ \+(\d+)(?:,(\d+))? @@/gm)].some(([, start, length = "1"]) => {
    return Number(start) <= first && last < Number(start) + Number(length);
  });
}

function fileAsGitHub({ url }: GitHubServer, { filename, sha, patch }: TestPullFile): unknown {
  const file = `${url}/${filename}`;
  const counts = { additions: 1, deletions: 0, changes: 1 };
  return { sha, filename, status: "modified", ...counts, blob_url: file, raw_url: file, contents_url: file, ...(patch && { patch }) };
}

function commentAsGitHub(state: GitHubServer, comment: TestLineComment, user: (login: string) => unknown): unknown {
  const { id, login, path, body, line, startLine, commit = "", repliesTo } = comment;
  const url = `${state.url}/repos/acme/platform/pulls/comments/${id}`;
  return {
    ...{ id, node_id: `PRRC_${id}`, url, html_url: url, pull_request_url: url, pull_request_review_id: 80, path, body },
    ...{ diff_hunk: "", commit_id: commit, original_commit_id: commit, user: user(login), author_association: "CONTRIBUTOR" },
    ...{ created_at: "2026-11-02T09:15:00Z", updated_at: "2026-11-02T09:15:00Z", side: "RIGHT" },
    _links: { self: { href: url }, html: { href: url }, pull_request: { href: url } },
    ...(line !== undefined && { line }),
    ...(startLine !== undefined && { start_line: startLine }),
    ...(repliesTo !== undefined && { in_reply_to_id: repliesTo }),
  };
}
