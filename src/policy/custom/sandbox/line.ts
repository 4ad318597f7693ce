import type { Answer, Failure, Language, Request } from "./protocol.ts";
import { startProcessStopwatch } from "./stopwatch.ts";
import { openThreads, type Thread } from "./thread.ts";

/** A request to the worker, and the time limit for its answer. */
export interface Question {
  readonly request: Request;
  readonly milliseconds: number;
  /** Processes the answer before the worker gets any other request. */
  readonly learn?: (answer: Answer) => void;
}

/** A question and the callback for its answer. */
interface Asked extends Question {
  readonly done: (answer: Answer) => void;
}

/** A queue of questions to a worker, which is started when there is a question, and replaced when it exceeds a limit. */
export interface Line {
  readonly ask: (question: Question) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

interface State {
  readonly newThread: () => Thread;
  /** Returns the questions that a new worker must answer first. */
  readonly replays: () => readonly Question[];
  readonly waiting: Asked[];
  thread: Thread | undefined;
  /** The number of waiting questions that were sent to the worker, and the number that it has answered. */
  told: number;
  answered: number;
  timer: NodeJS.Timeout | undefined;
  isClosed: boolean;
}

const forgotten = { thread: undefined, told: 0, answered: 0, timer: undefined };

/** Questions are sent in advance, so that the worker need not wait for this thread, which may be busy with the repository. */
const ahead = 128;

/** The extra time before a policy is stopped from outside: code that cannot be interrupted ends with its worker. */
const graceMilliseconds = 200;
const lookMilliseconds = 100;

/** Starts a worker, which answers questions one after another. */
export async function openLine(languages: readonly Language[], replays: State["replays"]): Promise<Line> {
  const newThread = await openThreads(languages);
  const state: State = { newThread, replays, waiting: [], ...forgotten, isClosed: false };
  start(state);
  return { ask: (question) => ask(state, question), close: () => close(state) };
}

function ask(state: State, question: Question): Promise<Answer> {
  return new Promise((done) => {
    if (state.isClosed) done(makeFailure("the sandbox is closed"));
    else state.waiting.push({ ...question, done });
    advance(state);
  });
}

async function close(state: State): Promise<void> {
  state.isClosed = true;
  const { thread } = state;
  forget(state);
  for (const { done } of state.waiting.splice(0)) done(makeFailure("the sandbox is closed"));
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

/** Checks regularly whether the worker has spent more than the time limit on one question. */
function watch(state: State, thread: Thread, begun = thread.begun(), elapsed = startProcessStopwatch()): NodeJS.Timeout {
  const look = () => {
    if (timer !== state.timer) return;
    const asked = findCurrentQuestion(state, thread);
    const isStill = thread.begun() === begun;
    if (asked && isStill && elapsed() > asked.milliseconds + graceMilliseconds) fail(state, asked, makeFailure("it took too long", "time"));
    else state.timer = isStill ? watch(state, thread, begun, elapsed) : watch(state, thread);
  };
  // If this thread was busy, answers may be queued behind the timer.
  const timer = setTimeout(() => setImmediate(() => setImmediate(look)), lookMilliseconds);
  return timer;
}

/** Finds the question that the worker is processing; its answers to earlier questions may not have arrived yet. */
function findCurrentQuestion({ waiting, answered }: State, thread: Thread): Asked | undefined {
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

/** Ends the worker after a question that exceeded a limit; the next worker gets all questions without an answer. */
function fail(state: State, asked: Asked, failure: Failure): void {
  const { thread } = state;
  forget(state);
  state.waiting.splice(state.waiting.indexOf(asked), 1);
  thread?.worker.terminate();
  asked.learn?.(failure);
  asked.done(failure);
  advance(state);
}

/** Resets the state of the worker, so that the next one gets all questions again. */
function forget(state: State): void {
  clearTimeout(state.timer);
  Object.assign(state, forgotten);
}

function start(state: State): Thread {
  const thread = state.newThread();
  const gone = (message: string) => {
    if (thread !== state.thread) return;
    const asked = findCurrentQuestion(state, thread);
    if (asked) fail(state, asked, makeFailure(message, "memory"));
    else forget(state);
  };
  thread.worker.on("message", (answers: readonly Answer[]) => answer(state, thread, answers));
  thread.worker.on("error", () => gone("it used too much memory"));
  thread.worker.on("exit", () => gone("it ended the sandbox"));
  thread.worker.unref();
  state.thread = thread;
  return thread;
}

function makeFailure(message: string, exceeded?: Failure["exceeded"]): Failure {
  return { answer: "failed", message, ...(exceeded && { exceeded }) };
}
