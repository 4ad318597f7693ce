import {
  GitError,
  countSharedEnds,
  findCommit,
  listTree,
  readBlobs,
  readCommittedBaseline,
  readCommittedConfiguration,
  resolveCommitId,
  resolveInsideRoot,
  withEarlier
} from "./chunks/since.js";
import {
  isFailure,
  keepAdded,
  package_default
} from "./chunks/report.js";
import {
  HttpClient
} from "./action/actions-http-client.js";
import {
  require_undici
} from "./action/undici.js";
import {
  isPassedBy,
  isPolicyId,
  openPolicyFiles,
  policyFileLimit
} from "./chunks/policy-files.js";
import "./chunks/diff.js";
import {
  writeOutput
} from "./chunks/output.js";
import "./chunks/request.js";
import "./chunks/write.js";
import "./chunks/obstacles.js";
import {
  renderMermaidMap
} from "./chunks/mermaid.js";
import {
  renderSarifReport
} from "./chunks/sarif.js";
import {
  renderMarkdownReport,
  takeFitting
} from "./chunks/markdown.js";
import {
  renderPlaceMarkdown,
  renderRuleMarkdown
} from "./chunks/finding-markdown.js";
import "./chunks/inspect-text.js";
import "./chunks/columns.js";
import "./chunks/deployment-label.js";
import {
  renderGithubReport,
  sortNearestFirst
} from "./chunks/github.js";
import {
  check,
  openRun,
  policies
} from "./chunks/lint.js";
import "./chunks/apply.js";
import {
  linkDocs
} from "./chunks/evaluate.js";
import {
  locate,
  matchesGlob,
  readFixedPart
} from "./chunks/fault.js";
import {
  editText
} from "./chunks/apply-2.js";
import {
  markChecked
} from "./chunks/environment.js";
import {
  leadsOut
} from "./chunks/links.js";
import "./chunks/schema.js";
import "./chunks/template.js";
import "./chunks/cursor.js";
import {
  exitOnSignals
} from "./chunks/live.js";
import {
  platforms
} from "./chunks/cluster.js";
import {
  UsageError
} from "./chunks/usage-error.js";
import "./chunks/define.js";
import "./chunks/retired.js";
import {
  nearestName
} from "./chunks/nearest-name.js";
import "./chunks/comparisons.js";
import "./chunks/value-at.js";
import "./chunks/version-range.js";
import "./chunks/versions.js";
import {
  remembered
} from "./chunks/remembered.js";
import {
  renderTextReport
} from "./chunks/text.js";
import "./chunks/picocolors.js";
import "./chunks/code-frame.js";
import "./chunks/prose.js";
import "./chunks/grouping.js";
import {
  count,
  describeVerdict,
  severities,
  withSeverity
} from "./chunks/wording.js";
import {
  renderJsonReport
} from "./chunks/json.js";
import {
  buildWorkflowCommand,
  clip,
  escapeMarkdown,
  escapePlain,
  escapeTerminal,
  toCodeBlock,
  toCodeSpan,
  toSuggestionBlock
} from "./chunks/escape.js";
import {
  __toESM
} from "./chunks/runtime.js";

// src/action.ts
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as join2, posix as posix5 } from "node:path";
import { setFlagsFromString } from "node:v8";

// src/action/audit-memory.ts
function remember(findings) {
  if (findings.length > mostRemembered) return void 0;
  const described = findings.slice(0, mostDescribed).map(({ fingerprint, rule, location: { file: file2, line } }) => [fingerprint, clip(rule, 80), clip(file2, 80), line]);
  const others = findings.slice(mostDescribed).map(({ fingerprint }) => fingerprint);
  return `<!-- findings ${encodeBase64(JSON.stringify(described))} ${Buffer.from(others.join(""), "hex").toString("base64")} -->`;
}
function readAuditMemory(body) {
  const [, items, others] = /^<!-- findings ([\w+/=]+) ([\w+/=]*) -->$/m.exec(body.replaceAll("\r\n", "\n")) ?? [];
  if (items === void 0 || others === void 0) return void 0;
  const described = parseItems(Buffer.from(items, "base64").toString("utf8")).flatMap(readRememberedFinding);
  const rest = Buffer.from(others, "base64").toString("hex").match(/.{16}/g) ?? [];
  return { described, fingerprints: /* @__PURE__ */ new Set([...described.map(({ fingerprint }) => fingerprint), ...rest]) };
}
var mostDescribed = 100;
var mostRemembered = 1500;
function encodeBase64(text2) {
  return Buffer.from(text2).toString("base64");
}
function parseItems(text2) {
  try {
    const items = JSON.parse(text2);
    return Array.isArray(items) ? items.slice(0, mostDescribed) : [];
  } catch {
    return [];
  }
}
function readRememberedFinding(item) {
  const [fingerprint, rule, file2, line] = Array.isArray(item) ? item : [];
  const isWhole = typeof fingerprint === "string" && typeof rule === "string" && typeof file2 === "string" && Number.isInteger(line);
  return isWhole ? [{ fingerprint, rule, file: file2, line }] : [];
}

// src/action/markdown-within.ts
function renderMarkdownWithin(bytes, report, link) {
  let budget = bytes;
  for (let tries = 0; ; tries++) {
    const text2 = renderMarkdownReport(report, { budget, ...link && { link } });
    const size = Buffer.byteLength(text2);
    if (size <= bytes || tries === mostTries) return text2;
    budget = Math.floor(Math.min(budget * (bytes / size), budget - 100 * 2 ** tries));
  }
}
var mostTries = 10;

// src/action/scope.ts
import { createHash } from "node:crypto";
import { posix } from "node:path";
function openScope(prefix, roots, kind) {
  const name = ["istio-preflight", ...kind ? [kind] : []].join(" ");
  const directories = roots.map((root) => posix.join(prefix, root).replace(/\/$/, ""));
  if (directories.every((directory) => directory === "." || directory === "")) return { marker: `<!-- ${name} -->`, intro: "" };
  const id2 = createHash("sha256").update(JSON.stringify([...directories].sort())).digest("hex").slice(0, 12);
  const shown = directories.slice(0, shownDirectories).map((directory) => toCodeSpan(clip(directory, 100)));
  const more = directories.length > shown.length ? ` and ${directories.length - shown.length} more` : "";
  return { marker: `<!-- ${name} ${id2} -->`, intro: `Checked: ${shown.join(", ")}${more}.

` };
}
var shownDirectories = 5;

// src/action/audit-issue.ts
async function updateAuditIssue(issues, report, { link, prefix }) {
  const scope = openScope(prefix, report.roots, "audit");
  const [issue2, ...others] = await issues.own(scope.marker);
  const isOpen = report.findings.length > 0;
  if (!isOpen && !issue2?.isOpen) return;
  const before = issue2 && readAuditMemory(issue2.body);
  const changed = before ? describeChanges(before, report, link) : "";
  const text2 = { title: `Istio preflight: ${describeVerdict(report)}`, body: writeIssueBody(report, scope, changed, link), isOpen };
  if (!issue2) await create(issues, scope.marker, text2);
  else if (!isSame(issue2, text2)) await issues.update(issue2.number, text2);
  await close(issues, others);
}
async function create(issues, marker, text2) {
  await issues.create(text2);
  const [, ...others] = await issues.own(marker);
  await close(issues, others);
}
async function close(issues, surplus) {
  const open = surplus.filter(({ isOpen }) => isOpen);
  for (const { number, title, body } of open.slice(0, mostClosed)) await issues.update(number, { title, body, isOpen: false });
}
var mostClosed = 10;
var bodyLimit = 65e3;
function writeIssueBody(report, { marker, intro }, changed, link) {
  const memory = remember(report.findings);
  const head = [memory === void 0 ? marker : `${marker}
${memory}`, ...changed === "" ? [] : [changed], intro].join("\n\n");
  return head + renderMarkdownWithin(bodyLimit - Buffer.byteLength(head), report, link).trim();
}
function isSame(issue2, { title, body, isOpen }) {
  return issue2.isOpen === isOpen && issue2.title === title && issue2.body.replaceAll("\r\n", "\n").trim() === body;
}
function describeChanges(before, { findings }, link) {
  const now = new Set(findings.map(({ fingerprint }) => fingerprint));
  const added = findings.filter(({ fingerprint }) => !before.fingerprints.has(fingerprint));
  const gone = before.described.filter(({ fingerprint }) => !now.has(fingerprint));
  const resolved2 = [...before.fingerprints].filter((fingerprint) => !now.has(fingerprint)).length;
  if (added.length + resolved2 === 0) return "";
  const items = [
    ...added.map(
      ({ rule, location }) => `- new: ${renderPlaceMarkdown(location.file, location.line, link)} ${toCodeSpan(clip(rule, 100))}`
    ),
    ...gone.map(({ rule, file: file2, line }) => `- resolved: ${toCodeSpan(`${clip(file2, 300)}:${line}`)} ${toCodeSpan(clip(rule, 100))}`)
  ];
  const shown = takeFitting(items.slice(0, shownChanges), changesLimit);
  const left = added.length + resolved2 - shown.length;
  const listed = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [
    `**Since the last audit:** ${escapeMarkdown(`${count(added.length, "new finding")}, ${resolved2} resolved`)}.`,
    listed.join("\n")
  ].join("\n\n");
}
var shownChanges = 50;
var changesLimit = 6e3;

// src/pipeline/committed-policies.ts
import { realpathSync } from "node:fs";
import { posix as posix2, resolve } from "node:path";
function openCommittedPolicies(commit) {
  return async (cwd, directory = ".") => {
    const base = resolveInsideRoot(commit.root, realpathSync(cwd));
    const folder = resolveInsideRoot(commit.root, resolve(realpathSync(cwd), directory));
    if (base === void 0 || folder === void 0) return openPolicyFiles(cwd, directory);
    const entries = (await listTree(commit, [folder])).filter(({ kind, size }) => kind === "file" && size <= policyFileLimit);
    return openCommittedFiles(commit, new Map(entries.map((entry) => [posix2.relative(base, entry.path), entry])));
  };
}
function openCommittedFiles(commit, entries) {
  return {
    list: async (glob) => [...entries.keys()].filter((path) => matchesGlob(path, glob) && !isHidden(path, readFixedPart(glob))).sort(),
    read: async (path) => {
      const entry = entries.get(posix2.normalize(path));
      let text2;
      const take = (_, content) => {
        text2 = content.toString("utf8");
      };
      if (entry) await readBlobs(commit, [entry], take);
      return text2;
    }
  };
}
function isHidden(path, named) {
  return posix2.relative(named, path).split("/").slice(0, -1).some(isPassedBy);
}

// src/action/event.ts
import { existsSync, readFileSync } from "node:fs";
function readEvent(environment) {
  const { GITHUB_EVENT_NAME: name = "", GITHUB_EVENT_PATH: path, GITHUB_SHA: sha } = environment;
  return { name, payload: path && existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : void 0, sha };
}
function readEventText({ payload }, ...path) {
  let value = payload;
  for (const step of path) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : void 0;
  return typeof value === "string" && value !== "" ? value : void 0;
}
function isObject(value) {
  return typeof value === "object" && value !== null;
}

// src/action/base.ts
async function findBase(event, cwd) {
  const { name } = event;
  if (name === "pull_request" || name === "pull_request_target") return pullRequestBase(event, cwd);
  if (name === "merge_group") return makeSince(readEventText(event, "merge_group", "base_sha"), void 0);
  return name === "push" ? pushBase(event, cwd) : void 0;
}
function findTrustedCommit(event) {
  if (event.name === "pull_request_target") return readEventText(event, "pull_request", "base", "sha") ?? event.sha ?? "";
  return event.name === "workflow_run" ? event.sha ?? "" : void 0;
}
async function pullRequestBase(event, cwd) {
  const branch = readEventText(event, "pull_request", "base", "ref");
  const head = readEventText(event, "pull_request", "head", "sha");
  const isMerge = head !== void 0 && await resolveCommitId(cwd, "HEAD^2") === head;
  return makeSince(isMerge ? "HEAD^1" : readEventText(event, "pull_request", "base", "sha"), branch);
}
async function pushBase(event, cwd) {
  const before = readEventText(event, "before") ?? "";
  const isNew = /^0*$/.test(before);
  if (!isNew && await resolveCommitId(cwd, before) !== void 0) return makeSince(before, void 0);
  const main = readEventText(event, "repository", "default_branch");
  const ref = readEventText(event, "ref") ?? "";
  if (main !== void 0 && ref.startsWith("refs/heads/") && ref !== `refs/heads/${main}`) return makeSince(`origin/${main}`, main);
  return isNew ? void 0 : makeSince(before, void 0);
}
function makeSince(ref, name) {
  return ref === void 0 ? void 0 : { ref, name };
}

// src/action/changes.ts
async function openBase(event, options) {
  const run = openRun();
  const trusted = findTrustedCommit(event);
  if (trusted === void 0) return run;
  try {
    const commit = await findCommit(options.cwd, trusted);
    const configuration = await readCommittedConfiguration(commit, options);
    const known = await readCommittedBaseline(commit, options, configuration?.configuration);
    return { ...run, configuration, known, openPolicies: openCommittedPolicies(commit) };
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`On ${event.name}, configuration, baseline and policies come from the base commit. ${error.message}`);
  }
}
function chooseKustomize(event) {
  return findTrustedCommit(event) === void 0 ? "auto" : "off";
}
async function compareChange(event, options, overrides, now, changedOnly) {
  const { report } = now;
  const isPullRequest = event.name === "pull_request" || event.name === "pull_request_target";
  if (!isPullRequest && !changedOnly) return { report };
  try {
    const since = await findBase(event, options.cwd);
    if (!since)
      return {
        report,
        ...changedOnly && warnOfFullReport(`The event ${event.name || "of this run"} has nothing before it to compare with.`)
      };
    const compared = await withEarlier(options, since, overrides, async (compare) => compare(now));
    return { report: changedOnly ? keepAdded(compared) : compared };
  } catch (error) {
    const isExpected = error instanceof UsageError || error instanceof GitError;
    const reason = error instanceof Error ? error.message : String(error);
    return { report, ...(changedOnly || !isExpected) && warnOfFullReport(reason) };
  }
}
function warnOfFullReport(reason) {
  return { warning: `Everything is reported, not only what has changed. ${reason}` };
}

