import {
  policyLimits
} from "./limits.js";
import {
  startProcessStopwatch
} from "./stopwatch.js";
import {
  openThreads
} from "./thread.js";
import {
  detectLanguage
} from "./protocol.js";
import {
  MetadataError,
  acceptMetadata,
  isPath,
  isRecord,
  isScalar,
  isValues,
  openPolicyFiles
} from "./policy-files.js";
import {
  PolicyFailure,
  isConcerned
} from "./evaluate.js";
import {
  locate,
  parseYaml,
  wrapWholeText
} from "./fault.js";
import "./links.js";
import {
  readPointer
} from "./template.js";
import {
  findPlaceAt,
  unescapePointer
} from "./cursor.js";
import "./cluster.js";
import {
  UsageError,
  createUsageError
} from "./usage-error.js";
import "./comparisons.js";
import "./value-at.js";
import "./version-range.js";
import "./versions.js";
import "./remembered.js";
import "./runtime.js";

// src/policy/custom/entries.ts
import { dirname, relative, resolve, sep } from "node:path";

// src/policy/custom/pack.ts
var manifestFile = "istio-preflight-pack.json";
async function openPack(files, entry) {
  if (/[*?]|\.(json|ts)$|(^|\/)\.\.(\/|$)/.test(entry)) return void 0;
  const folder = entry.replace(/\/$/, "");
  for (const candidate of [folder, `node_modules/${folder}`]) {
    const manifest = `${candidate}/${manifestFile}`;
    const text = await files.read(manifest);
    if (text !== void 0) return parsePack(manifest, candidate, text);
  }
  return void 0;
}
function parsePack(manifest, folder, text) {
  const json = parseManifest(text);
  const refuse = (reason) => new UsageError(`${manifest}: ${reason}`);
  if (!isRecord(json)) throw refuse("a manifest must be a JSON object.");
  const { name, version, rules } = json;
  const odd = Object.keys(json).find((key) => !["$schema", "name", "version", "rules"].includes(key));
  if (odd !== void 0) throw refuse(`unknown key \`${odd.slice(0, 100)}\`; known here: name, version, rules.`);
  if (typeof name !== "string" || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw refuse("`name` must be a name space such as `acme`.");
  if (typeof version !== "string" || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) throw refuse("`version` must be a version such as `1.2.0`.");
  const isGlob = (glob) => typeof glob === "string" && !glob.startsWith("/") && !glob.split("/").includes("..");
  if (!Array.isArray(rules) || rules.length === 0 || !rules.every(isGlob)) throw refuse("`rules` must be globs of files in the pack.");
  return { name, version, globs: rules.map((glob) => `${folder}/${glob.replace(/^\.\//, "")}`) };
}
function parseManifest(text) {
  try {
    return JSON.parse(text);
  } catch {
    return void 0;
  }
}
function refuseForeign({ name }, file, id) {
  if (!id.startsWith(`${name}/`))
    throw new UsageError(`${file}: the id \`${id}\` must be in the pack's name space, such as \`${name}/${id.split("/").at(-1)}\`.`);
}

// src/policy/custom/entries.ts
var mostPolicies = 500;
async function findPolicyEntries({ cwd, globs, files, open: open2 = openPolicyFiles }) {
  const entries = /* @__PURE__ */ new Map();
  const configured = globs.length > 0 ? await open2(cwd) : void 0;
  for (const glob of globs) {
    for (const entry of configured ? await resolveConfiguredEntry(configured, glob) : []) entries.set(entry.file, entry);
  }
  const opened = /* @__PURE__ */ new Map();
  for (const named of files) {
    if (!isPolicyFile(named)) throw new UsageError(`The policy ${named} must be a .json or .ts file.`);
    const file = relative(cwd, resolve(cwd, named)).split(sep).join("/");
    const folder = dirname(file);
    const source = opened.get(folder) ?? await open2(cwd, folder);
    opened.set(folder, source);
    entries.set(file, { file, files: source });
  }
  if (entries.size > mostPolicies) throw new UsageError(`There are ${entries.size} policies; at most ${mostPolicies} are run.`);
  return [...entries.values()];
}
async function resolveConfiguredEntry(files, written) {
  const glob = written.replace(/^(\.\/+)+/, "");
  const pack = await openPack(files, glob);
  const found = [];
  for (const each of pack?.globs ?? [glob]) found.push(...(await files.list(each)).filter(isPolicyFile));
  if (found.length === 0) throw new UsageError(`\`policies\` names ${written}, which holds neither a policy (.json or .ts) nor a pack.`);
  return found.map((file) => ({ file, files, ...pack && { pack } }));
}
function isPolicyFile(file) {
  return /\.(json|ts)$/.test(file) && !/\.d\.ts$/.test(file);
}

// src/policy/checked-change.ts
function acceptChange(value, document, pointer) {
  if (!isRecord(value)) return void 0;
  if (value.set !== void 0) return acceptSet(value, document);
  if (value.remove !== void 0) return { remove: pointer(value.remove) };
  if (value.move !== void 0) return acceptMove(value, document);
  if (value.append !== void 0) return acceptAppend(value, document);
  if (value.add !== void 0) return isObject(value.add) ? { add: value.add, beside: pointer(value.beside) } : void 0;
  const { replace, was, with: text } = value;
  if (replace === void 0 || !isScalar(was) || !isScalar(text)) return void 0;
  return { replace: pointer(replace), was, with: text };
}
function acceptSet({ install, resource, set }, document) {
  if (!isValues(set)) return void 0;
  if (typeof install === "number" && document.installs[install]) return { install, set };
  return typeof resource === "number" && document.resources[resource] ? { resource, set } : void 0;
}
function acceptMove({ move, to }, document) {
  if (typeof move !== "string" || !isPath(to)) return void 0;
  if (!/^\/installs\/\d{1,6}\/(ignored|overridden|rejected)\/\d{1,6}$/.test(move)) return void 0;
  return readPointer(document, move) === void 0 ? void 0 : { move, to };
}
function acceptAppend({ append, item }, document) {
  if (typeof append !== "string" || append.length > 1e3 || !/^\/resources\/\d{1,6}\/object\//.test(append)) return void 0;
  return isItem(item) && Array.isArray(readPointer(document, append)) ? { append, item } : void 0;
}
function isItem(item) {
  if (typeof item === "string" || typeof item === "number") return isScalar(item);
  if (!isRecord(item)) return false;
  const entries = Object.entries(item);
  return entries.length > 0 && entries.length <= 20 && entries.every(([key, value]) => plainKey.test(key) && isScalar(value));
}
var plainKey = /^[A-Za-z][\w.-]{0,62}$/;
function isObject(value) {
  if (!isRecord(value) || !isRecord(value.metadata)) return false;
  const { apiVersion, kind, metadata } = value;
  const { name, namespace = "default" } = metadata;
  const isNamed = isText(name, objectName) && isText(namespace, objectName) && isText(kind, /^[A-Z][A-Za-z0-9]{0,62}$/);
  return isNamed && isText(apiVersion, /^([a-z0-9.-]{1,200}\/)?v[a-z0-9]{1,20}$/) && isModest(value);
}
var objectName = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
function isText(value, pattern) {
  return typeof value === "string" && pattern.test(value);
}
var mostNodes = 500;
var deepest = 20;
var longestText = 2e3;
function isModest(object) {
  let count = 0;
  const isWithin = (value, depth) => {
    count += 1;
    if (count > mostNodes || depth > deepest) return false;
    if (typeof value === "string") return value.length <= longestText && !unprintable.test(value);
    if (typeof value === "number") return Number.isFinite(value);
    if (typeof value !== "object" || value === null) return value === null || typeof value === "boolean";
    if (Array.isArray(value)) return value.every((item) => isWithin(item, depth + 1));
    return Object.entries(value).every(([key, item]) => isWithin(key, depth + 1) && isWithin(item, depth + 1));
  };
  return isWithin(object, 0);
}
var unprintable = /[^\n\P{C}]|[\u2028\u2029]/u;

// src/policy/violations.ts
var ViolationError = class extends Error {
};
var longestMessage = 2e3;
var mostRelated = 50;
var mostViolations = 1e4;
function acceptViolations(value, document) {
  if (!Array.isArray(value)) throw new ViolationError("it must answer with a list of findings");
  if (value.length > mostViolations) throw new ViolationError(`it has more than ${mostViolations} findings`);
  return value.map((violation) => acceptViolation(violation, document));
}
function acceptViolation(value, document) {
  if (!isRecord(value)) throw new ViolationError("each finding must be an object with `message` and `at`");
  const { severity, remedy, fix, related } = value;
  const isSeverity = severity === void 0 || severity === "error" || severity === "warning" || severity === "note";
  if (!isSeverity) throw new ViolationError("the `severity` of a finding must be error, warning or note");
  return {
    message: acceptText("message", value.message),
    at: acceptPointer(value.at, document),
    ...severity !== void 0 && { severity },
    ...remedy !== void 0 && { remedy: acceptText("remedy", remedy) },
    ...related !== void 0 && { related: acceptRelated(related, document) },
    ...fix !== void 0 && { fix: fix === null ? null : acceptProposal(fix, document) }
  };
}
function acceptText(name, value) {
  if (typeof value !== "string" || value === "") throw new ViolationError(`the \`${name}\` of a finding must be a text`);
  return value.length > longestMessage ? `${value.slice(0, longestMessage)}\u2026` : value;
}
function acceptPointer(value, document) {
  if (typeof value !== "string" || value.length > 1e3 || !/^(\/[^/]*)*$/.test(value)) {
    throw new ViolationError("the `at` of a finding must be a JSON pointer such as `/installs/0/version`");
  }
  const top = value.split("/").slice(0, 3).join("/");
  if (value === "" || readPointer(document, top) !== void 0) return value;
  throw new ViolationError(`a finding points at \`${value.slice(0, 100)}\`, which is not in the document`);
}
function acceptRelated(value, document) {
  if (!Array.isArray(value)) throw new ViolationError("`related` must be a list");
  return value.slice(0, mostRelated).map((item) => {
    if (!isRecord(item)) throw new ViolationError("each of `related` must be an object with `message` and `at`");
    return { at: acceptPointer(item.at, document), message: acceptText("message", item.message) };
  });
}
function acceptProposal(value, document) {
  if (!isRecord(value) || !Array.isArray(value.changes) || value.changes.length > mostChanges) {
    throw new ViolationError("`fix` must have a `title` and `changes`");
  }
  const changes = value.changes.map((change) => {
    const checked = acceptChange(change, document, (written) => acceptPointer(written, document));
    if (!checked) throw new ViolationError(oddChange);
    return checked;
  });
  return { title: acceptText("title", value.title).slice(0, 200), ...value.safe === false && { safe: false }, changes };
}
var mostChanges = 50;
var oddChange = "each change of a `fix` must be one of `install` and `set`, `resource` and `set`, `remove`, `move` and `to`, `replace`, `was` and `with`, `append` and `item`, `add` and `beside`, with what the document has and plain values";

// src/policy/custom/load.ts
async function loadPolicy(sandbox, file, text, moduleText) {
  const answer2 = await sandbox.load(file, text, moduleText);
  if (answer2.answer === "failed") return { file, ...answer2 };
  try {
    return buildSandboxedPolicy(file, acceptMetadata(answer2.answer === "loaded" ? answer2.metadata : void 0));
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    return { file, message: error.message };
  }
}
function buildSandboxedPolicy(file, metadata) {
  const verdicts = /* @__PURE__ */ new Map();
  const check = (document) => {
    const verdict = verdicts.get(document) ?? [];
    if (verdict instanceof PolicyFailure) throw verdict;
    return verdict;
  };
  return { file, policy: { page: metadata.links[0] ?? "", ...metadata, check }, verdicts };
}
async function fetchVerdicts(sandbox, policies, clusters, placeOf) {
  const more = policyLimits.judgeCluster * clusters.length;
  const left = new Map(policies.map((policy) => [policy, policyLimits.judge + more]));
  sandbox.allow(policyLimits.allJudge + more * policies.length);
  for (const { document } of clusters) {
    const text = JSON.stringify(document);
    const asked = [...left.keys()].filter((candidate) => isConcerned(document, candidate.policy));
    await Promise.all(asked.map((policy) => judgeOne(sandbox, policy, { document, text, left, placeOf })));
  }
}
async function judgeOne(sandbox, policy, { document, text, left, placeOf }) {
  const mine = left.get(policy) ?? 0;
  const answer2 = await sandbox.judge(policy.file, text, Math.max(0, mine));
  left.set(policy, mine - (answer2.took ?? mine));
  const verdict = checkVerdict(answer2, policy, document, placeOf);
  policy.verdicts.set(document, verdict);
  if (verdict instanceof PolicyFailure) left.delete(policy);
}
function checkVerdict(answer2, { file }, document, placeOf) {
  if (answer2.answer === "failed") return new PolicyFailure(answer2.message, placeOf(answer2.file ?? file, answer2.line));
  try {
    return acceptViolations(answer2.answer === "judged" ? answer2.violations : void 0, document);
  } catch (error) {
    if (!(error instanceof ViolationError)) throw error;
    return new PolicyFailure(error.message, placeOf(file, void 0));
  }
}

// src/policy/custom/sandbox/line.ts
var forgotten = { thread: void 0, told: 0, answered: 0, timer: void 0 };
var ahead = 128;
var graceMilliseconds = 200;
var lookMilliseconds = 100;
async function openLine(languages, replays) {
  const newThread = await openThreads(languages);
  const state = { newThread, replays, waiting: [], ...forgotten, isClosed: false };
  start(state);
  return { ask: (question) => ask(state, question), close: () => close(state) };
}
function ask(state, question) {
  return new Promise((done) => {
    if (state.isClosed) done(makeFailure("the sandbox is closed"));
    else state.waiting.push({ ...question, done });
    advance(state);
  });
}
async function close(state) {
  state.isClosed = true;
  const { thread } = state;
  forget(state);
  for (const { done } of state.waiting.splice(0)) done(makeFailure("the sandbox is closed"));
  await thread?.worker.terminate();
}
function advance(state) {
  const { waiting } = state;
  if (waiting.length === 0) {
    state.thread?.worker.unref();
    return;
  }
  if (!state.thread) waiting.unshift(...state.replays().map((question) => ({ ...question, done: () => void 0 })));
  const thread = state.thread ?? start(state);
  thread.worker.ref();
  while (state.told < Math.min(waiting.length, ahead)) {
    const next = waiting[state.told++];
    if (next) thread.worker.postMessage(next.request);
  }
  state.timer ??= watch(state, thread);
}
function watch(state, thread, begun = thread.begun(), elapsed = startProcessStopwatch()) {
  const look = () => {
    if (timer !== state.timer) return;
    const asked = findCurrentQuestion(state, thread);
    const isStill = thread.begun() === begun;
    if (asked && isStill && elapsed() > asked.milliseconds + graceMilliseconds) fail(state, asked, makeFailure("it took too long", "time"));
    else state.timer = isStill ? watch(state, thread, begun, elapsed) : watch(state, thread);
  };
  const timer = setTimeout(() => setImmediate(() => setImmediate(look)), lookMilliseconds);
  return timer;
}
function findCurrentQuestion({ waiting, answered }, thread) {
  return waiting[Math.max(0, thread.begun() - answered - 1)];
}
function answer(state, thread, answers) {
  for (const each of answers) {
    const [head] = state.waiting;
    if (thread !== state.thread || !head) return;
    if (each.answer === "failed" && each.exceeded !== void 0) fail(state, head, each);
    else settle(state, head, each);
  }
  if (thread === state.thread) advance(state);
}
function settle(state, { learn, done }, answer2) {
  clearTimeout(state.timer);
  state.timer = void 0;
  state.waiting.shift();
  state.told -= 1;
  state.answered += 1;
  learn?.(answer2);
  done(answer2);
}
function fail(state, asked, failure) {
  const { thread } = state;
  forget(state);
  state.waiting.splice(state.waiting.indexOf(asked), 1);
  thread?.worker.terminate();
  asked.learn?.(failure);
  asked.done(failure);
  advance(state);
}
function forget(state) {
  clearTimeout(state.timer);
  Object.assign(state, forgotten);
}
function start(state) {
  const thread = state.newThread();
  const gone = (message) => {
    if (thread !== state.thread) return;
    const asked = findCurrentQuestion(state, thread);
    if (asked) fail(state, asked, makeFailure(message, "memory"));
    else forget(state);
  };
  thread.worker.on("message", (answers) => answer(state, thread, answers));
  thread.worker.on("error", () => gone("it used too much memory"));
  thread.worker.on("exit", () => gone("it ended the sandbox"));
  thread.worker.unref();
  state.thread = thread;
  return thread;
}
function makeFailure(message, exceeded) {
  return { answer: "failed", message, ...exceeded && { exceeded } };
}

// src/policy/custom/sandbox/host.ts
var startMilliseconds = 1e4;
var mostModules = 100;
async function openSandbox(languages) {
  const known = { opened: /* @__PURE__ */ new Set(), loaded: /* @__PURE__ */ new Map(), allowed: 0, document: void 0, lastAsked: void 0 };
  const host = { line: await openLine(languages, () => listReplays(known)), known };
  return {
    load: (file, text, moduleText) => load(host, { file, text, modules: {} }, policyLimits.load, moduleText),
    allow: (milliseconds) => {
      host.known.allowed = milliseconds;
      host.line.ask(allowRequest(milliseconds));
    },
    judge: (file, document, milliseconds) => judge(host, file, document, milliseconds),
    close: () => host.line.close()
  };
}
async function load(host, policy, milliseconds, moduleText) {
  const { file } = policy;
  if (milliseconds <= 0) return { answer: "failed", message: "it took too long", file };
  open(host, detectLanguage(file));
  const answer2 = await host.line.ask(loadRequest(host.known, policy, milliseconds));
  if (answer2.answer !== "needs") return answer2;
  const text = await moduleText(answer2.path);
  if (text === void 0) return { answer: "failed", message: `it imports ${answer2.path}, which is not there`, file };
  if (Object.keys(policy.modules).length >= mostModules)
    return { answer: "failed", message: `it has more than ${mostModules} modules`, file };
  const modules = { ...policy.modules, [answer2.path]: text };
  return load(host, { ...policy, modules }, milliseconds - (answer2.took ?? 0), moduleText);
}
function open({ line, known }, language) {
  if (known.opened.has(language)) return;
  known.opened.add(language);
  line.ask(openRequest(known, language));
}
function openRequest(known, language) {
  const learn = ({ answer: answer2 }) => {
    if (answer2 === "failed") known.opened.delete(language);
  };
  return { request: { ask: "open", language }, milliseconds: startMilliseconds, learn };
}
function loadRequest(known, policy, milliseconds) {
  const learn = ({ answer: answer2, took }) => {
    known.allowed -= took ?? milliseconds;
    if (answer2 === "loaded") known.loaded.set(policy.file, policy);
    else known.loaded.delete(policy.file);
  };
  return { request: { ask: "load", policy, milliseconds }, milliseconds, learn };
}
function allowRequest(milliseconds) {
  return { request: { ask: "allow", milliseconds }, milliseconds: startMilliseconds };
}
function judge({ line, known }, file, text, milliseconds) {
  if (known.lastAsked !== text) {
    known.lastAsked = text;
    line.ask(buildDocumentRequest(known, text));
  }
  const learn = ({ answer: answer2, took }) => {
    known.allowed -= took ?? milliseconds;
    if (answer2 === "failed") known.loaded.delete(file);
  };
  return line.ask({ request: { ask: "judge", file, milliseconds }, milliseconds, learn });
}
function buildDocumentRequest(known, text) {
  const learn = () => {
    known.document = text;
  };
  return { request: { ask: "document", text }, milliseconds: startMilliseconds, learn };
}
function listReplays(known) {
  const { opened, loaded, allowed, document } = known;
  return [
    allowRequest(startMilliseconds),
    ...[...opened].map((language) => openRequest(known, language)),
    ...[...loaded.values()].map((policy) => loadRequest(known, policy, policyLimits.load)),
    allowRequest(allowed),
    ...document === void 0 ? [] : [buildDocumentRequest(known, document)]
  ];
}

// src/policy/custom/start.ts
async function startCustomPolicies(sources, taken) {
  const entries = await findPolicyEntries(sources);
  const languages = new Set(entries.map(({ file }) => detectLanguage(file)));
  const sandbox = await openSandbox([...languages]);
  const tests = entries.flatMap(({ file }) => ["pass", "fail"].map((kind) => file.replace(/\.\w+$/, `/${kind}-*/**`)));
  return { opened: openCustomPolicies(sandbox, entries, taken), tests };
}
async function openCustomPolicies(sandbox, entries, taken) {
  const texts = /* @__PURE__ */ new Map();
  const loaded = [];
  const problems = [];
  sandbox.allow(policyLimits.allLoad);
  try {
    const outcomes = await Promise.all(entries.map((entry) => loadEntry(sandbox, entry, texts)));
    for (const outcome of outcomes) {
      if ("policy" in outcome) loaded.push(outcome);
      else problems.push(outcome);
    }
    refuseTaken(loaded, taken);
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  return {
    policies: loaded.map(({ policy }) => policy),
    problems,
    text: (file) => texts.get(file),
    judge: async (clusters, on) => {
      const ids = new Set(on.map(({ id }) => id));
      const asked = loaded.filter(({ policy }) => ids.has(policy.id));
      await fetchVerdicts(sandbox, asked, clusters, (file, line) => findLinePlace(texts, file, line));
    },
    close: () => sandbox.close()
  };
}
async function loadEntry(sandbox, entry, texts) {
  const { file, files, pack } = entry;
  const read = async (path) => {
    const text2 = (await files.read(path))?.replace(/^\ufeff/, "");
    if (text2 !== void 0) texts.set(path, text2);
    return text2;
  };
  const text = await read(file);
  if (text === void 0)
    throw new UsageError(
      `The policy ${file} cannot be read: it must be a plain file of up to 1 MiB, and not a link that leaves the working directory.`
    );
  if (file.endsWith(".json")) refuseNoJson(file, text);
  const outcome = await loadPolicy(sandbox, file, text, read);
  if ("policy" in outcome) {
    if (pack) refuseForeign(pack, file, outcome.policy.id);
    return outcome;
  }
  if (outcome.pointer !== void 0) throw createUsageError(findNamedPlace(file, text, outcome.pointer), outcome.message);
  const place = findLinePlace(texts, outcome.file, outcome.line);
  return { code: "policy-failed", message: `policy ${file} cannot be loaded: ${outcome.message}`, place };
}
function refuseNoJson(file, text) {
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = Number(/at position (\d+)/.exec(reason)?.[1] ?? findFirstOddity(file, text));
    const { line, column } = locate(text, { file, start: offset, end: offset });
    throw createUsageError({ file, line, column }, `This is not JSON: ${cleanLine(reason)}`);
  }
}
function findFirstOddity(file, text) {
  const token = /[\s{}[\],:]+|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;
  let end = 0;
  while (end < text.length && token.test(text)) end = token.lastIndex;
  return end < text.length ? end : parseYaml(wrapWholeText(file, text)).problems[0]?.place?.start ?? 0;
}
function cleanLine(text) {
  return text.replaceAll(/\s+/g, " ").replaceAll(new RegExp("\\p{Cc}", "gu"), "").slice(0, 200);
}
function findNamedPlace(file, text, pointer) {
  const { root } = parseYaml(wrapWholeText(file, text));
  const place = findClosestPlace(root, pointer.split("/").slice(1).map(unescapePointer)) ?? { file, start: 0, end: 0 };
  const { line, column } = locate(text, place);
  return { file, line, column };
}
function findClosestPlace(root, path) {
  const place = findPlaceAt(root, ...path);
  return place || path.length === 0 ? place : findClosestPlace(root, path.slice(0, -1));
}
function findLinePlace(texts, file, line) {
  const lines = (texts.get(file) ?? "").split("\n");
  const index = Math.min(line ?? 1, lines.length) - 1;
  const before = lines.slice(0, index).reduce((sum, { length }) => sum + length + 1, 0);
  const written = lines[index] ?? "";
  return { file, start: before + written.length - written.trimStart().length, end: before + written.trimEnd().length };
}
function refuseTaken(loaded, taken) {
  const files = new Map(taken.map((id) => [id, void 0]));
  for (const { file, policy } of loaded) {
    if (files.has(policy.id)) {
      const owner = files.get(policy.id);
      const by = owner === void 0 ? `a built-in rule; give yours a name space, such as \`acme/${policy.id}\`` : owner;
      throw new UsageError(`${file}: the id \`${policy.id}\` is taken by ${by}.`);
    }
    files.set(policy.id, file);
  }
}
export {
  startCustomPolicies
};
