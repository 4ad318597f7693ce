import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const entries = ["src/index.d.ts", "src/policy/define.d.ts"];

/** Writes only the types that users import and the types these refer to, without internal modules. */
export function writeDeclarations(root) {
  const folder = join(root, "dist/types");
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json"], {
    cwd: root,
    stdio: "inherit",
  });
  const kept = new Set();
  const waiting = entries.map((entry) => join(folder, entry));
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (kept.has(file)) continue;
    kept.add(file);
    waiting.push(...publish(file));
  }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && !kept.has(path)) rmSync(path);
  }
  removeEmpty(folder);
}

/** Rewrites `./x.ts` to `./x.js`, which TypeScript finds with every module resolution; returns the imported files. */
function publish(file) {
  const found = [];
  const text = readFileSync(file, "utf8").replace(/(?<=(?:from|import\() ?")(\.{1,2}\/[^"]+)\.ts(?=")/g, (_, path) => {
    const target = join(dirname(file), `${path}.d.ts`);
    if (!existsSync(target)) throw new Error(`${file} imports ${path}, which has no declarations`);
    found.push(target);
    return `${path}.js`;
  });
  writeFileSync(file, text);
  return found;
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
