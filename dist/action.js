import {
  isAnswer
} from "./action/waiting.js";
import {
  GitError,
  commitId,
  committedBaseline,
  committedConfiguration,
  findCommit,
  insideOf,
  listTree,
  readBlobs,
  sharedEnds,
  withEarlier
} from "./chunks/since.js";
import "./chunks/diff.js";
import {
  fitting,
  githubReport,
  isFailure,
  jsonReport,
  markdownReport,
  mermaidMap,
  nearestFirst,
  onlyAdded,
  package_default,
  placeMarkdown,
  ruleMarkdown,
  sarifReport,
  textReport
} from "./chunks/added.js";
import "./chunks/picocolors.js";
import {
  writeOutput
} from "./chunks/output.js";
import "./chunks/write.js";
import "./chunks/obstacles.js";
import {
  count,
  severities,
  verdict,
  withSeverity
} from "./chunks/wording.js";
import {
  isPassedBy,
  isPolicyId,
  openPolicyFiles,
  policyFileLimit
} from "./chunks/metadata.js";
import {
  check,
  policies
} from "./chunks/lint.js";
import {
  edited
} from "./chunks/apply-2.js";
import "./chunks/apply.js";
import {
  markChecked
} from "./chunks/environment.js";
import {
  clip,
  code,
  codeBlock,
  markdown,
  plain,
  suggestionBlock,
  workflowCommand
} from "./chunks/escape.js";
import {
  docsOf
} from "./chunks/evaluate.js";
import {
  fixedPart,
  locate,
  matchesGlob
} from "./chunks/glob.js";
import {
  leadsOut
} from "./chunks/links.js";
import {
  platforms
} from "./chunks/cluster.js";
import {
  exitOnSignals
} from "./chunks/live.js";
import "./chunks/define.js";
import {
  nearestName
} from "./chunks/retired.js";
import {
  require__
} from "./chunks/schema.js";
import "./chunks/template.js";
import "./chunks/cursor.js";
import {
  UsageError
} from "./chunks/usage-error.js";
import "./chunks/value-at.js";
import "./chunks/version-range.js";
import "./chunks/versions.js";
import {
  remembered
} from "./chunks/remembered.js";
import {
  __toESM
} from "./chunks/runtime.js";

// src/action.ts
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2, posix as posix5 } from "node:path";

// src/github/audit-memory.ts
function remember(findings) {
  if (findings.length > mostRemembered) return void 0;
  const described = findings.slice(0, mostDescribed).map(({ fingerprint, rule, location: { file, line } }) => [fingerprint, clip(rule, 80), clip(file, 80), line]);
  const others = findings.slice(mostDescribed).map(({ fingerprint }) => fingerprint);
  return `<!-- findings ${base64(JSON.stringify(described))} ${Buffer.from(others.join(""), "hex").toString("base64")} -->`;
}
function rememberedIn(body) {
  const [, items, others] = /^<!-- findings ([\w+/=]+) ([\w+/=]*) -->$/m.exec(body.replaceAll("\r\n", "\n")) ?? [];
  if (items === void 0 || others === void 0) return void 0;
  const described = parsed(Buffer.from(items, "base64").toString("utf8")).flatMap(findingIn);
  const rest = Buffer.from(others, "base64").toString("hex").match(/.{16}/g) ?? [];
  return { described, fingerprints: /* @__PURE__ */ new Set([...described.map(({ fingerprint }) => fingerprint), ...rest]) };
}
var mostDescribed = 100;
var mostRemembered = 1500;
function base64(text) {
  return Buffer.from(text).toString("base64");
}
function parsed(text) {
  try {
    const items = JSON.parse(text);
    return Array.isArray(items) ? items.slice(0, mostDescribed) : [];
  } catch {
    return [];
  }
}
function findingIn(item) {
  const [fingerprint, rule, file, line] = Array.isArray(item) ? item : [];
  const isWhole = typeof fingerprint === "string" && typeof rule === "string" && typeof file === "string" && Number.isInteger(line);
  return isWhole ? [{ fingerprint, rule, file, line }] : [];
}

// src/github/markdown-within.ts
function markdownWithin(bytes, report, link) {
  let budget = bytes;
  for (let tries = 0; ; tries++) {
    const text = markdownReport(report, { budget, ...link && { link } });
    const size = Buffer.byteLength(text);
    if (size <= bytes || tries === mostTries) return text;
    budget = Math.floor(Math.min(budget * (bytes / size), budget - 100 * 2 ** tries));
  }
}
var mostTries = 10;

// src/github/scope.ts
import { createHash } from "node:crypto";
import { posix } from "node:path";
function scopeOf(prefix, roots, kind) {
  const name = ["istio-preflight", ...kind ? [kind] : []].join(" ");
  const directories = roots.map((root) => posix.join(prefix, root).replace(/\/$/, ""));
  if (directories.every((directory) => directory === "." || directory === "")) return { marker: `<!-- ${name} -->`, intro: "" };
  const id = createHash("sha256").update(JSON.stringify([...directories].sort())).digest("hex").slice(0, 12);
  const shown = directories.slice(0, shownDirectories).map((directory) => code(clip(directory, 100)));
  const more = directories.length > shown.length ? ` and ${directories.length - shown.length} more` : "";
  return { marker: `<!-- ${name} ${id} -->`, intro: `Checked: ${shown.join(", ")}${more}.

` };
}
var shownDirectories = 5;

