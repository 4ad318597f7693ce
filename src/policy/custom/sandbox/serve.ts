import type { MessagePort } from "node:worker_threads";
import type { Engine } from "./engine.ts";
import { type Answer, detectLanguage, type Failure, type Language, type Request, type ThreadData } from "./protocol.ts";
import { startThreadStopwatch } from "./stopwatch.ts";

/** Answers are sent in batches of up to this duration, because waking the other thread costs more than most answers. */
const patienceMilliseconds = 5;

/** Answers the main thread's requests one after another, until the worker ends. */
export function serve(port: MessagePort, { languages, begun }: Pick<ThreadData, "languages" | "begun">): void {
  const answerTo = openEngines(languages);
  const answers: Answer[] = [];
  let posted = performance.now();
  const post = () => {
    posted = performance.now();
    if (answers.length > 0) port.postMessage(answers.splice(0));
  };
  let last = Promise.resolve();
  port.on("message", (request: Request) => {
    last = last.then(async () => {
      const elapsed = startThreadStopwatch();
      Atomics.add(begun, 0, 1);
      const reply = await answerTo(request).catch(describeFailure);
      if (answers.push({ ...reply, took: elapsed() }) === 1) setImmediate(post);
      if (performance.now() - posted > patienceMilliseconds) post();
    });
  });
}

/** The maximum share of the remaining time for one policy, so that time is left for the policies after it. */
const mostOfAllowed = 1 / 16;

function openEngines(languages: readonly Language[]): (request: Request) => Promise<Answer> {
  const engines = new Map<Language, Promise<Engine>>();
  const engineOf = (language: Language) => {
    const known = engines.get(language) ?? openEngine(language);
    engines.set(language, known);
    return known;
  };
  // If an engine cannot be opened, each request for it reports the error.
  for (const language of languages) engineOf(language).catch(() => undefined);
  let allowed = 0;
  const run = async (file: string, milliseconds: number, action: (engine: Engine, limit: number) => Answer): Promise<Answer> => {
    if (allowed <= 0) return { answer: "failed", message: "the time that policies may take is used up", file };
    const engine = await engineOf(detectLanguage(file));
    const elapsed = startThreadStopwatch();
    const answer = action(engine, Math.min(milliseconds, allowed * mostOfAllowed));
    allowed -= elapsed();
    return answer;
  };
  return async (request) => {
    const { ask } = request;
    if (ask === "load") return run(request.policy.file, request.milliseconds, (engine, limit) => engine.load(request.policy, limit));
    if (ask === "judge") return run(request.file, request.milliseconds, (engine, limit) => engine.judge(request.file, limit));
    if (ask === "document") for (const engine of engines.values()) (await engine).document(request.text);
    if (ask === "open") await engineOf(request.language);
    if (ask === "allow") allowed = request.milliseconds;
    return { answer: "done" };
  };
}

async function openEngine(language: Language): Promise<Engine> {
  if (language === "json") return (await import("./json-engine.ts")).openJsonEngine();
  return (await import("./quickjs-engine.ts")).openQuickJsEngine();
}

/** An engine that throws cannot be used again; the usual reason is a lack of memory. */
function describeFailure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { answer: "failed", message: message.slice(0, 500), exceeded: "memory" };
}
