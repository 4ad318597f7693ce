import { posix } from "node:path";
import { collectReached, type ScriptCall } from "../model/deployment.ts";
import type { Reader, Source } from "../reader/source.ts";
import { hostsScripts } from "../scripts/index.ts";
import { joinPath } from "../syntax/shell/paths.ts";
import type { Command, Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";
import { buildDeploymentGraph } from "./graph.ts";

/** The largest number of files with scripts that a run reads to find calls. */
const fileLimit = 3_000;
const sizeLimit = 16 * 1024 * 1024;

/**
 * Finds which scripts run which: shell scripts that run or source each other, entries of Make, Task and just, steps of
 * workflows. Reads only what leads to one of the given scripts.
 */
export function findScriptCalls(scripts: readonly string[], reader: Reader): ScriptCall[] {
  if (scripts.length < 2) return [];
  const open = new Map(readCallerTexts(reader).map(([path, text]) => [path, indexMentions(text)] as const));
  const wanted = new Set(scripts.flatMap(nameCallee));
  const calls = new Map<string, ScriptCall>();
  for (let hasGrown = true; hasGrown; ) {
    hasGrown = false;
    for (const [path, mentions] of open) {
      if (![...wanted].some((name) => mentions(name))) continue;
      open.delete(path);
      const own = listCalls(path, reader);
      for (const call of own) calls.set(JSON.stringify(call), call);
      if (own.length === 0) continue;
      hasGrown = true;
      wanted.add(nameCallee(path));
    }
  }
  return [...calls.values()];
}

/** The name by which callers refer to a file: its own name, or the program that reads files of a fixed name. */
function nameCallee(path: string): string {
  const name = posix.basename(path);
  if (/makefile$/i.test(name)) return "make";
  if (/taskfile/i.test(name)) return "task";
  if (/justfile$/i.test(name)) return "just";
  return /^action\.ya?ml$/.test(name) ? posix.basename(posix.dirname(path)) : name;
}

function readCallerTexts(reader: Reader): [string, string][] {
  const paths = [...new Set([...reader.sources.map(({ path }) => path), ...reader.below("")])].filter(mayCall);
  const found: [string, string][] = [];
  let size = 0;
  for (const path of paths.slice(0, fileLimit)) {
    const text = reader.source(path)?.text ?? "";
    size += text.length;
    if (size > sizeLimit) return found;
    found.push([path, text]);
  }
  return found;
}

/**
 * Returns a function that checks whether the text contains a name as a separate word. Most names are those of scripts, and a
 * text has few of them.
 */
function indexMentions(text: string): (name: string) => boolean {
  // Matches a whole run of characters and then cuts it. A search that starts at each character takes too long on a long run.
  const scripts = new Set<string>();
  for (const [run] of text.matchAll(/[\w.-]+/g)) {
    const [script] = /^.+\.(?:sh|bash|ya?ml)\b/.exec(run) ?? [];
    if (script !== undefined) scripts.add(script);
  }
  return (name) => (/\.(?:sh|bash|ya?ml)$/.test(name) ? scripts.has(name) : text.includes(name));
}

function mayCall(path: string): boolean {
  return /\.(?:sh|bash)$/i.test(path) || hostsScripts(path) || !posix.basename(path).includes(".");
}

function listCalls(path: string, reader: Reader): ScriptCall[] {
  const source = reader.source(path);
  if (!source) return [];
  const unitName = (unit: { readonly name: string } | undefined) => (unit?.name ? unit.name : undefined);
  const run = source
    .scripts()
    .flatMap(({ commands, unit }) =>
      commands.flatMap((command) =>
        listCallees(command, source, reader).map(({ to, toUnit }) => ({ from: path, fromUnit: unitName(unit), to, toUnit })),
      ),
    );
  const entries = source
    .scripts()
    .flatMap(({ unit }) => (unit?.callers ?? []).map((caller) => ({ from: path, fromUnit: caller, to: path, toUnit: unitName(unit) })));
  const used = [...listSourcedScripts(source, reader), ...listUsedActions(source, reader)];
  if (run.length + used.length === 0) return [];
  return [...run, ...entries, ...used.map((to) => ({ from: path, fromUnit: undefined, to, toUnit: undefined }))].filter(
    ({ from, fromUnit, to, toUnit }) => from !== to || fromUnit !== toUnit,
  );
}

type Callee = Pick<ScriptCall, "to" | "toUnit">;

function listCallees(command: Command, source: Source, reader: Reader): Callee[] {
  const { program, programPath, args } = command;
  if (program === "make" || program === "task" || program === "just") return listRunTargets(program, command, source, reader);
  const isShell = /^(?:ba|da|z|k)?sh$/.test(program);
  const words = isShell ? args.filter((word) => !formatWord(word).startsWith("-")).slice(0, 1) : [programPath];
  return words.flatMap((word) => {
    const to = findCalledScript(word, command, source, reader);
    return to === undefined || to === source.path ? [] : [{ to, toUnit: undefined }];
  });
}

/**
 * Finds a script by the word that runs it: relative to the file, relative to the root, or by the end of a path that begins with
 * a variable.
 */
function findCalledScript(word: Word, { directory }: Command, { path }: Pick<Source, "path">, reader: Reader): string | undefined {
  const text = formatWord(word);
  if (!text.includes("/") && !/\.(?:sh|bash)$/.test(text)) return undefined;
  const known = /[$`]/.test(text) ? undefined : joinPath(directory ?? "", text);
  const end = /^\$\{?\w+\}?\/([\w./-]+)$/.exec(text)?.[1] ?? (directory === undefined && known !== undefined ? text : undefined);
  const candidates = [
    ...(known === undefined ? [] : [reader.resolve(path, known), reader.resolve("", known)]),
    ...(end === undefined ? [] : [reader.resolve(path, end), reader.resolve("", end), reader.resolve(path, `../${end}`)]),
  ];
  return candidates.find((candidate) => candidate !== undefined && isScript(candidate, reader));
}

function isScript(path: string, reader: Reader): boolean {
  return reader.exists(path) && (/\.(?:sh|bash)$/i.test(path) || !posix.basename(path).includes(".")) && reader.source(path) !== undefined;
}

/** Of the given files, finds those that scripts apply, or that scripts deploy through Terraform. */
export function findAppliedFiles(files: readonly string[], reader: Reader): ScriptCall[] {
  if (files.length === 0) return [];
  const graph = buildDeploymentGraph(reader);
  const wanted = new Set(files);
  const call = (from: string, to: string): ScriptCall => ({ from, fromUnit: undefined, to, toUnit: undefined });
  const applied = [...graph.deployers].flatMap(([script, { kind }]) =>
    kind === "script"
      ? [...collectReached([script], graph.targets)].filter((file) => wanted.has(file)).map((file) => call(script, file))
      : [],
  );
  return [...applied, ...findTerraformRuns(files, reader)];
}

/** Calls of `terraform apply`, in the current directory of a script or in the directory that the command names. */
function findTerraformRuns(files: readonly string[], reader: Reader): ScriptCall[] {
  const roots = files.filter((file) => /\.(?:tf|tofu)$/.test(file));
  if (roots.length === 0) return [];
  const sources = reader.sources.filter(({ path, text }) => mayCall(path) && /\b(?:terraform|tofu)\b/.test(text) && /\bapply\b/.test(text));
  return sources.flatMap((source) =>
    source.scripts().flatMap(({ commands, unit }) =>
      commands.flatMap((command) => {
        if (!/^(?:terraform|tofu)$/.test(command.program) || !command.args.some((word) => formatWord(word) === "apply")) return [];
        const written = command.args.map((word) => /^-chdir=(.+)$/.exec(formatWord(word))?.[1]).find((found) => found !== undefined) ?? "";
        const folder = joinPath(command.directory ?? "", written);
        const directories = [reader.resolve(source.path, `${folder}/x`), reader.resolve("", `${folder}/x`)].map((path) =>
          path?.slice(0, -1),
        );
        const run = roots.filter((file) => directories.includes(file.slice(0, file.lastIndexOf("/") + 1)));
        return run.map((to) => ({ from: source.path, fromUnit: unit?.name || undefined, to, toUnit: undefined }));
      }),
    ),
  );
}

const makefiles = ["GNUmakefile", "makefile", "Makefile"];
const entryFiles: Readonly<Record<string, readonly string[]>> = {
  make: makefiles,
  task: ["Taskfile.yml", "Taskfile.yaml", "taskfile.yml", "taskfile.yaml"],
  just: ["justfile", ".justfile", "Justfile"],
};

/** The entries that a command runs: `make -C dir all`, `task up`, `just --justfile dir/justfile up`. */
function listRunTargets(program: string, command: Command, { path }: Source, reader: Reader): Callee[] {
  const words = command.args.map(formatWord);
  const option = words.findIndex((word) => /^(?:-C|-d|--directory|--dir|--working-directory)$/.test(word));
  const joined = words.map((word) => /^(?:-C|--directory=|--dir=)(.+)$/.exec(word)?.[1]).find((found) => found !== undefined);
  const folder = joinPath(command.directory ?? "", joined ?? (option === -1 ? "" : (words[option + 1] ?? "")));
  const targets = words.filter(
    (word, index) => /^[\w./:-]+$/.test(word) && !word.startsWith("-") && (option === -1 || index !== option + 1),
  );
  const names = entryFiles[program] ?? [];
  const files = names.flatMap((name) => [reader.resolve(path, posix.join(folder, name)), reader.resolve("", posix.join(folder, name))]);
  const to = files.find((file) => file !== undefined && reader.exists(file));
  if (to === undefined) return [];
  return (targets.length === 0 ? ["all"] : targets).map((toUnit) => ({ to, toUnit }));
}

/** The scripts that a script sources (`source lib/istio.sh`): their commands run as part of the script. */
function listSourcedScripts({ path, text }: Source, reader: Reader): string[] {
  const lines = text.matchAll(/^[ \t]{0,80}(?:source|\.)[ \t]+["']?([^\s"';&|]{1,300}(?:\$\([^)]{0,100}\)[^\s"';&|]{0,200})?)/gm);
  return [...lines].slice(0, 50).flatMap(([, written = ""]) => {
    const end = /([\w./-]+\.(?:sh|bash))["']?$/.exec(written)?.[1]?.replace(/^\/+/, "");
    const candidates = end === undefined ? [] : [reader.resolve(path, end), reader.resolve("", end)];
    const found = candidates.find((candidate) => candidate !== undefined && candidate !== path && isScript(candidate, reader));
    return found ?? [];
  });
}

/** The local actions (`uses: ./.github/actions/cluster`) and reusable workflows that a file uses: they run as part of its jobs. */
function listUsedActions({ path, text }: Source, reader: Reader): string[] {
  if (!/\.ya?ml$/.test(path)) return [];
  return [...text.matchAll(/^[ \t]{0,40}(?:- )?uses:[ \t]*["']?\.\/([\w./-]{1,300})/gm)].flatMap(([, written = ""]) => {
    const names = /\.ya?ml$/.test(written) ? [written] : [`${written}/action.yml`, `${written}/action.yaml`];
    return names.map((name) => reader.resolve("", name)).find((found) => found !== undefined && reader.exists(found)) ?? [];
  });
}
