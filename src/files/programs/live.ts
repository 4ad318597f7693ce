import { hasCompanion } from "./companion.ts";

/** What must not outlive this process. */
const live = new Set<() => void>();
let isListening = false;

/** Has something ended when this process exits; the returned function says that it has ended by itself. */
export function endAtExit(end: () => void): () => void {
  if (!isListening) process.on("exit", endAll);
  isListening = true;
  live.add(end);
  return () => live.delete(end);
}

function endAll(): void {
  for (const end of live) {
    try {
      end();
    } catch {
      // What else there is has to end all the same, and companions clear up what is left.
    }
  }
}

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Lets signals end this process by way of its exit where nothing else would clear up after it. Elsewhere they end it as they
 * end any program: at once, even while it is busy.
 */
export function exitOnSignals(): void {
  if (hasCompanion) return;
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code));
}