// src/github/audit-issue.ts
async function updateAuditIssue(issues, report, { link, prefix }) {
  const scope = scopeOf(prefix, report.roots, "audit");
  const [issue, ...others] = await issues.own(scope.marker);
  const isOpen = report.findings.length > 0;
  if (!isOpen && !issue?.isOpen) return;
  const before = issue && rememberedIn(issue.body);
  const changed = before ? changes(before, report, link) : "";
  const text = { title: `Istio preflight: ${verdict(report)}`, body: bodyOf(report, scope, changed, link), isOpen };
  if (!issue) await create(issues, scope.marker, text);
  else if (!isSame(issue, text)) await issues.update(issue.number, text);
  await close(issues, others);
}
async function create(issues, marker, text) {
  await issues.create(text);
  const [, ...others] = await issues.own(marker);
  await close(issues, others);
}
async function close(issues, surplus) {
  for (const { number, title, body, isOpen } of surplus) {
    if (isOpen) await issues.update(number, { title, body, isOpen: false });
  }
}
var bodyLimit = 65e3;
function bodyOf(report, { marker, intro }, changed, link) {
  const memory = remember(report.findings);
  const head = [memory === void 0 ? marker : `${marker}
${memory}`, ...changed === "" ? [] : [changed], intro].join("\n\n");
  return head + markdownWithin(bodyLimit - Buffer.byteLength(head), report, link).trim();
}
function isSame(issue, { title, body, isOpen }) {
  return issue.isOpen === isOpen && issue.title === title && issue.body.replaceAll("\r\n", "\n").trim() === body;
}
function changes(before, { findings }, link) {
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const added = findings.filter(({ fingerprint }) => !before.fingerprints.has(fingerprint));
  const gone = before.described.filter(({ fingerprint }) => !now.has(fingerprint));
  const resolved2 = [...before.fingerprints].filter((fingerprint) => !now.has(fingerprint)).length;
  if (added.length + resolved2 === 0) return "";
  const items = [
    ...added.map(({ rule, location }) => `- new: ${placeMarkdown(location.file, location.line, link)} ${code(clip(rule, 100))}`),
    ...gone.map(({ rule, file, line }) => `- resolved: ${code(`${clip(file, 300)}:${line}`)} ${code(clip(rule, 100))}`)
  ];
  const shown = fitting(items.slice(0, shownChanges), changesLimit);
  const left = added.length + resolved2 - shown.length;
  const listed = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [`**Since the last audit:** ${markdown(`${count(added.length, "new finding")}, ${resolved2} resolved`)}.`, listed.join("\n")].join(
    "\n\n"
  );
}
var shownChanges = 50;
var changesLimit = 6e3;

// src/committed-policies.ts
import { realpathSync } from "node:fs";
import { posix as posix2, resolve } from "node:path";
function committedPolicies(commit) {
  return async (cwd, directory = ".") => {
    const base = insideOf(commit.root, realpathSync(cwd));
    const folder = insideOf(commit.root, resolve(realpathSync(cwd), directory));
    if (base === void 0 || folder === void 0) return openPolicyFiles(cwd, directory);
    const entries = (await listTree(commit, [folder])).filter(({ kind, size }) => kind === "file" && size <= policyFileLimit);
    return filesOf(commit, new Map(entries.map((entry) => [posix2.relative(base, entry.path), entry])));
  };
}
function filesOf(commit, entries) {
  return {
    list: async (glob) => [...entries.keys()].filter((path) => matchesGlob(path, glob) && !isHidden(path, fixedPart(glob))).sort(),
    read: async (path) => {
      const entry = entries.get(posix2.normalize(path));
      let text;
      const take = (_, content) => {
        text = content.toString("utf8");
      };
      if (entry) await readBlobs(commit, [entry], take);
      return text;
    }
  };
}
function isHidden(path, named) {
  return posix2.relative(named, path).split("/").slice(0, -1).some(isPassedBy);
}

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
  return name === "push" ? pushBase(event, cwd) : void 0;
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
async function pushBase(event, cwd) {
  const before = textAt(event, "before") ?? "";
  const isNew = /^0*$/.test(before);
  if (!isNew && await commitId(cwd, before) !== void 0) return since(before, void 0);
  const main2 = textAt(event, "repository", "default_branch");
  const ref = textAt(event, "ref") ?? "";
  if (main2 !== void 0 && ref.startsWith("refs/heads/") && ref !== `refs/heads/${main2}`) return since(`origin/${main2}`, main2);
  return isNew ? void 0 : since(before, void 0);
}
function since(ref, name) {
  return ref === void 0 ? void 0 : { ref, name };
}

