import {
  lockedCode
} from "./request.js";
import {
  writeFiles
} from "./write.js";
import {
  describeSystemError
} from "./obstacles.js";
import {
  findStatus,
  isLinked
} from "./links.js";
import {
  UsageError
} from "./usage-error.js";

// src/files/writing/output.ts
import { mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
async function writeOutput(directory, file, text) {
  if (isLinked(directory, file)) throw new UsageError(`Cannot write ${file}: it is a link, or behind one.`);
  const path = resolve(directory, file);
  const status = findStatus(path);
  const reason = isReplaceable(status) ? await replaceFile(path, text) : writeInPlace(path, text);
  if (reason !== void 0) throw new UsageError(`Cannot write ${file}: ${reason}.`);
}
function isReplaceable(status) {
  return status === void 0 || status.isFile() && status.nlink === 1;
}
async function replaceFile(path, text) {
  let directory;
  try {
    directory = realpathSync(dirname(path));
  } catch (error) {
    return describeSystemError(error);
  }
  const [obstacle] = await writeFiles({ directory, groups: [[{ file: basename(path), text }]] });
  return obstacle?.code !== void 0 && inPlaceOnly.has(obstacle.code) ? writeInPlace(path, text) : obstacle && explainOutputError(obstacle);
}
function explainOutputError({ code, reason }) {
  return code === void 0 || code === lockedCode ? `it ${reason}` : describeSystemError({ code, message: reason });
}
var inPlaceOnly = /* @__PURE__ */ new Set(["EACCES", "EPERM", "EBUSY", lockedCode]);
function writeInPlace(path, text) {
  try {
    writeFileSync(path, text);
    return void 0;
  } catch (error) {
    return describeSystemError(error);
  }
}
async function writeNewFile(directory, file, text) {
  if (isLinked(directory, file)) throw new UsageError(`Cannot write ${file}: it is a link, or behind one.`);
  try {
    mkdirSync(dirname(resolve(directory, file)), { recursive: true });
  } catch (error) {
    throw new UsageError(`Cannot write ${file}: ${describeSystemError(error)}.`);
  }
  const [obstacle] = await writeFiles({ directory: realpathSync(directory), groups: [[{ file, text, before: null }]] });
  if (obstacle) throw new UsageError(`Cannot write ${file}: ${explainOutputError(obstacle)}.`);
}

export {
  writeOutput,
  writeNewFile
};
