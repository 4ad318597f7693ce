import {
  diffArrays
} from "./diff.js";
import {
  check,
  execGit,
  fileCountLimit,
  fileSizeLimit,
  findDirectory,
  openPrivateFolder,
  programLimits,
  resolvePathScope
} from "./lint.js";
import {
  baselineLimit,
  configurationFile,
  configurationLimit,
  noConfigurationFile,
  parseBaseline,
  parseConfiguration,
  readConfiguration
} from "./apply.js";
import {
  markChecked
} from "./environment.js";
import {
  isBelow
} from "./links.js";
import {
  UsageError
} from "./usage-error.js";
import {
  remembered
} from "./remembered.js";
import {
  isKnown,
  noBaseline
} from "./wording.js";

// src/pipeline/since.ts
import { realpathSync as realpathSync3 } from "node:fs";
import { posix } from "node:path";

// src/git/checkout.ts
import { mkdirSync as mkdirSync2 } from "node:fs";
import { join as join2 } from "node:path";

// src/git/commit.ts
import { realpathSync } from "node:fs";
import { relative, sep } from "node:path";

// src/git/git.ts
var GitError = class extends Error {
  name = "GitError";
};
async function runGit(cwd, args, { input = "", consume } = {}) {
  const limits = consume ? programLimits.readFiles : programLimits.readCommit;
  const result = await execGit(cwd, args, limits, { input, ...consume && { consume } });
  if (!result) throw new UsageError("git is needed to compare with an earlier commit, and is not installed outside of what is checked.");
  if ("output" in result) return result.output;
  throw new GitError(`git ${args[0] ?? ""}: ${explainGitFailure(result)}`);
}
function explainGitFailure({ bound, reason, errors }) {
  return !bound && errors.trim().split("\n", 1)[0]?.slice(0, 1e3) || `it ${reason}`;
}
async function askGit(cwd, args) {
  try {
    return takeFirstLine(await runGit(cwd, args));
  } catch (error) {
    if (error instanceof GitError) return void 0;
    throw error;
  }
}
function takeFirstLine(output) {
  return output.toString("utf8").replace(/\r?\n$/, "");
}

// src/git/commit.ts
async function mergeBase(cwd, { ref, name }) {
  const { root, id: other } = await findCommit(cwd, ref);
  if (await askGit(cwd, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) === void 0) {
    throw new UsageError("There is no commit here yet, so there is nothing to compare with.");
  }
  const id = (await askGit(cwd, ["merge-base", other, "HEAD"]))?.split("\n", 1)[0];
  if (!id) {
    const reason = await isShallow(cwd) ? `this clone is shallow. ${deepen}` : "their histories are unrelated.";
    throw new UsageError(`The commits HEAD and ${JSON.stringify(ref)} have nothing in common here: ${reason}`);
  }
  return { root, id, name: formatCommitName(name ?? ref, id) };
}
function formatCommitName(name, id) {
  const short = id.slice(0, 7);
  return id.startsWith(name) ? short : `${name} (${short})`;
}
async function findCommit(cwd, ref) {
  const root = await findWorkTree(cwd);
  const id = await resolveCommitId(cwd, ref);
  if (id === void 0) throw new UsageError(`There is no commit ${JSON.stringify(ref)} in this repository${await suggestRef(cwd, ref)}`);
  return { root, id, name: id.slice(0, 7) };
}
async function resolveCommitId(cwd, ref) {
  if (!/^[^-\p{Cc}][^\p{Cc}]*$/u.test(ref)) return void 0;
  return askGit(cwd, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]);
}
async function findWorkTree(cwd) {
  const root = realpathSync(await findTopLevel(cwd));
  if (resolveInsideRoot(root, realpathSync(cwd)) === void 0)
    throw new UsageError("The git repository here has its work tree elsewhere.");
  return root;
}
async function findTopLevel(cwd) {
  try {
    return takeFirstLine(await runGit(cwd, ["rev-parse", "--show-toplevel"]));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (/dubious ownership/.test(error.message)) {
      const way = 'If you do, run `git config --global --add safe.directory "$PWD"`.';
      throw new UsageError(`git does not trust this repository, because another user owns it. ${way}`);
    }
    throw new UsageError("This is not a git repository, so there is no earlier commit to compare with.");
  }
}
function resolveInsideRoot(root, path) {
  return isBelow(root, path) ? relative(root, path).split(sep).join("/") : void 0;
}
var deepen = "Set `fetch-depth: 0` at actions/checkout, or run `git fetch --unshallow`.";
async function suggestRef(cwd, ref) {
  if (await resolveCommitId(cwd, `origin/${ref}`) !== void 0) return `; did you mean ${JSON.stringify(`origin/${ref}`)}?`;
  return await isShallow(cwd) ? `, whose clone is shallow. ${deepen}` : ".";
}
async function isShallow(cwd) {
  return await askGit(cwd, ["rev-parse", "--is-shallow-repository"]) === "true";
}

