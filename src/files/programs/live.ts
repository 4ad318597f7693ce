import { hasCompanion } from "./companion.ts";

/** Functions that end what must not outlive this process. */
const live = new Set<() => void>();
let isListening = false;

/** Registers a function to be called when this process exits; the returned function removes it again. */
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
      // The rest must be ended all the same, and companions clean up what remains.
    }
  }
}

const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Makes signals end this process through its normal exit on systems where no companion cleans up. On other systems a signal ends
 * it at once, as with any program, even while it is busy.
 */
export function exitOnSignals(): void {
  if (hasCompanion) return;
  for (const [signal, code] of Object.entries(signals)) process.once(signal, () => process.exit(code));
}
