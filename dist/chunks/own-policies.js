import {
  openThreads
} from "./thread.js";
import {
  languageOf
} from "./protocol.js";
import {
  MetadataError,
  checkedMetadata,
  isRecord,
  isScalar,
  isValues,
  openPolicyFiles
} from "./metadata.js";
import {
  PolicyFailure,
  isConcerned
} from "./glob.js";
import {
  locate,
  parseYaml,
  wholeText
} from "./location.js";
import "./cluster.js";
import {
  valueAt
} from "./template.js";
import {
  placeAt,
  unescapePointer
} from "./cursor.js";
import {
  UsageError
} from "./usage-error.js";
import "./version-range.js";
import "./runtime.js";

// src/policy/violations.ts
var ViolationError = class extends Error {
};
var longestMessage = 2e3;
var mostRelated = 50;
var mostViolations = 1e4;
function checkedViolations(value, document) {
  if (!Array.isArray(value)) throw new ViolationError("it must answer with a list of findings");
  if (value.length > mostViolations) throw new ViolationError(`it has more than ${mostViolations} findings`);
  return value.map((violation) => checkedViolation(violation, document));
}
function checkedViolation(value, document) {
  if (!isRecord(value)) throw new ViolationError("each finding must be an object with `message` and `at`");
  const { severity, remedy, fix, related } = value;
  const isSeverity = severity === void 0 || severity === "error" || severity === "warning" || severity === "note";
  if (!isSeverity) throw new ViolationError("the `severity` of a finding must be error, warning or note");
  return {
    message: text("message", value.message),
    at: pointer(value.at, document),
    ...severity !== void 0 && { severity },
    ...remedy !== void 0 && { remedy: text("remedy", remedy) },
    ...related !== void 0 && { related: checkedRelated(related, document) },
    ...fix !== void 0 && { fix: fix === null ? null : checkedProposal(fix, document) }
  };
}
function text(name, value) {
  if (typeof value !== "string" || value === "") throw new ViolationError(`the \`${name}\` of a finding must be a text`);
  return value.length > longestMessage ? `${value.slice(0, longestMessage)}\u2026` : value;
}
function pointer(value, document) {
  if (typeof value !== "string" || value.length > 1e3 || !/^(\/[^/]*)*$/.test(value)) {
    throw new ViolationError("the `at` of a finding must be a JSON pointer such as `/installs/0/version`");
  }
  const top = value.split("/").slice(0, 3).join("/");
  if (value === "" || valueAt(document, top) !== void 0) return value;
  throw new ViolationError(`a finding points at \`${value.slice(0, 100)}\`, which is not in the document`);
}
function checkedRelated(value, document) {
  if (!Array.isArray(value)) throw new ViolationError("`related` must be a list");
  return value.slice(0, mostRelated).map((item) => {
    if (!isRecord(item)) throw new ViolationError("each of `related` must be an object with `message` and `at`");
    return { at: pointer(item.at, document), message: text("message", item.message) };
  });
}
function checkedProposal(value, document) {
  if (!isRecord(value) || !Array.isArray(value.changes) || value.changes.length > 50) {
    throw new ViolationError("`fix` must have a `title` and `changes`");
  }
  const changes = value.changes.map((change) => checkedChange(change, document));
  return { title: text("title", value.title).slice(0, 200), ...value.safe === false && { safe: false }, changes };
}
function checkedChange(value, document) {
  if (isRecord(value)) {
    const { install, set, remove, replace, was } = value;
    if (set !== void 0 && isValues(set) && typeof install === "number" && document.installs[install]) return { install, set };
    if (remove !== void 0) return { remove: pointer(remove, document) };
    if (replace !== void 0 && isScalar(was) && isScalar(value.with)) {
      return { replace: pointer(replace, document), was, with: value.with };
    }
  }
  throw new ViolationError("each change of a `fix` sets values of an install, removes a value or replaces one");
}