// src/git/tree.ts
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

// src/git/batch.ts
function createBatchReader(take) {
  let pieces = [];
  let held = 0;
  let needed = 1;
  return (piece) => {
    pieces.push(piece);
    held += piece.length;
    if (held < needed) return;
    let rest = pieces.length === 1 ? piece : Buffer.concat(pieces);
    for (let answer = readFirstAnswer(rest); ; answer = readFirstAnswer(rest)) {
      if (answer.end > rest.length) {
        needed = answer.end;
        break;
      }
      take(answer.content);
      rest = rest.subarray(answer.end);
    }
    pieces = [rest];
    held = rest.length;
  };
}
function readFirstAnswer(bytes) {
  const lineEnd = bytes.indexOf("\n");
  if (lineEnd === -1) return { end: bytes.length + 1 };
  const size = /^[0-9a-f]+ blob (\d+)$/.exec(bytes.toString("latin1", 0, lineEnd))?.[1];
  if (size === void 0) return { end: lineEnd + 1 };
  const [start, end] = [lineEnd + 1, lineEnd + 1 + Number(size)];
  return { end: end + 1, content: bytes.subarray(start, end) };
}

// src/git/tree.ts
async function listTree(commit, directories) {
  const paths = directories.includes("") ? [] : ["--", ...directories];
  const output = await runGit(commit.root, ["ls-tree", "-r", "-z", "--long", "--full-tree", commit.id, ...paths]);
  const entries = /* @__PURE__ */ new Map();
  for (const line of output.toString("utf8").split("\0")) {
    const entry = parseTreeEntry(line);
    if (entry && !entries.has(entry.path)) entries.set(entry.path, entry);
    if (entries.size > fileCountLimit) break;
  }
  return [...entries.values()];
}
async function writeTree(commit, entries, directory) {
  const wanted = entries.filter(({ size }) => size <= fileSizeLimit);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (total > totalLimit) {
    throw new UsageError(`The files of ${commit.name} are too large to compare with: ${Math.ceil(total / megabyte)} MiB.`);
  }
  const links = [];
  await readBlobs(commit, wanted, ({ kind, path }, content) => {
    if (kind === "link") links.push({ path, target: content });
    else write(join(directory, path), (file) => writeFileSync(file, content, { flag: "wx" }));
  });
  for (const { path, target } of links) write(join(directory, path), (file) => symlinkSync(target, file));
}
async function readBlobs({ root, name }, entries, take) {
  let index = 0;
  const consume = createBatchReader((content) => {
    const entry = entries[index++];
    if (!content) throw new UsageError(`This clone lacks some files of ${name}; clone without a filter to compare with it.`);
    if (entry) take(entry, content);
  });
  await runGit(root, ["cat-file", "--batch"], { input: entries.map(({ blob }) => `${blob}
`).join(""), consume });
}
var megabyte = 1024 * 1024;
var totalLimit = 2048 * megabyte;
function parseTreeEntry(line) {
  const [, mode, blob = "", size, path = ""] = /^(\d{6}) blob ([0-9a-f]+) +(\S+)\t(.+)$/s.exec(line) ?? [];
  if (mode === void 0 || !isPlain(path)) return void 0;
  return { path, kind: mode === "120000" ? "link" : "file", blob, size: Number(size) || 0 };
}
function isPlain(path) {
  const steps = path.split("/");
  return steps.every((step) => step !== "" && step !== "." && step !== ".." && !/^\.git[. ]*$/i.test(step) && !isOddHere.test(step));
}
var isOddHere = process.platform === "win32" ? /[\\:*?"<>|\p{Cc}]|[. ]$/u : /\0/;
function write(path, make) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    make(path);
  } catch (error) {
    const code = error.code ?? "";
    if (!["EEXIST", "ENOTDIR", "ENAMETOOLONG", "EINVAL", "EILSEQ", "EPERM", "ENOENT"].includes(code)) throw error;
  }
}

