import { setFlagsFromString } from "node:v8";
import loadModule from "@jitl/quickjs-wasmfile-release-sync/emscripten-module";
import { QuickJSFFI } from "@jitl/quickjs-wasmfile-release-sync/ffi";
import wasm from "@jitl/quickjs-wasmfile-release-sync/wasm" with { type: "bytes" };
import {
  DefaultIntrinsics,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  QuickJSWASMModule,
} from "quickjs-emscripten-core";
import { policyLimits } from "../../limits.ts";
import { isInRange } from "../../version-range.ts";
import type { Engine } from "./engine.ts";
import { describeSyntaxError, describeThrown, describeTimeFailure } from "./failure.ts";
import { guestSource } from "./guest.ts";
import { findLibraryText, isLibrary } from "./library.ts";
import { type BoundedMemory, createBoundedMemory } from "./memory.ts";
import { resolveModule } from "./modules.ts";
import type { Answer, Failure, PolicyText } from "./protocol.ts";
import { startThreadLimit } from "./stopwatch.ts";
import { mayHaveNoTypes, stripTypes } from "./types-away.ts";

const stackLimit = 512 * 1024;
const longestFindings = 4 * 1024 * 1024;
const mostJobs = 1_000;

/** The environment of one policy: its own realm in the shared runtime, so that the document is parsed only once. */
interface Realm {
  readonly context: QuickJSContext;
  readonly policy: QuickJSHandle;
}

interface Sandbox {
  readonly runtime: QuickJSRuntime;
  readonly memory: BoundedMemory;
  /** The memory growth that each policy has caused. */
  readonly growth: Map<string, number>;
  /** The realm of the documents and of the code that calls the policies. */
  readonly data: QuickJSContext;
  readonly guest: QuickJSHandle;
  readonly isInRange: QuickJSHandle;
  readonly realms: Map<string, Realm>;
  /** The file of the policy that is running. */
  policy: string;
  /** The modules that the policy being loaded may import, and the code of those that QuickJS already has. */
  modules: Readonly<Record<string, string>>;
  codes: Map<string, string>;
  /** The texts of the policy's known files, as written. */
  texts: readonly string[];
  /** True if some code is given to QuickJS as written. */
  isAsWritten: boolean;
  document: QuickJSHandle | undefined;
  needed: string | undefined;
  /** The reason why an import was rejected, which QuickJS does not report. */
  refused: string | undefined;
  /** Checks whether the running policy has used up its time. */
  isOver: () => boolean;
  interrupted: boolean;
}

/** Runs TypeScript policies in QuickJS. As QuickJS is WebAssembly, policies can reach only the functions that are defined here. */
export async function openQuickJsEngine(): Promise<Engine> {
  keepBaseline();
  const wasmBinary = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
  const memory = createBoundedMemory();
  const module = Object.assign(await loadModule({ wasmBinary, wasmMemory: memory.wasm }), { type: "sync" } as const);
  const quickjs = new QuickJSWASMModule(module, new QuickJSFFI(module));
  const runtime = quickjs.newRuntime({ maxStackSizeBytes: stackLimit });
  const data = runtime.newContext({ intrinsics: { BaseObjects: true, Eval: true, JSON: true } });
  const guest = data.evalCode(guestSource, "guest").unwrap();
  const state = {
    policy: "",
    modules: {},
    codes: new Map(),
    texts: [],
    isAsWritten: false,
    document: undefined,
    needed: undefined,
    refused: undefined,
    isOver: () => false,
    interrupted: false,
  };
  const maps = { realms: new Map(), growth: new Map() };
  const sandbox: Sandbox = { runtime, memory, data, guest, isInRange: createRangeFunction(data, guest), ...maps, ...state };
  runtime.setInterruptHandler(() => {
    sandbox.interrupted ||= sandbox.isOver();
    return sandbox.interrupted;
  });
  runtime.setModuleLoader(
    (path) => findModuleText(sandbox, path),
    (base, written) => {
      if (isLibrary(base)) return written;
      const resolved = resolveModule(sandbox.policy, base, written);
      if (typeof resolved === "string") return resolved;
      sandbox.refused ??= resolved.message;
      return { error: resolved };
    },
  );
  return {
    load: (policy, milliseconds) => runBounded(sandbox, policy.file, () => load(sandbox, policy, milliseconds)),
    document: (text) => setDocument(sandbox, text),
    judge: (file, milliseconds) => {
      const answer = runBounded(sandbox, file, () => judge(sandbox, file, milliseconds));
      if (answer.answer === "failed") forget(sandbox, file);
      return answer;
    },
  };
}

