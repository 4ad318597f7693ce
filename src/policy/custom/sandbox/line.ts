import type { Answer, Failure, Language, Request } from "./protocol.ts";
import { startProcessStopwatch } from "./stopwatch.ts";
import { openThreads, type Thread } from "./thread.ts";

/** What is asked of the worker, and how long the answer may take. */
export interface Question {
  readonly request: Request;
  readonly milliseconds: number;
  /** Learns the answer before the worker is told anything else. */
  readonly learn?: (answer: Answer) => void;
}

/** A question and who waits for its answer. */
interface Asked extends Question {
  readonly done: (answer: Answer) => void;
}

/** Questions to a worker that is started when there is one, and replaced when it has gone beyond a bound. */
export interface Line {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

interface State {
  readonly newThread: () => Thread;
  /** What a new worker has to be asked before all else. */
  readonly replays: () => readonly Question[];
  readonly waiting: Asked[];
  thread: Thread | undefined;
  /** How many of those that wait the worker has been told, and how many it has answered before. */
  told: number;
  answered: number;
  timer: NodeJS.Timeout | undefined;
  isClosed: boolean;
}

const forgotten = { thread: undefined, told: 0, answered: 0, timer: undefined };

/** The worker is told ahead, so that it need not wait for this thread, which may be busy with the repository. */
const ahead = 128;

/** How much longer than it may run a policy is waited for: what cannot be interrupted ends with its worker. */
const graceMilliseconds = 200;
const lookMilliseconds = 100;

/** Starts a worker, whose questions are answered one after the other. */
export async function openLine(languages: readonly Language[], replays: State["replays"]): Promise<Line> {
  const newThread = await openThreads(languages);
  const state: State = { newThread, replays, waiting: [], ...forgotten, isClosed: false };
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
  const { thread } = state;
  forget(state);
  for (const { done } of state.waiting.splice(0)) done(failure("the sandbox is closed"));
  await thread?.worker.terminate();
}

function advance(state: State): void {
  const { waiting } = state;
  if (waiting.length === 0) {
    state.thread?.worker.unref();
    return;
  }
  if (!state.thread) waiting.unshift(...state.replays().map((question) => ({ ...question, done: () => undefined })));
  const thread = state.thread ?? start(state);
  thread.worker.ref();
  while (state.told < Math.min(waiting.length, ahead)) {
    const next = waiting[state.told++];
    if (next) thread.worker.postMessage(next.request);
  }
  state.timer ??= watch(state, thread);
}

/** Looks now and then whether the worker has stayed at one question for longer than that may take. */
function watch(state: State, thread: Thread, begun = thread.begun(), elapsed = startProcessStopwatch()): NodeJS.Timeout {
  const look = () => {
    if (timer !== state.timer) return;
    const asked = questionAt(state, thread);
    const isStill = thread.begun() === begun;
    if (asked && isStill && elapsed() > asked.milliseconds + graceMilliseconds) fail(state, asked, failure("it took too long", "time"));
    else state.timer = isStill ? watch(state, thread, begun, elapsed) : watch(state, thread);
  };
  // Where this thread was busy itself, answers may wait behind the timer.
  const timer = setTimeout(() => setImmediate(() => setImmediate(look)), lookMilliseconds);
  return timer;
}

/** What the worker is at: answers to what was asked before may not have been posted yet. */
function questionAt({ waiting, answered }: State, thread: Thread): Asked | undefined {
  return waiting[Math.max(0, thread.begun() - answered - 1)];
}

function answer(state: State, thread: Thread, answers: readonly Answer[]): void {
  for (const each of answers) {
    const [head] = state.waiting;
    if (thread !== state.thread || !head) return;
    if (each.answer === "failed" && each.exceeded !== undefined) fail(state, head, each);
    else settle(state, head, each);
  }
  if (thread === state.thread) advance(state);
}

function settle(state: State, { learn, done }: Asked, answer: Answer): void {
  clearTimeout(state.timer);
  state.timer = undefined;
  state.waiting.shift();
  state.told -= 1;
  state.answered += 1;
  learn?.(answer);
  done(answer);
}

/** A question that went beyond a bound takes the worker with it; the next worker is asked whatever has no answer yet. */
function fail(state: State, asked: Asked, failure: Failure): void {
  const { thread } = state;
  forget(state);
  state.waiting.splice(state.waiting.indexOf(asked), 1);
  thread?.worker.terminate();
  asked.learn?.(failure);
  asked.done(failure);
  advance(state);
}

/** Forgets the worker: the next one is told everything again. */
function forget(state: State): void {
  clearTimeout(state.timer);
  Object.assign(state, forgotten);
}

function start(state: State): Thread {
  const thread = state.newThread();
  const gone = (message: string) => {
    if (thread !== state.thread) return;
    const asked = questionAt(state, thread);
    if (asked) fail(state, asked, failure(message, "memory"));
    else forget(state);
  };
  thread.worker.on("message", (answers: readonly Answer[]) => answer(state, thread, answers));
  thread.worker.on("error", () => gone("it used too much memory"));
  thread.worker.on("exit", () => gone("it ended the sandbox"));
  thread.worker.unref();
  state.thread = thread;
  return thread;
}

function failure(message: string, exceeded?: Failure["exceeded"]): Failure {
  return { answer: "failed", message, ...(exceeded && { exceeded }) };
}
