import { posix } from "node:path";

/**
 * Names chunks after their content: with the hashes that esbuild uses to distinguish them, every rebuild would rename files.
 * Chunks for the Action only go to a separate folder, because they are not part of the package on the registry.
 *
 * Returns a function for the new path of an output (undefined if nothing imports it), and one that rewrites the imports in its text.
 */
export function stableNames(metafile) {
  const paths = newPaths(metafile);
  return {
    pathOf: (path) => (path.startsWith("dist/chunks/") ? paths.get(path) : path),
    rewrite: (path, text) => {
      const from = posix.dirname(paths.get(path) ?? path);
      return text.replace(/"(\.{1,2}\/[\w./-]+\.js)"/g, (quoted, specifier) => {
        const target = paths.get(posix.join(posix.dirname(path), specifier));
        if (!target) return quoted;
        const way = posix.relative(from, target);
        return `"${way.startsWith(".") ? way : `./${way}`}"`;
      });
    },
  };
}

function newPaths({ outputs, inputs }) {
  const published = reachable(outputs, (path) => outputs[path].entryPoint && /^dist\/(?:cli|index|policy)\.js$/.test(path));
  const paths = new Map();
  const taken = new Set(Object.keys(outputs));
  const used = reachable(outputs, (path) => outputs[path].entryPoint && !path.startsWith("dist/chunks/"));
  for (const [path, output] of chunks(outputs)) {
    // A chunk that a package imports only in functions that are never called.
    if (!used.has(path)) continue;
    const folder = published.has(path) ? "dist/chunks" : "dist/action";
    const subject = nameOf(output.entryPoint ?? summit(output, inputs));
    let name = `${folder}/${subject}.js`;
    for (let number = 2; taken.has(name); number++) name = `${folder}/${subject}-${number}.js`;
    taken.add(name);
    paths.set(path, name);
  }
  return paths;
}

function reachable(outputs, isStart) {
  const found = new Set();
  const waiting = Object.keys(outputs).filter(isStart);
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    waiting.push(...outputs[path].imports.filter(({ external }) => !external).map(({ path: target }) => target));
  }
  return found;
}

/** Sorts the chunks in an order that does not depend on hashes. */
function chunks(outputs) {
  const all = Object.entries(outputs).filter(([path]) => path.startsWith("dist/chunks/"));
  const key = ([, output]) => `${output.entryPoint ?? ""} ${Object.keys(output.inputs).sort().join(" ")}`;
  return all.sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

/** Returns our own file that imports the others of a chunk, or else the largest file of a package. */
function summit(chunk, inputs) {
  const paths = Object.keys(chunk.inputs).sort();
  const imported = new Set(paths.flatMap((path) => inputs[path].imports.map((found) => found.path)));
  const size = (path) => chunk.inputs[path].bytesInOutput;
  const [largest] = [...paths].sort((one, other) => size(other) - size(one));
  return paths.find((path) => path.startsWith("src/") && !imported.has(path)) ?? largest ?? "runtime";
}

function nameOf(path) {
  const inPackage = path.split("node_modules/").at(-1);
  if (inPackage !== path) {
    const [scope, name] = inPackage.split("/");
    return scope.startsWith("@") ? `${scope.slice(1)}-${name}` : scope;
  }
  const [file = "runtime", folder] = path
    .replace(/\.\w+$/, "")
    .split("/")
    .reverse();
  return file === "index" && folder ? folder : file;
}
