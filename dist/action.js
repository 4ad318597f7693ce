import {
  GitError,
  commitId,
  committedConfiguration,
  findCommit,
  withEarlier
} from "./chunks/since.js";
import {
  githubReport,
  isFailure,
  jsonReport,
  markdownReport,
  onlyAdded,
  package_default,
  placeMarkdown,
  sarifReport,
  textReport
} from "./chunks/added.js";
import {
  clip,
  code,
  count,
  markdown,
  verdict,
  workflowCommand
} from "./chunks/wording.js";
import {
  check,
  policies
} from "./chunks/check.js";
import "./chunks/define.js";
import {
  platforms
} from "./chunks/cluster.js";
import "./chunks/diff.js";
import "./chunks/apply.js";
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

// src/github/audit-issue.ts
async function updateAuditIssue(issues, report, link) {
  const [issue] = await issues.own(marker);
  const isOpen = report.findings.length > 0;
  if (!isOpen && !issue?.isOpen) return;
  const changed = issue ? changes(rememberedIn(issue.body), report, link) : "";
  const text = { title: `Istio preflight: ${verdict(report)}`, body: bodyOf(report, changed, link), isOpen };
  if (!issue) await issues.create(text);
  else if (!isSame(issue, text)) await issues.update(issue.number, text);
}
var marker = "<!-- istio-preflight audit -->";
var reportLimit = 4e4;
function bodyOf(report, changed, link) {
  const found = markdownWithin(reportLimit, report, link).trim();
  return [`${marker}
${remember(report.findings)}`, ...changed === "" ? [] : [changed], found].join("\n\n");
}
function isSame(issue, { title, body, isOpen }) {
  return issue.isOpen === isOpen && issue.title === title && issue.body.replaceAll("\r\n", "\n").trim() === body;
}
var rememberedLimit = 100;
function remember(findings) {
  const shown = findings.slice(0, rememberedLimit).map(({ fingerprint, rule, location: { file, line } }) => [fingerprint, rule, clip(file, 80), line]);
  return `<!-- findings ${Buffer.from(JSON.stringify(shown)).toString("base64")} -->`;
}
function rememberedIn(body) {
  const data = /^<!-- findings ([\w+/=]*) -->$/m.exec(body.replaceAll("\r\n", "\n"))?.[1] ?? "";
  const items = parsed(Buffer.from(data, "base64").toString("utf8"));
  return items.flatMap((item) => {
    const [fingerprint, rule, file, line] = Array.isArray(item) ? item : [];
    const isWhole = typeof fingerprint === "string" && typeof rule === "string" && typeof file === "string" && Number.isInteger(line);
    return isWhole ? { fingerprint, rule, file, line } : [];
  });
}
function parsed(text) {
  try {
    const items = JSON.parse(text);
    return Array.isArray(items) ? items.slice(0, rememberedLimit) : [];
  } catch {
    return [];
  }
}
function changes(before, { findings }, link) {
  const known = new Set(before.map(({ fingerprint }) => fingerprint));
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const added = findings.filter(({ fingerprint }) => !known.has(fingerprint));
  const gone = before.filter(({ fingerprint }) => !now.has(fingerprint));
  if (added.length === 0 && gone.length === 0) return "";
  const items = [
    ...added.map(({ rule, location }) => `- new: ${placeMarkdown(location.file, location.line, link)} ${code(rule)}`),
    ...gone.map(({ rule, file, line }) => `- resolved: ${code(`${clip(file, 300)}:${line}`)} ${code(clip(rule, 100))}`)
  ];
  const left = items.length - shownChanges;
  const listed = left > 0 ? [...items.slice(0, shownChanges), `- and ${left} more`] : items;
  return [
    `**Since the last audit:** ${markdown(`${count(added.length, "new finding")}, ${gone.length} resolved`)}.`,
    listed.join("\n")
  ].join("\n\n");
}
var shownChanges = 50;

// src/github/event.ts
import { existsSync, readFileSync } from "node:fs";
function readEvent(environment) {
  const { GITHUB_EVENT_NAME: name = "", GITHUB_EVENT_PATH: path, GITHUB_SHA: sha } = environment;
  return { name, payload: path && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : void 0, sha };
}
function textAt({ payload }, ...path) {
  let value = payload;
  for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : void 0;
  return typeof value === "string" && value !== "" ? value : void 0;
}
function isObject(value) {
  return typeof value === "object" && value !== null;
}