// src/github/changes.ts
async function sceneOf(event, options) {
  const trusted = trustedCommit(event);
  if (trusted === void 0) return {};
  try {
    const commit = await findCommit(options.cwd, trusted);
    const configuration = await committedConfiguration(commit, options);
    const known = await committedBaseline(commit, options, configuration?.configuration);
    return { configuration, known, openPolicies: committedPolicies(commit) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`On ${event.name}, configuration, baseline and policies come from the base commit. ${error.message}`);
  }
}
async function changeOf(event, options, scene, now, changedOnly) {
  const { report } = now;
  const isPullRequest = event.name === "pull_request" || event.name === "pull_request_target";
  if (!isPullRequest && !changedOnly) return { report };
  try {
    const since2 = await baseOf(event, options.cwd);
    if (!since2)
      return { report, ...changedOnly && warning(`The event ${event.name || "of this run"} has nothing before it to compare with.`) };
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

// src/github/check-run.ts
async function showCheckRun(checks, shown) {
  const { report, prefix } = shown;
  const findings = severities.flatMap((severity) => withSeverity(nearestFirst(report), severity));
  const annotations = findings.slice(0, mostAnnotations).map((finding) => annotationOf(finding, prefix));
  const result = resultOf(shown, findings.length - annotations.length);
  const part = (at) => ({ ...result, annotations: annotations.slice(at, at + annotationsOfRequest) });
  const id = await checks.create(nameOf(shown), part(0));
  for (let at = annotationsOfRequest; at < annotations.length; at += annotationsOfRequest) await checks.append(id, part(at));
}
function nameOf({ prefix }) {
  return prefix === "" ? "Istio preflight" : `Istio preflight (${clip(prefix.slice(0, -1), 100)})`;
}
var annotationsOfRequest = 50;
var mostAnnotations = 2500;
var summaryLimit = 65e3;
var longestField = 4e3;
function resultOf({ report, link, failed }, left) {
  const note = left > 0 ? `${count(left, "more finding")} without an annotation.

` : "";
  const conclusion = failed ? "failure" : "success";
  return { conclusion, title: clip(verdict(report), 200), summary: `${note}${markdownWithin(summaryLimit, report, link)}` };
}
function annotationOf(finding, prefix) {
  const { file, line, column, endLine, endColumn } = finding.location;
  const parts = [clip(finding.message, longestField)];
  if (finding.remedy) parts.push(`Fix: ${clip(finding.remedy, longestField)}`);
  if (finding.docs) parts.push(finding.docs);
  return {
    path: prefix + file,
    start_line: line,
    end_line: endLine,
    // GitHub refuses columns that span lines.
    ...line === endLine && { start_column: column, end_column: endColumn },
    annotation_level: { error: "failure", warning: "warning", note: "notice" }[finding.severity],
    title: plain(clip(`${finding.title} (${finding.rule})`, 200).replace(/\s+/g, " ")),
    message: plain(parts.join("\n"))
  };
}

// src/github/checks.ts
async function openChecks(token, { owner, repo, sha }) {
  const { openClient } = await import("./action/client.js");
  const { checks } = openClient(token).rest;
  return {
    create: async (name, { conclusion, ...output }) => {
      const { data } = await checks.create({ owner, repo, name, head_sha: sha, status: "completed", conclusion, output });
      return data.id;
    },
    append: async (id, { conclusion, ...output }) => void await checks.update({ owner, repo, check_run_id: id, status: "completed", conclusion, output })
  };
}

// src/github/comment.ts
async function updateComment(conversation, report, mode, view) {
  const { marker, intro } = scopeOf(view.prefix, report.roots);
  const [comment, ...surplus] = await conversation.ownComments(marker);
  const body = `${marker}
${intro}${markdownWithin(bodyLimit2, report, view.link)}`.trim();
  const isClean = report.findings.length === 0;
  if (comment) await bringUpToDate(conversation, comment, body, isClean);
  else if (mode === "always" || !isClean) await create2(conversation, marker, body);
  for (const { id } of surplus) await conversation.remove(id);
}
async function create2(conversation, marker, body) {
  if (!await conversation.isAtHead()) return;
  await conversation.create(body);
  const [comment, ...surplus] = await conversation.ownComments(marker);
  if (surplus.length > 0 && comment) await bringUpToDate(conversation, comment, body, false);
  for (const { id } of surplus) await conversation.remove(id);
}
var resolved = "All earlier findings are resolved.";
var bodyLimit2 = 65e3;
async function bringUpToDate(conversation, { id, body }, wanted, clean) {
  const current = body.replaceAll("\r\n", "\n").trim();
  if (current === wanted) return;
  const hadFindings = /^## .*: \d/m.test(current) || current.endsWith(resolved);
  const text = clean && hadFindings ? `${wanted}

${resolved}` : wanted;
  if (current !== text && await conversation.isAtHead()) await conversation.update(id, text);
}

// src/github/conversation.ts
async function openConversation(token, context, number) {
  const { isHead, learnLogin, openClient, ownLogin, unlessGone } = await import("./action/client.js");
  const client = openClient(token);
  const { rest } = client;
  const { owner, repo } = context;
  return {
    isAtHead: () => isHead(client, context, number),
    ownComments: async (marker) => {
      const all = await client.paginate(rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
      const marked = all.filter(({ body }) => body?.startsWith(marker));
      if (marked.length === 0) return [];
      const login = await ownLogin(client);
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id, body }) => ({ id, body: body ?? "" }));
    },
    create: async (body) => {
      const { data } = await rest.issues.createComment({ owner, repo, issue_number: number, body });
      learnLogin(client, data.user);
    },
    update: async (id, body) => void await rest.issues.updateComment({ owner, repo, comment_id: id, body }),
    remove: (id) => unlessGone(rest.issues.deleteComment({ owner, repo, comment_id: id }))
  };
}

// src/github/inputs.ts
import { existsSync as existsSync2, statSync } from "node:fs";
import { relative, resolve as resolve2, sep } from "node:path";
function readInputs(getInput, workspace2) {
  const input = (name) => getInput(name) || void 0;
  const received = receivedInput(input, workspace2);
  const cwd = received ? workspace2 : workingDirectory(workspace2, input("working-directory") ?? ".");
  const sarifFile = input("sarif-file");
  return {
    cwd,
    sarifFile: sarifFile === void 0 ? void 0 : resolve2(cwd, sarifFile),
    paths: linesOf(input("paths")),
    config: input("config"),
    policies: linesOf(input("policies")),
    platform: oneOf("platform", input("platform"), platforms),
    failOn: oneOf("fail-on", input("fail-on"), ["error", "warning", "never"]) ?? "error",
    comment: oneOf("comment", input("comment"), ["always", "on-findings", "never"]) ?? "on-findings",
    annotations: annotationMode(input("annotations") ?? "true"),
    reportIssue: isTrue("report-issue", input("report-issue") ?? "false"),
    changedOnly: isTrue("changed-only", input("changed-only") ?? "false"),
    token: input("token") ?? "",
    received
  };
}
function receivedInput(input, workspace2) {
  const file = input("report-file");
  if (file === void 0) return void 0;
  const names = ["paths", "config", "policies", "platform", "sarif-file", "changed-only", "report-issue"];
  const idle = names.find((name) => (input(name) ?? "false") !== "false");
  if (idle) throw new UsageError(`The input ${idle} is for the run that checks the files; this one shows its report.`);
  const way = relative(workspace2, resolve2(workspace2, input("working-directory") ?? ".")).split(sep).join("/");
  if (/^\.\.(?:\/|$)/.test(way)) throw new UsageError("The input working-directory must be inside of the workspace.");
  return {
    file: resolve2(workspace2, file),
    workflow: input("report-workflow") ?? ".github/workflows/istio-preflight.yml",
    prefix: way === "" ? "" : `${way}/`
  };
}
function linesOf(text = "") {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}
function workingDirectory(workspace2, path) {
  const directory = resolve2(workspace2, path);
  if (!existsSync2(directory) || !statSync(directory).isDirectory()) {
    throw new UsageError(`The input working-directory names ${JSON.stringify(path)}, which is no directory of the workspace.`);
  }
  return directory;
}
function annotationMode(value) {
  const choice = oneOf("annotations", value.toLowerCase(), ["true", "false", "checks"]);
  if (choice === "checks") return "checks";
  return choice === "true" ? "commands" : "none";
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
    own: async (marker) => {
      const creator = await ownLogin(client);
      const all = await client.paginate(issues.listForRepo, { owner, repo, creator, state: "all", per_page: 100 });
      const own = all.filter(({ body, pull_request, user }) => !pull_request && user?.login === creator && body?.startsWith(marker));
      const found = own.map(({ number, title, body, state }) => ({ number, title, body: body ?? "", isOpen: state === "open" }));
      return found.sort((one, other) => Number(other.isOpen) - Number(one.isOpen) || one.number - other.number);
    },
    create: async ({ title, body }) => void await issues.create({ owner, repo, title, body }),
    update: async (number, { title, body, isOpen }) => void await issues.update({ owner, repo, issue_number: number, title, body, state: isOpen ? "open" : "closed" })
  };
}

