import { posix } from "node:path";
import type { Cursor, Entry } from "../../model/cursor.ts";
import { makeMap, type Unknown } from "../../syntax/hcl/cursors.ts";
import { evaluate } from "../../syntax/hcl/evaluate.ts";
import type { Budget, Scope } from "../../syntax/hcl/scope.ts";
import type { Block, Expression } from "../../syntax/hcl/syntax.ts";
import { evaluateArgumentOrBlocks, evaluateBody } from "./body.ts";
import { resolveModuleDirectory } from "./call-graph.ts";
import type { Library, Module } from "./module.ts";
import { expandRepetitions } from "./repetition.ts";

/** A module as deployed by one root module; there is one instance for each call. */
export interface Instance {
  readonly module: Module;
  readonly library: Library;
  /** The directory in which Terraform is run; file paths are relative to it. */
  readonly rootDirectory: string;
  /** The file of the root module with the call that leads here; undefined for the root module itself. */
  readonly callingFile: string | undefined;
  /** The values that the caller passes; undefined for the root module. */
  readonly passed: ReadonlyMap<string, Cursor> | undefined;
  /** The providers by their name in this module: `helm` -> `helm.cluster1`. */
  readonly providers: ReadonlyMap<string, string>;
  readonly budget: Budget;
  readonly known: Map<string, Cursor>;
}

/** The scope for the expressions of a module; `names` are those of the block, such as `each`. */
export function openInstanceScope(instance: Instance, names: ReadonlyMap<string, Cursor> = noNames): Scope {
  const { library, budget } = instance;
  const at = <Result>(path: string, read: (path: string) => Result | undefined) => {
    const inside = findFileAt(instance, path);
    return inside === undefined ? undefined : read(inside);
  };
  return {
    names,
    budget,
    lookup: (root, name) => resolveReference(instance, root, name),
    file: (path) => at(path, library.file),
    template: (path) => at(path, library.template),
  };
}

/**
 * Finds a file by the path that Terraform reads it by. If nothing calls a module and evidence that it is run is missing, its
 * unknown caller is assumed to be in a directory above.
 */
function findFileAt({ module, library, rootDirectory, callingFile }: Instance, path: string): string | undefined {
  const { reader } = library;
  const find = (directory: string) => {
    const inside = reader.resolve(`${directory}main.tf`, path);
    return inside !== undefined && reader.source(inside) ? inside : undefined;
  };
  let found = find(rootDirectory);
  if (found !== undefined || callingFile !== undefined || module.isRun()) return found;
  for (let directory = rootDirectory; found === undefined && directory !== ""; ) {
    directory = resolveModuleDirectory(directory.slice(0, -1));
    found = find(directory);
  }
  return found;
}

const noNames: ReadonlyMap<string, Cursor> = new Map();

function resolveReference(instance: Instance, root: string, name: string): Cursor | undefined {
  if (root === "path") return resolvePathValue(instance, name);
  const reference = `${root}.${name}`;
  const known = instance.known.get(reference);
  if (known) return known;
  const value = prepareReference(instance, root, name);
  if (!value) return undefined;
  // While it is being evaluated, the reference is unknown, so a value that depends on itself becomes unknown.
  instance.known.set(reference, { kind: "unknown", origin: { file: "", start: 0, end: 0 }, reason: "it depends on itself" });
  const result = value();
  instance.known.set(reference, result);
  return result;
}

function prepareReference(instance: Instance, root: string, name: string): (() => Cursor) | undefined {
  if (root === "var") return () => evaluateVariable(instance, name);
  if (root === "local") {
    const local = instance.module.locals.get(name);
    return local && (() => evaluate(local.value, openInstanceScope(instance)));
  }
  const block = instance.module.resources.find(({ labels }) => labels[0] === root && labels[1] === name);
  return block && (() => evaluateResource(instance, block));
}

