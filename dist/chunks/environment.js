// src/files/programs/checked-directories.ts
import { existsSync, lstatSync, readlinkSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, parse, resolve, sep } from "node:path";
var checked = /* @__PURE__ */ new Map();
function markChecked(cwd, paths = []) {
  for (const path of paths) mark(resolve(cwd, path));
  const working = resolve(cwd);
  if (working !== parse(working).root) mark(working);
}
function mark(path) {
  const identity = identify(path);
  if (identity !== void 0) checked.set(identity, path);
  for (const [directory, around] of listAncestors(resolveLinks(path))) if (isWorkTree(directory)) checked.set(around, directory);
}
function countChecked() {
  return checked.size;
}
function isChecked(path) {
  return followLinks(path).some((place) => listAncestors(place).some(([, identity]) => isMarked(identity)));
}
function isMarked(identity) {
  const directory = checked.get(identity);
  return directory !== void 0 && identify(directory) === identity;
}
function isWorkTree(directory) {
  return directory !== parse(directory).root && existsSync(join(directory, ".git"));
}
function listAncestors(path) {
  const steps = [];
  for (let place = path; ; place = dirname(place)) {
    const identity = identify(place);
    if (identity !== void 0) steps.push([place, identity]);
    if (dirname(place) === place) return steps;
  }
}
function resolveLinks(path) {
  return followLinks(path).at(-1) ?? path;
}
var mostLinks = 100;
function followLinks(path) {
  const places = [];
  const { root } = parse(resolve(path));
  let place = root;
  const steps = resolve(path).slice(root.length).split(sep).reverse();
  for (let step = steps.pop(); step !== void 0; step = steps.pop()) {
    const next = step === ".." ? dirname(place) : join(place, step);
    const target = linkTarget(next);
    if (target === void 0) {
      place = next;
      continue;
    }
    if (places.push(dirname(next)) > mostLinks) return places;
    if (isAbsolute(target)) place = parse(target).root;
    steps.push(
      ...target.slice(isAbsolute(target) ? parse(target).root.length : 0).split(/[/\\]/).filter(isStep).reverse()
    );
  }
  return [...places, place];
}
function isStep(step) {
  return step !== "" && step !== ".";
}
function linkTarget(path) {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : void 0;
  } catch {
    return void 0;
  }
}
function identify(path) {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return void 0;
  }
}

// src/files/programs/find.ts
import { accessSync, constants, statSync as statSync2 } from "node:fs";
import { delimiter, join as join2, posix, win32 } from "node:path";
var found = /* @__PURE__ */ new Map();
function findProgram(name, machine = {}) {
  const paths = listCandidates(name, machine);
  const key = [countChecked(), ...paths].join("\0");
  if (!found.has(key)) found.set(key, paths.find(isRunnable));
  return found.get(key);
}
function listCandidates(name, { platform = process.platform, env = process.env } = {}) {
  const isWindows = platform === "win32";
  const names = isWindows ? [`${name}.exe`, `${name}.com`] : [name];
  return listAbsoluteEntries(platform, env).flatMap((entry) => names.map((file) => (isWindows ? win32 : posix).join(entry, file)));
}
function buildChildPath() {
  const entries = listAbsoluteEntries(process.platform, process.env);
  const key = [countChecked(), ...entries].join("\0");
  if (harmless?.key !== key) harmless = { key, path: entries.filter((entry) => !isChecked(entry)).join(delimiter) };
  return harmless.path || join2(process.execPath, "none");
}
var harmless;
function listAbsoluteEntries(platform, env) {
  if (platform !== "win32") return splitPath(env.PATH, posix).filter((entry) => posix.isAbsolute(entry));
  const [, path = ""] = Object.entries(env).find(([name]) => name.toUpperCase() === "PATH") ?? [];
  return splitPath(path.replaceAll('"', ""), win32).filter((entry) => /^(?:[a-z]:\\|\\\\[^\\])/i.test(entry));
}
function splitPath(path, { delimiter: delimiter2, normalize }) {
  return (path ?? "").split(delimiter2).filter((entry) => entry !== "").map(normalize);
}
function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync2(path).isFile() && !isChecked(path);
  } catch {
    return false;
  }
}

// src/files/programs/environment.ts
function buildCleanEnvironment(home) {
  const { HOME, SystemRoot, TEMP, TMP } = process.env;
  const own = HOME !== void 0 && isChecked(HOME) ? void 0 : HOME;
  const kept = Object.entries({ HOME: own, SystemRoot, TEMP, TMP }).filter((entry) => entry[1] !== void 0);
  const always = { PATH: buildChildPath(), LC_ALL: "C", NoDefaultCurrentDirectoryInExePath: "1" };
  return { ...Object.fromEntries(kept), ...always, ...home !== void 0 && buildHomeVariables(home) };
}
function buildHomeVariables(folder) {
  const directories = ["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP"];
  const xdg = ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"];
  return Object.fromEntries([...directories, ...xdg].map((name) => [name, folder]));
}
function buildBlockedNetwork() {
  const nowhere = "http://127.0.0.1:0";
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "FTP_PROXY"];
  const proxies = names.flatMap((name) => [name, name.toLowerCase()]).map((name) => [name, nowhere]);
  return { ...Object.fromEntries(proxies), NO_PROXY: "", no_proxy: "", GIT_ALLOW_PROTOCOL: "none", GIT_TERMINAL_PROMPT: "0" };
}

export {
  markChecked,
  isChecked,
  findProgram,
  buildCleanEnvironment,
  buildBlockedNetwork
};