// src/github/job-summary.ts
var summaryLimit2 = 1e6;
function jobSummary(report, link) {
  const map = mapOf(report);
  return markdownWithin(summaryLimit2 - Buffer.byteLength(map), report, link) + map;
}
function mapOf(report) {
  if (!report.deployments || report.clusters.length === 0) return "";
  return `
### What deploys what

${codeBlock(mermaidMap(report).trimEnd(), "mermaid")}
`;
}

// src/github/refusal.ts
function refusalText(what, permission, error) {
  if (isAnswer(error)) return `No ${what}: ${answerText(error, permission)} The findings are in the job summary.`;
  return `No ${what}: ${error instanceof Error ? firstLine(error.message) : String(error)}`;
}
function answerText({ status, message, response }, permission) {
  const reason = clip(firstLine(message), longestReason);
  if (!response) return `GitHub does not answer (${reason}).`;
  if (status >= 500) return `GitHub answers ${status}.`;
  if (status === 401) return "GitHub does not accept the token.";
  if (status === 404 || /not accessible/i.test(reason)) {
    return `the token may not write it (${reason}). Give the job the permission \`${permission}\`; on pull requests from forks GitHub does not grant it.`;
  }
  const told = /[.!?]$/.test(reason) ? reason : `${reason}.`;
  return status === 403 && !/rate limit/i.test(reason) ? `GitHub refuses it: ${told} It takes the permission \`${permission}\`.` : told;
}
var longestReason = 300;
function firstLine(message) {
  return (message.split("\n", 1)[0] ?? "").replace(/ - https:\/\/docs\.\S+$/, "").trim();
}

// src/github/relay.ts
import { lstatSync, readFileSync as readFileSync2 } from "node:fs";

// src/received-report.ts
var import__ = __toESM(require__(), 1);
import { posix as posix3 } from "node:path";

// schemas/report.schema.json
var report_schema_default = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://github.com/istio-preflight/istio-preflight/blob/main/schemas/report.schema.json",
  title: "The JSON report of istio-preflight, version 1",
  type: "object",
  additionalProperties: false,
  required: ["schemaVersion", "summary", "findings", "suppressed", "problems"],
  properties: {
    schemaVersion: { description: "Changes only with what programs would notice.", const: 1 },
    summary: {
      description: "Counts of the run.",
      type: "object",
      additionalProperties: false,
      required: ["files", "clusters", "installs", "errors", "warnings", "notes", "suppressed", "unknown"],
      properties: {
        files: { description: "Files looked at.", $ref: "#/$defs/count" },
        clusters: { description: "Clusters found.", $ref: "#/$defs/count" },
        installs: { description: "Installs found.", $ref: "#/$defs/count" },
        errors: { description: "Findings of severity error.", $ref: "#/$defs/count" },
        warnings: { description: "Findings of severity warning.", $ref: "#/$defs/count" },
        notes: { description: "Findings of severity note.", $ref: "#/$defs/count" },
        suppressed: { description: "Findings that a comment or the configuration lets off.", $ref: "#/$defs/count" },
        unknown: { description: "Installs with a value that only exists at deployment.", $ref: "#/$defs/count" }
      }
    },
    findings: { description: "Ordered by cluster, file, line.", type: "array", items: { $ref: "#/$defs/finding" } },
    suppressed: { description: "Findings that are let off, each with its reason.", type: "array", items: { $ref: "#/$defs/finding" } },
    problems: {
      description: "What could not be read or resolved. Never changes the verdict.",
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["code", "message"],
        properties: {
          code: { description: "Its kind, for programs.", type: "string", pattern: "^[a-z][a-z0-9-]*$" },
          message: { type: "string" },
          file: { $ref: "#/$defs/file" },
          line: { $ref: "#/$defs/position" }
        },
        dependentRequired: { file: ["line"], line: ["file"] }
      }
    }
  },
  $defs: {
    count: { type: "integer", minimum: 0, maximum: 2147483647 },
    position: { description: "Counts from 1; columns in UTF-16 units.", type: "integer", minimum: 1, maximum: 2147483647 },
    file: { description: "A path with forward slashes, relative to the working directory.", type: "string", minLength: 1, pattern: "^(?!\\.?/)" },
    finding: {
      type: "object",
      additionalProperties: false,
      required: [
        "rule",
        "severity",
        "confidence",
        "message",
        "remedy",
        "cluster",
        "file",
        "line",
        "column",
        "endLine",
        "endColumn",
        "related",
        "fingerprint",
        "docs"
      ],
      properties: {
        rule: { description: "The id of the rule.", type: "string", minLength: 1 },
        severity: { enum: ["error", "warning", "note"] },
        confidence: { description: "How sure it is that the rule applies.", enum: ["high", "medium", "low"] },
        message: { description: "What is, and what must be; values in backticks.", type: "string" },
        remedy: { description: "What to write instead.", type: "string" },
        cluster: { description: "The first of `clusters`.", type: "string" },
        clusters: {
          description: "Every cluster that the mistake breaks, as `inspect` names them.",
          type: "array",
          minItems: 1,
          items: { type: "string" }
        },
        file: { $ref: "#/$defs/file" },
        line: { $ref: "#/$defs/position" },
        column: { $ref: "#/$defs/position" },
        endLine: { $ref: "#/$defs/position" },
        endColumn: { $ref: "#/$defs/position" },
        related: {
          description: "Other places that explain it.",
          type: "array",
          items: {
            type: "object",
            additionalProperties: false,
            required: ["file", "line", "message"],
            properties: {
              file: { $ref: "#/$defs/file" },
              line: { $ref: "#/$defs/position" },
              message: { type: "string" }
            }
          }
        },
        fix: {
          description: "Edits that repair it.",
          type: "object",
          additionalProperties: false,
          required: ["title", "safe", "edits"],
          properties: {
            title: { type: "string" },
            safe: { description: "Whether it changes nothing but what the finding is about.", type: "boolean" },
            reason: { description: "Why it is not safe.", type: "string" },
            edits: {
              type: "array",
              items: {
                description: "Replaces what is between two offsets, in UTF-16 units; makes the file where there is none.",
                type: "object",
                additionalProperties: false,
                required: ["file", "start", "end", "text"],
                properties: {
                  file: { $ref: "#/$defs/file" },
                  start: { $ref: "#/$defs/count" },
                  end: { $ref: "#/$defs/count" },
                  text: { type: "string" }
                }
              }
            }
          }
        },
        fingerprint: { description: "The same for the same mistake across runs and line shifts.", type: "string", pattern: "^[0-9a-f]{16}$" },
        docs: { description: "The page of the rule.", type: "string" },
        reason: { description: "Why it is let off, for what is suppressed.", type: "string" }
      }
    }
  }
};

