import type { Worker } from "node:worker_threads";
import type { Answer, Failure, Language, Request } from "./protocol.ts";
import { openThreads } from "./thread.ts";

/** What is asked of the worker, made when its turn is near, and how long the answer may take. */
export interface Question {
  readonly request: () => Request;
  readonly milliseconds: () => number;
}

/** A question and who waits for its answer. */
export interface Asked extends Question {
  readonly done: (answer: Answer) => void;
}

/** Questions to a worker that is started when there is one, and replaced when it has gone beyond a bound. */
export interface Line {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

interface State {
  readonly newThread: () => Worker;
  /** What a new worker has to be asked before all else. */
  readonly replays: () => readonly Asked[];
  readonly waiting: Asked[];
  worker: Worker | undefined;
  /** How many of those that wait the worker has been told. */
  told: number;
  timer: NodeJS.Timeout | undefined;
  isClosed: boolean;
}

/** The worker is told a few questions ahead, so that it need not wait for us; more would keep their time limits from being known. */
const ahead = 8;

/** How much longer than it may run a policy is waited for: what cannot be interrupted ends with its worker. */
const graceMilliseconds = 300;

/** Starts a worker, whose questions are answered one after the other. */
export async function openLine(languages: readonly Language[], replays: State["replays"]): Promise<Line> {
  const newThread = await openThreads(languages);
  const state: State = { newThread, replays, waiting: [], worker: undefined, told: 0, timer: undefined, isClosed: false };
  start(state);
  return { ask: (question) => ask(state, question), close: () => close(state) };
}

function ask(state: State, question: Question): Promise<Answer> {
  return new Promise((done) => {
    if (state.isClosed) done(failure("the sandbox is closed"));
    else state.waiting.push({ ...question, done });
    advance(state);
  });
}

async function close(state: State): Promise<void> {
  state.isClosed = true;
  const { worker } = state;
  leave(state);
  for (const { done } of state.waiting.splice(0)) done(failure("the sandbox is closed"));
  await worker?.terminate();
}

function advance(state: State): void {
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
  // Where this thread was busy itself, the answer may wait behind the timer.
  const late = () => setImmediate(() => setImmediate(() => answered(state, worker, failure("it took too long", "time"), head)));
  if (head) state.timer ??= setTimeout(late, head.milliseconds() + graceMilliseconds);
}

/** The answer to the first that waits; `asked` says whose it is, where it may come too late. */
function answered(state: State, worker: Worker, answer: Answer, asked?: Asked): void {
  const [head] = state.waiting;
  if (worker !== state.worker || !head || (asked && asked !== head)) return;
  clearTimeout(state.timer);
  state.timer = undefined;
  state.waiting.shift();
  state.told -= 1;
  if (answer.answer === "failed" && answer.exceeded !== undefined) {
    leave(state);
    worker.terminate();
  }
  head.done(answer);
  advance(state);
}

/** Forgets the worker: the next one is told everything again. */
function leave(state: State): void {
  clearTimeout(state.timer);
  Object.assign(state, { worker: undefined, told: 0, timer: undefined });
}

function start(state: State): Worker {
  const worker = state.newThread();
  const answer = (reply: Answer) => answered(state, worker, reply);
  worker.on("message", answer);
  worker.on("error", () => answer(failure("it used too much memory", "memory")));
  worker.on("exit", () => answer(failure("it ended the sandbox", "memory")));
  worker.unref();
  state.worker = worker;
  return worker;
}

function failure(message: string, exceeded?: Failure["exceeded"]): Failure {
  return { answer: "failed", message, ...(exceeded && { exceeded }) };
}
