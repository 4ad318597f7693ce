// src/source/programs/live.ts
var live = /* @__PURE__ */ new Set();
var isListening = false;
function endAtExit(end) {
  if (!isListening) process.on("exit", endAll);
  isListening = true;
  live.add(end);
  return () => live.delete(end);
}
function endAll() {
  for (const end of live) end();
}
var signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
function exitOnSignals() {
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code));
}

export {
  endAtExit,
  exitOnSignals
};