// src/git/checkout.ts
async function withCheckout(commit, cwd, paths, use) {
  const { path: folder, close } = openPrivateFolder();
  try {
    const directories = paths.map((path) => resolveDirectory(commit, cwd, path));
    const absent = await listNotCheckedOut(commit);
    const entries = (await listTree(commit, directories)).filter(({ path }) => !absent.has(path));
    for (const directory of directories) mkdirSync2(join2(folder, directory), { recursive: true });
    await writeTree(commit, entries, folder);
    const files = entries.map(({ path }) => path);
    return await use(async (from, path) => {
      const { only } = findDirectory(from, path);
      const directory = resolveDirectory(commit, from, path);
      const prefix = directory === "" ? "" : `${directory}/`;
      return {
        root: join2(folder, directory),
        only,
        files: files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length))
      };
    });
  } finally {
    close();
  }
}
function resolveDirectory({ root }, cwd, path) {
  const inside = resolveInsideRoot(root, findDirectory(cwd, path).root);
  if (inside === void 0) throw new UsageError(`${path} lies outside of the git repository, which has nothing to compare it with.`);
  return inside;
}
async function listNotCheckedOut({ root }) {
  const output = await runGit(root, ["ls-files", "-z", "-t", "--cached", "--full-name"]);
  const lines = output.toString("utf8").split("\0");
  return new Set(lines.filter((line) => line.startsWith("S ")).map((line) => line.slice(2)));
}