// src/received-report.ts
var receivedLimit = 8 * 1024 * 1024;
function receivedReport(bytes) {
  const { summary, findings, suppressed, problems } = documentIn(bytes);
  const taken = findings.map((finding, index) => findingOf(finding, `/findings/${index}`));
  const letOff = suppressed.map((finding, index) => findingOf(finding, `/suppressed/${index}`));
  const count2 = (severity) => taken.filter((finding) => finding.severity === severity).length;
  return {
    summary: { ...summary, errors: count2("error"), warnings: count2("warning"), notes: count2("note"), suppressed: letOff.length },
    findings: taken,
    suppressed: letOff,
    problems: problems.map((problem, index) => problemOf(problem, `/problems/${index}`)),
    clusters: [],
    roots: ["."],
    ownRules: []
  };
}
var longestText = 2e3;
var longestName = 200;
var longestPath = 1024;
var mostRelated = 20;
var mostClusters = 1e3;
function documentIn(bytes) {
  if (bytes.length > receivedLimit) return refuse("", `must have at most ${receivedLimit} bytes`);
  const document = parsed2(bytes);
  const validate = validator();
  if (validate(document)) return document;
  const [error] = validate.errors ?? [];
  return refuse(error?.instancePath ?? "", error?.message ?? "must be as the schema says");
}
function parsed2(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refuse("", "must be JSON in UTF-8");
  }
}
function validator() {
  return new import__.Ajv2020({ allErrors: false, meta: false, validateSchema: false, logger: false }).compile(report_schema_default);
}
function findingOf(document, at) {
  const {
    severity,
    confidence,
    message,
    cluster,
    clusters = [cluster],
    line,
    column,
    endLine,
    endColumn,
    related,
    fingerprint,
    reason
  } = document;
  const { id, title, remedy, docs } = ruleOf(document.rule, at);
  return {
    ...{ rule: id, title, severity, confidence, remedy, fingerprint, docs },
    message: clip(message, longestText),
    cluster: clip(cluster, longestName),
    clusters: clusters.slice(0, mostClusters).map((name) => clip(name, longestName)),
    location: { file: pathOf(document.file, at), line, column, endLine, endColumn },
    frame: { firstLine: line, lines: [] },
    related: related.slice(0, mostRelated).map((other, index) => relatedOf(other, `${at}/related/${index}`)),
    ...reason !== void 0 && { suppression: clip(reason, longestText) }
  };
}
function relatedOf({ file, line, message }, at) {
  return { location: lineIn(pathOf(file, at), line), message: clip(message, longestText) };
}
function problemOf({ code: code2, message, file, line }, at) {
  const location = file === void 0 || line === void 0 ? null : lineIn(pathOf(file, at), line);
  return { code: clip(code2, longestName), message: clip(message, longestText), location };
}
function lineIn(file, line) {
  return { file, line, column: 1, endLine: line, endColumn: 1 };
}
function ruleOf(rule, at) {
  const policy = policies.find(({ id }) => id === rule);
  if (policy) return { ...policy, docs: docsOf(rule) };
  if (!isPolicyId(rule)) return refuse(`${at}/rule`, "must be a rule");
  return { id: rule, title: rule, remedy: "See the run that found it: it had the rule.", docs: "" };
}
function pathOf(file, at) {
  const isInside = !posix3.isAbsolute(file) && posix3.normalize(file) === file && !/^(?:\.\.?(?:\/|$)|[a-z]:)|[\\\0]|\/$/i.test(file);
  return isInside && file.length <= longestPath ? file : refuse(`${at}/file`, "must be a path inside of the repository");
}
function refuse(at, why) {
  throw new UsageError(`The report of the other run is not one that this version writes: ${at || "it"} ${why}.`);
}

