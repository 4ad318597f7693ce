// Breaks one thing at a time in copies of directories, and checks whether the right rule reports it at the right place:
// node scripts/mutations.mjs [--cli FILE] [--command] [--kustomize off] [--json] [--seed N] [--limit N] [--repairs N] DIR…
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { runMutations, shown } from "./mutations/run.mjs";
import { table } from "./mutations/table.mjs";
import { commandTool, libraryTool } from "./mutations/tool.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cli: { type: "string", default: join(fileURLToPath(new URL("..", import.meta.url)), "dist/cli.js") },
    kustomize: { type: "string", default: "auto" },
    command: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    limit: { type: "string", default: "Infinity" },
    repairs: { type: "string", default: "0" },
  },
});
// The library beside the command gives the same result, but faster; --command starts the command each time.
const library = pathToFileURL(join(dirname(resolve(values.cli)), "index.js")).href;
const tool = values.command ? commandTool(values.cli) : libraryTool((await import(library)).lint, values.cli, values.kustomize);
const results = [];
let repairs = Number(values.repairs);
for (const directory of positionals) {
  const options = { seed: Number(values.seed), limit: Number(values.limit), repairs };
  const found = await attempted(directory, options);
  repairs -= found.filter(({ repair }) => repair).length;
  results.push(...found);
}
const right = results.filter(({ isRight }) => isRight).length;
const share = results.length === 0 ? 0 : right / results.length;
console.log(values.json ? JSON.stringify(results.map(plain), undefined, 2) : report());
process.exit(share < 0.95 || results.some(({ repair }) => repair && !repair.isClean) ? 1 : 0);

async function attempted(directory, options) {
  try {
    return await runMutations(directory, tool, options);
  } catch (error) {
    console.error(`${directory}: ${error.message}`);
    return [];
  }
}

/** Prints the results for people, with the errors below the table. */
function report() {
  const wrong = results.filter(({ isRight }) => !isRight).map(described);
  const spoilt = results
    .filter(({ repair }) => repair && !repair.isClean)
    .map(({ repair, ...result }) => `${described(result)}\n    after --fix: ${repair.left.join("; ")}`);
  const repaired = results.filter(({ repair }) => repair);
  const totals = `${right} of ${results.length} right (${(share * 100).toFixed(1)} %), ${repaired.length - spoilt.length} of ${repaired.length} repairs clean`;
  return [table(results), ...wrong, ...spoilt, totals].join("\n");
}

function described({ directory, file, line, kind, note, fault, expect, fresh }) {
  const meant = expect.silence === undefined ? expect.rules.join(" or ") : `silence, because ${expect.silence}`;
  const said = fresh.length === 0 ? "nothing" : fresh.map(shown).join("\n      ");
  return `WRONG ${directory} ${file}:${line}: ${kind}${note ? ` (${note})` : ""}: ${fault}\n    expected ${meant}\n    new: ${said}`;
}

function plain({ expect, fresh, ...result }) {
  return { ...result, expected: expect.rules ?? [], silence: expect.silence ?? null, findings: fresh.map(shown) };
}