// src/policy/load.ts
async function loadPolicy(sandbox, file, text2, moduleText) {
  const answer = await sandbox.load(file, text2, moduleText);
  if (answer.answer === "failed") return { file, ...answer };
  try {
    return sandboxed(file, checkedMetadata(answer.answer === "loaded" ? answer.metadata : void 0));
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    return { file, message: error.message };
  }
}
function sandboxed(file, metadata) {
  const verdicts = /* @__PURE__ */ new Map();
  const check = (document) => {
    const verdict = verdicts.get(document) ?? [];
    if (verdict instanceof PolicyFailure) throw verdict;
    return verdict;
  };
  return { file, policy: { page: metadata.links[0] ?? "", ...metadata, check }, verdicts };
}
var policyMilliseconds = 500;
var allMilliseconds = 8e3;
var clusterMilliseconds = 20;
async function fetchVerdicts(sandbox, policies, clusters, placeOf) {
  const more = clusterMilliseconds * clusters.length;
  const left = {
    each: new Map(policies.map((policy) => [policy, policyMilliseconds + more])),
    all: allMilliseconds + more * policies.length
  };
  for (const { document } of clusters) {
    const text2 = JSON.stringify(document);
    const asked = [...left.each.keys()].filter((candidate) => isConcerned(document, candidate.policy));
    await Promise.all(asked.map((policy) => judgeOne(sandbox, policy, { document, text: text2, left, placeOf })));
  }
}
async function judgeOne(sandbox, policy, { document, text: text2, left, placeOf }) {
  const mine = left.each.get(policy) ?? 0;
  let limit = 0;
  const answer = await sandbox.judge(policy.file, text2, () => {
    limit = Math.max(0, Math.min(mine, left.all));
    return limit;
  });
  const took = answer.took ?? limit;
  left.all -= took;
  left.each.set(policy, mine - took);
  const verdict = verdictOf(answer, policy, document, placeOf);
  policy.verdicts.set(document, verdict);
  if (verdict instanceof PolicyFailure) left.each.delete(policy);
}
function verdictOf(answer, { file }, document, placeOf) {
  if (answer.answer === "failed") return new PolicyFailure(answer.message, placeOf(answer.file ?? file, answer.line));
  try {
    return checkedViolations(answer.answer === "judged" ? answer.violations : void 0, document);
  } catch (error) {
    if (!(error instanceof ViolationError)) throw error;
    return new PolicyFailure(error.message, placeOf(file, void 0));
  }
}