// src/github/relay.ts
function relayOf(event, repository, { workflow }) {
  if (event.name !== "workflow_run") refuse2(`the event is ${event.name || "unknown"}, not workflow_run`);
  const its = (...path2) => textAt(event, "workflow_run", ...path2);
  if (its("event") !== "pull_request") refuse2("the other run was not for a pull request");
  if (!repository || its("repository", "full_name") !== repository) refuse2("the other run was in another repository");
  const path = its("path");
  if (path !== workflow && !path?.startsWith(`${workflow}@refs/`)) refuse2(`the other run was not of ${workflow} (report-workflow)`);
  const [sha, branch] = [its("head_sha"), its("head_branch")];
  if (!sha || !/^[0-9a-f]{40,64}$/.test(sha) || !branch) return refuse2("the event does not tell the commit of the other run");
  return { sha, branch, repository: its("head_repository", "full_name") };
}
function readReceived({ file }) {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (!status) throw new UsageError("The input report-file names no file. Did the other run upload its report?");
  if (!status.isFile() || status.size > receivedLimit) {
    throw new UsageError(`The input report-file must name a plain file of up to ${receivedLimit / 1024 ** 2} MiB.`);
  }
  return readFileSync2(file);
}
async function pullRequestOf(token, { owner, repo }, relay) {
  const { openClient } = await import("./action/client.js");
  const client = openClient(token);
  const { sha, branch, repository } = relay;
  if (repository === void 0) throw new Error("the repository of the pull request is gone.");
  const head = `${repository.split("/")[0]}:${branch}`;
  const listed = await client.paginate(client.rest.pulls.list, { owner, repo, state: "open", head, per_page: 100 });
  const [found, ...others] = listed.filter((pull) => pull.head.sha === sha && pull.head.repo?.full_name === repository);
  if (!found) throw new Error(`no open pull request has ${sha.slice(0, 7)} as its head any more.`);
  if (others.length > 0) throw new Error(`several open pull requests have ${sha.slice(0, 7)} as their head.`);
  return found.number;
}
function refuse2(why) {
  throw new UsageError(`The report of another run cannot be shown: ${why}.`);
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

// src/github/review.ts
async function openReview(token, context, number) {
  const { isHead, learnLogin, openClient, ownLogin, unlessGone } = await import("./action/client.js");
  const client = openClient(token);
  const { pulls } = client.rest;
  const { owner, repo, sha } = context;
  const pull = { owner, repo, pull_number: number };
  return {
    isAtHead: () => isHead(client, context, number),
    files: async () => {
      const files = await client.paginate(pulls.listFiles, { ...pull, per_page: 100 });
      return files.map(({ filename, sha: blob, patch = "" }) => ({ path: filename, blob: blob ?? "", patch }));
    },
    ownComments: async (marker) => {
      const all = await client.paginate(pulls.listReviewComments, { ...pull, per_page: 100 });
      const marked = all.filter(({ body }) => body.startsWith(marker));
      if (marked.length === 0) return [];
      const login = await ownLogin(client);
      const answered = new Set(all.map(({ in_reply_to_id: id }) => id));
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id, path, body, line }) => ({ id, path, body, isCurrent: typeof line === "number", isAnswered: answered.has(id) }));
    },
    create: async (drafts) => {
      const comments = drafts.map(({ path, firstLine: firstLine2, lastLine, body }) => {
        const start = firstLine2 < lastLine ? { start_line: firstLine2, start_side: "RIGHT" } : {};
        return { path, body, ...start, line: lastLine, side: "RIGHT" };
      });
      const { data } = await pulls.createReview({ ...pull, commit_id: sha, event: "COMMENT", body: "", comments });
      learnLogin(client, data.user);
    },
    remove: (id) => unlessGone(pulls.deleteReviewComment({ owner, repo, comment_id: id }))
  };
}

// src/github/run-context.ts
import { existsSync as existsSync3, readFileSync as readFileSync3 } from "node:fs";
import { dirname, join, relative as relative2, sep as sep2 } from "node:path";
function runContext(environment, sha) {
  const [owner, repo] = (environment.GITHUB_REPOSITORY ?? "").split("/");
  if (!owner || !repo) return void 0;
  const isPullRequest = ["pull_request", "pull_request_target"].includes(environment.GITHUB_EVENT_NAME ?? "");
  const pull = isPullRequest ? pullRequest(environment.GITHUB_EVENT_PATH) : void 0;
  return {
    owner,
    repo,
    serverUrl: environment.GITHUB_SERVER_URL ?? "https://github.com",
    sha: sha ?? pull?.sha ?? environment.GITHUB_SHA ?? "HEAD",
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
      const way = relative2(root, directory).split(sep2).join("/");
      return way === "" ? "" : `${way}/`;
    }
    if (root === dirname(root)) return "";
  }
}
function pullRequest(eventPath) {
  if (!eventPath || !existsSync3(eventPath)) return void 0;
  const { pull_request: pull } = JSON.parse(readFileSync3(eventPath, "utf8"));
  return Number.isInteger(pull?.number) && typeof pull?.head?.sha === "string" ? { number: pull.number, sha: pull.head.sha } : void 0;
}

// src/github/suggestions.ts
import { createHash as createHash2 } from "node:crypto";
import { posix as posix4 } from "node:path";

