import { definedIn, modules } from "../../define.ts?modules";
import { rangeModule } from "./guest.ts";
import { moduleName } from "./modules.ts";

const texts = new Map([...Object.entries(modules), ["istio-preflight/policy/version-range", rangeModule]]);

/** Checks whether a module belongs to istio-preflight. Modules of policies never match, because their paths have an extension. */
export function isLibrary(path: string): boolean {
  return path === moduleName || texts.has(path);
}

/**
 * Returns the text of one of istio-preflight's modules for a policy with these files. Compiling all of them takes longer than most
 * policies do, and each policy has its own realm. `istio-preflight/policy` therefore exports only what the files import.
 */
export function findLibraryText(path: string, files: readonly string[]): string {
  return texts.get(path) ?? writeExports(files);
}

function writeExports(files: readonly string[]): string {
  const importing = files.filter((text) => text.includes(moduleName));
  const isClear = importing.length > 0 && !importing.some((text) => withoutNames.test(text));
  const wanted = Object.entries(definedIn).filter(([name]) => !isClear || importing.some((text) => text.includes(name)));
  return wanted.map(([name, module]) => `export { ${name} } from "${module}";\n`).join("");
}

/** Matches files that may use any export, because they import all of them, import by expression, or use names with escapes. */
const withoutNames = /\bimport\b[^;'"`]{0,200}[*(]|\bexport\s*\*|\\u/;