// src/action/check-run.ts
async function showCheckRun(checks, shown) {
  const { report, prefix } = shown;
  const findings = severities.flatMap((severity) => withSeverity(sortNearestFirst(report), severity));
  const annotations = findings.slice(0, mostAnnotations).map((finding) => annotateFinding(finding, prefix));
  const result = summarizeCheck(shown, findings.length - annotations.length);
  const part = (at) => ({ ...result, annotations: annotations.slice(at, at + annotationsOfRequest) });
  const id2 = await checks.create(nameCheckRun(shown), part(0));
  for (let at = annotationsOfRequest; at < annotations.length; at += annotationsOfRequest) await checks.append(id2, part(at));
}
function nameCheckRun({ prefix }) {
  return prefix === "" ? "Istio preflight" : `Istio preflight (${clip(prefix.slice(0, -1), 100)})`;
}
var annotationsOfRequest = 50;
var mostAnnotations = 2500;
var summaryLimit = 65e3;
var longestField = 4e3;
function summarizeCheck({ report, link, failed }, left) {
  const note = left > 0 ? `${count(left, "more finding")} without an annotation.

` : "";
  const conclusion = failed ? "failure" : "success";
  return { conclusion, title: clip(describeVerdict(report), 200), summary: `${note}${renderMarkdownWithin(summaryLimit, report, link)}` };
}
function annotateFinding(finding, prefix) {
  const { file: file2, line, column, endLine, endColumn } = finding.location;
  const parts = [clip(finding.message, longestField)];
  if (finding.remedy) parts.push(`Fix: ${clip(finding.remedy, longestField)}`);
  if (finding.docs) parts.push(finding.docs);
  return {
    path: prefix + file2,
    start_line: line,
    end_line: endLine,
    // GitHub rejects columns of ranges with several lines.
    ...line === endLine && { start_column: column, end_column: endColumn },
    annotation_level: { error: "failure", warning: "warning", note: "notice" }[finding.severity],
    title: escapePlain(clip(`${finding.title} (${finding.rule})`, 200).replace(/\s+/g, " ")),
    message: escapePlain(parts.join("\n"))
  };
}

// src/action/answer-error.ts
var RefusedError = class extends Error {
  status;
  /** The headers that say when to retry. */
  headers;
  constructor(message, status, headers = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
  }
};
var SilenceError = class extends Error {
  /** True if the same request may succeed a moment later. */
  isPassing;
  constructor(message, { isPassing }) {
    super(message);
    this.isPassing = isPassing;
  }
};
var UnusableAnswerError = class extends Error {
};
function isRefusal(error, ...statuses) {
  return error instanceof RefusedError && statuses.includes(error.status);
}

// src/action/api.ts
function findApi({ GITHUB_API_URL: written }) {
  const rest = parseAddress(`${(written || "https://api.github.com").replace(/\/+$/, "")}/`);
  const isWeb = rest && /^https?:$/.test(rest.protocol) && !hasPassword(rest) && rest.search + rest.hash === "";
  if (!isWeb) throw new SilenceError("GITHUB_API_URL is not the address of an API", { isPassing: false });
  return { rest, graphql: new URL(rest.pathname.endsWith("/api/v3/") ? "../graphql" : "graphql", rest) };
}
function isWithin(api, address) {
  return address.href === api.graphql.href || address.origin === api.rest.origin && isBelow(api, address);
}
function resolveWithin(api, written, from, what) {
  const address = parseAddress(written, from);
  if (!address) throw new UnusableAnswerError(`GitHub's API named ${what} that is not an address`);
  if (address.origin !== api.rest.origin) throw new UnusableAnswerError(`GitHub's API named ${what} on another host, which is not asked`);
  if (!isBelow(api, address)) throw new UnusableAnswerError(`GitHub's API named ${what} outside of the API, which is not asked`);
  return address;
}
function isBelow({ rest }, address) {
  return address.pathname.startsWith(rest.pathname) && !hasPassword(address);
}
function parseAddress(written, from) {
  try {
    return new URL(written, from);
  } catch {
    return void 0;
  }
}
function hasPassword({ username, password }) {
  return username + password !== "";
}

// src/action/exchange.ts
var import_undici2 = __toESM(require_undici(), 1);

// src/action/silence.ts
function describeSilence(error, milliseconds) {
  if (error instanceof SilenceError) return error;
  if (milliseconds !== void 0) return new SilenceError(`no whole answer within ${formatSeconds(milliseconds)}`, { isPassing: false });
  const code = findCode(error);
  const [, reason = "the connection failed", isPassing = true] = reasons.find(([pattern]) => pattern.test(code)) ?? [];
  return new SilenceError(code === "" ? reason : `${reason}, ${code}`, { isPassing });
}
function formatSeconds(milliseconds) {
  return `${Math.max(1, Math.round(milliseconds / 1e3))} s`;
}
var reasons = [
  [/^ECONNREFUSED$/, "the connection was refused"],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET)$/, "the connection broke off"],
  [/^(?:ENOTFOUND|EAI_\w+)$/, "its name cannot be resolved"],
  [/^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, "its network cannot be reached"],
  [/TIMEOUT|^ETIMEDOUT$/, "no answer in time"],
  [/^UND_ERR_HEADERS_OVERFLOW$|^HPE_HEADER_OVERFLOW$/, "its headers are too long", false],
  [/^(?:HPE_|UND_ERR_RES|UND_ERR_INFO|HTTPParserError)/, "it does not answer in HTTP"],
  [/^(?:Z_|ERR_BUFFER_)/, "its answer is packed wrongly"],
  [/CERT|SELF_SIGNED|SIGNATURE/, "its certificate is not trusted", false],
  [/SSL|^EPROTO$|TLS/, "it does not speak TLS as it should", false],
  [/^UND_ERR_INVALID_ARG$|^ERR_INVALID_/, "the request could not be made", false]
];
function findCode(error) {
  let current = error;
  for (let depth = 0; depth < deepest && current instanceof Error; depth++) {
    if ("code" in current && typeof current.code === "string" && /^\w{1,60}$/.test(current.code)) return current.code;
    current = current.cause ?? (current instanceof AggregateError ? current.errors[0] : void 0);
  }
  return "";
}
var deepest = 5;

// src/action/wall.ts
var import_undici = __toESM(require_undici(), 1);

// src/model/modest-json.ts
function isModestJson(bytes) {
  let depth = 0;
  let containers = 0;
  for (let index = 0; index < bytes.length; index++) {
    const byte = bytes[index];
    if (byte === quote) index = endOfText(bytes, index);
    else if (byte === closeBracket || byte === closeBrace) depth -= 1;
    else if (byte === openBracket || byte === openBrace) {
      depth += 1;
      containers += 1;
      if (depth > mostLevels || containers > mostContainers) return false;
    }
  }
  return true;
}
function endOfText(bytes, start) {
  let index = start + 1;
  while (index < bytes.length && bytes[index] !== quote) index += bytes[index] === backslash ? 2 : 1;
  return index;
}
var [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = new TextEncoder().encode('"\\[]{}');
var mostLevels = 50;
var mostContainers = 2e5;

// src/action/answer-body.ts
async function readBody(response, limit) {
  const bytes = await readBytes(response, limit);
  if (bytes.length === 0) throw makeUnusableError(response, "without a body");
  const type = readMediaType(response);
  if (!/^application\/(?:[\w.-]+\+)?json$/.test(type)) throw makeUnusableError(response, `with ${describeType(type)} instead of JSON`);
  const text2 = decode(bytes);
  if (text2 === void 0) throw makeUnusableError(response, "with text that is not UTF-8");
  if (!isModestJson(bytes)) throw makeUnusableError(response, "with JSON that is nested too deep or has too many parts");
  return { value: parse(text2, response), bytes: bytes.length };
}
async function readBytes(response, limit) {
  const chunks = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw makeUnusableError(response, `with more than ${limit / 1024 ** 2} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
function readMediaType({ headers }) {
  return (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
}
function describeType(type) {
  if (type === "") return "an unnamed format";
  if (/\bx?html\b/.test(type)) return "HTML";
  return /^[a-z]+\/[\w.+-]{1,40}$/.test(type) ? `\`${type}\`` : "an unknown format";
}
function decode(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return void 0;
  }
}
function parse(text2, response) {
  try {
    return JSON.parse(text2);
  } catch {
    throw makeUnusableError(response, "with JSON that is broken or cut off");
  }
}
function makeUnusableError({ status }, what) {
  return new UnusableAnswerError(`GitHub's API answered ${what} (status ${status})`);
}

// src/action/wall.ts
function openWall(asker, way) {
  return async (written, { method = "GET", headers = {}, body = null }) => {
    const address = new URL(written);
    if (!isWithin(asker.api, address)) throw new SilenceError("the request would leave its API", { isPassing: false });
    const response = await follow(asker.api, address, { method, headers, body, redirect: "manual", ...way });
    return { status: 200, headers: [], body: await readAnswer(asker, method, address, response) };
  };
}
async function follow(api, first, request) {
  let address = first;
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await (0, import_undici.fetch)(address, request);
    if (response.status < 300 || response.status >= 400) return response;
    const location = response.headers.get("location");
    if (!location || response.status === 304) throw new UnusableAnswerError(`GitHub's API answered with status ${response.status} alone`);
    if (request.method !== "GET") throw new UnusableAnswerError("GitHub's API redirected a request that writes, which is not repeated");
    address = resolveWithin(api, location, address, "a redirect");
  }
  throw new UnusableAnswerError(`GitHub's API redirected more than ${mostRedirects} times`);
}
var mostRedirects = 3;
async function readAnswer(asker, method, address, response) {
  const { status, headers } = response;
  if (status >= 400) throw await readRefusal(response, asker);
  const next = findNextPage(headers.get("link") ?? "");
  const body = method === "DELETE" ? { value: void 0, bytes: 0 } : await readBody(response, asker.bytes);
  return { ...body, next: next === void 0 ? void 0 : resolveWithin(asker.api, next, address, "a next page") };
}
function findNextPage(link) {
  return /<([^<>]*)>;\s*rel="?next"?/i.exec(link)?.[1];
}
async function readRefusal(response, { token }) {
  const { status, headers } = response;
  const named = ["retry-after", "x-ratelimit-remaining", "x-ratelimit-reset"].flatMap((name) => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const isClear = status >= 500 || status === 401 || status === 429;
  const message = await readBody(response, mostRefusalBytes).then(({ value }) => readMessage(value, status)).catch((error) => {
    if (!isClear) throw error;
    return "";
  });
  return new RefusedError(clip(hideToken(message, token), longestMessage), status, Object.fromEntries(named));
}
var mostRefusalBytes = 64 * 1024;
var longestMessage = 500;
function readMessage(value, status) {
  const { message, errors } = typeof value === "object" && value !== null ? value : {};
  if (typeof message !== "string" || message === "") throw new UnusableAnswerError(`GitHub's API answered with status ${status} alone`);
  const details = Array.isArray(errors) ? errors.slice(0, shownErrors).map((error) => JSON.stringify(error)) : [];
  return [message, details.join(", ")].filter((part) => part !== "").join(": ");
}
var shownErrors = 5;
function hideToken(text2, token) {
  return text2.replaceAll(token, "***");
}

// src/action/exchange.ts
async function exchange(asker, question, milliseconds) {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), milliseconds);
  let dispatcher;
  try {
    dispatcher = openDispatcher(asker.api);
    return await ask(asker, question, { dispatcher, signal: abort.signal });
  } catch (error) {
    const reason = error instanceof Error && error.cause ? error.cause : error;
    if (reason instanceof RefusedError || reason instanceof UnusableAnswerError) throw reason;
    throw describeSilence(reason, abort.signal.aborted ? milliseconds : void 0);
  } finally {
    clearTimeout(timer);
    dispatcher?.destroy().catch(() => void 0);
  }
}
function openDispatcher({ rest }) {
  return new HttpClient().getAgentDispatcher(rest.href) ?? new import_undici2.Agent();
}
async function ask(asker, { method, address, body }, way) {
  const { getOctokit } = await import("./action/actions-github.js");
  const octokit = getOctokit(asker.token, {
    baseUrl: asker.api.rest.href,
    userAgent: "istio-preflight",
    request: { fetch: openWall(asker, way), parseSuccessResponseBody: false }
  });
  const { data } = await octokit.request({ method, url: "{+address}", address: address.href, data: body });
  return data;
}

// src/action/shape.ts
var text = (value, at) => typeof value === "string" ? value : reject(at, "a text");
var id = (value, at) => {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : reject(at, "a positive whole number");
};
var anything = (value) => value;
function optional(shape) {
  return (value, at) => value === void 0 || value === null ? void 0 : shape(value, at);
}
function record(fields) {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return reject(at, "a map");
    const taken = {};
    for (const name in fields) taken[name] = fields[name](readOwnField(value, name), `${at}/${name}`);
    return taken;
  };
}
function listShape(shape) {
  return (value, at) => {
    if (!Array.isArray(value)) return reject(at, "a list");
    if (value.length > mostItems) return reject(at, `a list of at most ${mostItems}`);
    return value.map((item, index) => shape(item, `${at}/${index}`));
  };
}
var mostItems = 1e3;
function readOwnField(value, name) {
  return Object.hasOwn(value, name) ? value[name] : void 0;
}
function reject(at, what) {
  const place = at === "" ? "the answer" : `\`${at}\``;
  throw new UnusableAnswerError(`GitHub's API answered with something unexpected: ${place} must be ${what}`);
}

