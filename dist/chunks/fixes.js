import {
  isWritable,
  textOf,
  writeText
} from "./writable.js";
import {
  FILE_HEADERS_ONLY,
  createTwoFilesPatch
} from "./diff.js";
import {
  applyFixes
} from "./apply-2.js";
import {
  isHarmless
} from "./escape.js";
import "./usage-error.js";
import "./runtime.js";

// src/fix/patch.ts
function patchOf(files, textOf2) {
  return [...files].map(([file, text]) => filePatch(file, textOf2(file), text)).join("");
}
function filePatch(file, before, after) {
  const old = before === void 0 ? "/dev/null" : `a/${file}`;
  return createTwoFilesPatch(old, `b/${file}`, before ?? "", after, "", "", { context: 3, headerOptions: FILE_HEADERS_ONLY });
}

// src/cli/fixes.ts
var roundLimit = 10;
function writeFixes(read) {
  return settled({
    read,
    textOf,
    refused: () => [],
    keep: (files) => {
      for (const [file, text] of files) writeText(file, text);
    }
  });
}
async function fixesAsPatch(read) {
  const texts = /* @__PURE__ */ new Map();
  const reports = [];
  const readChanged = async () => {
    const report2 = await read(texts);
    reports.push(report2);
    return report2;
  };
  const { report, left } = await settled({
    read: readChanged,
    textOf: (file) => texts.get(file) ?? textOf(file),
    refused: unshowable,
    keep: (files) => {
      for (const [file, text] of files) texts.set(file, text);
    }
  });
  return { report: reports[0] ?? report, left, patch: patchOf(texts, textOf) };
}
async function settled({ read, textOf: current, refused, keep }) {
  let written = 0;
  const done = /* @__PURE__ */ new Set();
  for (let round = 0; ; round++) {
    const report = await read();
    const { fixes, left } = sorted(report);
    const not = refused(fixes);
    const able = fixes.filter((found) => !not.includes(found));
    const fresh = able.filter(({ finding }) => !done.has(keyOf(finding)));
    const { files, applied } = applyFixes(fresh.map(fixIn), current);
    if (applied.length === 0 || round === roundLimit) return { report, written, left: [...left, ...unshown(not), ...waiting(able)] };
    keep(files);
    written += applied.length;
    for (const { finding, fix } of fresh) if (applied.includes(fix)) done.add(keyOf(finding));
  }
}
function unshowable(fixes) {
  const { files } = applyFixes(fixes.map(fixIn), textOf);
  const harmful = new Set([...files].filter(([file, text]) => !isHarmless(patchOf(/* @__PURE__ */ new Map([[file, text]]), textOf))).map(([file]) => file));
  return fixes.filter(({ fix }) => fix.edits.some(({ file }) => harmful.has(file)));
}
function fixIn({ fix }) {
  return fix;
}
function sorted({ findings, roots }) {
  const found = findings.flatMap((finding) => finding.fix ? [{ finding, fix: finding.fix }] : []);
  const reasons = found.map(({ fix }) => reasonAgainst(fix, roots));
  return {
    fixes: found.filter((_, index) => reasons[index] === void 0),
    left: found.flatMap(({ finding, fix }, index) => {
      const reason = reasons[index];
      return reason === void 0 ? [] : [{ finding, title: fix.title, reason }];
    })
  };
}
function reasonAgainst({ safe, reason, edits }, roots) {
  if (!safe) return reason ?? "it does more than the finding is about";
  return edits.every(({ file }) => isWritable(file, roots)) ? void 0 : "its file is a link, no text, or outside of what is checked";
}
function unshown(fixes) {
  const reason = "lines beside it hold control characters or commands of a CI runner; `--fix` writes it";
  return fixes.map(({ finding, fix }) => ({ finding, title: fix.title, reason }));
}
function waiting(fixes) {
  return fixes.map(({ finding, fix }) => ({ finding, title: fix.title, reason: "another fix changes the same lines; run it again" }));
}
function keyOf({ rule, cluster, message, location }) {
  return JSON.stringify([rule, cluster, message, location.file]);
}
export {
  fixesAsPatch,
  writeFixes
};