// src/github/base.ts
async function baseOf(event, cwd) {
  const { name } = event;
  if (name === "pull_request" || name === "pull_request_target") return pullRequestBase(event, cwd);
  if (name === "merge_group") return since(textAt(event, "merge_group", "base_sha"), void 0);
  const before = name === "push" ? textAt(event, "before") : void 0;
  return before === void 0 || /^0+$/.test(before) ? void 0 : since(before, void 0);
}
function trustedCommit(event) {
  if (event.name === "pull_request_target") return textAt(event, "pull_request", "base", "sha") ?? event.sha ?? "";
  return event.name === "workflow_run" ? event.sha ?? "" : void 0;
}
async function pullRequestBase(event, cwd) {
  const branch = textAt(event, "pull_request", "base", "ref");
  const head = textAt(event, "pull_request", "head", "sha");
  const isMerge = head !== void 0 && await commitId(cwd, "HEAD^2") === head;
  return since(isMerge ? "HEAD^1" : textAt(event, "pull_request", "base", "sha"), branch);
}
function since(ref, name) {
  return ref === void 0 ? void 0 : { ref, name };
}

// src/github/changes.ts
async function sceneOf(event, options) {
  const trusted = trustedCommit(event);
  if (trusted === void 0) return {};
  try {
    return { configuration: await committedConfiguration(await findCommit(options.cwd, trusted), options) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`On ${event.name}, the configuration comes from the base commit. ${error.message}`);
  }
}
async function changeOf(event, options, scene, now, changedOnly) {
  const { report } = now;
  const isPullRequest = event.name === "pull_request" || event.name === "pull_request_target";
  if (!isPullRequest && !changedOnly) return { report };
  try {
    const since2 = await baseOf(event, options.cwd);
    if (!since2) return { report, ...changedOnly && warning(`The event ${event.name} is no change to something.`) };
    const compared = await withEarlier(options, since2, scene, async (compare) => compare(now));
    return { report: changedOnly ? onlyAdded(compared) : compared };
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof GitError;
    const reason = error instanceof Error ? error.message : String(error);
    return { report, ...(changedOnly || !isExpected) && warning(reason) };
  }
}
function warning(reason) {
  return { warning: `Everything is reported, not only what has changed. ${reason}` };
}

// src/github/comment.ts
async function updateComment(conversation, report, mode, link) {
  const [comment, ...surplus] = await conversation.ownComments(marker2);
  const body = `${marker2}
${markdownWithin(bodyLimit, report, link)}`.trim();
  if (comment) await bringUpToDate(conversation, comment, body, report.findings.length === 0);
  else if (mode === "always" || report.findings.length > 0) await create(conversation, body);
  for (const { id } of surplus) await conversation.remove(id);
}
async function create(conversation, body) {
  await conversation.create(body);
  const [, ...surplus] = await conversation.ownComments(marker2);
  for (const { id } of surplus) await conversation.remove(id);
}
var marker2 = "<!-- istio-preflight -->";
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
  const { openClient, ownLogin } = await import("./action/client.js");
  const client = openClient(token);
  const { rest } = client;
  return {
    ownComments: async (marker3) => {
      const all = await client.paginate(rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
      const marked = all.filter(({ body }) => body?.startsWith(marker3));
      if (marked.length === 0) return [];
      const login = await ownLogin(client);
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id, body }) => ({ id, body: body ?? "" }));
    },
    create: async (body) => void await rest.issues.createComment({ owner, repo, issue_number: number, body }),
    update: async (id, body) => void await rest.issues.updateComment({ owner, repo, comment_id: id, body }),
    remove: async (id) => void await rest.issues.deleteComment({ owner, repo, comment_id: id })
  };
}

// src/github/inputs.ts
import { existsSync as existsSync2, statSync } from "node:fs";
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
    annotations: isTrue("annotations", input("annotations") ?? "true"),
    reportIssue: isTrue("report-issue", input("report-issue") ?? "false"),
    changedOnly: isTrue("changed-only", input("changed-only") ?? "false"),
    token: input("token") ?? ""
  };
}
function workingDirectory(workspace, path) {
  const directory = resolve(workspace, path);
  if (!existsSync2(directory) || !statSync(directory).isDirectory()) {
    throw new UsageError(`The input working-directory names ${JSON.stringify(path)}, which is no directory of the workspace.`);
  }
  return directory;
}
function isTrue(name, value) {
  return oneOf(name, value.toLowerCase(), ["true", "false"]) === "true";
}
function oneOf(name, value, choices) {
  if (value === void 0) return void 0;
  const choice = choices.find((candidate) => candidate === value);
  if (!choice) throw new UsageError(`The input ${name} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}.`);
  return choice;
}

