import {
  lockedCode
} from "./request.js";
import {
  Refusal,
  explainError,
  readFit
} from "./obstacles.js";
import "./runtime.js";

// src/files/writing/lock.ts
import { closeSync, constants, openSync } from "node:fs";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { setTimeout } from "node:timers/promises";
var waitLimit = 1e4;
var pause = 20;
async function takeLock() {
  const end = performance.now() + waitLimit;
  for (; ; ) {
    const release = hasFileLocks ? lockHome() : await listen();
    if (release || performance.now() > end) return release;
    await setTimeout(pause * (0.5 + Math.random()));
  }
}
var hasFileLocks = ["darwin", "freebsd", "openbsd", "netbsd"].includes(process.platform);
var exclusive = 32;
function lockHome() {
  try {
    const descriptor = openSync(homedir(), constants.O_RDONLY | constants.O_NONBLOCK | exclusive);
    return () => closeSync(descriptor);
  } catch (error) {
    return error.code === "EAGAIN" ? void 0 : () => void 0;
  }
}
var name = process.platform === "win32" ? "\\\\.\\pipe\\istio-preflight-writes" : "\0istio-preflight-writes";
function listen() {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", ({ code }) => resolve(code === "EADDRINUSE" ? void 0 : () => void 0));
    server.listen(name, () => resolve(() => server.close()));
  });
}

// src/files/writing/replace.ts
import { randomBytes } from "node:crypto";
import {
  closeSync as closeSync2,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync as openSync2,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from "node:fs";
import { basename, dirname, join } from "node:path";
function replaceFiles({ directory, groups }) {
  const perDirectory = new Map(groups.flat().map(({ file }) => [dirname(file), file]));
  for (const file of perDirectory.values()) removeLeftovers(directory, file);
  return groups.flatMap((group) => replaceGroup(directory, group));
}
function replaceGroup(directory, group) {
  const staged = [];
  const ordered = group.toSorted((one, other) => Number(other.before === null) - Number(one.before === null));
  try {
    const unfit = attemptAll(ordered, (each) => staged.push(stage(directory, each)));
    if (unfit.length > 0) return unfit;
    const changed = group.length > 1 ? attemptAll(staged, (each) => check(directory, each)) : [];
    if (changed.length > 0) return changed;
    for (const each of staged) {
      const failed = attemptAll([each], (one) => put(directory, one));
      if (failed.length > 0) return failed;
    }
    return [];
  } finally {
    for (const { file, temporary } of staged) discard(directory, file, temporary);
  }
}
function attemptAll(items, action) {
  return items.flatMap((item) => {
    try {
      action(item);
      return [];
    } catch (error) {
      const { code } = error;
      return [{ file: item.file, reason: explainError(error), ...code !== void 0 && { code } }];
    }
  });
}
function stage(directory, each) {
  const status = check(directory, each);
  const temporary = `${temporaryStart}${randomBytes(8).toString("hex")}`;
  const descriptor = openSync2(temporary, "wx", status ? 384 : 438);
  try {
    writeFileSync(descriptor, each.text);
    if (status) keepOwnerAndMode(descriptor, status);
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync2(descriptor);
  }
  return { ...each, temporary };
}
var temporaryStart = ".istio-preflight-";
var temporaryName = /^\.istio-preflight-[0-9a-f]{16}$/;
function removeLeftovers(directory, file) {
  try {
    enter(directory, file);
    for (const name2 of readdirSync(".").filter((entry) => temporaryName.test(entry))) {
      const status = lstatSync(name2, { throwIfNoEntry: false });
      if (status?.isFile() && status.uid === (process.getuid?.() ?? status.uid)) rmSync(name2, { force: true });
    }
  } catch {
  }
}
function keepOwnerAndMode(descriptor, { uid, gid, mode }) {
  const own = fstatSync(descriptor);
  try {
    if (own.uid !== uid || own.gid !== gid) fchownSync(descriptor, uid, gid);
  } catch {
    throw new Refusal("belongs to another user or group, which it would lose");
  }
  fchmodSync(descriptor, mode & 4095);
}
function check(directory, { file, before }) {
  enter(directory, file);
  const name2 = basename(file);
  const status = lstatSync(name2, { throwIfNoEntry: false });
  if (before === void 0) {
    if (status && !status.isFile()) throw new Refusal("is not a regular file");
    return status;
  }
  if (before === null) {
    if (status) throw new Refusal("exists already");
    return void 0;
  }
  if (!status) throw new Refusal("was removed while it was checked; run again");
  const found = readFit(name2);
  if (!found.bytes.equals(Buffer.from(before))) throw new Refusal("changed while it was checked; run again");
  return found.status;
}
function enter(directory, file) {
  const path = dirname(join(directory, file));
  process.chdir(path);
  const [here, there] = [statSync(".", { bigint: true }), statSync(path, { bigint: true })];
  const isSame = here.ino === there.ino && here.dev === there.dev;
  if (!isSame || realpathSync(path) !== path) throw new Refusal("is behind a link");
}
function put(directory, staged) {
  const name2 = basename(staged.file);
  check(directory, staged);
  if (staged.before === null) putNew(staged, name2);
  else renameSync(staged.temporary, name2);
}
function putNew({ temporary }, name2) {
  try {
    linkSync(temporary, name2);
  } catch (error) {
    if (error.code === "EEXIST") throw new Refusal("exists already");
    renameSync(temporary, name2);
  }
}
function discard(directory, file, temporary) {
  try {
    enter(directory, file);
    rmSync(temporary, { force: true });
  } catch {
  }
}

// src/files/writing/serve.ts
function serve() {
  process.once("disconnect", () => process.exit());
  process.once("message", async (request) => process.send?.(await write(request)));
}
async function write(request) {
  const release = await takeLock();
  if (!release) return request.groups.flat().map(({ file }) => ({ file, reason: busy, code: lockedCode }));
  const obstacles = replaceFiles(request);
  release();
  return obstacles;
}
var busy = "was not written: another run of istio-preflight has been writing files for 10 seconds; run again";
export {
  serve
};
