import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { judged } from "./judge.mjs";
import { kinds as all } from "./kinds/index.mjs";
import { randomFrom } from "./random.mjs";
import { worldOf } from "./world.mjs";

/** Breaks one thing at a time in a copy of a directory, and checks the findings. */
export async function runMutations(directory, tool, { seed = 1, limit = Number.POSITIVE_INFINITY, repairs = 0, kinds = all } = {}) {
  const copy = join(mkdtempSync(join(tmpdir(), "mutations-")), basename(directory));
  try {
    copyTree(directory, copy);
    const before = await tool.check(copy);
    const world = worldOf(copy, await tool.inspect(copy));
    const random = randomFrom(seed);
    const mutations = random.some(distinct(planned(world, random, kinds)), limit);
    const results = [];
    for (const mutation of mutations) {
      const isToRepair = results.filter(({ repair }) => repair).length < repairs;
      results.push({ directory, ...(await tried(copy, world, tool, mutation, before, isToRepair)) });
    }
    return results;
  } finally {
    rmSync(dirname(copy), { recursive: true, force: true });
  }
}

function* planned(world, random, kinds) {
  for (const kind of kinds) yield* kind(world, random);
}

/** Keeps one of several equal changes to the same line, and omits changes that cannot be written in a simple way. */
function distinct(mutations) {
  const known = new Map();
  for (const mutation of mutations) {
    const key = mutation.edit && JSON.stringify([mutation.kind, mutation.site.file, mutation.site.line, mutation.site.column]);
    if (key && !known.has(key)) known.set(key, mutation);
  }
  return [...known.values()];
}

async function tried(copy, world, tool, mutation, before, isToRepair) {
  const { kind, site, note, edit, expect } = mutation;
  const path = join(copy, site.file);
  writeFileSync(path, edit.lines.join("\n"));
  try {
    const findings = await tool.check(copy);
    const result = { kind, file: site.file, line: site.line, note, expect, ...judged(world, mutation, before, findings) };
    const safe = result.fresh.find(({ fix }) => fix?.safe);
    if (!isToRepair || !result.isRight || !safe) return result;
    return { ...result, repair: await repaired(copy, world, tool, mutation, before) };
  } finally {
    writeFileSync(path, world.lines(site.file).join("\n"));
  }
}

/** Fixes run in a separate copy, because they may also change what was wrong before. */
async function repaired(copy, world, tool, mutation, before) {
  const own = join(mkdtempSync(join(tmpdir(), "repair-")), basename(copy));
  try {
    copyTree(copy, own);
    await tool.fix(own);
    const left = judged(world, mutation, before, await tool.check(own)).fresh;
    return { isClean: left.length === 0, left: left.map(shown) };
  } finally {
    rmSync(dirname(own), { recursive: true, force: true });
  }
}

function copyTree(directory, copy) {
  const isLeftOut = (source) => /^(\.git|node_modules)$/.test(basename(source));
  cpSync(directory, copy, { recursive: true, verbatimSymlinks: true, filter: (source) => source === directory || !isLeftOut(source) });
}

/** Formats a finding as one line. */
export function shown({ file, line, severity, rule, message }) {
  return `${file}:${line}: ${severity} ${message} [${rule}]`;
}
