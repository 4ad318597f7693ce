// src/files/programs/companion.ts
import { existsSync } from "node:fs";
var shell = "/bin/sh";
var hasCompanion = process.platform !== "win32" && existsSync(shell);

// src/files/programs/live.ts
var live = /* @__PURE__ */ new Set();
var isListening = false;
function endAtExit(end) {
  if (!isListening) process.on("exit", endAll);
  isListening = true;
  live.add(end);
  return () => live.delete(end);
}
function endAll() {
  for (const end of live) {
    try {
      end();
    } catch {
    }
  }
}
var signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 };
function exitOnSignals() {
  if (hasCompanion) return;
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code));
}

export {
  shell,
  hasCompanion,
  endAtExit,
  exitOnSignals
};