/** The value of `path.module` and the like, relative to the directory in which Terraform is run. */
function resolvePathValue({ module, rootDirectory }: Instance, name: string): Cursor | undefined {
  const origin = { file: module.directory, start: 0, end: 0 };
  if (name === "root" || name === "cwd") return { kind: "scalar", origin, value: "." };
  const value = posix.relative(rootDirectory || ".", module.directory || ".") || ".";
  return name === "module" ? { kind: "scalar", origin, value } : undefined;
}

/** The value of a variable: from the caller or from variable files, otherwise its default. Unknown if an unseen caller may set it. */
function evaluateVariable(instance: Instance, name: string): Cursor {
  const { module, passed } = instance;
  const declared = module.variables.get(name);
  const given = passed ? passed.get(name) : module.assigned().get(name);
  const fallback = declared?.attributes.get("default");
  const place = declared?.attributes.get("type")?.key ?? fallback?.key ?? { file: module.directory, start: 0, end: 0 };
  const text = `var.${name}`;
  if (!declared) return { kind: "unknown", origin: place, reason: "there is no such variable", text };
  const type = declared.attributes.get("type")?.value.source ?? "";
  if (given) return openOptionalFields(given, type);
  if (!fallback) return { kind: "unknown", origin: place, reason: "the variable has no value in the repository", text };
  if (!passed && isLibrary(module)) {
    return { kind: "unknown", origin: fallback.key, reason: "the variable is the caller's to set", text };
  }
  return openOptionalFields(evaluate(fallback.value, openInstanceScope(instance)), type);
}

/**
 * Checks whether a module is meant for callers in other repositories, which may set anything: it is below `modules`, and
 * Terraform is not known to be run in it.
 */
function isLibrary({ directory, isRun }: Module): boolean {
  return directory.split("/").includes("modules") && !isRun();
}

/** A value whose missing fields are unknown if its type can set them, as in `optional(string, "x")`. */
function openOptionalFields(value: Cursor, type: string): Cursor {
  return /\boptional\(/.test(type) ? open(value) : value;
}

function open(value: Cursor): Cursor {
  if (value.kind === "list") return { ...value, items: value.items.map(open) };
  if (value.kind !== "map") return value;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of value.entries) entries.set(name, { key: entry.key, value: open(entry.value) });
  return { ...value, entries, rest: value.rest ?? { kind: "unknown", origin: value.origin, reason: "the variable's type may set it" } };
}

/** The value of another resource, from what its block sets: `kubernetes_namespace.istio.metadata[0].name`. */
function evaluateResource(instance: Instance, block: Block): Cursor {
  const repetitions = expandRepetitions(block.body, openInstanceScope(instance), evaluate, instance.library.reader.problem);
  const [only, ...more] = repetitions;
  if (!only || more.length > 0 || only.kind === "each") return { kind: "unknown", origin: block.place, reason: "there are several of it" };
  const value = openUnsetFields(evaluateBody(block.body, openInstanceScope(instance, only.names), evaluate));
  return only.kind === "once" ? value : { kind: "list", origin: block.place, items: [value] };
}

/** Makes the fields that a resource's block does not set unknown, because the provider may set them. */
function openUnsetFields(value: Cursor): Cursor {
  if (value.kind !== "map") return value;
  const rest: Unknown = { kind: "unknown", origin: value.origin, reason: "the deployment fills it in" };
  return makeMap(value.entries, value.origin as Block["place"], rest);
}

/** The value of a block's argument, or of its nested blocks with that name. */
export function evaluateArgument(instance: Instance, block: Block, names: ReadonlyMap<string, Cursor>, name: string): Cursor | undefined {
  return evaluateArgumentOrBlocks(block.body, name, openInstanceScope(instance, names), evaluate);
}

/** The value of an expression in a block. */
export function evaluateExpression(instance: Instance, expression: Expression, names: ReadonlyMap<string, Cursor>): Cursor {
  return evaluate(expression, openInstanceScope(instance, names));
}
