// Bundles the command, the Action and the library into dist/, which is committed: GitHub runs it as it is. Writes what is made of the shapes, too.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeDeclarations } from "./build/declarations.mjs";
import { licences } from "./build/licences.mjs";
import { policyModules } from "./build/policy-modules.mjs";
import { shapeValidators } from "./build/shape-validators.mjs";
import { writeShapes } from "./build/shapes.mjs";
import { stableNames } from "./build/stable-names.mjs";
import { stillEnvironment } from "./build/still-environment.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const dist = join(root, "dist");

await writeShapes(root);

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: "src/cli.ts", action: "src/action.ts", index: "src/index.ts", policy: "src/policy/define.ts" },
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  chunkNames: "chunks/[name]-[hash]",
  legalComments: "none",
  plugins: [stillEnvironment, policyModules, shapeValidators(root)],
  // The result must not depend on the location of the packages.
  preserveSymlinks: true,
  metafile: true,
  write: false,
});

rmSync(dist, { recursive: true, force: true });
const { pathOf, rewrite } = stableNames(metafile);
for (const { path, text } of outputFiles) {
  const output = relative(root, path).split(sep).join("/");
  const renamed = pathOf(output);
  if (renamed) write(renamed, prologue(output, text) + rewrite(output, text));
}
write("dist/LICENSES.txt", licences(root, metafile));
writeDeclarations(root);

/** The command file must be executable, and CommonJS packages load Node.js modules with `require`. */
function prologue(name, text) {
  const shebang = name === "dist/cli.js" && !text.startsWith("#!") ? "#!/usr/bin/env node\n" : "";
  const require = text.includes("var __require = ")
    ? 'import { createRequire as nodeRequire } from "node:module";\nconst require = nodeRequire(import.meta.url);\n'
    : "";
  return shebang + require;
}

function write(path, text) {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text, { mode: path === "dist/cli.js" ? 0o755 : 0o644 });
}
