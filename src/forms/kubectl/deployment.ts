import { isKustomization } from "../../files/file-kind.ts";
import type { Drawing } from "../../reader/drawing.ts";
import type { Source } from "../../reader/source.ts";
import { listCommands } from "../../scripts/own-programs.ts";
import { joinPath } from "../../syntax/shell/paths.ts";
import type { Command } from "../../syntax/shell/script.ts";

/** Adds scripts to the graph that apply files or directories of the repository. */
export function addCommands(drawing: Drawing): void {
  for (const source of drawing.reader.sources) {
    if (source.handedBy || source.deployer !== undefined || /\.(tf|tofu)$/.test(source.path)) continue;
    if (!/\b(kubectl|kustomize|oc)\b/.test(source.text)) continue;
    const applied = source.scripts().flatMap(({ commands }) => commands.flatMap((command) => findAppliedPaths(command, source, drawing)));
    if (applied.length === 0) continue;
    drawing.add(source.path, { kind: "script", name: source.path, place: { file: source.path, start: 0, end: 0 } });
    drawing.connect(source.path, applied);
  }
}

function findAppliedPaths(command: Command, source: Source, drawing: Drawing): readonly string[] {
  const isKubectl = [...listCommands([command], "kubectl"), ...listCommands([command], "oc")].length > 0;
  const words = command.args.map((word) => (word.kind === "scalar" ? word.value : ""));
  if (isKubectl && words.some((word) => /^(apply|create|replace)$/.test(word))) {
    const recurses = words.some((word) => word === "-R" || word === "--recursive" || word === "--recursive=true");
    return [
      ...readOptionValues(words, /^(?:-f|--filename)(?:=(.*))?$|^-f(.+)$/).flatMap((path) =>
        findFilesAt(path, recurses, command, source, drawing),
      ),
      ...readOptionValues(words, /^(?:-k|--kustomize)(?:=(.*))?$|^-k(.+)$/).flatMap((path) =>
        findOwnKustomization(path, command, source, drawing),
      ),
    ];
  }
  const builds = (isKubectl && words[0] === "kustomize") || (command.program === "kustomize" && words[0] === "build");
  const directory = words.slice(1).find((word) => word !== "" && !word.startsWith("-"));
  return builds && directory !== undefined ? findOwnKustomization(directory, command, source, drawing) : [];
}

/** The values of an option: `-f one -f two,three --filename=four`. */
function readOptionValues(words: readonly string[], option: RegExp): string[] {
  return words.flatMap((word, index) => {
    const match = option.exec(word);
    if (!match) return [];
    const value = match[1] ?? match[2] ?? words[index + 1] ?? "";
    return value.split(",").filter((path) => path !== "" && !path.includes("://") && path !== "-");
  });
}

function findFilesAt(written: string, recurses: boolean, command: Command, source: Source, drawing: Drawing): readonly string[] {
  const { reader, tree } = drawing;
  for (const path of listPossiblePaths(written, command, source, drawing)) {
    if (/\.(ya?ml|json)$/.test(path) && reader.exists(path)) return [path];
    if (reader.below(`${path}/`).length > 0) return tree.files(path, recurses);
  }
  return [];
}

function findOwnKustomization(written: string, command: Command, source: Source, drawing: Drawing): readonly string[] {
  for (const path of listPossiblePaths(written, command, source, drawing)) {
    const [own] = drawing.tree.units(path, false);
    if (own !== undefined && isKustomization(own)) return [own];
  }
  return [];
}

/** The possible paths of an argument: a script runs in its own directory or in the root of the repository. */
function listPossiblePaths(written: string, command: Command, { path }: Source, { reader }: Drawing): string[] {
  const inside = joinPath(command.directory ?? "", written);
  const found = [reader.resolve(path, inside), reader.resolve("", inside)];
  return [...new Set(found.flatMap((candidate) => (candidate === undefined ? [] : candidate.replace(/^\.$|\/$/, ""))))];
}
