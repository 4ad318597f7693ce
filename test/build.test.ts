import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

test("a build in another place gives the very bytes of dist", () => {
  const place = mkdtempSync(join(tmpdir(), "build-"));
  try {
    for (const name of ["src", "policies", "schemas", "scripts", "package.json", "tsconfig.json", "tsconfig.types.json"]) {
      cpSync(join(root, name), join(place, name), { recursive: true });
    }
    symlinkSync(join(root, "node_modules"), join(place, "node_modules"));
    execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: place, stdio: "pipe" });
    const built = contents(join(place, "dist"));
    const committed = contents(join(root, "dist"));
    expect([...built.keys()]).toEqual([...committed.keys()]);
    for (const [path, text] of built) expect(text === committed.get(path), `dist/${path} is stale: npm run build`).toBe(true);
    for (const [path, text] of built)
      expect(text.includes(place) || text.includes(root), `dist/${path} names a directory of this machine`).toBe(false);
  } finally {
    rmSync(place, { recursive: true });
  }
});

function contents(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]));
}