// src/action/waiting.ts
function waitBefore(error, tried) {
  if (tried > mostRepeats) return void 0;
  if (error instanceof SilenceError) return error.isPassing ? doubleDelay(tried) : void 0;
  return error instanceof RefusedError ? waitAfterRefusal(error, tried) : void 0;
}
var mostRepeats = 3;
function waitAfterRefusal({ status, message, headers }, tried) {
  const { "retry-after": named, "x-ratelimit-remaining": remaining, "x-ratelimit-reset": reset } = headers;
  if (status >= 500) return readNamedTime(named) ?? doubleDelay(tried);
  if (status !== 403 && status !== 429) return void 0;
  const time = readNamedTime(named);
  if (time !== void 0) return time;
  if (remaining === "0" && Number(reset) > 0) return Math.max(0, Number(reset) * 1e3 - Date.now()) + 1e3;
  return status === 429 || remaining === "0" || /secondary rate limit|abuse detection/i.test(message) ? 6e4 : void 0;
}
function doubleDelay(tried) {
  return 1e3 * 2 ** (tried - 1);
}
function readNamedTime(named) {
  if (named === void 0 || named === "") return void 0;
  const time = Number.isNaN(Number(named)) ? Date.parse(named) - Date.now() : Number(named) * 1e3;
  return Number.isNaN(time) ? void 0 : Math.max(0, time);
}

// src/action/client.ts
var commonLimits = {
  answer: 1e4,
  conversation: 3e4,
  pause: 1e3,
  bytes: 10 * 1024 ** 2,
  allBytes: 64 * 1024 ** 2,
  pages: 100
};
var limitsForManyWrites = { ...commonLimits, conversation: 9e4 };
function openClient(token, limits = commonLimits) {
  const api = findApi(process.env);
  const session = findSession(token);
  const ask2 = openLine(token, limits);
  const addressOf = (path) => new URL(path, api.rest);
  const write = async (question) => ask2(question, session);
  return {
    get: async (path, shape) => shape((await ask2({ method: "GET", address: addressOf(path) })).value, ""),
    list: (path, shape, keep = () => true) => listPages(ask2, addressOf(path), limits, shape, keep),
    write: async (method, path, body, shape) => shape((await write({ method, address: addressOf(path), body })).value, ""),
    remove: async (path) => {
      try {
        await write({ method: "DELETE", address: addressOf(path) });
      } catch (error) {
        if (!isRefusal(error, 404)) throw error;
      }
    },
    ownLogin: async () => {
      session.login ??= await askLogin(ask2, api.graphql, token);
      return session.login;
    },
    learnLogin: (author2) => {
      if (author2) session.login = author2.login;
    }
  };
}
function buildRepositoryPath({ owner, repo }) {
  return `repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`;
}
var findSession = remembered((_token) => ({ login: void 0, nextWrite: 0 }));
function openLine(token, limits) {
  if (!/^[\x21-\x7e]+$/.test(token)) throw new SilenceError("the token has characters that cannot be sent", { isPassing: false });
  const asker = { api: findApi(process.env), token, bytes: limits.bytes };
  const end = performance.now() + limits.conversation;
  let bytes = 0;
  const wait = async (milliseconds, reason) => {
    if (performance.now() + milliseconds >= end) throw reason;
    await new Promise((done) => setTimeout(done, milliseconds));
  };
  const lateError = () => new SilenceError(`more than ${formatSeconds(limits.conversation)} in all`, { isPassing: false });
  const askOnce = async (question) => {
    const left = end - performance.now();
    if (left <= 0) throw lateError();
    const answer = await exchange(asker, question, Math.min(limits.answer, left));
    bytes += answer.bytes;
    if (bytes > limits.allBytes)
      throw new UnusableAnswerError(`GitHub's API answered with more than ${limits.allBytes / 1024 ** 2} MiB in all`);
    return answer;
  };
  return async (question, session) => {
    if (session) await wait(Math.max(0, session.nextWrite - performance.now()), lateError());
    for (let tried = 1; ; tried++) {
      if (session) session.nextWrite = performance.now() + limits.pause;
      try {
        return await askOnce(question);
      } catch (error) {
        const pause = waitBefore(error, tried);
        if (pause === void 0) throw error;
        await wait(pause, error);
      }
    }
  };
}
async function listPages(ask2, first, limits, shape, keep) {
  const kept = [];
  const seen = /* @__PURE__ */ new Set();
  for (let address = first; address; ) {
    if (seen.has(address.href)) throw new UnusableAnswerError("GitHub's API named the same page twice");
    if (seen.size === limits.pages) throw new UnusableAnswerError(`GitHub's API named more than ${limits.pages} pages`);
    seen.add(address.href);
    const { value, next } = await ask2({ method: "GET", address });
    for (const item of listShape(shape)(value, "")) if (keep(item)) kept.push(item);
    address = next;
  }
  return kept;
}
var viewerAnswer = record({
  data: optional(record({ viewer: optional(record({ login: text })) })),
  errors: optional(listShape(record({ message: text })))
});
async function askLogin(ask2, address, token) {
  try {
    const { value } = await ask2({ method: "POST", address, body: { query: "query { viewer { login } }" } });
    const { data, errors } = viewerAnswer(value, "");
    if (data?.viewer) return data.viewer.login;
    const reason = errors?.[0] ? `: ${hideToken(errors[0].message, token)}` : "";
    throw new UnusableAnswerError(`GitHub's API does not say which account the token belongs to${reason}`);
  } catch (error) {
    if (isRefusal(error, 401, 403, 404)) return "github-actions[bot]";
    throw error;
  }
}

// src/action/checks.ts
var checkRun = record({ id });
function openChecks(client, context) {
  const path = `${buildRepositoryPath(context)}/check-runs`;
  const completed = ({ conclusion, ...output }) => ({ status: "completed", conclusion, output });
  return {
    create: async (name, result) => {
      const created = await client.write("POST", path, { name, head_sha: context.sha, ...completed(result) }, checkRun);
      return created.id;
    },
    append: async (id2, result) => void await client.write("PATCH", `${path}/${id2}`, completed(result), checkRun)
  };
}

// src/action/comment.ts
async function updateComment(conversation, report, mode, view) {
  const { marker, intro } = openScope(view.prefix, report.roots);
  const [comment2, ...surplus] = await conversation.ownComments(marker);
  const body = `${marker}
${intro}${renderMarkdownWithin(bodyLimit2, report, view.link)}`.trim();
  const isClean = report.findings.length === 0;
  if (comment2) await bringUpToDate(conversation, comment2, body, isClean);
  else if (mode === "always" || !isClean) await create2(conversation, marker, body);
  await removeSurplus(conversation, surplus);
}
async function create2(conversation, marker, body) {
  if (!await conversation.isAtHead()) return;
  await conversation.create(body);
  const [comment2, ...surplus] = await conversation.ownComments(marker);
  if (surplus.length > 0 && comment2) await bringUpToDate(conversation, comment2, body, false);
  await removeSurplus(conversation, surplus);
}
async function removeSurplus(conversation, surplus) {
  for (const { id: id2 } of surplus.slice(0, mostRemoved)) await conversation.remove(id2);
}
var mostRemoved = 10;
var resolved = "All earlier findings are resolved.";
var bodyLimit2 = 65e3;
async function bringUpToDate(conversation, { id: id2, body }, wanted, clean) {
  const current = body.replaceAll("\r\n", "\n").trim();
  if (current === wanted) return;
  const hadFindings = /^## .*: \d[\d,]*\s(?:error|warning|note)/m.test(current) || current.endsWith(resolved);
  const text2 = clean && hadFindings ? `${wanted}

${resolved}` : wanted;
  if (current !== text2 && await conversation.isAtHead()) await conversation.update(id2, text2);
}

// src/action/head.ts
var pullRequest = record({ head: record({ sha: text }) });
async function isHead(client, context, number) {
  try {
    const { head } = await client.get(`${buildRepositoryPath(context)}/pulls/${number}`, pullRequest);
    return head.sha === context.sha;
  } catch (error) {
    if (isRefusal(error, 403, 404)) return true;
    throw error;
  }
}

// src/action/conversation.ts
var comment = record({ id, body: optional(text), user: optional(record({ login: text })) });
function openConversation(client, context, number) {
  const repository = buildRepositoryPath(context);
  const comments = `${repository}/issues/${number}/comments`;
  return {
    isAtHead: () => isHead(client, context, number),
    ownComments: async (marker) => {
      const marked = await client.list(`${comments}?per_page=100`, comment, ({ body }) => body?.startsWith(marker) ?? false);
      if (marked.length === 0) return [];
      const login = await client.ownLogin();
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id: id2, body = "" }) => ({ id: id2, body }));
    },
    create: async (body) => {
      const { user } = await client.write("POST", comments, { body }, comment);
      client.learnLogin(user);
    },
    update: async (id2, body) => void await client.write("PATCH", `${repository}/issues/comments/${id2}`, { body }, comment),
    remove: (id2) => client.remove(`${repository}/issues/comments/${id2}`)
  };
}

// src/action/inputs.ts
import { existsSync as existsSync2, statSync } from "node:fs";
import { relative, resolve as resolve2, sep } from "node:path";
function readInputs(getInput, workspace2) {
  const input = (name) => getInput(name) || void 0;
  const received = readReceivedInput(input, workspace2);
  const cwd = received ? workspace2 : resolveWorkingDirectory(workspace2, input("working-directory") ?? ".");
  const sarifFile = input("sarif-file");
  return {
    cwd,
    sarifFile: sarifFile === void 0 ? void 0 : resolve2(cwd, sarifFile),
    paths: splitInputLines(input("paths")),
    config: input("config"),
    policies: splitInputLines(input("policies")),
    platform: readChoiceInput("platform", input("platform"), platforms),
    kustomize: readChoiceInput("kustomize", input("kustomize"), ["auto", "build", "off"]),
    failOn: readChoiceInput("fail-on", input("fail-on"), ["error", "warning", "never"]) ?? "error",
    requirePlatform: isTrue("require-platform", input("require-platform") ?? "false"),
    comment: readChoiceInput("comment", input("comment"), ["always", "on-findings", "never"]) ?? "on-findings",
    annotations: readAnnotationMode(input("annotations") ?? "true"),
    reportIssue: isTrue("report-issue", input("report-issue") ?? "false"),
    changedOnly: isTrue("changed-only", input("changed-only") ?? "false"),
    token: input("token") ?? "",
    received
  };
}
function readReceivedInput(input, workspace2) {
  const file2 = input("report-file");
  if (file2 === void 0) return void 0;
  const names = ["paths", "config", "policies", "platform", "kustomize", "sarif-file", "changed-only", "report-issue"];
  const idle = names.find((name) => (input(name) ?? "false") !== "false");
  if (idle) throw new UsageError(`The input ${idle} is for the run that checks the files; this one shows its report.`);
  const way = relative(workspace2, resolve2(workspace2, input("working-directory") ?? ".")).split(sep).join("/");
  if (/^\.\.(?:\/|$)/.test(way)) throw new UsageError("The input working-directory must be inside of the workspace.");
  return {
    file: resolve2(workspace2, file2),
    workflow: input("report-workflow") ?? ".github/workflows/istio-preflight.yml",
    prefix: way === "" ? "" : `${way}/`
  };
}
function splitInputLines(text2 = "") {
  return text2.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}
function resolveWorkingDirectory(workspace2, path) {
  const directory = resolve2(workspace2, path);
  if (!existsSync2(directory) || !statSync(directory).isDirectory()) {
    throw new UsageError(`The input working-directory names ${JSON.stringify(path)}, which is not a directory of the workspace.`);
  }
  return directory;
}
function readAnnotationMode(value) {
  const choice = readChoiceInput("annotations", value.toLowerCase(), ["true", "false", "checks"]);
  if (choice === "checks") return "checks";
  return choice === "true" ? "commands" : "none";
}
function isTrue(name, value) {
  return readChoiceInput(name, value.toLowerCase(), ["true", "false"]) === "true";
}
function readChoiceInput(name, value, choices) {
  if (value === void 0) return void 0;
  const choice = choices.find((candidate) => candidate === value);
  if (choice) return choice;
  const nearest = nearestName(value, choices);
  const meant = nearest === void 0 ? "." : `; did you mean \`${nearest}\`?`;
  throw new UsageError(`The input ${name} must be one of ${choices.join(", ")}, not ${JSON.stringify(value)}${meant}`);
}

// src/action/issues.ts
var issue = record({
  number: id,
  title: text,
  body: optional(text),
  state: text,
  pull_request: optional(anything),
  user: optional(record({ login: text }))
});
function openIssues(client, context) {
  const path = `${buildRepositoryPath(context)}/issues`;
  return {
    own: async (marker) => {
      const creator = await client.ownLogin();
      const query = new URLSearchParams({ creator, state: "all", per_page: "100" });
      const own = await client.list(`${path}?${query}`, issue, ({ body, pull_request, user }) => {
        return !pull_request && user?.login === creator && (body?.startsWith(marker) ?? false);
      });
      const found = own.map(({ number, title, body = "", state }) => ({ number, title, body, isOpen: state === "open" }));
      return found.sort((one, other) => Number(other.isOpen) - Number(one.isOpen) || one.number - other.number);
    },
    create: async ({ title, body }) => void await client.write("POST", path, { title, body }, issue),
    update: async (number, { title, body, isOpen }) => void await client.write("PATCH", `${path}/${number}`, { title, body, state: isOpen ? "open" : "closed" }, issue)
  };
}

// src/action/job-summary.ts
var summaryLimit2 = 1e6;
function renderJobSummary(report, link) {
  const map = drawMap(report);
  return renderMarkdownWithin(summaryLimit2 - Buffer.byteLength(map), report, link) + map;
}
function drawMap(report) {
  if (!report.deployments || report.clusters.length === 0) return "";
  return `
### What deploys what

${toCodeBlock(renderMermaidMap(report).trimEnd(), "mermaid")}
`;
}

