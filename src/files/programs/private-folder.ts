import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, realpathSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { UsageError } from "../../model/usage-error.ts";
import { isChecked } from "./checked-directories.ts";
import { hasCompanion, shell } from "./companion.ts";
import { endAtExit } from "./live.ts";

/** A folder for this run alone, outside of what is checked. It is removed at the end, however the run ends. */
export interface PrivateFolder {
  /** Its real path. */
  readonly path: string;
  readonly close: () => void;
}

interface Shared {
  readonly path: string;
  readonly folders: Set<string>;
  readonly close: () => void;
}

let shared: Shared | undefined;
let opened = 0;

/** Opens a folder that only this user can access. All such folders are in one parent, with one keeper process. */
export function openPrivateFolder(): PrivateFolder {
  shared ??= openShared();
  const { folders } = shared;
  opened += 1;
  const path = join(shared.path, String(opened));
  mkdirSync(path, { mode: 0o700 });
  folders.add(path);
  return {
    path,
    close: () => {
      remove(path);
      if (folders.delete(path) && folders.size === 0) closeShared();
    },
  };
}

function closeShared(): void {
  shared?.close();
  shared = undefined;
}

function openShared(): Shared {
  const path = join(findTemporaryDirectory(), `istio-preflight-${randomBytes(9).toString("base64url")}`);
  // The keeper starts before the folder exists, so that nothing remains if this process is killed in between.
  const dismiss = hasCompanion ? startKeeper(path) : () => undefined;
  mkdirSync(path, { mode: 0o700 });
  const forget = endAtExit(() => remove(path));
  const close = () => {
    remove(path);
    forget();
    dismiss();
  };
  return { path: realpathSync(path), folders: new Set(), close };
}

/** Removes a folder, with retries: a program that writes to it may need a moment to end. */
function remove(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}

function findTemporaryDirectory(): string {
  const directory = [tmpdir(), "/tmp", "/var/tmp", homedir()].find((candidate) => !isChecked(candidate));
  if (directory !== undefined) return directory;
  throw new UsageError("Temporary files need a directory outside of what is checked; set TMPDIR to one.");
}

/** The keeper's script. It retries, because programs that write to the folder are being ended at the same time. */
const keeper = `read -r _
tries=0
while [ -e "$1" ] && [ $tries -lt 50 ]; do
  rm -rf -- "$1" || sleep 0.1 || sleep 1
  tries=$((tries + 1))
done`;

/** Starts a process that removes a folder once this process is gone; the returned function ends that process. */
function startKeeper(folder: string): () => void {
  const child = spawn(shell, ["-c", keeper, "sh", folder], {
    ...{ cwd: "/", env: { PATH: "/usr/bin:/bin" }, detached: true },
    stdio: ["pipe", "ignore", "ignore"],
  });
  child.on("error", () => undefined);
  child.stdin.on("error", () => undefined);
  child.unref();
  (child.stdin as unknown as { unref: () => void }).unref();
  return () => child.stdin.destroy();
}
