import {
  fixedPart,
  matchesGlob
} from "./glob.js";
import {
  findStatus,
  isBelow,
  realPath
} from "./links.js";
import {
  platforms
} from "./cluster.js";

// src/files/policy-files.ts
import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
var policyFileLimit = 1024 * 1024;
var entryLimit = 5e4;
async function openPolicyFiles(cwd, directory = ".") {
  const base = resolve(cwd);
  const root = realPath(resolve(cwd, directory));
  const folders = /* @__PURE__ */ new Map();
  const folderOf = (folder) => {
    if (!folders.has(folder)) folders.set(folder, realPath(folder));
    return folders.get(folder);
  };
  const walks = /* @__PURE__ */ new Map();
  const walk = (start) => {
    const known2 = walks.get(start) ?? [...filesBelow(base, start)];
    walks.set(start, known2);
    return known2;
  };
  return {
    list: async (glob) => root === void 0 ? [] : matches(root, base, glob, walk),
    read: async (path) => root === void 0 ? void 0 : readInside(root, resolve(base, path), folderOf)
  };
}
function isPassedBy(folder) {
  return folder.startsWith(".") || folder === "node_modules";
}
function matches(root, base, glob, walk) {
  const fixed = fixedPart(glob);
  const start = realPath(join(base, fixed));
  if (start === void 0 || !isBelow(root, start)) return [];
  return walk(fixed).filter((path) => matchesGlob(path, glob)).sort();
}
function* filesBelow(base, start) {
  const waiting = [start];
  let entries = 0;
  for (let folder = waiting.pop(); folder !== void 0 && entries < entryLimit; folder = waiting.pop()) {
    for (const entry of readEntries(join(base, folder))) {
      entries += 1;
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) yield path;
      else if (!isPassedBy(entry.name)) waiting.push(path);
    }
  }
}
function readEntries(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
function readInside(root, path, folderOf) {
  const folder = folderOf(dirname(path));
  const isLink2 = findStatus(path)?.isSymbolicLink();
  const real = isLink2 || folder === void 0 ? realPath(path) : join(folder, basename(path));
  if (real === void 0 || !isBelow(root, real)) return void 0;
  let descriptor;
  try {
    descriptor = openSync(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= policyFileLimit ? readFileSync(descriptor, "utf8") : void 0;
  } catch {
    return void 0;
  } finally {
    if (descriptor !== void 0) closeSync(descriptor);
  }
}

// src/policy/metadata.ts
var MetadataError = class extends Error {
};
var texts = { id: 100, title: 70, description: 5e3, remedy: 2e3 };
var known = ["id", "title", "severity", "platforms", "ambient", "versions", "yields", "description", "remedy", "links", "fix"];
var idPattern = /^([a-z][a-z0-9]*(-[a-z0-9]+)*\/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
function isPolicyId(text) {
  return text.length <= texts.id && idPattern.test(text);
}
var versionsPattern = /^(>=|<=|>|<|=)?v?\d{1,4}\.\d{1,4}(\.\d{1,4})?( +(>=|<=|>|<|=)?v?\d{1,4}\.\d{1,4}(\.\d{1,4})?){0,20}$/;
function checkedMetadata(value) {
  if (!isRecord(value)) throw new MetadataError("it must be an object");
  const unknown = Object.keys(value).find((key) => !known.includes(key));
  if (unknown !== void 0) throw new MetadataError(`unknown key \`${unknown.slice(0, 100)}\``);
  for (const [key, longest] of Object.entries(texts)) {
    const text = value[key];
    if (typeof text !== "string" || text === "") throw new MetadataError(`\`${key}\` must be a text`);
    if (text.length > longest) throw new MetadataError(`\`${key}\` must have at most ${longest} characters`);
  }
  if (!isPolicyId(String(value.id))) throw new MetadataError("`id` must be like `pin-version` or `acme/pin-version`");
  if (!["error", "warning", "note"].includes(String(value.severity))) throw new MetadataError("`severity` must be error, warning or note");
  checkScope(value);
  const links = value.links ?? [];
  if (!isList(links, isLink, 20)) throw new MetadataError("`links` must be addresses that start with https://");
  if (value.fix !== void 0) checkFix(value.fix);
  return { ...value, links };
}
function checkScope({ platforms: written, ambient, yields, versions }) {
  const isPlatform = (name) => platforms.some((platform) => platform === name);
  if (written !== void 0 && !isList(written, isPlatform, platforms.length)) {
    throw new MetadataError(`\`platforms\` must be a list of ${platforms.join(", ")}`);
  }
  for (const [key, flag] of Object.entries({ ambient, yields })) {
    if (flag !== void 0 && typeof flag !== "boolean") throw new MetadataError(`\`${key}\` must be true or false`);
  }
  if (versions !== void 0 && !isVersions(versions)) throw new MetadataError("`versions` must be like `>=1.25 <1.28.7`");
}
function checkFix(fix) {
  if (!isRecord(fix) || !isValues(fix.set)) throw new MetadataError("`fix.set` must be values by path of keys");
  const odd = Object.keys(fix).find((key) => !["set", "remove", "tools", "versions"].includes(key));
  if (odd !== void 0) throw new MetadataError(`unknown key \`fix.${odd.slice(0, 100)}\``);
  if (fix.remove !== void 0 && !isList(fix.remove, isPath, 100)) throw new MetadataError("`fix.remove` must be paths of keys");
  const isTool = (tool) => ["helm", "istioctl", "sail", "rendered"].includes(String(tool));
  if (fix.tools !== void 0 && !isList(fix.tools, isTool, 4))
    throw new MetadataError("`fix.tools` must be helm, istioctl, sail, rendered");
  if (fix.versions !== void 0 && !isVersions(fix.versions)) throw new MetadataError("`fix.versions` must be like `>=1.25`");
}
function isValues(value) {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.length <= 50 && entries.every(([path, scalar]) => isPath(path) && isScalar(scalar));
}
function isScalar(value) {
  if (typeof value === "string") return /^[\w./:@,+ -]{0,500}$/.test(value);
  return value === null || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value);
}
function isPath(value) {
  return typeof value === "string" && /^[\w./~-]{1,200}$/.test(value);
}
function isLink(value) {
  return typeof value === "string" && /^https:\/\/\S{1,500}$/.test(value);
}
function isVersions(value) {
  return typeof value === "string" && value.length <= 500 && versionsPattern.test(value);
}
function isList(value, isItem, most) {
  return Array.isArray(value) && value.length <= most && value.every(isItem);
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export {
  policyFileLimit,
  openPolicyFiles,
  isPassedBy,
  MetadataError,
  isPolicyId,
  checkedMetadata,
  isValues,
  isScalar,
  isPath,
  isRecord
};
