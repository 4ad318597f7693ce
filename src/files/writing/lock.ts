import { closeSync, constants, openSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { setTimeout } from "node:timers/promises";

const waitLimit = 10_000;
const pause = 20;

/**
 * Waits until no other run on this machine writes files, then keeps others from writing until the returned function is called;
 * undefined if the wait takes too long. There is one lock for all trees, because trees overlap; it is held only briefly. The
 * system frees it when the process dies, so it cannot become stale, and it uses no path that a repository could control. On a
 * system without such locks, writing goes ahead without one: each file is still compared right before it is replaced.
 */
export async function takeLock(): Promise<(() => void) | undefined> {
  const end = performance.now() + waitLimit;
  for (;;) {
    const release = hasFileLocks ? lockHome() : await listen();
    if (release || performance.now() > end) return release;
    await setTimeout(pause * (0.5 + Math.random()));
  }
}

/** BSD systems can lock a file while opening it; only they have this flag. */
const hasFileLocks = ["darwin", "freebsd", "openbsd", "netbsd"].includes(process.platform);
const exclusive = 0x20;

function lockHome(): (() => void) | undefined {
  try {
    const descriptor = openSync(homedir(), constants.O_RDONLY | constants.O_NONBLOCK | exclusive);
    return () => closeSync(descriptor);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EAGAIN" ? undefined : () => undefined;
  }
}

/** A name on which only one process at a time can listen: an abstract socket on Linux, a named pipe on Windows. */
const name = process.platform === "win32" ? "\\\\.\\pipe\\istio-preflight-writes" : "\0istio-preflight-writes";

function listen(): Promise<(() => void) | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code === "EADDRINUSE" ? undefined : () => undefined));
    server.listen(name, () => resolve(() => server.close()));
  });
}
