import {
  languageOf
} from "./protocol.js";
import "./runtime.js";

// src/policy/sandbox/serve.ts
var patienceMilliseconds = 5;
function serve(port, { languages, begun }) {
  const answerTo = openEngines(languages);
  const answers = [];
  let posted = performance.now();
  const post = () => {
    posted = performance.now();
    if (answers.length > 0) port.postMessage(answers.splice(0));
  };
  let last = Promise.resolve();
  port.on("message", (request) => {
    last = last.then(async () => {
      const started = performance.now();
      Atomics.add(begun, 0, 1);
      const reply = await answerTo(request).catch(failureOf);
      const now = performance.now();
      if (answers.push({ ...reply, took: now - started }) === 1) setImmediate(post);
      if (now - posted > patienceMilliseconds) post();
    });
  });
}
function openEngines(languages) {
  const engines = /* @__PURE__ */ new Map();
  const engineOf = (language) => {
    const known = engines.get(language) ?? openEngine(language);
    engines.set(language, known);
    return known;
  };
  for (const language of languages) engineOf(language).catch(() => void 0);
  let allowed = 0;
  const judge = async (file, milliseconds) => {
    if (allowed <= 0) return { answer: "failed", message: "the time that policies may take is used up", file };
    const engine = await engineOf(languageOf(file));
    const started = performance.now();
    const answer = engine.judge(file, Math.min(milliseconds, allowed));
    allowed -= performance.now() - started;
    return answer;
  };
  return async (request) => {
    if (request.ask === "judge") return judge(request.file, request.milliseconds);
    if (request.ask === "load") return (await engineOf(languageOf(request.policy.file))).load(request.policy);
    if (request.ask === "document") for (const engine of engines.values()) (await engine).document(request.text);
    if (request.ask === "open") await engineOf(request.language);
    if (request.ask === "allow") allowed = request.milliseconds;
    return { answer: "done" };
  };
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