// src/fix/whole-lines.ts
function replacementOf({ edits }, text, ranges) {
  if (text.includes("\r") || !isNear(edits, text, ranges)) return void 0;
  const [old, now] = [linesOf2(text), linesOf2(edited(text, edits))];
  const { start, end } = sharedEnds(old, now);
  return stretches(start, old.length - end).filter(([first, last]) => ranges.some((range) => range[0] <= first && last <= range[1])).map(([first, last]) => ({
    firstLine: first,
    lastLine: last,
    before: old.slice(first - 1, last),
    after: now.slice(first - 1, now.length - (old.length - last))
  })).at(0);
}
function isNear(edits, text, ranges) {
  return edits.every((edit) => {
    const { line, endLine } = locate(text, edit);
    return ranges.some(([first, last]) => first - 1 <= endLine && line <= last + 1);
  });
}
function stretches(start, end) {
  if (start < end) return [[start + 1, end]];
  return start > 0 ? [
    [start, start],
    [start + 1, start + 1]
  ] : [[1, 1]];
}
function linesOf2(text) {
  return text.replace(/\n$/, "").split("\n");
}

// src/report/suggestion-markdown.ts
function suggestionMarkdown(findings, lines) {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const block = length > longestText2 ? void 0 : suggestionBlock(lines);
  if (block === void 0) return void 0;
  const left = findings.length - shownFindings;
  return [
    ...findings.slice(0, shownFindings).flatMap((finding) => [ruleMarkdown(finding), markdown(clip(finding.message, longestField2))]),
    ...left > 0 ? [`It repairs ${count(left, "more finding")}.`] : [],
    ...caution(findings),
    block
  ].join("\n\n");
}
var shownFindings = 5;
var longestField2 = 1e3;
var longestText2 = 1e4;
function caution(findings) {
  const fix = findings.map((finding) => finding.fix).find((candidate) => candidate?.safe === false);
  return fix ? [`**Look twice:** ${markdown(clip(fix.reason ?? "it does more than the finding is about", longestField2))}.`] : [];
}

// src/github/diff-lines.ts
function shownLines(patch) {
  const ranges = [];
  for (const line of patch.split("\n")) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1];
    const open = ranges.at(-1);
    if (start !== void 0) ranges.push([Number(start), Number(start) - 1]);
    else if (open && /^[ +]/.test(line)) open[1] += 1;
  }
  return ranges.filter(([first, last]) => first <= last);
}

