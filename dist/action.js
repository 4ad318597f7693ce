import {
  githubReport,
  isFailure,
  jsonReport,
  markdownReport,
  package_default,
  sarifReport,
  textReport
} from "./chunks/report.js";
import {
  workflowCommand
} from "./chunks/wording.js";
import {
  lint,
  policies
} from "./chunks/lint.js";
import "./chunks/define.js";
import {
  platforms
} from "./chunks/cluster.js";
import {
  UsageError
} from "./chunks/usage-error.js";
import "./chunks/runtime.js";

// src/action.ts
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2 } from "node:path";

// src/github/markdown-within.ts
function markdownWithin(bytes, report, link) {
  let text = "";
  for (let budget = bytes; budget > bytes / 8; budget /= 1.5) {
    text = markdownReport(report, { budget: Math.floor(budget), ...link && { link } });
    if (Buffer.byteLength(text) <= bytes) return text;
  }
  return text;
}

// src/github/comment.ts
async function updateComment(conversation, report, mode, link) {
  const [comment, ...surplus] = await conversation.ownComments(marker);
  const body = `${marker}
${markdownWithin(bodyLimit, report, link)}`.trim();
  if (comment) await bringUpToDate(conversation, comment, body, report.findings.length === 0);
  else if (mode === "always" || report.findings.length > 0) await conversation.create(body);
  for (const { id } of surplus) await conversation.remove(id);
}
var marker = "<!-- istio-preflight -->";
var resolved = "\n\nAll earlier findings are resolved.";
var bodyLimit = 65e3;
async function bringUpToDate(conversation, { id, body }, wanted, clean) {
  const current = body.replaceAll("\r\n", "\n").trim();
  if (current === wanted) return;
  const text = clean ? wanted + resolved : wanted;
  if (current !== text) await conversation.update(id, text);
}

// src/github/conversation.ts
async function openConversation(token, { owner, repo }, number) {
  const { getOctokit } = await import("./action/actions-github.js");
  const octokit = getOctokit(token, { request: { signal: AbortSignal.timeout(patience) } });
  const { rest } = octokit;
  return {
    ownComments: async (marker2) => {
      const all = await octokit.paginate(rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
      const marked = all.filter(({ body }) => body?.startsWith(marker2));
      if (marked.length === 0) return [];
      const login = await ownLogin(octokit);
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id, body }) => ({ id, body: body ?? "" }));
    },
    create: async (body) => void await rest.issues.createComment({ owner, repo, issue_number: number, body }),
    update: async (id, body) => void await rest.issues.updateComment({ owner, repo, comment_id: id, body }),
    remove: async (id) => void await rest.issues.deleteComment({ owner, repo, comment_id: id })
  };
}
var patience = 6e4;
async function ownLogin(octokit) {
  try {
    const { viewer } = await octokit.graphql("query { viewer { login } }");
    return viewer.login;
  } catch {
    return "github-actions[bot]";
  }
}

// src/github/inputs.ts
import { existsSync, statSync } from "node:fs";
import { resolve } from "node:path";
function readInputs(getInput, workspace) {
  const input = (name) => getInput(name) || void 0;
  const cwd = workingDirectory(workspace, input("working-directory") ?? ".");
  const sarifFile = input("sarif-file");
  return {
    cwd,
    sarifFile: sarifFile === void 0 ? void 0 : resolve(cwd, sarifFile),
    paths: (input("paths") ?? "").split("\n").map((line) => line.trim()).filter((line) => line !== ""),
    config: input("config"),
    platform: oneOf("platform", input("platform"), platforms),
    failOn: oneOf("fail-on", input("fail-on"), ["error", "warning", "never"]) ?? "error",
    comment: oneOf("comment", input("comment"), ["always", "on-findings", "never"]) ?? "on-findings",
    annotations: oneOf("annotations", input("annotations")?.toLowerCase(), ["true", "false"]) !== "false",
    token: input("token") ?? ""
  };
}
function workingDirectory(workspace, path) {
  const directory = resolve(workspace, path);
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new UsageError(`The input working-directory names ${JSON.stringify(path)}, which is no directory of the workspace.`);
  }
  return directory;
}
function oneOf(name, value, choices) {
  if (value === void 0) return void 0;
  const choice = choices.find((candidate) => candidate === value);
  if (!choice) throw new UsageError(`The input ${name} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}.`);
  return choice;
}

// src/github/refusal.ts
function refusalText(what, error) {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : void 0;
  if (status === 401) return `No ${what}: GitHub does not accept the token. The findings are in the job summary.`;
  const reason = error instanceof Error ? error.message.split("\n", 1)[0] ?? "" : String(error);
  if ((status === 403 || status === 404) && !/rate limit/i.test(reason)) {
    return `No ${what}: the token may not write it. Give the job the permission \`pull-requests: write\`; on pull requests from forks GitHub does not grant it. The findings are in the job summary.`;
  }
  return `No ${what}: ${reason}`;
}