// src/git/renames.ts
async function listRenamesSince({ root, id }) {
  const options = ["-r", "-z", "-M", "--name-status", "--diff-filter=R", "--no-ext-diff", "--no-textconv"];
  const renames = /* @__PURE__ */ new Map();
  try {
    const fields = (await runGit(root, ["diff-tree", ...options, id, "HEAD"])).toString("utf8").split("\0");
    for (let at = 0; at + 2 < fields.length; at += 3) renames.set(fields[at + 2] ?? "", fields[at + 1] ?? "");
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  return renames;
}

// src/pipeline/committed-configuration.ts
import { realpathSync as realpathSync2 } from "node:fs";
import { resolve } from "node:path";

// src/git/file.ts
async function readCommittedFile(commit, path) {
  const entry = (await listTree(commit, [path])).find((candidate) => candidate.path === path && candidate.kind === "file");
  let content;
  if (entry) {
    await readBlobs(commit, [entry], (_, bytes) => {
      content = bytes;
    });
  }
  return content;
}

// src/pipeline/committed-configuration.ts
async function readCommittedConfiguration(commit, options) {
  const file = options.config ?? configurationFile;
  const path = resolveInsideRoot(commit.root, resolve(realpathSync2(options.cwd), file));
  if (path === void 0) return void 0;
  const content = await readCommittedFile(commit, path);
  if (!content && options.config === void 0) return noConfigurationFile;
  if (!content) throw new UsageError(`The configuration file ${file} does not exist in ${commit.name}.`);
  if (content.length > configurationLimit) throw new UsageError(`The configuration file ${file} of ${commit.name} is larger than 1 MiB.`);
  return parseConfiguration(file, content.toString("utf8"));
}
async function readCommittedBaseline(commit, options, configuration) {
  const { cwd, config } = options;
  const file = options.baseline ?? (configuration ?? readConfiguration(cwd, config).configuration).baseline;
  if (file === void 0) return noBaseline;
  const path = resolve(realpathSync2(cwd), file);
  const isInside = resolveInsideRoot(realpathSync2(cwd), path) !== void 0;
  const inside = isInside ? resolveInsideRoot(commit.root, path) : void 0;
  const content = inside === void 0 ? void 0 : await readCommittedFile(commit, inside);
  if (!content) throw new UsageError(`The baseline ${file} does not exist in ${commit.name}.`);
  if (content.length > baselineLimit) throw new UsageError(`The baseline ${file} of ${commit.name} is larger than 5 MiB.`);
  return parseBaseline(file, content.toString("utf8"));
}

// src/model/shared-ends.ts
function countSharedEnds(one, other) {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++;
  return { start, end };
}

// src/pipeline/compare/hunks.ts
function diffHunks(before, after) {
  if (before === after) return [];
  const [old, now] = [splitLines(before), splitLines(after)];
  const { start, end } = countSharedEnds(old, now);
  const [oldPart, nowPart] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  if (oldPart.length === 0 && nowPart.length === 0) return [];
  const changes = diffArrays(oldPart, nowPart, { maxEditLength: mostEdits });
  if (!changes) return [{ before: [start + 1, old.length - end + 1], after: [start + 1, now.length - end + 1] }];
  return listHunks(changes, start + 1);
}
var mostEdits = 500;
function listHunks(changes, firstLine) {
  const hunks = [];
  let [old, now] = [firstLine, firstLine];
  let [oldStart, nowStart] = [old, now];
  const close = () => {
    if (old > oldStart || now > nowStart) hunks.push({ before: [oldStart, old], after: [nowStart, now] });
  };
  for (const { added, removed, value } of changes) {
    if (removed) old += value.length;
    else if (added) now += value.length;
    else {
      close();
      old += value.length;
      now += value.length;
      [oldStart, nowStart] = [old, now];
    }
  }
  close();
  return hunks;
}
function splitLines(text) {
  return text.split(/\r\n|\n|\r/);
}

// src/pipeline/compare/files.ts
function compareFiles({ textBefore, textNow, renames }) {
  const before = (file) => renames.get(file) ?? file;
  const hunks = remembered((file) => diffHunks(textBefore(before(file)) ?? "", textNow(file) ?? ""));
  const linesNow = remembered((file) => countLines(textNow(file)));
  const linesBefore = remembered((file) => countLines(textBefore(file)));
  const isNew = (file) => textBefore(before(file)) === void 0;
  const countNow = (file, line) => linesNow(file).get(line) ?? 0;
  const countBefore = (file, line) => linesBefore(file).get(line) ?? 0;
  const hasCome = (now) => countNow(now.location.file, readLine(now)) > countBefore(before(now.location.file), readLine(now));
  const hasGone = (earlier) => countNow(earlier.location.file, readLine(earlier)) < countBefore(earlier.location.file, readLine(earlier));
  return {
    placeBefore: ({ location: { file, line } }) => ({ file: before(file), line: findLineBefore(hunks(file), line) }),
    isChanged: ({ location: { file } }) => isNew(file) || hunks(file).length > 0,
    isOnChangedLine: ({ location: { file, line, endLine } }) => isNew(file) || hunks(file).some(({ after: [first, end] }) => first <= endLine && line < end),
    isReplaced: (now, earlier) => hunks(now.location.file).some((hunk) => isInPlace(hunk, now, earlier)),
    isMoved: (now, earlier) => hasCome(now) && hasGone(earlier),
    isElsewhere: (now, earlier) => isNew(now.location.file) && textNow(earlier.location.file) === void 0
  };
}
function readLine({ frame, location }) {
  return (frame.lines[location.line - frame.firstLine] ?? "").trim();
}
function isInPlace(hunk, now, earlier) {
  return isWithin(hunk.after, now.location.line) && isWithin(hunk.before, earlier.location.line);
}
function isWithin([first, end], line) {
  return first <= line && line < end;
}
function findLineBefore(hunks, line) {
  let shift = 0;
  for (const { before, after } of hunks) {
    if (line < after[0]) break;
    if (line < after[1]) return void 0;
    shift = before[1] - after[1];
  }
  return line + shift;
}
function countLines(text = "") {
  const counts = /* @__PURE__ */ new Map();
  for (const written of text.split("\n")) {
    const line = written.trim();
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return counts;
}

// src/pipeline/compare/group.ts
function groupBy(things, key) {
  const groups = /* @__PURE__ */ new Map();
  for (const thing of things) {
    const name = JSON.stringify(key(thing));
    const group = groups.get(name);
    if (group) group.push(thing);
    else groups.set(name, [thing]);
  }
  return groups;
}

// src/pipeline/compare/findings.ts
function matchFindings(now, before, files) {
  let open = now;
  let left = before;
  const added = [];
  for (const pass of listPasses(files)) {
    const { pairs, rest, unmatched } = pairUp(open, left, pass, files);
    for (const [finding, earlier] of pairs) if (isWorse(finding, earlier)) added.push(finding);
    open = rest;
    left = unmatched;
  }
  const caused = /* @__PURE__ */ new Set([...added, ...open]);
  return { added: now.filter((finding) => caused.has(finding)), resolved: left };
}
function isWorse(now, before) {
  return weights[now.severity] > weights[before.severity] || now.clusters.length > before.clusters.length;
}
var weights = { error: 2, warning: 1, note: 0 };
function listPasses({ isReplaced, isMoved, isElsewhere }) {
  return [
    { key: ({ rule, cluster }, { file, line }) => [rule, file, line, cluster] },
    { key: ({ rule }, { file, line }) => [rule, file, line] },
    { key: (finding, { file }) => [finding.rule, file, readLine(finding), finding.cluster, finding.message] },
    // The indentation of the line has changed, or the version on it.
    { key: (finding, { file }) => [finding.rule, file, readLine(finding), finding.cluster], isSame: isReplaced },
    { key: ({ rule, message, cluster }, { file }) => [rule, file, message, cluster], isSame: isReplaced },
    // The line has moved to another file, or to a file of another cluster.
    { key: (finding) => [finding.rule, readLine(finding), finding.message, finding.cluster], isSame: isMoved },
    { key: (finding) => [finding.rule, readLine(finding), finding.message], isSame: isElsewhere }
  ];
}
function pairUp(now, before, { key, isSame = acceptAny }, files) {
  const candidates = groupBy(before, (finding) => key(finding, finding.location));
  const pairs = [];
  const rest = [];
  for (const [name, group] of groupBy(now, (finding) => key(finding, files.placeBefore(finding)))) {
    const same = candidates.get(name) ?? [];
    for (const finding of group) {
      const earlier = takeFirst(same, (candidate) => isSame(finding, candidate));
      if (earlier) pairs.push([finding, earlier]);
      else rest.push(finding);
    }
  }
  const matched = new Set(pairs.map(([, earlier]) => earlier));
  return { pairs, rest, unmatched: before.filter((finding) => !matched.has(finding)) };
}
function takeFirst(findings, isSame) {
  const index = findings.slice(0, mostTried).findIndex(isSame);
  return index < 0 ? void 0 : findings.splice(index, 1)[0];
}
function acceptAny() {
  return true;
}
var mostTried = 50;

// src/pipeline/compare/settings.ts
function findSettingChanges(now, before, fileBefore) {
  const pairs = pairInstalls(listPlaced(now), listPlaced(before), fileBefore);
  return pairs.flatMap(([placed, earlier]) => listChangedSettings(placed, earlier.install));
}
function listPlaced(clusters) {
  return clusters.flatMap(({ name, installs }) => installs.map((install) => ({ cluster: name, install })));
}
function pairInstalls(now, before, fileBefore) {
  const pairs = [];
  let [ours, theirs] = [now, before];
  for (const key of keys) {
    const same = groupBy(theirs, (placed) => key(placed, placed.install.file));
    const found = [...groupBy(ours, (placed) => key(placed, fileBefore(placed.install.file)))].flatMap(
      ([name, group]) => pairInOrder(group, same.get(name) ?? [])
    );
    const taken = new Set(found.flat());
    ours = ours.filter((placed) => !taken.has(placed));
    theirs = theirs.filter((placed) => !taken.has(placed));
    pairs.push(...found);
  }
  const order = new Map(now.map((placed, index) => [placed, index]));
  return pairs.sort(([one], [other]) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
}
var keys = [
  ({ cluster, install }, file) => [cluster, install.component, install.release, install.namespace, file],
  ({ cluster, install }, file) => [cluster, install.component, install.release, file],
  ({ install }, file) => [install.component, install.release, install.namespace, file],
  ({ cluster, install }) => [cluster, install.component, install.release]
];
function pairInOrder(now, before) {
  if (now.length !== before.length) return [];
  return now.flatMap((placed, index) => {
    const earlier = before[index];
    return earlier ? [[placed, earlier]] : [];
  });
}
function listChangedSettings({ cluster, install }, earlier) {
  const { component, release } = install;
  return Object.entries(install.effective ?? {}).flatMap(([setting, after]) => {
    const before = readKnownSetting(earlier, setting);
    if (before === void 0 || JSON.stringify(before) === JSON.stringify(after)) return [];
    const { file, line } = (Object.hasOwn(install.origins, setting) ? install.origins[setting] : void 0) ?? install;
    return [{ cluster, component, release, setting, before, after, file, line }];
  });
}
function readKnownSetting({ effective }, setting) {
  return effective && Object.hasOwn(effective, setting) ? effective[setting] : void 0;
}

// src/pipeline/compare/compare.ts
function compareReports(now, before, base, sides) {
  const files = compareFiles(sides);
  const { added: absent, resolved } = matchFindings([...now.findings, ...now.suppressed.filter(isKnown)], before.findings, files);
  const added = absent.filter((finding) => !isKnown(finding));
  const comparison = {
    base,
    added: collectFingerprints(added),
    onChangedLines: collectFingerprints(now.findings.filter(files.isOnChangedLine)),
    inChangedFiles: collectFingerprints(now.findings.filter(files.isChanged)),
    before: now.findings.length - added.length,
    hidden: false,
    // A finding that is suppressed now is not resolved.
    resolved: matchFindings(now.suppressed, resolved, files).resolved,
    settings: findSettingChanges(now.clusters, before.clusters, (file) => sides.renames.get(file) ?? file)
  };
  return { ...now, comparison };
}
function collectFingerprints(findings) {
  return new Set(findings.map(({ fingerprint }) => fingerprint));
}

// src/pipeline/since.ts
async function withEarlier(options, since, overrides, use) {
  const { cwd, config, paths = [] } = options;
  markChecked(cwd, paths);
  const commit = await mergeBase(cwd, since);
  const now = overrides.configuration ?? readConfiguration(cwd, config);
  const configuration = overrides.configuration ?? await readEarlierConfiguration(commit, options) ?? now;
  const renames = await listRenames(commit, cwd);
  return withCheckout(commit, cwd, resolvePathScope(cwd, options.paths).roots, async (open) => {
    const { progress: _, ...quietly } = options;
    const before = await check(quietly, { ...overrides, open, configuration, policyGlobs: now.configuration.policies, known: noBaseline });
    return use((now2) => compareReports(now2.report, before.report, commit.name, { textBefore: before.text, textNow: now2.text, renames }));
  });
}
async function readEarlierConfiguration(commit, options) {
  try {
    const then = await readCommittedConfiguration(commit, options);
    return then && { ...then, checkRules: () => void 0 };
  } catch (error) {
    if (error instanceof UsageError) return void 0;
    throw error;
  }
}
async function listRenames(commit, cwd) {
  const directory = resolveInsideRoot(commit.root, realpathSync3(cwd)) ?? "";
  const renames = await listRenamesSince(commit);
  return new Map([...renames].map(([now, before]) => [posix.relative(directory, now), posix.relative(directory, before)]));
}

export {
  GitError,
  findCommit,
  resolveCommitId,
  resolveInsideRoot,
  listTree,
  readBlobs,
  readCommittedConfiguration,
  readCommittedBaseline,
  countSharedEnds,
  withEarlier
};
