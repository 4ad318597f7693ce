import { dirname, join, relative, sep } from "node:path";
import { build } from "esbuild";

const suffix = "?modules";

/** Modules that the sandbox replaces: it asks the host about Istio's versions. */
const replaced = ["istio-preflight/policy/version-range"];

/** A plugin for esbuild: `define.ts?modules` contains the modules that policies may import, as texts for the sandbox. */
export const policyModules = {
  name: "policy-modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?modules$/ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, path.slice(0, -suffix.length));
      // The name appears in the output, which must not depend on the directory of the build.
      return { path: "src/policy/define.ts", namespace: "policy-modules", pluginData: file };
    });
    onLoad({ filter: /(?:)/, namespace: "policy-modules" }, async ({ pluginData }) => ({ contents: await readModules(pluginData) }));
  },
};

/** A plugin for Vite that does the same. */
export const policyModulesInTests = {
  name: "policy-modules",
  enforce: "pre",
  load: (id) => (id.endsWith(suffix) ? readModules(id.slice(0, -suffix.length)) : undefined),
};

/** Returns a module with the texts of all modules that an entry imports, without types, and the module that defines each export. */
async function readModules(entry) {
  const sources = dirname(dirname(entry));
  const [defined, ...others] = await readAll(entry, sources);
  const modules = Object.fromEntries(others.map(({ name, text }) => [name, text]));
  return `export const definedIn = ${inLines(origins(defined))};\nexport const modules = ${inLines(modules)};\n`;
}

async function readAll(entry, sources) {
  const files = [entry];
  const read = [];
  for (const file of files) {
    const module = await readModule(file, sources);
    read.push(module);
    for (const name of module.imports) {
      const path = join(sources, `${name.slice(name.indexOf("/") + 1)}.ts`);
      if (!replaced.includes(name) && !files.includes(path)) files.push(path);
    }
  }
  return read;
}

async function readModule(file, sources) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: dirname(sources),
    entryPoints: [file],
    bundle: true,
    format: "esm",
    platform: "neutral",
    target: "es2022",
    legalComments: "none",
    preserveSymlinks: true,
    metafile: true,
    write: false,
    plugins: [onlyNamed(sources)],
  });
  const [{ exports, imports }] = Object.values(metafile.outputs);
  return { name: nameOf(file, sources), text: outputFiles[0].text, exports, imports: imports.map(({ path }) => path) };
}

/** Leaves each import to the sandbox, under the name that the module has there. */
function onlyNamed(sources) {
  return {
    name: "only-named",
    setup({ onResolve }) {
      onResolve({ filter: /^/ }, ({ path, resolveDir, kind }) => {
        if (kind === "entry-point") return undefined;
        if (!path.startsWith(".")) throw new Error(`policies import ${path}, which the sandbox does not have`);
        return { path: nameOf(join(resolveDir, path), sources), external: true, sideEffects: false };
      });
    },
  };
}

function nameOf(file, sources) {
  return `istio-preflight/${relative(sources, file).split(sep).join("/").replace(/\.ts$/, "")}`;
}

function origins({ text, exports }) {
  const found = {};
  for (const [, names, module] of text.matchAll(/^import \{([^}]*)\} from "([^"]+)";$/gm)) {
    for (const name of names.split(",")) found[name.trim()] = module;
  }
  const missing = exports.filter((name) => found[name] === undefined);
  if (missing.length > 0) throw new Error(`what policies import must be passed on under its own name: ${missing.join(", ")}`);
  return found;
}

function inLines(value) {
  return JSON.stringify(value, undefined, 2);
}
