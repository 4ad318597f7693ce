import { definedIn, modules } from "../../define.ts?modules";
import { rangeModule } from "./guest.ts";
import { moduleName } from "./modules.ts";

const texts = new Map([...Object.entries(modules), ["istio-preflight/policy/version-range", rangeModule]]);

/** Whether a module is ours. Those of policies never are: they end in an extension. */
export function isLibrary(path: string): boolean {
  return path === moduleName || texts.has(path);
}

/**
 * The text of one of our modules for a policy of these files. Compiling all of them takes longer than most policies do, and each
 * has a realm of its own: `istio-preflight/policy` leads to those only that the files import something of.
 */
export function libraryText(path: string, files: readonly string[]): string {
  return texts.get(path) ?? exportsFor(files);
}

function exportsFor(files: readonly string[]): string {
  const importing = files.filter((text) => text.includes(moduleName));
  const isClear = importing.length > 0 && !importing.some((text) => withoutNames.test(text));
  const wanted = Object.entries(definedIn).filter(([name]) => !isClear || importing.some((text) => text.includes(name)));
  return wanted.map(([name, module]) => `export { ${name} } from "${module}";\n`).join("");
}

/** A file may use any export where it imports them all, by an expression, or by names with escapes. */
const withoutNames = /\bimport\b[^;'"`]{0,200}[*(]|\bexport\s*\*|\\u/;