// src/github/issues.ts
async function openIssues(token, { owner, repo }) {
  const { openClient, ownLogin } = await import("./action/client.js");
  const client = openClient(token);
  const { issues } = client.rest;
  return {
    own: async (marker3) => {
      const creator = await ownLogin(client);
      const all = await client.paginate(issues.listForRepo, { owner, repo, creator, state: "all", per_page: 100 });
      const own = all.filter(({ body, pull_request, user }) => !pull_request && user?.login === creator && body?.startsWith(marker3));
      const found = own.map(({ number, title, body, state }) => ({ number, title, body: body ?? "", isOpen: state === "open" }));
      return found.sort((one, other) => Number(other.isOpen) - Number(one.isOpen) || one.number - other.number);
    },
    create: async ({ title, body }) => void await issues.create({ owner, repo, title, body }),
    update: async (number, { title, body, isOpen }) => void await issues.update({ owner, repo, issue_number: number, title, body, state: isOpen ? "open" : "closed" })
  };
}

// src/github/refusal.ts
function refusalText(what, permission, error) {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : void 0;
  if (status === 401) return `No ${what}: GitHub does not accept the token. The findings are in the job summary.`;
  const reason = error instanceof Error ? error.message.split("\n", 1)[0] ?? "" : String(error);
  if ((status === 403 || status === 404) && !/rate limit/i.test(reason)) {
    return `No ${what}: the token may not write it. Give the job the permission \`${permission}\`; on pull requests from forks GitHub does not grant it. The findings are in the job summary.`;
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
import { existsSync as existsSync3, readFileSync as readFileSync2 } from "node:fs";
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
    pullRequest: pull?.number,
    isAudit: ["schedule", "workflow_dispatch"].includes(environment.GITHUB_EVENT_NAME ?? "")
  };
}
function lineAddress(context, prefix, file, line) {
  const path = `${prefix}${file}`.split("/").map(encodeURIComponent).join("/");
  return `${context.serverUrl}/${context.owner}/${context.repo}/blob/${context.sha}/${path}#L${line}`;
}
function repositoryPrefix(directory) {
  for (let root = directory; ; root = dirname(root)) {
    if (existsSync3(join(root, ".git"))) {
      const way = relative(root, directory).split(sep).join("/");
      return way === "" ? "" : `${way}/`;
    }
    if (root === dirname(root)) return "";
  }
}
function pullRequest(eventPath) {
  if (!eventPath || !existsSync3(eventPath)) return void 0;
  const { pull_request: pull } = JSON.parse(readFileSync2(eventPath, "utf8"));
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
    const options = { cwd, paths, ...config && { config }, ...platform && { platform } };
    const event = readEvent(process.env);
    const scene = await sceneOf(event, options);
    const checked = await check(options, scene);
    const { report, warning: warning2 } = await changeOf(event, options, scene, checked, inputs.changedOnly);
    const failed = isFailure(report, inputs.failOn);
    setOutputs(core, report, failed);
    if (warning2) say(workflowCommand("warning", { title: "istio-preflight" }, warning2));
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
    await attempt("SARIF file", "contents: read", async () => {
      writeFileSync(sarifFile, sarifReport(fromRepositoryRoot(report, prefix), { version: package_default.version, policies }));
      core.setOutput("sarif", sarifFile);
    });
  }
  if (inputs.annotations) process.stdout.write(githubReport(fromRepositoryRoot(report, prefix)));
  await attempt("job summary", "contents: read", () => core.summary.addRaw(markdownWithin(summaryLimit, report, link)).write());
  if (!context || !inputs.token) return;
  const { pullRequest: pullRequest2, isAudit } = context;
  if (pullRequest2 !== void 0 && inputs.comment !== "never") {
    await attempt("pull-request comment", "pull-requests: write", async () => {
      await updateComment(await openConversation(inputs.token, context, pullRequest2), report, inputs.comment, link);
    });
  }
  if (isAudit && inputs.reportIssue) {
    await attempt("audit issue", "issues: write", async () => {
      await updateAuditIssue(await openIssues(inputs.token, context), report, link);
    });
  }
}
async function attempt(what, permission, action) {
  try {
    await action();
  } catch (error) {
    say(workflowCommand("warning", { title: "istio-preflight" }, refusalText(what, permission, error)));
  }
}
function say(line) {
  process.stdout.write(`${line}
`);
}