/** The newest Node.js version whose V8 is known to have these flags; a version without them would print a warning to stderr. */
const newestKnownNode = 26;

/** V8 would spend ten times as long on optimizing QuickJS as policies run, on cores that the rest of the run needs. */
function keepBaseline(): void {
  if (Number.parseInt(process.versions.node, 10) > newestKnownNode) return;
  setFlagsFromString("--no-wasm-dynamic-tiering");
  setFlagsFromString("--no-wasm-tier-up");
}

/** Runs an action with limits: each policy has its own memory limit, and must not leave unfinished work that takes the time of others. */
function runBounded(sandbox: Sandbox, file: string, action: () => Answer): Answer {
  const { memory, growth } = sandbox;
  const before = memory.size();
  const grown = growth.get(file) ?? 0;
  Object.assign(memory, { most: before + policyLimits.memory - grown, isExceeded: false });
  const acted = action();
  growth.set(file, grown + memory.size() - before);
  if (!settleJobs(sandbox)) return describeUnsettled(sandbox, file);
  // Without memory, there may not be enough for the message of an error.
  if (acted.answer !== "failed" || !memory.isExceeded || sandbox.interrupted) return acted;
  return { ...acted, message: "it used too much memory", exceeded: "memory" };
}

/** Runs pending promise jobs; false if they do not finish. */
function settleJobs({ runtime }: Sandbox): boolean {
  if (!runtime.hasPendingJob()) return true;
  runtime.executePendingJobs(mostJobs).dispose();
  return !runtime.hasPendingJob();
}

/** All policies share one job queue, which cannot be emptied, so the worker is replaced. */
function describeUnsettled(sandbox: Sandbox, file: string): Failure {
  const message = sandbox.interrupted ? describeTimeFailure(file).message : "its promises do not come to an end";
  return { answer: "failed", message, file, exceeded: "time" };
}

function findModuleText(sandbox: Sandbox, path: string): string | { error: Error } {
  if (isLibrary(path)) return findLibraryText(path, sandbox.texts);
  const text = sandbox.modules[path];
  if (text !== undefined) return wrapCode(sandbox, path, text);
  // After an import was rejected, QuickJS asks for a module without a name.
  if (path !== "") sandbox.needed ??= path;
  return { error: new Error(`there is no ${path}`) };
}

function wrapCode(sandbox: Sandbox, path: string, text: string): string {
  const known = sandbox.codes.get(path);
  const code = known ?? (sandbox.isAsWritten && mayHaveNoTypes(text) ? text : stripTypes(path, text));
  sandbox.codes.set(path, code);
  return code;
}

function setDocument(sandbox: Sandbox, text: string): void {
  sandbox.document?.dispose();
  sandbox.document = undefined;
  // The document comes from istio-preflight, so its size does not count towards the policies' limit.
  sandbox.memory.most = Number.POSITIVE_INFINITY;
  sandbox.isOver = () => false;
  const handle = sandbox.data.newString(text);
  const read = sandbox.data.getProp(sandbox.guest, "read");
  sandbox.document = sandbox.data.callFunction(read, sandbox.data.undefined, handle).unwrap();
  read.dispose();
  handle.dispose();
}

/** Each newly requested module restarts the loading without the modules that it has: a realm remembers imports that failed. */
function load(sandbox: Sandbox, { file, text, modules }: PolicyText, milliseconds: number): Answer {
  if (sandbox.policy !== file || Object.keys(modules).length === 0) Object.assign(sandbox, { codes: new Map(), isAsWritten: true });
  const texts = [text, ...Object.values(modules)];
  Object.assign(sandbox, { policy: file, modules, texts, isOver: startThreadLimit(milliseconds) });
  const answer = loadOnce(sandbox, file, text);
  if (!sandbox.isAsWritten || answer.answer !== "failed" || !answer.message.startsWith("SyntaxError")) return answer;
  Object.assign(sandbox, { codes: new Map(), isAsWritten: false });
  return loadOnce(sandbox, file, text);
}

function loadOnce(sandbox: Sandbox, file: string, text: string): Answer {
  const code = attempt(() => wrapCode(sandbox, file, text));
  if (typeof code !== "string") return describeSyntaxError(file, code.message);
  Object.assign(sandbox, { needed: undefined, refused: undefined, interrupted: false });
  const context = sandbox.runtime.newContext({ intrinsics: { ...DefaultIntrinsics, Date: false, TypedArrays: false } });
  const answer = loadInto(sandbox, context, file, code);
  if (answer.answer !== "loaded") context.dispose();
  return answer;
}

