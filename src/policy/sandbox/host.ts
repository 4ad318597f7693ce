import { Worker } from "node:worker_threads";
import type { Answer, Failure, PolicyText, Request } from "./protocol.ts";
import { workerName } from "./protocol.ts";

/** Somebody else's policies, each in a world of its own that ends where its bounds are. */
export interface Sandbox {
  /** Answers with the policy's metadata. */
  readonly load: (file: string, text: string, moduleText: ModuleText) => Promise<Answer>;
  /** Answers with the violations of a document that is given as JSON. */
  readonly judge: (file: string, document: string, milliseconds: number) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** The text of a file that a policy imports; undefined where there is none. */
export type ModuleText = (path: string) => Promise<string | undefined>;

/** How much longer than it may run a policy is waited for: what cannot be interrupted ends with its worker. */
const graceMilliseconds = 300;
const startMilliseconds = 10_000;
const loadMilliseconds = 500;
const mostModules = 100;

interface Host {
  worker: Worker | undefined;
  /** What a new worker has to be told. */
  readonly loaded: Map<string, PolicyText>;
  document: string | undefined;
}

/** Opens a sandbox; its worker starts with the first request. */
export function openSandbox(): Sandbox {
  const host: Host = { worker: undefined, loaded: new Map(), document: undefined };
  return {
    load: (file, text, moduleText) => load(host, { file, text, modules: {} }, moduleText),
    judge: (file, document, milliseconds) => judge(host, file, document, milliseconds),
    close: async () => {
      await host.worker?.terminate();
      host.worker = undefined;
    },
  };
}

async function load(host: Host, policy: PolicyText, moduleText: ModuleText): Promise<Answer> {
  const answer = await loadInto(host, await workerOf(host), policy);
  if (answer.answer === "loaded") host.loaded.set(policy.file, policy);
  if (answer.answer !== "needs") return answer;
  const text = await moduleText(answer.path);
  const { file } = policy;
  if (text === undefined) return { answer: "failed", message: `it imports ${answer.path}, which is not there`, file };
  if (Object.keys(policy.modules).length >= mostModules)
    return { answer: "failed", message: `it has more than ${mostModules} modules`, file };
  return load(host, { ...policy, modules: { ...policy.modules, [answer.path]: text } }, moduleText);
}

async function judge(host: Host, file: string, document: string, milliseconds: number): Promise<Answer> {
  const answer = await judgeOnce(host, file, document, milliseconds);
  if (answer.answer !== "failed") return answer;
  // The memory may have been taken by another policy; in a new worker it is this one's own fault.
  const final = answer.exceeded === "memory" ? await judgeOnce(host, file, document, milliseconds) : answer;
  if (final.answer === "failed") host.loaded.delete(file);
  return final;
}

async function judgeOnce(host: Host, file: string, document: string, milliseconds: number): Promise<Answer> {
  const worker = await workerOf(host);
  if (host.document !== document) {
    await request(host, worker, { ask: "document", text: document }, startMilliseconds);
    host.document = document;
  }
  return request(host, worker, { ask: "judge", file, milliseconds }, milliseconds);
}

/** The worker; a new one has been told what the last one knew. */
async function workerOf(host: Host): Promise<Worker> {
  if (host.worker) return host.worker;
  // A chunk of its own: the worker loads nothing of ours but its engines.
  const { workerFile } = await import("./worker.ts");
  const worker = start(workerFile);
  host.worker = worker;
  host.document = undefined;
  for (const policy of host.loaded.values()) await loadInto(host, worker, policy);
  return worker;
}

/** What a language needs is opened first, in time of its own. */
async function loadInto(host: Host, worker: Worker, policy: PolicyText): Promise<Answer> {
  const opened = await request(host, worker, { ask: "open", file: policy.file }, startMilliseconds);
  return opened.answer === "failed" ? opened : request(host, worker, { ask: "load", policy }, loadMilliseconds);
}

/** Nothing of this process's: no environment, arguments or streams. The stack is what deep WebAssembly needs. */
function start(workerFile: URL): Worker {
  const worker = new Worker(workerFile, {
    workerData: workerName,
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64, stackSizeMb: 16 },
  });
  worker.unref();
  return worker;
}

/** One request and its answer. A worker that does not answer in time, or has gone beyond a bound, is ended. */
async function request(host: Host, worker: Worker, asked: Request, milliseconds: number): Promise<Answer> {
  const answer = await answerOf(worker, asked, milliseconds + graceMilliseconds);
  if (answer.answer !== "failed" || answer.exceeded === undefined) return answer;
  if (host.worker === worker) host.worker = undefined;
  await worker.terminate();
  return answer;
}

function answerOf(worker: Worker, asked: Request, milliseconds: number): Promise<Answer> {
  return new Promise((resolve) => {
    const done = (answer: Answer) => {
      clearTimeout(timer);
      worker.off("message", done);
      worker.off("error", onError);
      worker.off("exit", onExit);
      worker.unref();
      resolve(answer);
    };
    const onError = () => done(failure("it used too much memory", "memory"));
    const onExit = () => done(failure("it ended the sandbox", "memory"));
    // Where this thread was busy itself, the answer may wait behind the timer.
    const late = () => setImmediate(() => setImmediate(() => done(failure("it took too long", "time"))));
    const timer = setTimeout(late, milliseconds);
    worker.on("message", done);
    worker.on("error", onError);
    worker.on("exit", onExit);
    worker.ref();
    worker.postMessage(asked);
  });
}

function failure(message: string, exceeded: "time" | "memory"): Failure {
  return { answer: "failed", message, exceeded };
}
