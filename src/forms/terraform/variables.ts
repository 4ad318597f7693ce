import { isTerraform } from "../../files/file-kind.ts";
import type { Cursor } from "../../model/cursor.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import type { Reader } from "../../reader/source.ts";
import { fingerprintCursor } from "../../syntax/hcl/cursors.ts";
import { readEncodedDocument } from "../../syntax/hcl/document.ts";
import { evaluate } from "../../syntax/hcl/evaluate.ts";
import type { ParseHcl } from "../../syntax/hcl/grammar.ts";
import type { Scope } from "../../syntax/hcl/scope.ts";
import { listFilesIn, resolveModuleDirectory } from "./call-graph.ts";
import { readHclFile } from "./hcl-file.ts";

/** The values from variable files, by variable name. */
export type Assigned = ReadonlyMap<string, Cursor>;

/**
 * Reads the variable files beside a root module. Terraform reads `terraform.tfvars` and `*.auto.tfvars` automatically. Other
 * files are passed as options, one of them per run, so a value in which they differ is unknown.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function readVariableFiles(directory: string, reader: Reader, parse: ParseHcl): Assigned {
  const files = listVariableFiles(directory, reader);
  const assigned = new Map<string, Cursor>();
  const automatic = files.filter((file) => isAutomatic(file, directory));
  const [first, later] = [automatic.filter(isStandard), automatic.filter((file) => !isStandard(file))];
  for (const path of [...first, ...later]) {
    for (const [name, value] of readFileValues(path, reader, parse)) assigned.set(name, value);
  }
  const named = new Map<string, Cursor>();
  for (const path of files.filter((file) => !isAutomatic(file, directory))) {
    for (const [name, value] of readFileValues(path, reader, parse)) named.set(name, keepAgreedValue(named.get(name), value));
  }
  // A file passed as an option overrides the automatic ones.
  for (const [name, value] of named) assigned.set(name, value);
  return assigned;
}

/** Checks whether Terraform is run in a directory: it has a backend, a provider or variable files. */
export function isRunItself(directory: string, reader: Reader): boolean {
  if (listVariableFiles(directory, reader).length > 0) return true;
  const files = listFilesIn(directory, reader).filter(isTerraform);
  return files.some((path) => /^\s*(?:backend\s+"|cloud\s*\{)|^provider\s+"/m.test(reader.source(path)?.text ?? ""));
}

/** The variable files beside the module, or in folders below it that are not modules, such as `environments/prod.tfvars`. */
function listVariableFiles(directory: string, reader: Reader): string[] {
  const below = reader.below(directory);
  const modules = new Set(below.filter(isTerraform).map(resolveModuleDirectory));
  return below.filter((path) => {
    const isVariables = /\.tfvars(\.json)?$/.test(path) && !/(example|sample|template)/i.test(path.slice(directory.length));
    const own = resolveModuleDirectory(path);
    return isVariables && (own === directory || !modules.has(own)) && !isInAnother(own, directory, modules);
  });
}

/** Checks whether there is another module on the path between the two directories. */
function isInAnother(folder: string, directory: string, modules: ReadonlySet<string>): boolean {
  let current = folder;
  while (current.length > directory.length) {
    if (modules.has(current)) return true;
    current = resolveModuleDirectory(current.slice(0, -1));
  }
  return false;
}

/** Checks whether a file is the standard one, which Terraform reads before the others. */
function isStandard(path: string): boolean {
  return /(^|\/)terraform\.tfvars(\.json)?$/.test(path);
}

function isAutomatic(path: string, directory: string): boolean {
  return /^(terraform\.tfvars|[^/]*\.auto\.tfvars)(\.json)?$/.test(path.slice(directory.length));
}

function readFileValues(path: string, reader: Reader, parse: ParseHcl): Map<string, Cursor> {
  if (path.endsWith(".json")) {
    const text = wrapWholeText(path, reader.source(path)?.text ?? "");
    const root = readEncodedDocument(
      { kind: "scalar", origin: { file: path, start: 0, end: 0 }, value: text.content, text },
      reader.problem,
    );
    return new Map(root?.kind === "map" ? [...root.entries].map(([name, { value }]) => [name, value] as const) : []);
  }
  const body = readHclFile(path, reader, parse);
  const budget = { left: 100_000, depth: 0 };
  const scope: Scope = { names: new Map(), lookup: () => undefined, file: () => undefined, template: () => undefined, budget };
  return new Map([...body.attributes].map(([name, { value }]) => [name, evaluate(value, scope)] as const));
}

function keepAgreedValue(before: Cursor | undefined, value: Cursor): Cursor {
  if (!before) return value;
  const fingerprint = fingerprintCursor(value);
  if (fingerprint !== undefined && fingerprint === fingerprintCursor(before)) return before;
  return { kind: "unknown", origin: before.origin, reason: "files of variables differ in it" };
}