// src/policy/pack.ts
var manifestFile = "istio-preflight-pack.json";
async function openPack(files, entry) {
  if (/[*?]|\.(json|ts)$|(^|\/)\.\.(\/|$)/.test(entry)) return void 0;
  const folder = entry.replace(/\/$/, "");
  for (const candidate of [folder, `node_modules/${folder}`]) {
    const manifest = `${candidate}/${manifestFile}`;
    const text2 = await files.read(manifest);
    if (text2 !== void 0) return packOf(manifest, candidate, text2);
  }
  return void 0;
}
function packOf(manifest, folder, text2) {
  const json = parsed(text2);
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
function parsed(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
function refuseForeign({ name }, file, id) {
  if (!id.startsWith(`${name}/`))
    throw new UsageError(`${file}: the id \`${id}\` must be in the pack's name space, such as \`${name}/${id.split("/").at(-1)}\`.`);
}

// src/policy/sandbox/line.ts
var ahead = 8;
var graceMilliseconds = 300;
async function openLine(languages, replays2) {
  const newThread = await openThreads(languages);
  const state = { newThread, replays: replays2, waiting: [], worker: void 0, told: 0, timer: void 0, isClosed: false };
  start(state);
  return { ask: (question) => ask(state, question), close: () => close(state) };
}
function ask(state, question) {
  return new Promise((done) => {
    if (state.isClosed) done(failure("the sandbox is closed"));
    else state.waiting.push({ ...question, done });
    advance(state);
  });
}
async function close(state) {
  state.isClosed = true;
  const { worker } = state;
  leave(state);
  for (const { done } of state.waiting.splice(0)) done(failure("the sandbox is closed"));
  await worker?.terminate();
}
function advance(state) {
  const { waiting } = state;
  if (waiting.length === 0) {
    state.worker?.unref();
    return;
  }
  if (!state.worker) waiting.unshift(...state.replays());
  const worker = state.worker ?? start(state);
  worker.ref();
  while (state.told < Math.min(waiting.length, ahead)) {
    const next = waiting[state.told++];
    if (next) worker.postMessage(next.request());
  }
  const [head] = waiting;
  const late = () => setImmediate(() => setImmediate(() => answered(state, worker, failure("it took too long", "time"), head)));
  if (head) state.timer ??= setTimeout(late, head.milliseconds() + graceMilliseconds);
}
function answered(state, worker, answer, asked) {
  const [head] = state.waiting;
  if (worker !== state.worker || !head || asked && asked !== head) return;
  clearTimeout(state.timer);
  state.timer = void 0;
  state.waiting.shift();
  state.told -= 1;
  if (answer.answer === "failed" && answer.exceeded !== void 0) {
    leave(state);
    worker.terminate();
  }
  head.done(answer);
  advance(state);
}
function leave(state) {
  clearTimeout(state.timer);
  Object.assign(state, { worker: void 0, told: 0, timer: void 0 });
}
function start(state) {
  const worker = state.newThread();
  const answer = (reply) => answered(state, worker, reply);
  worker.on("message", answer);
  worker.on("error", () => answer(failure("it used too much memory", "memory")));
  worker.on("exit", () => answer(failure("it ended the sandbox", "memory")));
  worker.unref();
  state.worker = worker;
  return worker;
}
function failure(message, exceeded) {
  return { answer: "failed", message, ...exceeded && { exceeded } };
}

// src/policy/sandbox/host.ts
var startMilliseconds = 1e4;
var loadMilliseconds = 500;
var mostModules = 100;
async function openSandbox(languages) {
  const known = { opened: /* @__PURE__ */ new Set(), loaded: /* @__PURE__ */ new Map(), document: void 0, lastAsked: void 0 };
  const host = { line: await openLine(languages, () => replays(known)), known };
  return {
    load: (file, text2, moduleText) => load(host, { file, text: text2, modules: {} }, moduleText),
    judge: (file, document, milliseconds) => judge(host, file, document, milliseconds),
    close: () => host.line.close()
  };
}
async function load(host, policy, moduleText) {
  const { file } = policy;
  open(host, languageOf(file));
  const answer = await host.line.ask({ request: () => ({ ask: "load", policy }), milliseconds: () => loadMilliseconds });
  if (answer.answer === "loaded") host.known.loaded.set(file, policy);
  if (answer.answer !== "needs") return answer;
  const text2 = await moduleText(answer.path);
  if (text2 === void 0) return { answer: "failed", message: `it imports ${answer.path}, which is not there`, file };
  if (Object.keys(policy.modules).length >= mostModules)
    return { answer: "failed", message: `it has more than ${mostModules} modules`, file };
  return load(host, { ...policy, modules: { ...policy.modules, [answer.path]: text2 } }, moduleText);
}
function open({ line, known }, language) {
  if (known.opened.has(language)) return;
  known.opened.add(language);
  line.ask(openRequest(language));
}
function openRequest(language) {
  return { request: () => ({ ask: "open", language }), milliseconds: () => startMilliseconds };
}
async function judge(host, file, text2, milliseconds) {
  if (host.known.lastAsked !== text2) {
    host.known.lastAsked = text2;
    const given = host.line.ask(documentRequest(text2));
    given.then(() => {
      host.known.document = text2;
    });
  }
  let limit = 0;
  const request = () => {
    limit = milliseconds();
    return { ask: "judge", file, milliseconds: limit };
  };
  const answer = await host.line.ask({ request, milliseconds: () => limit });
  if (answer.answer === "failed") host.known.loaded.delete(file);
  return answer;
}
function documentRequest(text2) {
  return { request: () => ({ ask: "document", text: text2 }), milliseconds: () => startMilliseconds };
}
function replays({ opened, loaded, document }) {
  const languages = [...opened].map((language) => {
    const done = ({ answer }) => {
      if (answer === "failed") opened.delete(language);
    };
    return { ...openRequest(language), done };
  });
  const policies = [...loaded.values()].map((policy) => {
    const { file } = policy;
    const done = ({ answer }) => {
      if (answer === "failed") loaded.delete(file);
    };
    return { request: () => ({ ask: "load", policy }), milliseconds: () => loadMilliseconds, done };
  });
  const documents = document === void 0 ? [] : [{ ...documentRequest(document), done: () => void 0 }];
  return [...languages, ...policies, ...documents];
}

// src/policy-entries.ts
import { dirname, relative, resolve, sep } from "node:path";
var mostPolicies = 500;
async function policyEntries({ cwd, globs, files, open: open2 = openPolicyFiles }) {
  const entries = /* @__PURE__ */ new Map();
  const configured = globs.length > 0 ? await open2(cwd) : void 0;
  for (const glob of globs) {
    for (const entry of configured ? await configuredEntries(configured, glob) : []) entries.set(entry.file, entry);
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
async function configuredEntries(files, written) {
  const glob = written.replace(/^(\.\/+)+/, "");
  const pack = await openPack(files, glob);
  const found = [];
  for (const each of pack?.globs ?? [glob]) found.push(...(await files.list(each)).filter(isPolicyFile));
  if (found.length === 0) throw new UsageError(`\`policies\` names ${written}, where there is no policy (.json or .ts) and no pack.`);
  return found.map((file) => ({ file, files, ...pack && { pack } }));
}
function isPolicyFile(file) {
  return /\.(json|ts)$/.test(file) && !/\.d\.ts$/.test(file);
}

// src/own-policies.ts
async function startOwnPolicies(sources, taken) {
  const entries = await policyEntries(sources);
  const languages = new Set(entries.map(({ file }) => languageOf(file)));
  const sandbox = await openSandbox([...languages]);
  const tests = entries.flatMap(({ file }) => ["pass", "fail"].map((kind) => file.replace(/\.\w+$/, `/${kind}-*/**`)));
  return { opened: openOwnPolicies(sandbox, entries, taken), tests };
}
async function openOwnPolicies(sandbox, entries, taken) {
  const texts = /* @__PURE__ */ new Map();
  const loaded = [];
  const problems = [];
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
      await fetchVerdicts(sandbox, asked, clusters, (file, line) => placeOfLine(texts, file, line));
    },
    close: () => sandbox.close()
  };
}
async function loadEntry(sandbox, entry, texts) {
  const { file, files, pack } = entry;
  const read = async (path) => {
    const text3 = await files.read(path);
    if (text3 !== void 0) texts.set(path, text3);
    return text3;
  };
  const text2 = await read(file);
  if (text2 === void 0)
    throw new UsageError(`The policy ${file} cannot be read: it must be a plain file of up to 1 MiB, and no link that leads out.`);
  if (file.endsWith(".json")) refuseNoJson(file, text2);
  const outcome = await loadPolicy(sandbox, file, text2, read);
  if ("policy" in outcome) {
    if (pack) refuseForeign(pack, file, outcome.policy.id);
    return outcome;
  }
  if (outcome.pointer !== void 0) throw new UsageError(`${positionOf(file, text2, outcome.pointer)}: ${outcome.message}`);
  const place = placeOfLine(texts, outcome.file, outcome.line);
  return { code: "policy-failed", message: `policy ${file} cannot be loaded: ${outcome.message}`, place };
}
function refuseNoJson(file, text2) {
  try {
    JSON.parse(text2);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const offset = Number(/at position (\d+)/.exec(reason)?.[1] ?? firstOddity(file, text2));
    const { line, column } = locate(text2, { file, start: offset, end: offset });
    throw new UsageError(`${file}:${line}:${column}: This is no JSON: ${clean(reason)}`);
  }
}
function firstOddity(file, text2) {
  const token = /[\s{}[\],:]+|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;
  let end = 0;
  while (end < text2.length && token.test(text2)) end = token.lastIndex;
  return end < text2.length ? end : parseYaml(wholeText(file, text2)).problems[0]?.place?.start ?? 0;
}
function clean(text2) {
  return text2.replaceAll(/\s+/g, " ").replaceAll(new RegExp("\\p{Cc}", "gu"), "").slice(0, 200);
}
function positionOf(file, text2, pointer2) {
  const { root } = parseYaml(wholeText(file, text2));
  const place = placeIn(root, pointer2.split("/").slice(1).map(unescapePointer)) ?? { file, start: 0, end: 0 };
  const { line, column } = locate(text2, place);
  return `${file}:${line}:${column}`;
}
function placeIn(root, path) {
  const place = placeAt(root, ...path);
  return place || path.length === 0 ? place : placeIn(root, path.slice(0, -1));
}
function placeOfLine(texts, file, line) {
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
  startOwnPolicies
};
