import type { MessagePort } from "node:worker_threads";
import { type Answer, type Failure, type Language, languageOf, type PolicyText, type Request } from "./protocol.ts";

/** What runs policies of one language. */
export interface Engine {
  readonly load: (policy: PolicyText) => Answer;
  /** The document that is judged from now on. */
  readonly document: (text: string) => void;
  readonly judge: (file: string, milliseconds: number) => Answer;
}

/** Answers the main thread's requests, one after the other, for as long as the worker lives. */
export function serve(port: MessagePort, languages: readonly Language[]): void {
  const engines = new Map<Language, Promise<Engine>>();
  const engineOf = (language: Language) => {
    const known = engines.get(language) ?? openEngine(language);
    engines.set(language, known);
    return known;
  };
  const engineFor = (file: string) => engineOf(languageOf(file));
  // Whoever asks for one that cannot be opened is told.
  for (const language of languages) engineOf(language).catch(() => undefined);
  const answer = async (request: Request): Promise<Answer> => {
    if (request.ask === "document") {
      for (const engine of engines.values()) (await engine).document(request.text);
      return { answer: "done" };
    }
    if (request.ask === "open") {
      await engineOf(request.language);
      return { answer: "done" };
    }
    if (request.ask === "judge" && request.milliseconds <= 0)
      return { answer: "failed", message: "the time that policies may take is used up", file: request.file };
    if (request.ask === "judge") return (await engineFor(request.file)).judge(request.file, request.milliseconds);
    const engine = await engineFor(request.policy.file);
    return engine.load(request.policy);
  };
  let last = Promise.resolve();
  port.on("message", (request: Request) => {
    last = last.then(async () => {
      const started = performance.now();
      const reply = await answer(request).catch(failureOf);
      port.postMessage({ ...reply, took: performance.now() - started });
    });
  });
}

async function openEngine(language: Language): Promise<Engine> {
  if (language === "json") return (await import("./json-engine.ts")).openJsonEngine();
  return (await import("./quickjs-engine.ts")).openQuickJsEngine();
}

/** An engine that throws is in no state to go on; memory is what makes one throw. */
function failureOf(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { answer: "failed", message: message.slice(0, 500), exceeded: "memory" };
}