function loadInto(sandbox: Sandbox, context: QuickJSContext, file: string, code: string): Answer {
  context.setProp(context.global, "__isInRange", sandbox.isInRange);
  const outcome = readDefaultExport(sandbox, context, code, file);
  if (sandbox.needed !== undefined && sandbox.refused === undefined) return { answer: "needs", path: sandbox.needed };
  if ("answer" in outcome) return outcome;
  const described = callGuest(sandbox, file, "describe", [outcome]);
  if (typeof described !== "string") return described;
  sandbox.realms.set(file, { context, policy: outcome });
  return parsePlainAnswer(described, (metadata) => ({ answer: "loaded", metadata }));
}

/** Returns the default export of a module, or the reason why there is none. */
function readDefaultExport(sandbox: Sandbox, context: QuickJSContext, code: string, file: string): QuickJSHandle | Failure {
  const result = context.evalCode(code, file, { type: "module" });
  if (result.error) return result.error.consume((error) => describeGuestFailure(sandbox, context, error, file));
  if (!settleJobs(sandbox)) return describeUnsettled(sandbox, file);
  const state = context.getPromiseState(result.value);
  if (state.type === "pending") return { answer: "failed", message: "it waits for a promise that never settles", file };
  if (state.type === "rejected") return state.error.consume((error) => describeGuestFailure(sandbox, context, error, file));
  return state.value.consume((module) => context.getProp(module, "default"));
}

function judge(sandbox: Sandbox, file: string, milliseconds: number): Answer {
  const realm = sandbox.realms.get(file);
  if (!realm || !sandbox.document) throw new Error(`${file} is not loaded`);
  Object.assign(sandbox, { policy: file, modules: {}, texts: [], refused: undefined, interrupted: false });
  sandbox.isOver = startThreadLimit(milliseconds);
  const { data } = sandbox;
  const bounds = [data.newNumber(policyLimits.findings), data.newNumber(longestFindings)];
  const text = callGuest(sandbox, file, "judge", [realm.policy, sandbox.document, ...bounds]);
  if (typeof text !== "string") return text;
  return parsePlainAnswer(text, (violations) => ({ answer: "judged", violations }));
}

/** A policy that has failed is not run again; its memory is released for others. */
function forget({ realms }: Sandbox, file: string): void {
  const realm = realms.get(file);
  realms.delete(file);
  realm?.policy.dispose();
  realm?.context.dispose();
}

function callGuest(sandbox: Sandbox, file: string, name: string, args: readonly QuickJSHandle[]): string | Failure {
  const { data, guest } = sandbox;
  const called = data.getProp(guest, name);
  const result = data.callFunction(called, data.undefined, [...args]);
  called.dispose();
  if (result.error) return result.error.consume((error) => describeGuestFailure(sandbox, data, error, file));
  if (sandbox.interrupted) return describeTimeFailure(file);
  const text = data.typeof(result.value) === "string" ? data.getString(result.value) : "";
  result.value.dispose();
  return text.length > 2 * longestFindings ? { answer: "failed", message: "it answers with too much", exceeded: "memory" } : text;
}

function parsePlainAnswer(text: string, answer: (value: unknown) => Answer): Answer {
  const value = attempt(() => JSON.parse(text) as unknown);
  return value instanceof Error ? { answer: "failed", message: "it must answer with plain data" } : answer(value);
}

function attempt<Result>(action: () => Result): Result | Error {
  try {
    return action();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Creates `isInRange` for policies: a function of the frozen realm, which calls the host once for each version and range. */
function createRangeFunction(data: QuickJSContext, guest: QuickJSHandle): QuickJSHandle {
  const ours = data.newFunction("isInRange", (version, range) => {
    const [written, bounds] = [data.getString(version), data.getString(range)];
    return written.length <= 200 && bounds.length <= 200 && isInRange(written, bounds) ? data.true : data.false;
  });
  const made = data.getProp(guest, "isInRange");
  const answering = data.callFunction(made, data.undefined, ours).unwrap();
  made.dispose();
  ours.dispose();
  return answering;
}

function describeGuestFailure(sandbox: Sandbox, context: QuickJSContext, error: QuickJSHandle, file: string): Failure {
  if (sandbox.interrupted) return describeTimeFailure(file);
  if (sandbox.refused !== undefined) return { answer: "failed", message: sandbox.refused, file };
  const failure = describeThrown(context, error, file, new Set([file, ...Object.keys(sandbox.modules)]));
  return sandbox.interrupted ? describeTimeFailure(file) : failure;
}
