import {
  FILE_HEADERS_ONLY,
  createTwoFilesPatch
} from "./diff.js";
import {
  writeFiles
} from "./write.js";
import {
  findObstacle
} from "./obstacles.js";
import {
  applyFixes
} from "./apply-2.js";
import "./environment.js";
import {
  findStatus
} from "./links.js";
import "./usage-error.js";
import {
  isHarmless
} from "./escape.js";
import "./runtime.js";

// src/cli/fixes.ts
import { realpathSync as realpathSync2 } from "node:fs";

// src/fix/patch.ts
function formatPatch(files, textOf) {
  return [...files].map(([file, text]) => formatFilePatch(file, textOf(file), text)).join("");
}
function formatFilePatch(file, before, after) {
  const old = before === void 0 ? "/dev/null" : `a/${file}`;
  return createTwoFilesPatch(old, `b/${file}`, before ?? "", after, "", "", { context: 3, headerOptions: FILE_HEADERS_ONLY });
}

// src/cli/writable.ts
import { readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
function explainRefusalToFix(file, roots) {
  const directory = resolveRealPath(dirname(file));
  if (directory === void 0 || !roots.some((root) => isBelow(directory, root))) return "is outside of what is checked";
  if (relative(resolveRealPath(".") ?? "", directory) !== relative("", dirname(file))) return "is behind a link";
  return findObstacle(file);
}
function readTextIfAny(file) {
  return findStatus(file)?.isFile() ? readFileSync(file, "utf8") : void 0;
}
function isBelow(directory, root) {
  const target = resolveRealPath(root);
  if (target === void 0) return false;
  const top = statSync(target).isDirectory() ? target : dirname(target);
  return directory === top || directory.startsWith(top.endsWith(sep) ? top : top + sep);
}
function resolveRealPath(path) {
  try {
    return realpathSync(path);
  } catch {
    return void 0;
  }
}

// src/cli/fixes.ts
var roundLimit = 10;
function writeFixes(read) {
  return settleFixes({
    read,
    refused: () => [],
    keep: (groups) => writeFiles({ directory: realpathSync2("."), groups })
  });
}
async function formatFixesAsPatch(read) {
  const before = /* @__PURE__ */ new Map();
  const texts = /* @__PURE__ */ new Map();
  const reports = [];
  const readChanged = async () => {
    const checked = await read(texts);
    reports.push(checked.report);
    return checked;
  };
  const { report, left } = await settleFixes({
    read: readChanged,
    refused: findUnshowable,
    keep: async (groups) => {
      for (const { file, text, before: judged } of groups.flat().sort(compareByFile)) {
        if (!texts.has(file)) before.set(file, judged ?? void 0);
        texts.set(file, text);
      }
      return [];
    }
  });
  return { report: reports[0] ?? report, left, patch: formatPatch(texts, (file) => before.get(file)) };
}
function compareByFile(one, other) {
  return one.file < other.file ? -1 : 1;
}
async function settleFixes({ read, refused, keep }) {
  let written = 0;
  const done = /* @__PURE__ */ new Set();
  const obstacles = /* @__PURE__ */ new Map();
  const kept = /* @__PURE__ */ new Map();
  for (let round = 0; ; round++) {
    const { report, text } = await read();
    const judged = withByteOrderMarks(text);
    const { fixes, left } = sortFixes(report, obstacles);
    const not = refused(fixes, judged);
    const able = fixes.filter((found) => !not.includes(found));
    const fresh = able.filter(({ finding }) => !done.has(keyFinding(finding)));
    const { files, applied } = applyFixes(fresh.map(getFix), judged);
    if (applied.length === 0 || round === roundLimit) {
      const hasChanged = (file) => kept.has(file) && kept.get(file) !== judged(file);
      return { report, written, left: [...left, ...listUnshown(not), ...listWaiting(able, hasChanged)] };
    }
    const texts = groupFixFiles(applied).map((group) => group.map((file) => buildNewText(file, files, judged)));
    for (const { file, reason } of await keep(texts)) obstacles.set(file, reason);
    const whole = texts.filter((group) => !group.some(({ file }) => obstacles.has(file))).flat();
    for (const { file, text: own } of whole) kept.set(file, own);
    const changed = new Set(whole.map(({ file }) => file));
    const complete = fresh.filter(({ fix }) => applied.includes(fix) && fix.edits.every(({ file }) => changed.has(file)));
    written += complete.length;
    for (const { finding } of complete) done.add(keyFinding(finding));
  }
}
function buildNewText(file, files, judged) {
  return { file, text: files.get(file) ?? "", before: judged(file) ?? null };
}
function groupFixFiles(fixes) {
  let groups = [];
  for (const { edits } of fixes) {
    const files = edits.map(({ file }) => file);
    const [touched, others] = [true, false].map((wanted) => groups.filter((group) => files.some((file) => group.has(file)) === wanted));
    groups = [...others ?? [], /* @__PURE__ */ new Set([...(touched ?? []).flatMap((group) => [...group]), ...files])];
  }
  return groups.map((group) => [...group].sort());
}
function withByteOrderMarks(judged) {
  return (file) => {
    const text = judged(file);
    return text?.startsWith(" ") && readTextIfAny(file)?.startsWith("\uFEFF") ? `\uFEFF${text.slice(1)}` : text;
  };
}
function findUnshowable(fixes, judged) {
  const { files } = applyFixes(fixes.map(getFix), judged);
  const harmful = new Set(
    [...files].filter(([file, text]) => !isHarmless(formatPatch(/* @__PURE__ */ new Map([[file, text]]), judged))).map(([file]) => file)
  );
  return fixes.filter(({ fix }) => fix.edits.some(({ file }) => harmful.has(file)));
}
function getFix({ fix }) {
  return fix;
}
function sortFixes({ findings, roots }, obstacles) {
  const found = findings.flatMap((finding) => finding.fix ? [{ finding, fix: finding.fix }] : []);
  const reasons = found.map(({ fix }) => findReasonAgainst(fix, roots, obstacles));
  return {
    fixes: found.filter((_, index) => reasons[index] === void 0),
    left: found.flatMap(({ finding, fix }, index) => {
      const reason = reasons[index];
      return reason === void 0 ? [] : [{ finding, title: fix.title, reason }];
    })
  };
}
function findReasonAgainst({ safe, reason, edits }, roots, obstacles) {
  if (!safe) return reason ?? "it does more than the finding is about";
  for (const { file } of edits) {
    const obstacle = obstacles.get(file) ?? explainRefusalToFix(file, roots);
    if (obstacle !== void 0) return `\`${file}\` ${obstacle}`;
  }
  return void 0;
}
function listUnshown(fixes) {
  const reason = "lines beside it hold control characters or commands of a CI runner; `--fix` writes it";
  return fixes.map(({ finding, fix }) => ({ finding, title: fix.title, reason }));
}
function listWaiting(fixes, hasChanged) {
  return fixes.map(({ finding, fix }) => {
    const file = fix.edits.map((edit) => edit.file).find(hasChanged);
    const reason = file === void 0 ? "another fix changes the same lines; run it again" : `\`${file}\` changed after it was written; run again`;
    return { finding, title: fix.title, reason };
  });
}
function keyFinding({ rule, cluster, message, location }) {
  return JSON.stringify([rule, cluster, message, location.file]);
}
export {
  formatFixesAsPatch,
  writeFixes
};