// src/github/suggestions.ts
async function updateSuggestions(review, report, checkout) {
  const posted = await review.ownComments(markerStart);
  const fixable = report.findings.filter(({ fix }) => fix !== void 0);
  if (posted.length + fixable.length === 0 || !await review.isAtHead()) return;
  const wanted = fixable.length > 0 ? suggestionsOf(report, checkout, await review.files()) : [];
  const missing = missingOf(wanted, posted);
  if (missing.length > 0) await review.create(missing);
  const now = missing.length > 0 ? await review.ownComments(markerStart) : posted;
  const isSeen = seenBy(report, checkout);
  for (const { id, path } of staleOf(now, wanted)) if (isSeen(path)) await review.remove(id);
}
function seenBy({ roots }, { prefix }) {
  const directories = roots.map((root) => posix4.join("/", prefix, root, "/"));
  return (path) => directories.some((directory) => `/${path}`.startsWith(directory));
}
var mostSuggestions = 30;
var markerStart = "<!-- istio-preflight suggestion ";
function suggestionsOf(report, checkout, files) {
  const pages = pagesOf(checkout, files);
  const groups = /* @__PURE__ */ new Map();
  for (const finding of severities.flatMap((severity) => withSeverity(nearestFirst(report), severity))) {
    if (groups.size === mostSuggestions) break;
    const [file, ...others] = new Set(finding.fix?.edits.map((edit) => edit.file));
    const page = file !== void 0 && others.length === 0 ? pages(file) : void 0;
    const replacement = page && finding.fix && replacementOf(finding.fix, page.content, page.shown);
    if (!replacement) continue;
    const key = JSON.stringify([file, replacement]);
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else if (suggestionMarkdown([finding], replacement.after)) groups.set(key, { path: page.path, replacement, findings: [finding] });
  }
  return [...groups.values()].flatMap((group) => suggestionOf(group) ?? []);
}
function pagesOf({ text, prefix }, files) {
  const changed = new Map(files.map((file) => [file.path, file]));
  return remembered((file) => {
    const path = prefix + file;
    const { blob, patch } = changed.get(path) ?? { blob: "", patch: "" };
    const content = patch === "" ? void 0 : text(file);
    return content !== void 0 && blobOf(content) === blob ? { path, content, shown: shownLines(patch) } : void 0;
  });
}
function suggestionOf({ path, replacement, findings }) {
  const { firstLine: firstLine2, lastLine, before, after } = replacement;
  const text = suggestionMarkdown(findings, after);
  const [first] = findings;
  if (text === void 0 || !first) return void 0;
  const identity = { finding: hash([first.fingerprint]), offer: hash([path, before, after]) };
  return { ...identity, path, firstLine: firstLine2, lastLine, body: `${markerOf(identity)}
${text}` };
}
function missingOf(wanted, posted) {
  const settled = new Set(posted.filter(({ isAnswered }) => isAnswered).map(({ body }) => identityIn(body)?.finding));
  const current = new Set(posted.filter(({ isCurrent }) => isCurrent).map(markerIn));
  return wanted.filter((suggestion) => !settled.has(suggestion.finding) && !current.has(markerOf(suggestion)));
}
function staleOf(posted, wanted) {
  const open = new Set(wanted.map(markerOf));
  return posted.filter((comment) => {
    const isFirst = comment.isCurrent && open.delete(markerIn(comment));
    return !isFirst && !comment.isAnswered;
  });
}
function markerOf({ finding, offer }) {
  return `${markerStart}${finding} ${offer} -->`;
}
function markerIn({ body }) {
  const identity = identityIn(body);
  return identity ? markerOf(identity) : "";
}
function identityIn(body) {
  const [, finding, offer] = /^([0-9a-f]+) ([0-9a-f]+) -->/.exec(body.slice(markerStart.length)) ?? [];
  return finding !== void 0 && offer !== void 0 ? { finding, offer } : void 0;
}
function hash(value) {
  return createHash2("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
function blobOf(text) {
  const bytes = Buffer.from(text);
  return createHash2("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

// src/action.ts
var longestMessage = 4e3;
var longestStack = 3500;
var workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
var warned = 0;
exitOnSignals();
markChecked(workspace);
process.exitCode = await main();
async function main() {
  const core = await import("./action/actions-core.js");
  let cwd = workspace;
  try {
    const inputs = readInputs(core.getInput, workspace);
    cwd = inputs.cwd;
    if (leadsOut(workspace, cwd)) throw new UsageError("The input working-directory leads out of the workspace by a link.");
    if (inputs.token) core.setSecret(inputs.token);
    const event = readEvent(process.env);
    const { received } = inputs;
    const relay = received && relayOf(event, process.env.GITHUB_REPOSITORY, received);
    const { report, warning: warning2, text } = received ? shownBy(readReceived(received)) : await checkedChange(event, inputs);
    const failed = isFailure(report, inputs.failOn);
    if (warning2) say("warning", warning2);
    await attempt("outputs", "contents: read", async () => setOutputs(core, report, failed));
    await publish(core, { report, text }, failed, inputs, relay);
    return failed ? 1 : 0;
  } catch (error) {
    return stopped(error, cwd);
  }
}
function stopped(error, cwd) {
  if (error instanceof UsageError) {
    say("error", error.message, error.place && placeInRepository(error.place, cwd));
    return 2;
  }
  const stack = clip(error instanceof Error ? error.stack ?? error.message : String(error), longestStack);
  say("error", `${stack}

This is a fault of istio-preflight. Please report it with the lines above: ${package_default.bugs}`);
  return 3;
}
async function checkedChange(event, { cwd, paths, config, policies: policyFiles, platform, changedOnly }) {
  const options = { cwd, paths, policyFiles, ...config && { config }, ...platform && { platform } };
  const scene = await sceneOf(event, options);
  const checked = await check(options, scene);
  return { ...await changeOf(event, options, scene, checked, changedOnly), text: checked.text };
}
function shownBy(received) {
  return { report: receivedReport(received), text: () => void 0 };
}
function setOutputs(core, report, failed) {
  const { errors, warnings, notes, installs, clusters } = report.summary;
  const file = join2(mkdtempSync(join2(process.env.RUNNER_TEMP ?? tmpdir(), "istio-preflight-")), "report.json");
  writeFileSync(file, jsonReport(report));
  const outputs = { errors, warnings, notes, installs, clusters, conclusion: failed ? "failure" : "success", report: file };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}
async function publish(core, { report, text }, failed, inputs, relay) {
  const prefix = inputs.received?.prefix ?? repositoryPrefix(inputs.cwd);
  const context = runContext(process.env, relay?.sha);
  const link = (file, line) => context && lineAddress(context, prefix, file, line);
  process.stdout.write(textReport(report, { color: true, quiet: false }));
  const { sarifFile } = inputs;
  if (sarifFile !== void 0) {
    await attempt("SARIF file", "contents: read", async () => {
      const sarif = sarifReport(fromRepositoryRoot(report, prefix), { version: package_default.version, policies });
      await writeOutput(workspace, sarifFile, sarif);
      core.setOutput("sarif", sarifFile);
    });
  }
  await attempt("job summary", "contents: read", () => core.summary.addRaw(jobSummary(report, link)).write());
  if (context && inputs.token) await converse({ report, text }, inputs, { context, prefix, link, relay });
  if (!relay) await annotate({ report, prefix, failed, link }, context, inputs);
}
async function converse({ report, text }, inputs, { context, prefix, link, relay }) {
  const pullRequest2 = pullRequestFor(inputs.token, context, relay);
  if (pullRequest2 && inputs.comment !== "never") {
    const isSaid = await attempt("pull-request comment", "pull-requests: write", async () => {
      await updateComment(await openConversation(inputs.token, context, await pullRequest2()), report, inputs.comment, { link, prefix });
    });
    if (isSaid && !relay) {
      await attempt("suggestions", "pull-requests: write", async () => {
        await updateSuggestions(await openReview(inputs.token, context, await pullRequest2()), report, { text, prefix });
      });
    }
  }
  if (context.isAudit && inputs.reportIssue) {
    await attempt("audit issue", "issues: write", async () => {
      await updateAuditIssue(await openIssues(inputs.token, context), report, { link, prefix });
    });
  }
}
async function annotate(verdict2, context, { annotations, token }) {
  const isAnnotated = annotations === "checks" && await annotateByChecks(verdict2, context, token);
  if (annotations !== "none" && !isAnnotated)
    process.stdout.write(githubReport(fromRepositoryRoot(verdict2.report, verdict2.prefix), warned));
}
function annotateByChecks(verdict2, context, token) {
  return attempt("check run", "checks: write", async () => {
    if (!context || !token) throw new Error("it needs a token.");
    await showCheckRun(await openChecks(token, context), verdict2);
  });
}
function pullRequestFor(token, context, relay) {
  if (relay) return () => pullRequestOf(token, context, relay);
  const { pullRequest: pullRequest2 } = context;
  return pullRequest2 === void 0 ? void 0 : async () => pullRequest2;
}
async function attempt(what, permission, action) {
  try {
    await action();
    return true;
  } catch (error) {
    say("warning", refusalText(what, permission, error));
    return false;
  }
}
function say(level, message, place = {}) {
  if (level === "warning") warned += 1;
  const { file, line } = place;
  process.stdout.write(`${workflowCommand(level, { file, line, title: "istio-preflight" }, clip(message, longestMessage))}
`);
}
function placeInRepository({ file, line }, cwd) {
  const path = posix5.join(repositoryPrefix(cwd), file);
  return path.startsWith("../") ? void 0 : { file: path, line };
}
