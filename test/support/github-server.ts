import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Api, apiOf, asOnGitHub } from "./github-address.ts";
import { performCheckRun, type TestCheckRun } from "./github-checks.ts";
import { checkAnswer, checkRequest, findOperation, type Operation } from "./github-description.ts";
import { type Meeting, meet } from "./github-meeting.ts";
import { listed, performReview, type TestLineComment, type TestPullFile } from "./github-pulls.ts";

/** A comment as a test writes and reads it. */
export interface TestComment {
  readonly id: number;
  readonly login: string;
  body: string;
}

/** An issue as a test writes and reads it. */
export interface TestIssue {
  readonly number: number;
  readonly login: string;
  title: string;
  body: string;
  state: "open" | "closed";
}

/** An open pull request as a test writes it: `repository` is where its head lies. */
export interface TestPull {
  readonly number: number;
  readonly sha: string;
  readonly branch: string;
  readonly repository: string | null;
}

/** An answer that GitHub gives in place of what was asked for, once. */
export interface Fault {
  readonly method: string;
  /** How the path ends; any of REST where missing. */
  readonly path?: string;
  /** Whether what was asked for is done all the same. */
  readonly isDone?: boolean;
  readonly status: number;
  readonly message: string;
  readonly headers?: Record<string, string>;
}

export interface GitHubServer {
  /** The address of its API. */
  readonly url: string;
  /** The issues of the repository, in the order created. */
  issues: TestIssue[];
  /** The open pull requests. */
  pulls: TestPull[];
  /** What goes wrong, the next first. */
  faults: Fault[];
  /** The comments of pull request 7, in the order created. */
  comments: TestComment[];
  /** The head of pull request 7 (where missing, nobody may read it), the files that it changes, and the comments on its lines. */
  head: string | undefined;
  pullFiles: TestPullFile[];
  lineComments: TestLineComment[];
  /** Answers in place of GitHub, down to the bytes; does nothing where GitHub is to answer. */
  interfere: ((request: string, response: ServerResponse) => "taken" | undefined) | undefined;
  /** What runs at the same time wait for before they go on. */
  meeting: Meeting | undefined;
  /** The check runs, in the order created. */
  checkRuns: TestCheckRun[];
  /** Who the token is, and what it may do. */
  login: string;
  access: "write" | "read" | "none";
  /** `POST /repos/…`, in the order received. */
  readonly requests: string[];
  /** Requests and answers that GitHub's own description of its API does not allow. */
  readonly violations: string[];
  readonly close: () => Promise<void>;
}

/** A server on this machine that answers for one pull request as GitHub's description of its API says; that of GitHub Enterprise is below `/api`. */
export async function startGitHub(kind: keyof typeof apiOf = "github.com"): Promise<GitHubServer> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const api = apiOf[kind];
  const state: GitHubServer = {
    url: url + api.rest,
    comments: [],
    issues: [],
    head: undefined,
    interfere: undefined,
    meeting: undefined,
    pullFiles: [],
    lineComments: [],
    checkRuns: [],
    pulls: [],
    faults: [],
    login: "github-actions[bot]",
    access: "write",
    requests: [],
    violations: [],
    close: () => close(server),
  };
  server.on("request", async (request, response) => {
    const received = await readRequest(request, api);
    if (state.interfere?.(received.name, response)) return void state.requests.push(received.name);
    const answer = answerTo(state, received);
    await meet(state, received.method, received.url.pathname);
    response.writeHead(answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(answer.body === undefined ? "" : JSON.stringify(answer.body));
  });
  return state;
}

/** The requests that changed something. */
export function writesOf({ requests }: GitHubServer): string[] {
  return requests.filter((request) => !request.startsWith("GET ") && !request.endsWith("/graphql"));
}

/** The pull request that the server knows. */
export const pullRequest = { owner: "acme", repo: "platform", number: 7, sha: "5f0c1c6a1f1f4f8f9c0f3f1e2d3c4b5a69788796" };