// src/github/repository-paths.ts
function fromRepositoryRoot(report, prefix) {
  if (prefix === "") return report;
  const move = (location) => ({ ...location, file: prefix + location.file });
  const moveFinding = ({ fix, ...finding }) => ({
    ...finding,
    location: move(finding.location),
    related: finding.related.map(({ location, message }) => ({ location: move(location), message })),
    ...fix && { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, file: prefix + edit.file })) } }
  });
  return {
    ...report,
    findings: report.findings.map(moveFinding),
    suppressed: report.suppressed.map(moveFinding),
    problems: report.problems.map((problem) => ({ ...problem, location: problem.location && move(problem.location) }))
  };
}

// src/github/run-context.ts
import { existsSync as existsSync2, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
function runContext(environment) {
  const [owner, repo] = (environment.GITHUB_REPOSITORY ?? "").split("/");
  if (!owner || !repo) return void 0;
  const pull = environment.GITHUB_EVENT_NAME === "pull_request" ? pullRequest(environment.GITHUB_EVENT_PATH) : void 0;
  return {
    owner,
    repo,
    serverUrl: environment.GITHUB_SERVER_URL ?? "https://github.com",
    sha: pull?.sha ?? environment.GITHUB_SHA ?? "HEAD",
    pullRequest: pull?.number
  };
}
function lineAddress(context, prefix, file, line) {
  const path = `${prefix}${file}`.split("/").map(encodeURIComponent).join("/");
  return `${context.serverUrl}/${context.owner}/${context.repo}/blob/${context.sha}/${path}#L${line}`;
}
function repositoryPrefix(directory) {
  for (let root = directory; ; root = dirname(root)) {
    if (existsSync2(join(root, ".git"))) {
      const way = relative(root, directory).split(sep).join("/");
      return way === "" ? "" : `${way}/`;
    }
    if (root === dirname(root)) return "";
  }
}
function pullRequest(eventPath) {
  if (!eventPath || !existsSync2(eventPath)) return void 0;
  const { pull_request: pull } = JSON.parse(readFileSync(eventPath, "utf8"));
  return Number.isInteger(pull?.number) && typeof pull?.head?.sha === "string" ? { number: pull.number, sha: pull.head.sha } : void 0;
}

// src/action.ts
var summaryLimit = 1e6;
process.exitCode = await main();
async function main() {
  const core = await import("./action/actions-core.js");
  try {
    const inputs = readInputs(core.getInput, process.env.GITHUB_WORKSPACE ?? process.cwd());
    if (inputs.token) core.setSecret(inputs.token);
    const { cwd, paths, config, platform } = inputs;
    const report = await lint({ cwd, paths, ...config && { config }, ...platform && { platform } });
    const failed = isFailure(report, inputs.failOn);
    setOutputs(core, report, failed);
    await publish(core, report, inputs);
    return failed ? 1 : 0;
  } catch (error) {
    const usage = error instanceof UsageError;
    const message = error instanceof Error && !usage ? error.stack : String(error);
    say(workflowCommand("error", { title: "istio-preflight" }, message ?? ""));
    return usage ? 2 : 3;
  }
}
function setOutputs(core, report, failed) {
  const { errors, warnings, notes, installs, clusters } = report.summary;
  const file = join2(process.env.RUNNER_TEMP ?? tmpdir(), `istio-preflight-${randomUUID()}.json`);
  writeFileSync(file, jsonReport(report));
  const outputs = { errors, warnings, notes, installs, clusters, conclusion: failed ? "failure" : "success", report: file };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}
async function publish(core, report, inputs) {
  const prefix = repositoryPrefix(inputs.cwd);
  const context = runContext(process.env);
  const link = (file, line) => context && lineAddress(context, prefix, file, line);
  process.stdout.write(textReport(report, { color: true, quiet: false }));
  const { sarifFile } = inputs;
  if (sarifFile !== void 0) {
    await attempt("SARIF file", async () => {
      writeFileSync(sarifFile, sarifReport(fromRepositoryRoot(report, prefix), { version: package_default.version, policies }));
      core.setOutput("sarif", sarifFile);
    });
  }
  if (inputs.annotations) process.stdout.write(githubReport(fromRepositoryRoot(report, prefix)));
  await attempt("job summary", () => core.summary.addRaw(markdownWithin(summaryLimit, report, link)).write());
  const number = context?.pullRequest;
  if (!context || number === void 0 || inputs.comment === "never" || !inputs.token) return;
  await attempt("pull-request comment", async () => {
    await updateComment(await openConversation(inputs.token, context, number), report, inputs.comment, link);
  });
}
async function attempt(what, action) {
  try {
    await action();
  } catch (error) {
    say(workflowCommand("warning", { title: "istio-preflight" }, refusalText(what, error)));
  }
}
function say(line) {
  process.stdout.write(`${line}
`);
}
