import {
  languageOf
} from "./protocol.js";
import "./runtime.js";

// src/policy/sandbox/serve.ts
function serve(port, languages) {
  const engines = /* @__PURE__ */ new Map();
  const engineOf = (language) => {
    const known = engines.get(language) ?? openEngine(language);
    engines.set(language, known);
    return known;
  };
  const engineFor = (file) => engineOf(languageOf(file));
  for (const language of languages) engineOf(language).catch(() => void 0);
  const answer = async (request) => {
    if (request.ask === "document") {
      for (const engine2 of engines.values()) (await engine2).document(request.text);
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
  port.on("message", (request) => {
    last = last.then(async () => {
      const started = performance.now();
      const reply = await answer(request).catch(failureOf);
      port.postMessage({ ...reply, took: performance.now() - started });
    });
  });
}
async function openEngine(language) {
  if (language === "json") return (await import("./json-engine.js")).openJsonEngine();
  return (await import("./quickjs-engine.js")).openQuickJsEngine();
}
function failureOf(error) {
  const message = error instanceof Error ? error.message : String(error);
  return { answer: "failed", message: message.slice(0, 500), exceeded: "memory" };
}
export {
  serve
};