// shape:ReportDocument
var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var require_ucs2length = __commonJS({
  "node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});
var validate = validate0;
var func0 = Object.prototype.hasOwnProperty;
var func40 = require_ucs2length().default;
var schema2 = { "type": "object", "required": ["rule", "severity", "confidence", "message", "remedy", "cluster", "file", "line", "column", "endLine", "endColumn", "related", "fingerprint", "docs"], "properties": { "rule": { "type": "string", "minLength": 1 }, "severity": { "$ref": "#/$defs/Severity" }, "confidence": { "$ref": "#/$defs/Confidence" }, "message": { "type": "string" }, "remedy": { "type": "string" }, "cluster": { "type": "string" }, "clusters": { "type": "array", "items": { "type": "string" }, "minItems": 1 }, "file": { "type": "string", "minLength": 1, "pattern": "^(?!\\.?/)" }, "line": { "type": "integer", "minimum": 1, "maximum": 2147483647 }, "column": { "type": "integer", "minimum": 1, "maximum": 2147483647 }, "endLine": { "type": "integer", "minimum": 1, "maximum": 2147483647 }, "endColumn": { "type": "integer", "minimum": 1, "maximum": 2147483647 }, "related": { "type": "array", "items": { "$ref": "#/$defs/RelatedPlace" } }, "fix": { "$ref": "#/$defs/Fix" }, "fingerprint": { "type": "string", "pattern": "^[0-9a-f]{16}$" }, "docs": { "type": "string" }, "reason": { "type": "string" } }, "additionalProperties": false };
var schema3 = { "enum": ["error", "warning", "note"] };
var schema4 = { "enum": ["high", "medium", "low"] };
var pattern0 = new RegExp("^(?!\\.?/)", "u");
var pattern3 = new RegExp("^[0-9a-f]{16}$", "u");
function validate2(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate2.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.title === void 0 || !func0.call(data, "title")) && (missing0 = "title") || (data.safe === void 0 || !func0.call(data, "safe")) && (missing0 = "safe") || (data.edits === void 0 || !func0.call(data, "edits")) && (missing0 = "edits")) {
        validate2.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "title" || key0 === "safe" || key0 === "reason" || key0 === "edits")) {
            validate2.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.title !== void 0 && func0.call(data, "title")) {
            const _errs2 = errors;
            if (typeof data.title !== "string") {
              validate2.errors = [{ instancePath: instancePath + "/title", schemaPath: "#/properties/title/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.safe !== void 0 && func0.call(data, "safe")) {
              const _errs4 = errors;
              if (typeof data.safe !== "boolean") {
                validate2.errors = [{ instancePath: instancePath + "/safe", schemaPath: "#/properties/safe/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean" }];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.reason !== void 0 && func0.call(data, "reason")) {
                const _errs6 = errors;
                if (typeof data.reason !== "string") {
                  validate2.errors = [{ instancePath: instancePath + "/reason", schemaPath: "#/properties/reason/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.edits !== void 0 && func0.call(data, "edits")) {
                  let data3 = data.edits;
                  const _errs8 = errors;
                  if (errors === _errs8) {
                    if (Array.isArray(data3)) {
                      var valid1 = true;
                      const len0 = data3.length;
                      for (let i0 = 0; i0 < len0; i0++) {
                        let data4 = data3[i0];
                        const _errs10 = errors;
                        const _errs11 = errors;
                        if (errors === _errs11) {
                          if (data4 && typeof data4 == "object" && !Array.isArray(data4)) {
                            let missing1;
                            if ((data4.file === void 0 || !func0.call(data4, "file")) && (missing1 = "file") || (data4.start === void 0 || !func0.call(data4, "start")) && (missing1 = "start") || (data4.end === void 0 || !func0.call(data4, "end")) && (missing1 = "end") || (data4.text === void 0 || !func0.call(data4, "text")) && (missing1 = "text")) {
                              validate2.errors = [{ instancePath: instancePath + "/edits/" + i0, schemaPath: "#/$defs/TextEdit/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                              return false;
                            } else {
                              const _errs13 = errors;
                              for (const key1 of Object.keys(data4)) {
                                if (!(key1 === "file" || key1 === "start" || key1 === "end" || key1 === "text")) {
                                  validate2.errors = [{ instancePath: instancePath + "/edits/" + i0, schemaPath: "#/$defs/TextEdit/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                                  return false;
                                  break;
                                }
                              }
                              if (_errs13 === errors) {
                                if (data4.file !== void 0 && func0.call(data4, "file")) {
                                  let data5 = data4.file;
                                  const _errs14 = errors;
                                  if (errors === _errs14) {
                                    if (typeof data5 === "string") {
                                      if (func40(data5) < 1) {
                                        validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/file", schemaPath: "#/$defs/TextEdit/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                        return false;
                                      } else {
                                        if (!pattern0.test(data5)) {
                                          validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/file", schemaPath: "#/$defs/TextEdit/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?!\\.?/)" }, message: 'must match pattern "^(?!\\.?/)"' }];
                                          return false;
                                        }
                                      }
                                    } else {
                                      validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/file", schemaPath: "#/$defs/TextEdit/properties/file/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                  }
                                  var valid3 = _errs14 === errors;
                                } else {
                                  var valid3 = true;
                                }
                                if (valid3) {
                                  if (data4.start !== void 0 && func0.call(data4, "start")) {
                                    let data6 = data4.start;
                                    const _errs16 = errors;
                                    if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)))) {
                                      validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/start", schemaPath: "#/$defs/TextEdit/properties/start/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                      return false;
                                    }
                                    if (errors === _errs16) {
                                      if (typeof data6 == "number") {
                                        if (data6 > 2147483647 || isNaN(data6)) {
                                          validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/start", schemaPath: "#/$defs/TextEdit/properties/start/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                          return false;
                                        } else {
                                          if (data6 < 0 || isNaN(data6)) {
                                            validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/start", schemaPath: "#/$defs/TextEdit/properties/start/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                            return false;
                                          }
                                        }
                                      }
                                    }
                                    var valid3 = _errs16 === errors;
                                  } else {
                                    var valid3 = true;
                                  }
                                  if (valid3) {
                                    if (data4.end !== void 0 && func0.call(data4, "end")) {
                                      let data7 = data4.end;
                                      const _errs18 = errors;
                                      if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)))) {
                                        validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/end", schemaPath: "#/$defs/TextEdit/properties/end/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                        return false;
                                      }
                                      if (errors === _errs18) {
                                        if (typeof data7 == "number") {
                                          if (data7 > 2147483647 || isNaN(data7)) {
                                            validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/end", schemaPath: "#/$defs/TextEdit/properties/end/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                            return false;
                                          } else {
                                            if (data7 < 0 || isNaN(data7)) {
                                              validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/end", schemaPath: "#/$defs/TextEdit/properties/end/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                              return false;
                                            }
                                          }
                                        }
                                      }
                                      var valid3 = _errs18 === errors;
                                    } else {
                                      var valid3 = true;
                                    }
                                    if (valid3) {
                                      if (data4.text !== void 0 && func0.call(data4, "text")) {
                                        const _errs20 = errors;
                                        if (typeof data4.text !== "string") {
                                          validate2.errors = [{ instancePath: instancePath + "/edits/" + i0 + "/text", schemaPath: "#/$defs/TextEdit/properties/text/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                          return false;
                                        }
                                        var valid3 = _errs20 === errors;
                                      } else {
                                        var valid3 = true;
                                      }
                                    }
                                  }
                                }
                              }
                            }
                          } else {
                            validate2.errors = [{ instancePath: instancePath + "/edits/" + i0, schemaPath: "#/$defs/TextEdit/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                            return false;
                          }
                        }
                        var valid1 = _errs10 === errors;
                        if (!valid1) {
                          break;
                        }
                      }
                    } else {
                      validate2.errors = [{ instancePath: instancePath + "/edits", schemaPath: "#/properties/edits/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                      return false;
                    }
                  }
                  var valid0 = _errs8 === errors;
                } else {
                  var valid0 = true;
                }
              }
            }
          }
        }
      }
    } else {
      validate2.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate2.errors = vErrors;
  return errors === 0;
}
validate2.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate1(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate1.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.rule === void 0 || !func0.call(data, "rule")) && (missing0 = "rule") || (data.severity === void 0 || !func0.call(data, "severity")) && (missing0 = "severity") || (data.confidence === void 0 || !func0.call(data, "confidence")) && (missing0 = "confidence") || (data.message === void 0 || !func0.call(data, "message")) && (missing0 = "message") || (data.remedy === void 0 || !func0.call(data, "remedy")) && (missing0 = "remedy") || (data.cluster === void 0 || !func0.call(data, "cluster")) && (missing0 = "cluster") || (data.file === void 0 || !func0.call(data, "file")) && (missing0 = "file") || (data.line === void 0 || !func0.call(data, "line")) && (missing0 = "line") || (data.column === void 0 || !func0.call(data, "column")) && (missing0 = "column") || (data.endLine === void 0 || !func0.call(data, "endLine")) && (missing0 = "endLine") || (data.endColumn === void 0 || !func0.call(data, "endColumn")) && (missing0 = "endColumn") || (data.related === void 0 || !func0.call(data, "related")) && (missing0 = "related") || (data.fingerprint === void 0 || !func0.call(data, "fingerprint")) && (missing0 = "fingerprint") || (data.docs === void 0 || !func0.call(data, "docs")) && (missing0 = "docs")) {
        validate1.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!func0.call(schema2.properties, key0)) {
            validate1.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.rule !== void 0 && func0.call(data, "rule")) {
            let data0 = data.rule;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data0 === "string") {
                if (func40(data0) < 1) {
                  validate1.errors = [{ instancePath: instancePath + "/rule", schemaPath: "#/properties/rule/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                  return false;
                }
              } else {
                validate1.errors = [{ instancePath: instancePath + "/rule", schemaPath: "#/properties/rule/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.severity !== void 0 && func0.call(data, "severity")) {
              let data1 = data.severity;
              const _errs4 = errors;
              if (!(data1 === "error" || data1 === "warning" || data1 === "note")) {
                validate1.errors = [{ instancePath: instancePath + "/severity", schemaPath: "#/$defs/Severity/enum", keyword: "enum", params: { allowedValues: schema3.enum }, message: "must be equal to one of the allowed values" }];
                return false;
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.confidence !== void 0 && func0.call(data, "confidence")) {
                let data2 = data.confidence;
                const _errs6 = errors;
                if (!(data2 === "high" || data2 === "medium" || data2 === "low")) {
                  validate1.errors = [{ instancePath: instancePath + "/confidence", schemaPath: "#/$defs/Confidence/enum", keyword: "enum", params: { allowedValues: schema4.enum }, message: "must be equal to one of the allowed values" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.message !== void 0 && func0.call(data, "message")) {
                  const _errs8 = errors;
                  if (typeof data.message !== "string") {
                    validate1.errors = [{ instancePath: instancePath + "/message", schemaPath: "#/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                    return false;
                  }
                  var valid0 = _errs8 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.remedy !== void 0 && func0.call(data, "remedy")) {
                    const _errs10 = errors;
                    if (typeof data.remedy !== "string") {
                      validate1.errors = [{ instancePath: instancePath + "/remedy", schemaPath: "#/properties/remedy/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                      return false;
                    }
                    var valid0 = _errs10 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.cluster !== void 0 && func0.call(data, "cluster")) {
                      const _errs12 = errors;
                      if (typeof data.cluster !== "string") {
                        validate1.errors = [{ instancePath: instancePath + "/cluster", schemaPath: "#/properties/cluster/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                        return false;
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.clusters !== void 0 && func0.call(data, "clusters")) {
                        let data6 = data.clusters;
                        const _errs14 = errors;
                        if (errors === _errs14) {
                          if (Array.isArray(data6)) {
                            if (data6.length < 1) {
                              validate1.errors = [{ instancePath: instancePath + "/clusters", schemaPath: "#/properties/clusters/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items" }];
                              return false;
                            } else {
                              var valid3 = true;
                              const len0 = data6.length;
                              for (let i0 = 0; i0 < len0; i0++) {
                                const _errs16 = errors;
                                if (typeof data6[i0] !== "string") {
                                  validate1.errors = [{ instancePath: instancePath + "/clusters/" + i0, schemaPath: "#/properties/clusters/items/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                  return false;
                                }
                                var valid3 = _errs16 === errors;
                                if (!valid3) {
                                  break;
                                }
                              }
                            }
                          } else {
                            validate1.errors = [{ instancePath: instancePath + "/clusters", schemaPath: "#/properties/clusters/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                            return false;
                          }
                        }
                        var valid0 = _errs14 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.file !== void 0 && func0.call(data, "file")) {
                          let data8 = data.file;
                          const _errs18 = errors;
                          if (errors === _errs18) {
                            if (typeof data8 === "string") {
                              if (func40(data8) < 1) {
                                validate1.errors = [{ instancePath: instancePath + "/file", schemaPath: "#/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                return false;
                              } else {
                                if (!pattern0.test(data8)) {
                                  validate1.errors = [{ instancePath: instancePath + "/file", schemaPath: "#/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?!\\.?/)" }, message: 'must match pattern "^(?!\\.?/)"' }];
                                  return false;
                                }
                              }
                            } else {
                              validate1.errors = [{ instancePath: instancePath + "/file", schemaPath: "#/properties/file/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                              return false;
                            }
                          }
                          var valid0 = _errs18 === errors;
                        } else {
                          var valid0 = true;
                        }
                        if (valid0) {
                          if (data.line !== void 0 && func0.call(data, "line")) {
                            let data9 = data.line;
                            const _errs20 = errors;
                            if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)))) {
                              validate1.errors = [{ instancePath: instancePath + "/line", schemaPath: "#/properties/line/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                              return false;
                            }
                            if (errors === _errs20) {
                              if (typeof data9 == "number") {
                                if (data9 > 2147483647 || isNaN(data9)) {
                                  validate1.errors = [{ instancePath: instancePath + "/line", schemaPath: "#/properties/line/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                  return false;
                                } else {
                                  if (data9 < 1 || isNaN(data9)) {
                                    validate1.errors = [{ instancePath: instancePath + "/line", schemaPath: "#/properties/line/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                    return false;
                                  }
                                }
                              }
                            }
                            var valid0 = _errs20 === errors;
                          } else {
                            var valid0 = true;
                          }
                          if (valid0) {
                            if (data.column !== void 0 && func0.call(data, "column")) {
                              let data10 = data.column;
                              const _errs22 = errors;
                              if (!(typeof data10 == "number" && (!(data10 % 1) && !isNaN(data10)))) {
                                validate1.errors = [{ instancePath: instancePath + "/column", schemaPath: "#/properties/column/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                return false;
                              }
                              if (errors === _errs22) {
                                if (typeof data10 == "number") {
                                  if (data10 > 2147483647 || isNaN(data10)) {
                                    validate1.errors = [{ instancePath: instancePath + "/column", schemaPath: "#/properties/column/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                    return false;
                                  } else {
                                    if (data10 < 1 || isNaN(data10)) {
                                      validate1.errors = [{ instancePath: instancePath + "/column", schemaPath: "#/properties/column/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                      return false;
                                    }
                                  }
                                }
                              }
                              var valid0 = _errs22 === errors;
                            } else {
                              var valid0 = true;
                            }
                            if (valid0) {
                              if (data.endLine !== void 0 && func0.call(data, "endLine")) {
                                let data11 = data.endLine;
                                const _errs24 = errors;
                                if (!(typeof data11 == "number" && (!(data11 % 1) && !isNaN(data11)))) {
                                  validate1.errors = [{ instancePath: instancePath + "/endLine", schemaPath: "#/properties/endLine/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                  return false;
                                }
                                if (errors === _errs24) {
                                  if (typeof data11 == "number") {
                                    if (data11 > 2147483647 || isNaN(data11)) {
                                      validate1.errors = [{ instancePath: instancePath + "/endLine", schemaPath: "#/properties/endLine/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                      return false;
                                    } else {
                                      if (data11 < 1 || isNaN(data11)) {
                                        validate1.errors = [{ instancePath: instancePath + "/endLine", schemaPath: "#/properties/endLine/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                        return false;
                                      }
                                    }
                                  }
                                }
                                var valid0 = _errs24 === errors;
                              } else {
                                var valid0 = true;
                              }
                              if (valid0) {
                                if (data.endColumn !== void 0 && func0.call(data, "endColumn")) {
                                  let data12 = data.endColumn;
                                  const _errs26 = errors;
                                  if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)))) {
                                    validate1.errors = [{ instancePath: instancePath + "/endColumn", schemaPath: "#/properties/endColumn/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                    return false;
                                  }
                                  if (errors === _errs26) {
                                    if (typeof data12 == "number") {
                                      if (data12 > 2147483647 || isNaN(data12)) {
                                        validate1.errors = [{ instancePath: instancePath + "/endColumn", schemaPath: "#/properties/endColumn/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                        return false;
                                      } else {
                                        if (data12 < 1 || isNaN(data12)) {
                                          validate1.errors = [{ instancePath: instancePath + "/endColumn", schemaPath: "#/properties/endColumn/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                          return false;
                                        }
                                      }
                                    }
                                  }
                                  var valid0 = _errs26 === errors;
                                } else {
                                  var valid0 = true;
                                }
                                if (valid0) {
                                  if (data.related !== void 0 && func0.call(data, "related")) {
                                    let data13 = data.related;
                                    const _errs28 = errors;
                                    if (errors === _errs28) {
                                      if (Array.isArray(data13)) {
                                        var valid4 = true;
                                        const len1 = data13.length;
                                        for (let i1 = 0; i1 < len1; i1++) {
                                          let data14 = data13[i1];
                                          const _errs30 = errors;
                                          const _errs31 = errors;
                                          if (errors === _errs31) {
                                            if (data14 && typeof data14 == "object" && !Array.isArray(data14)) {
                                              let missing1;
                                              if ((data14.file === void 0 || !func0.call(data14, "file")) && (missing1 = "file") || (data14.line === void 0 || !func0.call(data14, "line")) && (missing1 = "line") || (data14.message === void 0 || !func0.call(data14, "message")) && (missing1 = "message")) {
                                                validate1.errors = [{ instancePath: instancePath + "/related/" + i1, schemaPath: "#/$defs/RelatedPlace/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                                                return false;
                                              } else {
                                                const _errs33 = errors;
                                                for (const key1 of Object.keys(data14)) {
                                                  if (!(key1 === "file" || key1 === "line" || key1 === "message")) {
                                                    validate1.errors = [{ instancePath: instancePath + "/related/" + i1, schemaPath: "#/$defs/RelatedPlace/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                                                    return false;
                                                    break;
                                                  }
                                                }
                                                if (_errs33 === errors) {
                                                  if (data14.file !== void 0 && func0.call(data14, "file")) {
                                                    let data15 = data14.file;
                                                    const _errs34 = errors;
                                                    if (errors === _errs34) {
                                                      if (typeof data15 === "string") {
                                                        if (func40(data15) < 1) {
                                                          validate1.errors = [{ instancePath: instancePath + "/related/" + i1 + "/file", schemaPath: "#/$defs/RelatedPlace/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                                          return false;
                                                        } else {
                                                          if (!pattern0.test(data15)) {
                                                            validate1.errors = [{ instancePath: instancePath + "/related/" + i1 + "/file", schemaPath: "#/$defs/RelatedPlace/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?!\\.?/)" }, message: 'must match pattern "^(?!\\.?/)"' }];
                                                            return false;
                                                          }
                                                        }
                                                      } else {
                                                        validate1.errors = [{ instancePath: instancePath + "/related/" + i1 + "/file", schemaPath: "#/$defs/RelatedPlace/properties/file/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                        return false;
                                                      }
                                                    }
                                                    var valid6 = _errs34 === errors;
                                                  } else {
                                                    var valid6 = true;
                                                  }
                                                  if (valid6) {
                                                    if (data14.line !== void 0 && func0.call(data14, "line")) {
                                                      let data16 = data14.line;
                                                      const _errs36 = errors;
                                                      if (!(typeof data16 == "number" && (!(data16 % 1) && !isNaN(data16)))) {
                                                        validate1.errors = [{ instancePath: instancePath + "/related/" + i1 + "/line", schemaPath: "#/$defs/RelatedPlace/properties/line/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                                        return false;
                                                      }
                                                      if (errors === _errs36) {
                                                        if (typeof data16 == "number") {
                                                          if (data16 > 2147483647 || isNaN(data16)) {
                                                            validate1.errors = [{ instancePath: instancePath + "/related/" + i1 + "/line", schemaPath: "#/$defs/RelatedPlace/properties/line/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                                            return false;
                                                          } else {
                                                            if (data16 < 1 || isNaN(data16)) {
                                                              validate1.errors = [{ instancePath: instancePath + "/related/" + i1 + "/line", schemaPath: "#/$defs/RelatedPlace/properties/line/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                                              return false;
                                                            }
                                                          }
                                                        }
                                                      }
                                                      var valid6 = _errs36 === errors;
                                                    } else {
                                                      var valid6 = true;
                                                    }
                                                    if (valid6) {
                                                      if (data14.message !== void 0 && func0.call(data14, "message")) {
                                                        const _errs38 = errors;
                                                        if (typeof data14.message !== "string") {
                                                          validate1.errors = [{ instancePath: instancePath + "/related/" + i1 + "/message", schemaPath: "#/$defs/RelatedPlace/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                                          return false;
                                                        }
                                                        var valid6 = _errs38 === errors;
                                                      } else {
                                                        var valid6 = true;
                                                      }
                                                    }
                                                  }
                                                }
                                              }
                                            } else {
                                              validate1.errors = [{ instancePath: instancePath + "/related/" + i1, schemaPath: "#/$defs/RelatedPlace/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                                              return false;
                                            }
                                          }
                                          var valid4 = _errs30 === errors;
                                          if (!valid4) {
                                            break;
                                          }
                                        }
                                      } else {
                                        validate1.errors = [{ instancePath: instancePath + "/related", schemaPath: "#/properties/related/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                                        return false;
                                      }
                                    }
                                    var valid0 = _errs28 === errors;
                                  } else {
                                    var valid0 = true;
                                  }
                                  if (valid0) {
                                    if (data.fix !== void 0 && func0.call(data, "fix")) {
                                      const _errs40 = errors;
                                      if (!validate2(data.fix, { instancePath: instancePath + "/fix", parentData: data, parentDataProperty: "fix", rootData, dynamicAnchors })) {
                                        vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
                                        errors = vErrors.length;
                                      }
                                      var valid0 = _errs40 === errors;
                                    } else {
                                      var valid0 = true;
                                    }
                                    if (valid0) {
                                      if (data.fingerprint !== void 0 && func0.call(data, "fingerprint")) {
                                        let data19 = data.fingerprint;
                                        const _errs41 = errors;
                                        if (errors === _errs41) {
                                          if (typeof data19 === "string") {
                                            if (!pattern3.test(data19)) {
                                              validate1.errors = [{ instancePath: instancePath + "/fingerprint", schemaPath: "#/properties/fingerprint/pattern", keyword: "pattern", params: { pattern: "^[0-9a-f]{16}$" }, message: 'must match pattern "^[0-9a-f]{16}$"' }];
                                              return false;
                                            }
                                          } else {
                                            validate1.errors = [{ instancePath: instancePath + "/fingerprint", schemaPath: "#/properties/fingerprint/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                        }
                                        var valid0 = _errs41 === errors;
                                      } else {
                                        var valid0 = true;
                                      }
                                      if (valid0) {
                                        if (data.docs !== void 0 && func0.call(data, "docs")) {
                                          const _errs43 = errors;
                                          if (typeof data.docs !== "string") {
                                            validate1.errors = [{ instancePath: instancePath + "/docs", schemaPath: "#/properties/docs/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                          var valid0 = _errs43 === errors;
                                        } else {
                                          var valid0 = true;
                                        }
                                        if (valid0) {
                                          if (data.reason !== void 0 && func0.call(data, "reason")) {
                                            const _errs45 = errors;
                                            if (typeof data.reason !== "string") {
                                              validate1.errors = [{ instancePath: instancePath + "/reason", schemaPath: "#/properties/reason/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                              return false;
                                            }
                                            var valid0 = _errs45 === errors;
                                          } else {
                                            var valid0 = true;
                                          }
                                        }
                                      }
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate1.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate1.errors = vErrors;
  return errors === 0;
}
validate1.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
var pattern4 = new RegExp("^[a-z][a-z0-9-]*$", "u");
function validate0(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate0.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if ((data.schemaVersion === void 0 || !func0.call(data, "schemaVersion")) && (missing0 = "schemaVersion") || (data.summary === void 0 || !func0.call(data, "summary")) && (missing0 = "summary") || (data.findings === void 0 || !func0.call(data, "findings")) && (missing0 = "findings") || (data.suppressed === void 0 || !func0.call(data, "suppressed")) && (missing0 = "suppressed") || (data.problems === void 0 || !func0.call(data, "problems")) && (missing0 = "problems")) {
        validate0.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        const _errs1 = errors;
        for (const key0 of Object.keys(data)) {
          if (!(key0 === "schemaVersion" || key0 === "summary" || key0 === "findings" || key0 === "suppressed" || key0 === "problems")) {
            validate0.errors = [{ instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties" }];
            return false;
            break;
          }
        }
        if (_errs1 === errors) {
          if (data.schemaVersion !== void 0 && func0.call(data, "schemaVersion")) {
            let data0 = data.schemaVersion;
            const _errs2 = errors;
            if (!(typeof data0 == "number")) {
              validate0.errors = [{ instancePath: instancePath + "/schemaVersion", schemaPath: "#/properties/schemaVersion/type", keyword: "type", params: { type: "number" }, message: "must be number" }];
              return false;
            }
            if (1 !== data0) {
              validate0.errors = [{ instancePath: instancePath + "/schemaVersion", schemaPath: "#/properties/schemaVersion/const", keyword: "const", params: { allowedValue: 1 }, message: "must be equal to constant" }];
              return false;
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.summary !== void 0 && func0.call(data, "summary")) {
              let data1 = data.summary;
              const _errs4 = errors;
              const _errs5 = errors;
              if (errors === _errs5) {
                if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
                  let missing1;
                  if ((data1.files === void 0 || !func0.call(data1, "files")) && (missing1 = "files") || (data1.clusters === void 0 || !func0.call(data1, "clusters")) && (missing1 = "clusters") || (data1.installs === void 0 || !func0.call(data1, "installs")) && (missing1 = "installs") || (data1.errors === void 0 || !func0.call(data1, "errors")) && (missing1 = "errors") || (data1.warnings === void 0 || !func0.call(data1, "warnings")) && (missing1 = "warnings") || (data1.notes === void 0 || !func0.call(data1, "notes")) && (missing1 = "notes") || (data1.suppressed === void 0 || !func0.call(data1, "suppressed")) && (missing1 = "suppressed") || (data1.unknown === void 0 || !func0.call(data1, "unknown")) && (missing1 = "unknown")) {
                    validate0.errors = [{ instancePath: instancePath + "/summary", schemaPath: "#/$defs/Summary/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                    return false;
                  } else {
                    const _errs7 = errors;
                    for (const key1 of Object.keys(data1)) {
                      if (!(key1 === "files" || key1 === "clusters" || key1 === "installs" || key1 === "errors" || key1 === "warnings" || key1 === "notes" || key1 === "suppressed" || key1 === "unknown")) {
                        validate0.errors = [{ instancePath: instancePath + "/summary", schemaPath: "#/$defs/Summary/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties" }];
                        return false;
                        break;
                      }
                    }
                    if (_errs7 === errors) {
                      if (data1.files !== void 0 && func0.call(data1, "files")) {
                        let data2 = data1.files;
                        const _errs8 = errors;
                        if (!(typeof data2 == "number" && (!(data2 % 1) && !isNaN(data2)))) {
                          validate0.errors = [{ instancePath: instancePath + "/summary/files", schemaPath: "#/$defs/Summary/properties/files/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                          return false;
                        }
                        if (errors === _errs8) {
                          if (typeof data2 == "number") {
                            if (data2 > 2147483647 || isNaN(data2)) {
                              validate0.errors = [{ instancePath: instancePath + "/summary/files", schemaPath: "#/$defs/Summary/properties/files/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                              return false;
                            } else {
                              if (data2 < 0 || isNaN(data2)) {
                                validate0.errors = [{ instancePath: instancePath + "/summary/files", schemaPath: "#/$defs/Summary/properties/files/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                return false;
                              }
                            }
                          }
                        }
                        var valid2 = _errs8 === errors;
                      } else {
                        var valid2 = true;
                      }
                      if (valid2) {
                        if (data1.clusters !== void 0 && func0.call(data1, "clusters")) {
                          let data3 = data1.clusters;
                          const _errs10 = errors;
                          if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)))) {
                            validate0.errors = [{ instancePath: instancePath + "/summary/clusters", schemaPath: "#/$defs/Summary/properties/clusters/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                            return false;
                          }
                          if (errors === _errs10) {
                            if (typeof data3 == "number") {
                              if (data3 > 2147483647 || isNaN(data3)) {
                                validate0.errors = [{ instancePath: instancePath + "/summary/clusters", schemaPath: "#/$defs/Summary/properties/clusters/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                return false;
                              } else {
                                if (data3 < 0 || isNaN(data3)) {
                                  validate0.errors = [{ instancePath: instancePath + "/summary/clusters", schemaPath: "#/$defs/Summary/properties/clusters/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                  return false;
                                }
                              }
                            }
                          }
                          var valid2 = _errs10 === errors;
                        } else {
                          var valid2 = true;
                        }
                        if (valid2) {
                          if (data1.installs !== void 0 && func0.call(data1, "installs")) {
                            let data4 = data1.installs;
                            const _errs12 = errors;
                            if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)))) {
                              validate0.errors = [{ instancePath: instancePath + "/summary/installs", schemaPath: "#/$defs/Summary/properties/installs/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                              return false;
                            }
                            if (errors === _errs12) {
                              if (typeof data4 == "number") {
                                if (data4 > 2147483647 || isNaN(data4)) {
                                  validate0.errors = [{ instancePath: instancePath + "/summary/installs", schemaPath: "#/$defs/Summary/properties/installs/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                  return false;
                                } else {
                                  if (data4 < 0 || isNaN(data4)) {
                                    validate0.errors = [{ instancePath: instancePath + "/summary/installs", schemaPath: "#/$defs/Summary/properties/installs/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                    return false;
                                  }
                                }
                              }
                            }
                            var valid2 = _errs12 === errors;
                          } else {
                            var valid2 = true;
                          }
                          if (valid2) {
                            if (data1.errors !== void 0 && func0.call(data1, "errors")) {
                              let data5 = data1.errors;
                              const _errs14 = errors;
                              if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)))) {
                                validate0.errors = [{ instancePath: instancePath + "/summary/errors", schemaPath: "#/$defs/Summary/properties/errors/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                return false;
                              }
                              if (errors === _errs14) {
                                if (typeof data5 == "number") {
                                  if (data5 > 2147483647 || isNaN(data5)) {
                                    validate0.errors = [{ instancePath: instancePath + "/summary/errors", schemaPath: "#/$defs/Summary/properties/errors/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                    return false;
                                  } else {
                                    if (data5 < 0 || isNaN(data5)) {
                                      validate0.errors = [{ instancePath: instancePath + "/summary/errors", schemaPath: "#/$defs/Summary/properties/errors/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                      return false;
                                    }
                                  }
                                }
                              }
                              var valid2 = _errs14 === errors;
                            } else {
                              var valid2 = true;
                            }
                            if (valid2) {
                              if (data1.warnings !== void 0 && func0.call(data1, "warnings")) {
                                let data6 = data1.warnings;
                                const _errs16 = errors;
                                if (!(typeof data6 == "number" && (!(data6 % 1) && !isNaN(data6)))) {
                                  validate0.errors = [{ instancePath: instancePath + "/summary/warnings", schemaPath: "#/$defs/Summary/properties/warnings/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                  return false;
                                }
                                if (errors === _errs16) {
                                  if (typeof data6 == "number") {
                                    if (data6 > 2147483647 || isNaN(data6)) {
                                      validate0.errors = [{ instancePath: instancePath + "/summary/warnings", schemaPath: "#/$defs/Summary/properties/warnings/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                      return false;
                                    } else {
                                      if (data6 < 0 || isNaN(data6)) {
                                        validate0.errors = [{ instancePath: instancePath + "/summary/warnings", schemaPath: "#/$defs/Summary/properties/warnings/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                        return false;
                                      }
                                    }
                                  }
                                }
                                var valid2 = _errs16 === errors;
                              } else {
                                var valid2 = true;
                              }
                              if (valid2) {
                                if (data1.notes !== void 0 && func0.call(data1, "notes")) {
                                  let data7 = data1.notes;
                                  const _errs18 = errors;
                                  if (!(typeof data7 == "number" && (!(data7 % 1) && !isNaN(data7)))) {
                                    validate0.errors = [{ instancePath: instancePath + "/summary/notes", schemaPath: "#/$defs/Summary/properties/notes/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                    return false;
                                  }
                                  if (errors === _errs18) {
                                    if (typeof data7 == "number") {
                                      if (data7 > 2147483647 || isNaN(data7)) {
                                        validate0.errors = [{ instancePath: instancePath + "/summary/notes", schemaPath: "#/$defs/Summary/properties/notes/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                        return false;
                                      } else {
                                        if (data7 < 0 || isNaN(data7)) {
                                          validate0.errors = [{ instancePath: instancePath + "/summary/notes", schemaPath: "#/$defs/Summary/properties/notes/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                          return false;
                                        }
                                      }
                                    }
                                  }
                                  var valid2 = _errs18 === errors;
                                } else {
                                  var valid2 = true;
                                }
                                if (valid2) {
                                  if (data1.suppressed !== void 0 && func0.call(data1, "suppressed")) {
                                    let data8 = data1.suppressed;
                                    const _errs20 = errors;
                                    if (!(typeof data8 == "number" && (!(data8 % 1) && !isNaN(data8)))) {
                                      validate0.errors = [{ instancePath: instancePath + "/summary/suppressed", schemaPath: "#/$defs/Summary/properties/suppressed/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                      return false;
                                    }
                                    if (errors === _errs20) {
                                      if (typeof data8 == "number") {
                                        if (data8 > 2147483647 || isNaN(data8)) {
                                          validate0.errors = [{ instancePath: instancePath + "/summary/suppressed", schemaPath: "#/$defs/Summary/properties/suppressed/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                          return false;
                                        } else {
                                          if (data8 < 0 || isNaN(data8)) {
                                            validate0.errors = [{ instancePath: instancePath + "/summary/suppressed", schemaPath: "#/$defs/Summary/properties/suppressed/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                            return false;
                                          }
                                        }
                                      }
                                    }
                                    var valid2 = _errs20 === errors;
                                  } else {
                                    var valid2 = true;
                                  }
                                  if (valid2) {
                                    if (data1.unknown !== void 0 && func0.call(data1, "unknown")) {
                                      let data9 = data1.unknown;
                                      const _errs22 = errors;
                                      if (!(typeof data9 == "number" && (!(data9 % 1) && !isNaN(data9)))) {
                                        validate0.errors = [{ instancePath: instancePath + "/summary/unknown", schemaPath: "#/$defs/Summary/properties/unknown/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                        return false;
                                      }
                                      if (errors === _errs22) {
                                        if (typeof data9 == "number") {
                                          if (data9 > 2147483647 || isNaN(data9)) {
                                            validate0.errors = [{ instancePath: instancePath + "/summary/unknown", schemaPath: "#/$defs/Summary/properties/unknown/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                            return false;
                                          } else {
                                            if (data9 < 0 || isNaN(data9)) {
                                              validate0.errors = [{ instancePath: instancePath + "/summary/unknown", schemaPath: "#/$defs/Summary/properties/unknown/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                              return false;
                                            }
                                          }
                                        }
                                      }
                                      var valid2 = _errs22 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                  }
                                }
                              }
                            }
                          }
                        }
                      }
                    }
                  }
                } else {
                  validate0.errors = [{ instancePath: instancePath + "/summary", schemaPath: "#/$defs/Summary/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.findings !== void 0 && func0.call(data, "findings")) {
                let data10 = data.findings;
                const _errs24 = errors;
                if (errors === _errs24) {
                  if (Array.isArray(data10)) {
                    var valid3 = true;
                    const len0 = data10.length;
                    for (let i0 = 0; i0 < len0; i0++) {
                      const _errs26 = errors;
                      if (!validate1(data10[i0], { instancePath: instancePath + "/findings/" + i0, parentData: data10, parentDataProperty: i0, rootData, dynamicAnchors })) {
                        vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
                        errors = vErrors.length;
                      }
                      var valid3 = _errs26 === errors;
                      if (!valid3) {
                        break;
                      }
                    }
                  } else {
                    validate0.errors = [{ instancePath: instancePath + "/findings", schemaPath: "#/properties/findings/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                    return false;
                  }
                }
                var valid0 = _errs24 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.suppressed !== void 0 && func0.call(data, "suppressed")) {
                  let data12 = data.suppressed;
                  const _errs27 = errors;
                  if (errors === _errs27) {
                    if (Array.isArray(data12)) {
                      var valid4 = true;
                      const len1 = data12.length;
                      for (let i1 = 0; i1 < len1; i1++) {
                        const _errs29 = errors;
                        if (!validate1(data12[i1], { instancePath: instancePath + "/suppressed/" + i1, parentData: data12, parentDataProperty: i1, rootData, dynamicAnchors })) {
                          vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
                          errors = vErrors.length;
                        }
                        var valid4 = _errs29 === errors;
                        if (!valid4) {
                          break;
                        }
                      }
                    } else {
                      validate0.errors = [{ instancePath: instancePath + "/suppressed", schemaPath: "#/properties/suppressed/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                      return false;
                    }
                  }
                  var valid0 = _errs27 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.problems !== void 0 && func0.call(data, "problems")) {
                    let data14 = data.problems;
                    const _errs30 = errors;
                    if (errors === _errs30) {
                      if (Array.isArray(data14)) {
                        var valid5 = true;
                        const len2 = data14.length;
                        for (let i2 = 0; i2 < len2; i2++) {
                          let data15 = data14[i2];
                          const _errs32 = errors;
                          const _errs33 = errors;
                          if (errors === _errs33) {
                            if (data15 && typeof data15 == "object" && !Array.isArray(data15)) {
                              let missing2;
                              if ((data15.code === void 0 || !func0.call(data15, "code")) && (missing2 = "code") || (data15.message === void 0 || !func0.call(data15, "message")) && (missing2 = "message")) {
                                validate0.errors = [{ instancePath: instancePath + "/problems/" + i2, schemaPath: "#/$defs/ReportedProblem/required", keyword: "required", params: { missingProperty: missing2 }, message: "must have required property '" + missing2 + "'" }];
                                return false;
                              } else {
                                const _errs35 = errors;
                                for (const key2 of Object.keys(data15)) {
                                  if (!(key2 === "code" || key2 === "message" || key2 === "file" || key2 === "line")) {
                                    validate0.errors = [{ instancePath: instancePath + "/problems/" + i2, schemaPath: "#/$defs/ReportedProblem/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties" }];
                                    return false;
                                    break;
                                  }
                                }
                                if (_errs35 === errors) {
                                  if (data15.code !== void 0 && func0.call(data15, "code")) {
                                    let data16 = data15.code;
                                    const _errs36 = errors;
                                    if (errors === _errs36) {
                                      if (typeof data16 === "string") {
                                        if (!pattern4.test(data16)) {
                                          validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/code", schemaPath: "#/$defs/ReportedProblem/properties/code/pattern", keyword: "pattern", params: { pattern: "^[a-z][a-z0-9-]*$" }, message: 'must match pattern "^[a-z][a-z0-9-]*$"' }];
                                          return false;
                                        }
                                      } else {
                                        validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/code", schemaPath: "#/$defs/ReportedProblem/properties/code/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                    }
                                    var valid7 = _errs36 === errors;
                                  } else {
                                    var valid7 = true;
                                  }
                                  if (valid7) {
                                    if (data15.message !== void 0 && func0.call(data15, "message")) {
                                      const _errs38 = errors;
                                      if (typeof data15.message !== "string") {
                                        validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/message", schemaPath: "#/$defs/ReportedProblem/properties/message/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                      var valid7 = _errs38 === errors;
                                    } else {
                                      var valid7 = true;
                                    }
                                    if (valid7) {
                                      if (data15.file !== void 0 && func0.call(data15, "file")) {
                                        let data18 = data15.file;
                                        const _errs40 = errors;
                                        if (errors === _errs40) {
                                          if (typeof data18 === "string") {
                                            if (func40(data18) < 1) {
                                              validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/file", schemaPath: "#/$defs/ReportedProblem/properties/file/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                              return false;
                                            } else {
                                              if (!pattern0.test(data18)) {
                                                validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/file", schemaPath: "#/$defs/ReportedProblem/properties/file/pattern", keyword: "pattern", params: { pattern: "^(?!\\.?/)" }, message: 'must match pattern "^(?!\\.?/)"' }];
                                                return false;
                                              }
                                            }
                                          } else {
                                            validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/file", schemaPath: "#/$defs/ReportedProblem/properties/file/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                            return false;
                                          }
                                        }
                                        var valid7 = _errs40 === errors;
                                      } else {
                                        var valid7 = true;
                                      }
                                      if (valid7) {
                                        if (data15.line !== void 0 && func0.call(data15, "line")) {
                                          let data19 = data15.line;
                                          const _errs42 = errors;
                                          if (!(typeof data19 == "number" && (!(data19 % 1) && !isNaN(data19)))) {
                                            validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/line", schemaPath: "#/$defs/ReportedProblem/properties/line/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                            return false;
                                          }
                                          if (errors === _errs42) {
                                            if (typeof data19 == "number") {
                                              if (data19 > 2147483647 || isNaN(data19)) {
                                                validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/line", schemaPath: "#/$defs/ReportedProblem/properties/line/maximum", keyword: "maximum", params: { comparison: "<=", limit: 2147483647 }, message: "must be <= 2147483647" }];
                                                return false;
                                              } else {
                                                if (data19 < 1 || isNaN(data19)) {
                                                  validate0.errors = [{ instancePath: instancePath + "/problems/" + i2 + "/line", schemaPath: "#/$defs/ReportedProblem/properties/line/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                                  return false;
                                                }
                                              }
                                            }
                                          }
                                          var valid7 = _errs42 === errors;
                                        } else {
                                          var valid7 = true;
                                        }
                                        if (valid7) {
                                          let missing3;
                                          if (data15.file !== void 0 && func0.call(data15, "file") && ((data15.line === void 0 || !func0.call(data15, "line")) && (missing3 = "line"))) {
                                            validate0.errors = [{ instancePath: instancePath + "/problems/" + i2, schemaPath: "#/$defs/ReportedProblem/dependentRequired", keyword: "dependentRequired", params: {
                                              property: "file",
                                              missingProperty: missing3,
                                              depsCount: 1,
                                              deps: "line"
                                            }, message: "must have property line when property file is present" }];
                                            return false;
                                          } else {
                                            if (data15.line !== void 0 && func0.call(data15, "line") && ((data15.file === void 0 || !func0.call(data15, "file")) && (missing3 = "file"))) {
                                              validate0.errors = [{ instancePath: instancePath + "/problems/" + i2, schemaPath: "#/$defs/ReportedProblem/dependentRequired", keyword: "dependentRequired", params: {
                                                property: "line",
                                                missingProperty: missing3,
                                                depsCount: 1,
                                                deps: "file"
                                              }, message: "must have property file when property line is present" }];
                                              return false;
                                            }
                                          }
                                        }
                                      }
                                    }
                                  }
                                }
                              }
                            } else {
                              validate0.errors = [{ instancePath: instancePath + "/problems/" + i2, schemaPath: "#/$defs/ReportedProblem/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                              return false;
                            }
                          }
                          var valid5 = _errs32 === errors;
                          if (!valid5) {
                            break;
                          }
                        }
                      } else {
                        validate0.errors = [{ instancePath: instancePath + "/problems", schemaPath: "#/properties/problems/type", keyword: "type", params: { type: "array" }, message: "must be array" }];
                        return false;
                      }
                    }
                    var valid0 = _errs30 === errors;
                  } else {
                    var valid0 = true;
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate0.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate0.errors = vErrors;
  return errors === 0;
}
validate0.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };

// src/action/received-report.ts
import { posix as posix3 } from "node:path";
var receivedLimit = 8 * 1024 * 1024;
function readReceivedReport(bytes) {
  const { summary, findings, suppressed, problems } = parseReportDocument(bytes);
  const taken = findings.map((finding, index) => takeFinding(finding, `/findings/${index}`));
  const letOff = suppressed.map((finding, index) => takeFinding(finding, `/suppressed/${index}`));
  const count2 = (severity) => taken.filter((finding) => finding.severity === severity).length;
  return {
    summary: { ...summary, errors: count2("error"), warnings: count2("warning"), notes: count2("note"), suppressed: letOff.length },
    findings: taken,
    suppressed: letOff,
    problems: problems.map((problem, index) => takeProblem(problem, `/problems/${index}`)),
    clusters: [],
    roots: ["."],
    customRules: []
  };
}
var longestText = 2e3;
var longestName = 200;
var longestPath = 1024;
var mostRelated = 20;
var mostClusters = 1e3;
function parseReportDocument(bytes) {
  if (bytes.length > receivedLimit) return refuse("", `must have at most ${receivedLimit} bytes`);
  if (!isModestJson(bytes)) return refuse("", "must not be nested deeper, or have more parts, than a report has");
  const document = parseReportJson(bytes);
  if (validate(document)) return document;
  const [error] = validate.errors ?? [];
  return refuse(error?.instancePath ?? "", error?.message ?? "must be as the schema says");
}
function parseReportJson(bytes) {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return refuse("", "must be JSON in UTF-8");
  }
}
function takeFinding(document, at) {
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
  const { id: id2, title, remedy, docs } = takeRule(document.rule, at);
  return {
    ...{ rule: id2, title, severity, confidence, remedy, fingerprint, docs },
    message: clip(message, longestText),
    cluster: clip(cluster, longestName),
    clusters: clusters.slice(0, mostClusters).map((name) => clip(name, longestName)),
    location: { file: takePath(document.file, at), line, column, endLine, endColumn },
    frame: { firstLine: line, lines: [] },
    related: related.slice(0, mostRelated).map((other, index) => takeRelated(other, `${at}/related/${index}`)),
    ...reason !== void 0 && { suppression: clip(reason, longestText) }
  };
}
function takeRelated({ file: file2, line, message }, at) {
  return { location: locateLine(takePath(file2, at), line), message: clip(message, longestText) };
}
function takeProblem({ code, message, file: file2, line }, at) {
  const location = file2 === void 0 || line === void 0 ? null : locateLine(takePath(file2, at), line);
  return { code: clip(code, longestName), message: clip(message, longestText), location };
}
function locateLine(file2, line) {
  return { file: file2, line, column: 1, endLine: line, endColumn: 1 };
}
function takeRule(rule, at) {
  const policy = policies.find(({ id: id2 }) => id2 === rule);
  if (policy) return { ...policy, docs: linkDocs(rule) };
  if (!isPolicyId(rule)) return refuse(`${at}/rule`, "must be a rule");
  return { id: rule, title: rule, remedy: "See the run that found it: it had the rule.", docs: "" };
}
function takePath(file2, at) {
  const isInside = !posix3.isAbsolute(file2) && posix3.normalize(file2) === file2 && !/^(?:\.\.?(?:\/|$)|[a-z]:)|[\\\0]|\/$/i.test(file2);
  return isInside && file2.length <= longestPath ? file2 : refuse(`${at}/file`, "must be a path inside of the repository");
}
function refuse(at, why) {
  throw new UsageError(`The report of the other run is not one that this version writes: ${at || "it"} ${why}.`);
}

// src/action/refusal.ts
function explainRefusal(what, permission, error) {
  const reason = describeFailure(error, permission);
  if (reason !== void 0) return `No ${what}: ${reason} The findings are in the job summary.`;
  return `No ${what}: ${error instanceof Error ? takeFirstLine(error.message) : String(error)}`;
}
function describeFailure(error, permission) {
  if (error instanceof SilenceError) return `GitHub does not answer (${takeFirstLine(error.message)}).`;
  if (error instanceof UnusableAnswerError) return endSentence(takeFirstLine(error.message));
  return error instanceof RefusedError ? describeRefusal(error, permission) : void 0;
}
function describeRefusal({ status, message }, permission) {
  const reason = takeFirstLine(message);
  if (status >= 500 || reason === "") return `GitHub answers ${status}.`;
  if (status === 401) return "GitHub does not accept the token.";
  if (status === 404 || /not accessible/i.test(reason)) {
    return `the token may not write it (${reason}). Give the job the permission \`${permission}\`; on pull requests from forks GitHub does not grant it.`;
  }
  return status === 403 && !/rate limit/i.test(reason) ? `GitHub refuses it: ${endSentence(reason)} It takes the permission \`${permission}\`.` : endSentence(reason);
}
var longestReason = 300;
function takeFirstLine(message) {
  return clip(escapeTerminal((message.split(/[\r\n]/, 1)[0] ?? "").trim()), longestReason);
}
function endSentence(reason) {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}

// src/action/relay.ts
import { existsSync as existsSync3, lstatSync, readFileSync as readFileSync2 } from "node:fs";
function readRelay(event, repository, { workflow }) {
  if (event.name !== "workflow_run") refuse2(`the event is ${event.name || "unknown"}, not workflow_run`);
  const its = (...path2) => readEventText(event, "workflow_run", ...path2);
  if (its("event") !== "pull_request") refuse2("the other run was not for a pull request");
  if (!repository || its("repository", "full_name") !== repository) refuse2("the other run was in another repository");
  const path = its("path");
  if (path !== workflow && !path?.startsWith(`${workflow}@refs/`)) refuse2(`the other run was not of ${workflow} (report-workflow)`);
  const [sha, branch] = [its("head_sha"), its("head_branch")];
  if (!sha || !/^[0-9a-f]{40,64}$/.test(sha) || !branch) return refuse2("the event does not name the commit of the other run");
  return { sha, branch, repository: its("head_repository", "full_name") };
}
function readReceived({ file: file2 }) {
  const status = existsSync3(file2) ? lstatSync(file2) : void 0;
  if (!status) throw new UsageError("The input report-file names no file. Did the other run upload its report?");
  if (!status.isFile() || status.size > receivedLimit) {
    throw new UsageError(`The input report-file must name a plain file of up to ${receivedLimit / 1024 ** 2} MiB.`);
  }
  return readFileSync2(file2);
}
var pull = record({ number: id, head: record({ sha: text, repo: optional(record({ full_name: text })) }) });
async function findPullRequest(client, context, relay) {
  const { sha, branch, repository } = relay;
  if (repository === void 0) throw new Error("the repository of the pull request is gone.");
  const query = new URLSearchParams({ state: "open", head: `${repository.split("/")[0]}:${branch}`, per_page: "100" });
  const [found, ...others] = await client.list(`${buildRepositoryPath(context)}/pulls?${query}`, pull, ({ head }) => {
    return head.sha === sha && head.repo?.full_name === repository;
  });
  if (!found) throw new Error(`no open pull request has ${sha.slice(0, 7)} as its head any more.`);
  if (others.length > 0) throw new Error(`several open pull requests have ${sha.slice(0, 7)} as their head.`);
  return found.number;
}
function refuse2(why) {
  throw new UsageError(`The report of another run cannot be shown: ${why}.`);
}

// src/action/repository-paths.ts
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

// src/action/review.ts
var author = optional(record({ login: text }));
var file = record({ filename: text, sha: optional(text), patch: optional(text) });
var lineComment = record({
  id,
  path: text,
  body: text,
  user: author,
  line: optional(anything),
  in_reply_to_id: optional(id)
});
var review = record({ user: author });
function openReview(client, context, number) {
  const repository = buildRepositoryPath(context);
  const pull2 = `${repository}/pulls/${number}`;
  return {
    isAtHead: () => isHead(client, context, number),
    files: async () => {
      const files = await client.list(`${pull2}/files?per_page=100`, file);
      return files.map(({ filename, sha = "", patch = "" }) => ({ path: filename, blob: sha, patch }));
    },
    ownComments: async (marker) => {
      const all = await client.list(`${pull2}/comments?per_page=100`, lineComment, ({ body, in_reply_to_id: replied }) => {
        return replied !== void 0 || body.startsWith(marker);
      });
      const marked = all.filter(({ body }) => body.startsWith(marker));
      if (marked.length === 0) return [];
      const login = await client.ownLogin();
      const answered = new Set(all.map(({ in_reply_to_id: replied }) => replied));
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id: id2, path, body, line }) => ({ id: id2, path, body, isCurrent: typeof line === "number", isAnswered: answered.has(id2) }));
    },
    create: async (drafts) => {
      const comments = drafts.map(({ path, firstLine, lastLine, body }) => {
        const start = firstLine < lastLine ? { start_line: firstLine, start_side: "RIGHT" } : {};
        return { path, body, ...start, line: lastLine, side: "RIGHT" };
      });
      const draft = { commit_id: context.sha, event: "COMMENT", body: "", comments };
      const { user } = await client.write("POST", `${pull2}/reviews`, draft, review);
      client.learnLogin(user);
    },
    remove: (id2) => client.remove(`${repository}/pulls/comments/${id2}`)
  };
}

// src/action/run-context.ts
import { existsSync as existsSync4, readFileSync as readFileSync3 } from "node:fs";
import { dirname, join, relative as relative2, sep as sep2 } from "node:path";
function runContext(environment, sha) {
  const [owner, repo] = (environment.GITHUB_REPOSITORY ?? "").split("/");
  if (!owner || !repo) return void 0;
  const isPullRequest = ["pull_request", "pull_request_target"].includes(environment.GITHUB_EVENT_NAME ?? "");
  const pull2 = isPullRequest ? pullRequest2(environment.GITHUB_EVENT_PATH) : void 0;
  return {
    owner,
    repo,
    serverUrl: environment.GITHUB_SERVER_URL ?? "https://github.com",
    sha: sha ?? pull2?.sha ?? environment.GITHUB_SHA ?? "HEAD",
    pullRequest: pull2?.number,
    isAudit: ["schedule", "workflow_dispatch"].includes(environment.GITHUB_EVENT_NAME ?? "")
  };
}
function buildLineAddress(context, prefix, file2, line) {
  const path = `${prefix}${file2}`.split("/").map(encodeURIComponent).join("/");
  return `${context.serverUrl}/${context.owner}/${context.repo}/blob/${context.sha}/${path}#L${line}`;
}
function findRepositoryPrefix(directory) {
  for (let root = directory; ; root = dirname(root)) {
    if (existsSync4(join(root, ".git"))) {
      const way = relative2(root, directory).split(sep2).join("/");
      return way === "" ? "" : `${way}/`;
    }
    if (root === dirname(root)) return "";
  }
}
function pullRequest2(eventPath) {
  if (!eventPath || !existsSync4(eventPath)) return void 0;
  const { pull_request: pull2 } = JSON.parse(readFileSync3(eventPath, "utf8"));
  return Number.isInteger(pull2?.number) && typeof pull2?.head?.sha === "string" ? { number: pull2.number, sha: pull2.head.sha } : void 0;
}

// src/action/suggestions.ts
import { createHash as createHash2 } from "node:crypto";
import { posix as posix4 } from "node:path";

// src/fix/whole-lines.ts
function replaceLines({ edits }, text2, ranges) {
  if (text2.includes("\r") || !isNear(edits, text2, ranges)) return void 0;
  const [old, now] = [splitWholeLines(text2), splitWholeLines(editText(text2, edits))];
  const { start, end } = countSharedEnds(old, now);
  return listChangedLines(start, old.length - end).filter(([first, last]) => ranges.some((range) => range[0] <= first && last <= range[1])).map(([first, last]) => ({
    firstLine: first,
    lastLine: last,
    before: old.slice(first - 1, last),
    after: now.slice(first - 1, now.length - (old.length - last))
  })).at(0);
}
function isNear(edits, text2, ranges) {
  return edits.every((edit) => {
    const { line, endLine } = locate(text2, edit);
    return ranges.some(([first, last]) => first - 1 <= endLine && line <= last + 1);
  });
}
function listChangedLines(start, end) {
  if (start < end) return [[start + 1, end]];
  return start > 0 ? [
    [start, start],
    [start + 1, start + 1]
  ] : [[1, 1]];
}
function splitWholeLines(text2) {
  return text2.replace(/\n$/, "").split("\n");
}

// src/report/suggestion-markdown.ts
function renderSuggestion(findings, lines) {
  const length = lines.reduce((sum, line) => sum + line.length + 1, 0);
  const block = length > longestText2 ? void 0 : toSuggestionBlock(lines);
  if (block === void 0) return void 0;
  const left = findings.length - shownFindings;
  return [
    ...findings.slice(0, shownFindings).flatMap((finding) => [renderRuleMarkdown(finding), escapeMarkdown(clip(finding.message, longestField2))]),
    ...left > 0 ? [`It repairs ${count(left, "more finding")}.`] : [],
    ...renderCaution(findings),
    block
  ].join("\n\n");
}
var shownFindings = 5;
var longestField2 = 1e3;
var longestText2 = 1e4;
function renderCaution(findings) {
  const fix = findings.map((finding) => finding.fix).find((candidate) => candidate?.safe === false);
  return fix ? [`**Look twice:** ${escapeMarkdown(clip(fix.reason ?? "it does more than the finding is about", longestField2))}.`] : [];
}

// src/action/diff-lines.ts
function listShownLines(patch) {
  const ranges = [];
  for (const line of patch.split("\n")) {
    const start = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line)?.[1];
    const open = ranges.at(-1);
    if (start !== void 0) ranges.push([Number(start), Number(start) - 1]);
    else if (open && /^[ +]/.test(line)) open[1] += 1;
  }
  return ranges.filter(([first, last]) => first <= last);
}

// src/action/suggestions.ts
async function updateSuggestions(review2, report, checkout) {
  const posted = await review2.ownComments(markerStart);
  const fixable = report.findings.filter(({ fix }) => fix !== void 0);
  if (posted.length + fixable.length === 0 || !await review2.isAtHead()) return;
  const wanted = fixable.length > 0 ? collectSuggestions(report, checkout, await review2.files()) : [];
  const missing = selectMissing(wanted, posted);
  if (missing.length > 0) await review2.create(missing);
  const now = missing.length > 0 ? await review2.ownComments(markerStart) : posted;
  const isSeen = matchSeenPaths(report, checkout);
  const stale = selectStale(now, wanted).filter(({ path }) => isSeen(path));
  for (const { id: id2 } of stale.slice(0, mostRemoved2)) await review2.remove(id2);
}
function matchSeenPaths({ roots }, { prefix }) {
  const directories = roots.map((root) => posix4.join("/", prefix, root, "/"));
  return (path) => directories.some((directory) => `/${path}`.startsWith(directory));
}
var mostSuggestions = 30;
var mostRemoved2 = 50;
var markerStart = "<!-- istio-preflight suggestion ";
function collectSuggestions(report, checkout, files) {
  const pages = openPages(checkout, files);
  const groups = /* @__PURE__ */ new Map();
  for (const finding of severities.flatMap((severity) => withSeverity(sortNearestFirst(report), severity))) {
    if (groups.size === mostSuggestions) break;
    const [file2, ...others] = new Set(finding.fix?.edits.map((edit) => edit.file));
    const page = file2 !== void 0 && others.length === 0 ? pages(file2) : void 0;
    const replacement = page && finding.fix && replaceLines(finding.fix, page.content, page.shown);
    if (!replacement) continue;
    const key = JSON.stringify([file2, replacement]);
    const group = groups.get(key);
    if (group) group.findings.push(finding);
    else if (renderSuggestion([finding], replacement.after)) groups.set(key, { path: page.path, replacement, findings: [finding] });
  }
  return [...groups.values()].flatMap((group) => composeSuggestion(group) ?? []);
}
function openPages({ text: text2, prefix }, files) {
  const changed = new Map(files.map((file2) => [file2.path, file2]));
  return remembered((file2) => {
    const path = prefix + file2;
    const { blob, patch } = changed.get(path) ?? { blob: "", patch: "" };
    const content = patch === "" ? void 0 : text2(file2);
    return content !== void 0 && hashBlob(content) === blob ? { path, content, shown: listShownLines(patch) } : void 0;
  });
}
function composeSuggestion({ path, replacement, findings }) {
  const { firstLine, lastLine, before, after } = replacement;
  const text2 = renderSuggestion(findings, after);
  const [first] = findings;
  if (text2 === void 0 || !first) return void 0;
  const identity = { finding: hash([first.fingerprint]), offer: hash([path, before, after]) };
  return { ...identity, path, firstLine, lastLine, body: `${buildSuggestionMarker(identity)}
${text2}` };
}
function selectMissing(wanted, posted) {
  const settled = new Set(posted.filter(({ isAnswered }) => isAnswered).map(({ body }) => readIdentity(body)?.finding));
  const current = new Set(posted.filter(({ isCurrent }) => isCurrent).map(readMarker));
  return wanted.filter((suggestion) => !settled.has(suggestion.finding) && !current.has(buildSuggestionMarker(suggestion)));
}
function selectStale(posted, wanted) {
  const open = new Set(wanted.map(buildSuggestionMarker));
  return posted.filter((comment2) => {
    const isFirst = comment2.isCurrent && open.delete(readMarker(comment2));
    return !isFirst && !comment2.isAnswered;
  });
}
function buildSuggestionMarker({ finding, offer }) {
  return `${markerStart}${finding} ${offer} -->`;
}
function readMarker({ body }) {
  const identity = readIdentity(body);
  return identity ? buildSuggestionMarker(identity) : "";
}
function readIdentity(body) {
  const [, finding, offer] = /^([0-9a-f]+) ([0-9a-f]+) -->/.exec(body.slice(markerStart.length)) ?? [];
  return finding !== void 0 && offer !== void 0 ? { finding, offer } : void 0;
}
function hash(value) {
  return createHash2("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
function hashBlob(text2) {
  const bytes = Buffer.from(text2);
  return createHash2("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

// src/action.ts
var longestMessage2 = 4e3;
var longestStack = 3500;
var workspace = process.env.GITHUB_WORKSPACE ?? process.cwd();
var warned = 0;
setFlagsFromString("--heap-growing-percent=50");
exitOnSignals();
markChecked(workspace);
process.exitCode = await runStep();
async function runStep() {
  const core = await import("./action/actions-core.js");
  let cwd = workspace;
  try {
    const inputs = readInputs(core.getInput, workspace);
    cwd = inputs.cwd;
    if (leadsOut(workspace, cwd)) throw new UsageError("The input working-directory leaves the workspace through a link.");
    if (inputs.token) core.setSecret(inputs.token);
    const event = readEvent(process.env);
    const { received } = inputs;
    const relay = received && readRelay(event, process.env.GITHUB_REPOSITORY, received);
    const { report, warning, text: text2 } = received ? showReceived(readReceived(received)) : await checkChange(event, inputs);
    const failed = isFailure(report, inputs.failOn, inputs.requirePlatform);
    if (warning) say("warning", warning);
    await attempt("outputs", "contents: read", async () => setOutputs(core, report, failed));
    await publish(core, { report, text: text2 }, failed, inputs, relay);
    return failed ? 1 : 0;
  } catch (error) {
    return reportError(error, cwd);
  }
}
function reportError(error, cwd) {
  if (error instanceof UsageError) {
    say("error", error.message, error.place && locateInRepository(error.place, cwd));
    return 2;
  }
  const stack = clip(error instanceof Error ? error.stack ?? error.message : String(error), longestStack);
  say("error", `${stack}

This is a fault of istio-preflight. Please report it with the lines above: ${package_default.bugs}`);
  return 3;
}
async function checkChange(event, { cwd, paths, config, policies: policyFiles, platform, kustomize = chooseKustomize(event), changedOnly }) {
  const options = { cwd, paths, policyFiles, kustomize, ...config && { config }, ...platform && { platform } };
  const overrides = await openBase(event, options);
  const checked = await check(options, overrides);
  return { ...await compareChange(event, options, overrides, checked, changedOnly), text: checked.text };
}
function showReceived(received) {
  return { report: readReceivedReport(received), text: () => void 0 };
}
function setOutputs(core, report, failed) {
  const { errors, warnings, notes, installs, clusters } = report.summary;
  const file2 = join2(mkdtempSync(join2(process.env.RUNNER_TEMP ?? tmpdir(), "istio-preflight-")), "report.json");
  writeFileSync(file2, renderJsonReport(report));
  const outputs = { errors, warnings, notes, installs, clusters, conclusion: failed ? "failure" : "success", report: file2 };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}
async function publish(core, { report, text: text2 }, failed, inputs, relay) {
  const prefix = inputs.received?.prefix ?? findRepositoryPrefix(inputs.cwd);
  const context = runContext(process.env, relay?.sha);
  const link = (file2, line) => context && buildLineAddress(context, prefix, file2, line);
  process.stdout.write(renderTextReport(report, { color: true, quiet: false }));
  const { sarifFile } = inputs;
  if (sarifFile !== void 0) {
    await attempt("SARIF file", "contents: read", async () => {
      const sarif = renderSarifReport(fromRepositoryRoot(report, prefix), { version: package_default.version, policies });
      await writeOutput(workspace, sarifFile, sarif);
      core.setOutput("sarif", sarifFile);
    });
  }
  await attempt("job summary", "contents: read", () => core.summary.addRaw(renderJobSummary(report, link)).write());
  if (context && inputs.token) await converse({ report, text: text2 }, inputs, { context, prefix, link, relay });
  if (!relay) await annotate({ report, prefix, failed, link }, context, inputs);
}
async function converse({ report, text: text2 }, inputs, { context, prefix, link, relay }) {
  const pullRequest3 = pullRequestFor(context, relay);
  if (pullRequest3 && inputs.comment !== "never") {
    const isSaid = await attempt("pull-request comment", "pull-requests: write", async () => {
      const client = openClient(inputs.token);
      const conversation = openConversation(client, context, await pullRequest3(client));
      await updateComment(conversation, report, inputs.comment, { link, prefix });
    });
    if (isSaid && !relay) {
      await attempt("suggestions", "pull-requests: write", async () => {
        const client = openClient(inputs.token, limitsForManyWrites);
        await updateSuggestions(openReview(client, context, await pullRequest3(client)), report, { text: text2, prefix });
      });
    }
  }
  if (context.isAudit && inputs.reportIssue) {
    await attempt("audit issue", "issues: write", async () => {
      await updateAuditIssue(openIssues(openClient(inputs.token), context), report, { link, prefix });
    });
  }
}
async function annotate(verdict, context, { annotations, token }) {
  const isAnnotated = annotations === "checks" && await annotateByChecks(verdict, context, token);
  if (annotations !== "none" && !isAnnotated)
    process.stdout.write(renderGithubReport(fromRepositoryRoot(verdict.report, verdict.prefix), warned));
}
function annotateByChecks(verdict, context, token) {
  return attempt("check run", "checks: write", async () => {
    if (!context || !token) throw new Error("it needs a token.");
    await showCheckRun(openChecks(openClient(token, limitsForManyWrites), context), verdict);
  });
}
function pullRequestFor(context, relay) {
  if (relay) return (client) => findPullRequest(client, context, relay);
  const { pullRequest: pullRequest3 } = context;
  return pullRequest3 === void 0 ? void 0 : async () => pullRequest3;
}
async function attempt(what, permission, action) {
  try {
    await action();
    return true;
  } catch (error) {
    say("warning", explainRefusal(what, permission, error));
    return false;
  }
}
function say(level, message, place = {}) {
  if (level === "warning") warned += 1;
  const { file: file2, line } = place;
  process.stdout.write(`${buildWorkflowCommand(level, { file: file2, line, title: "istio-preflight" }, clip(message, longestMessage2))}
`);
}
function locateInRepository({ file: file2, line }, cwd) {
  const path = posix5.join(findRepositoryPrefix(cwd), file2);
  return path.startsWith("../") ? void 0 : { file: path, line };
}
