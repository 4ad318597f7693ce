import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Ajv } from "ajv";
import { type Api, apiOf, asOnGitHub } from "./github-address.ts";

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
    pulls: [],
    faults: [],
    login: "github-actions[bot]",
    access: "write",
    requests: [],
    violations: [],
    close: () => close(server),
  };
  server.on("request", async (request, response) => {
    const answer = answerTo(state, await readRequest(request, api));
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

const description = JSON.parse(readFileSync(new URL("./github-api.json", import.meta.url), "utf8"));
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(description, "github");

interface Request {
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

interface Operation {
  readonly template: string;
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
}

async function readRequest(request: IncomingMessage, api: Api): Promise<Request> {
  let text = "";
  for await (const chunk of request) text += chunk;
  const token = request.headers.authorization?.replace(/^(token|bearer) /i, "");
  return {
    method: (request.method ?? "GET").toLowerCase(),
    url: asOnGitHub(new URL(request.url ?? "/", "http://localhost"), api),
    token,
    body: text === "" ? undefined : JSON.parse(text),
  };
}

function answerTo(state: GitHubServer, request: Request): Answer {
  state.requests.push(`${request.method.toUpperCase()} ${request.url.pathname}${request.url.search}`);
  if (request.token !== "ghs_secret") return { status: 401, body: { message: "Bad credentials" } };
  // GraphQL is not part of the description.
  if (request.url.pathname === "/graphql") return { status: 200, body: { data: { viewer: { login: state.login } } } };
  const operation = findOperation(request);
  if (!operation) {
    state.violations.push(`no operation: ${state.requests.at(-1)}`);
    return { status: 404, body: { message: "Not Found" } };
  }
  checkRequest(state, operation, request);
  const [fault] = state.faults;
  if (fault?.method === request.method) {
    state.faults.shift();
    return { status: fault.status, body: { message: fault.message }, ...(fault.headers && { headers: fault.headers }) };
  }
  const answer = perform(state, operation, request);
  checkAnswer(state, operation, answer);
  return answer;
}

function findOperation({ method, url }: Request): Operation | undefined {
  for (const [template, methods] of Object.entries<Record<string, unknown>>(description.paths)) {
    const names = [...template.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const match = new RegExp(`^${template.replace(/\{\w+\}/g, "([^/]+)")}$`).exec(url.pathname);
    if (!match || !(method in methods)) continue;
    return { template, method, parameters: Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])) };
  }
  return undefined;
}

function checkRequest(state: GitHubServer, { template, method, parameters }: Operation, request: Request): void {
  const { parameters: declared, requestBody } = description.paths[template][method];
  const given = { ...parameters, ...Object.fromEntries(request.url.searchParams) };
  const known = new Map<string, { schema: unknown }>(
    declared.map((written: { $ref?: string; name: string }) => {
      const parameter = written.$ref ? description.components.parameters[written.$ref.split("/").at(-1) ?? ""] : written;
      return [parameter.name, parameter];
    }),
  );
  for (const [name, value] of Object.entries(given)) {
    const parameter = known.get(name);
    if (!parameter) state.violations.push(`${method} ${template} has no parameter ${name}`);
    else check(state, `parameter ${name}`, parameter.schema, Number.isNaN(Number(value)) ? value : Number(value));
  }
  if (requestBody) check(state, `body of ${method} ${template}`, requestBody.content["application/json"].schema, request.body);
}

function checkAnswer(state: GitHubServer, { template, method }: Operation, { status, body }: Answer): void {
  const responses = description.paths[template][method].responses;
  const response = responses[status];
  // The description does not list the refusals that every operation may answer with.
  if (!response && status >= 400) return;
  if (!response) state.violations.push(`${method} ${template} does not answer ${status}`);
  else if (response.content) check(state, `answer of ${method} ${template}`, response.content["application/json"].schema, body);
}

function check(state: GitHubServer, what: string, schema: unknown, value: unknown): void {
  const validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"github#/')));
  if (!validate(value)) state.violations.push(`${what}: ${ajv.errorsText(validate.errors)}`);
}

function perform(state: GitHubServer, operation: Operation, request: Request): Answer {
  const { owner, repo } = operation.parameters;
  const isOurs = owner === pullRequest.owner && repo === pullRequest.repo;
  if (!isOurs || state.access === "none") return { status: 404, body: { message: "Not Found" } };
  if (operation.template.endsWith("/pulls")) return pullsAsGitHub(state, request.url);
  return operation.template.includes("/comments") ? performComment(state, operation, request) : performIssue(state, operation, request);
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
