import {
  startThreadStopwatch
} from "./stopwatch.js";
import {
  detectLanguage
} from "./protocol.js";
import "./runtime.js";

// src/policy/custom/sandbox/serve.ts
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
      const elapsed = startThreadStopwatch();
      Atomics.add(begun, 0, 1);
      const reply = await answerTo(request).catch(describeFailure);
      if (answers.push({ ...reply, took: elapsed() }) === 1) setImmediate(post);
      if (performance.now() - posted > patienceMilliseconds) post();
    });
  });
}
var mostOfAllowed = 1 / 16;
function openEngines(languages) {
  const engines = /* @__PURE__ */ new Map();
  const engineOf = (language) => {
    const known = engines.get(language) ?? openEngine(language);
    engines.set(language, known);
    return known;
  };
  for (const language of languages) engineOf(language).catch(() => void 0);
  let allowed = 0;
  const run = async (file, milliseconds, action) => {
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
async function openEngine(language) {
  if (language === "json") return (await import("./json-engine.js")).openJsonEngine();
  return (await import("./quickjs-engine.js")).openQuickJsEngine();
}
function describeFailure(error) {
  const message = error instanceof Error ? error.message : String(error);
  return { answer: "failed", message: message.slice(0, 500), exceeded: "memory" };
}
export {
  serve
};