interface Request {
  readonly name: string;
  readonly method: string;
  readonly url: URL;
  readonly token: string | undefined;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

async function readRequest(request: IncomingMessage, api: Api): Promise<Request> {
  let text = "";
  for await (const chunk of request) text += chunk;
  const token = request.headers.authorization?.replace(/^(token|bearer) /i, "");
  const { method = "GET" } = request;
  const url = asOnGitHub(new URL(request.url ?? "/", "http://localhost"), api);
  return {
    ...{ name: `${method} ${url.pathname}${url.search}`, method: method.toLowerCase(), url },
    token,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

function answerTo(state: GitHubServer, request: Request): Answer {
  state.requests.push(request.name);
  if (request.token !== "ghs_secret") return { status: 401, body: { message: "Bad credentials" } };
  const fault = takeFault(state, request);
  // GraphQL is not part of the description.
  if (request.url.pathname === "/graphql")
    return fault ? refusal(fault) : { status: 200, body: { data: { viewer: { login: state.login } } } };
  const operation = findOperation(request);
  if (!operation) {
    state.violations.push(`no operation: ${state.requests.at(-1)}`);
    return { status: 404, body: { message: "Not Found" } };
  }
  checkRequest(state.violations, operation, request);
  if (fault?.isDone) perform(state, operation, request);
  if (fault) return refusal(fault);
  const answer = perform(state, operation, request);
  checkAnswer(state.violations, operation, answer);
  return answer;
}

/** The next fault, where it is one of this request. */
function takeFault(state: GitHubServer, { method, url }: Request): Fault | undefined {
  const [fault] = state.faults;
  const isMeant = fault?.path === undefined ? url.pathname !== "/graphql" : url.pathname.endsWith(fault.path);
  return fault?.method === method && isMeant ? state.faults.shift() : undefined;
}

function refusal({ status, message, headers }: Fault): Answer {
  return { status, body: { message }, ...(headers && { headers }) };
}

function perform(state: GitHubServer, operation: Operation, request: Request): Answer {
  const { owner, repo } = operation.parameters;
  const isOurs = owner === pullRequest.owner && repo === pullRequest.repo;
  if (!isOurs || state.access === "none") return { status: 404, body: { message: "Not Found" } };
  if (operation.template.includes("/check-runs")) return performCheckRun(state, operation.parameters.check_run_id, request.body);
  if (operation.template.includes("/pulls/")) return performPull(state, operation, request);
  if (operation.template.endsWith("/pulls")) return pullsAsGitHub(state, request.url);
  return operation.template.includes("/comments") ? performComment(state, operation, request) : performIssue(state, operation, request);
}

function performPull(state: GitHubServer, { template, method, parameters }: Operation, { url, body }: Request): Answer {
  if ((parameters.pull_number ?? "7") !== "7") return { status: 404, body: { message: "Not Found" } };
  if (method !== "get") {
    const { status, body: answer } = performReview(state, { operation: template, id: parameters.comment_id, body });
    return { status, ...(answer !== undefined && { body: { ...answer, user: userOf(state, state.login) } }) };
  }
  const all = listed(state, template, (login) => userOf(state, login));
  if (all) return page(state, url, all);
  if (state.head === undefined) return { status: 403, body: { message: "Resource not accessible by integration" } };
  return { status: 200, body: { number: 7, head: { sha: state.head } } };
}

function pullsAsGitHub(state: GitHubServer, url: URL): Answer {
  const { head } = Object.fromEntries(url.searchParams);
  const named = state.pulls.filter(({ repository, branch }) => `${repository?.split("/")[0]}:${branch}` === head);
  const pulls = named.map(({ number, sha, branch, repository }) => ({
    ...{ number, state: "open" },
    head: { sha, ref: branch, label: head, repo: repository === null ? null : { full_name: repository } },
  }));
  return page(state, url, pulls);
}

function performIssue(state: GitHubServer, { method, parameters }: Operation, { url, body }: Request): Answer {
  const { creator } = Object.fromEntries(url.searchParams);
  if (method === "get")
    return page(
      state,
      url,
      state.issues.filter(({ login }) => login === creator).map((issue) => issueAsGitHub(state, issue)),
    );
  if (state.access === "read") return { status: 403, body: { message: "Resource not accessible by integration" } };
  const text = body as Partial<TestIssue>;
  if ((text.body ?? "").length > 65_536) return { status: 422, body: { message: "Validation Failed" } };
  if (method === "post") {
    const issue: TestIssue = { number: 100 + state.issues.length, login: state.login, title: "", body: "", state: "open", ...text };
    state.issues.push(issue);
    return { status: 201, body: issueAsGitHub(state, issue) };
  }
  const issue = state.issues.find(({ number }) => String(number) === parameters.issue_number);
  if (!issue) return { status: 404, body: { message: "Not Found" } };
  Object.assign(issue, text);
  return { status: 200, body: issueAsGitHub(state, issue) };
}

function issueAsGitHub(state: GitHubServer, { number, login, title, body, state: open }: TestIssue): unknown {
  return { id: number, number, title, body, state: open, user: userOf(state, login) };
}

function performComment(state: GitHubServer, { method, parameters }: Operation, { url, body }: Request): Answer {
  const { issue_number: number, comment_id: id } = parameters;
  if ((number ?? "7") !== "7") return { status: 404, body: { message: "Not Found" } };
  if (method === "get")
    return page(
      state,
      url,
      state.comments.map((comment) => asGitHub(state, comment)),
    );
  if (state.access === "read") return { status: 403, body: { message: "Resource not accessible by integration" } };
  const text = (body as { body?: string } | undefined)?.body ?? "";
  if (text.length > 65_536)
    return { status: 422, body: { message: "Validation Failed", documentation_url: "", errors: [{ code: "unprocessable" }] } };
  if (method === "post") {
    const comment = { id: 1 + Math.max(1000, ...state.comments.map((other) => other.id)), login: state.login, body: text };
    state.comments.push(comment);
    return { status: 201, body: asGitHub(state, comment) };
  }
  const comment = state.comments.find((candidate) => String(candidate.id) === id);
  if (!comment) return { status: 404, body: { message: "Not Found" } };
  if (method === "patch") comment.body = text;
  else state.comments = state.comments.filter((other) => other !== comment);
  return method === "patch" ? { status: 200, body: asGitHub(state, comment) } : { status: 204 };
}

function page(state: GitHubServer, url: URL, all: readonly unknown[]): Answer {
  const size = Math.min(100, Number(url.searchParams.get("per_page") ?? 30));
  const number = Number(url.searchParams.get("page") ?? 1);
  const next = new URL(state.url + url.pathname + url.search);
  next.searchParams.set("page", String(number + 1));
  const shown = all.slice((number - 1) * size, number * size);
  const isLast = number * size >= all.length;
  return { status: 200, body: shown, headers: isLast ? {} : { link: `<${next}>; rel="next"` } };
}

function asGitHub(state: GitHubServer, { id, login, body }: TestComment): unknown {
  const { owner, repo, number } = pullRequest;
  const api = `${state.url}/repos/${owner}/${repo}/issues`;
  return {
    id,
    node_id: `IC_${id}`,
    url: `${api}/comments/${id}`,
    html_url: `https://github.com/${owner}/${repo}/pull/${number}#issuecomment-${id}`,
    issue_url: `${api}/${number}`,
    body,
    user: userOf(state, login),
    created_at: "2026-11-02T09:15:00Z",
    updated_at: "2026-11-02T09:15:00Z",
    author_association: "CONTRIBUTOR",
  };
}

function userOf({ url }: GitHubServer, login: string): unknown {
  const user = `${url}/users/${encodeURIComponent(login)}`;
  return {
    ...{ login, id: 41898282, node_id: "MDM6Qm90NDE4OTgyODI=", avatar_url: `${user}.png`, gravatar_id: "", url: user, html_url: user },
    ...{ followers_url: user, following_url: user, gists_url: user, starred_url: user, subscriptions_url: user, organizations_url: user },
    ...{ repos_url: user, events_url: user, received_events_url: user, type: login.endsWith("[bot]") ? "Bot" : "User", site_admin: false },
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
