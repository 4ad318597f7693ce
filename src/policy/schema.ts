import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { ClusterDocument } from "../model/cluster.ts";
import { escapePointer } from "../model/cursor.ts";
import type { RelatedPointer, Violation } from "../model/finding.ts";
import type { Policy, PolicyFix } from "../model/policy.ts";
import { memory } from "../model/remembered.ts";
import type { JsonSchema, PolicyFile } from "../model/shapes/policy.ts";
import { UsageError } from "../model/usage-error.ts";
import { checkPolicyFile } from "./policy-file.ts";
import { fillTemplate, formatValue, readPointer } from "./template.ts";

/** Creates the regular expressions of schemas; `code` is a name that Ajv requires. */
export type RegExpEngine = ((pattern: string) => { test: (text: string) => boolean }) & { readonly code: string };

/**
 * Makes a policy of a JSON policy file, which `schemas/policy.schema.json` describes; a `UsageError` says what is wrong with it.
 * With regular expressions of its own, a policy is somebody else's: it is compiled at once, so that what is wrong with it shows.
 */
export function policyFromJson(json: unknown, regExp?: RegExpEngine): Policy {
  const { $schema: _, subject, clusterWhere, where, require, warnWhere, message, fix, ...metadata } = checkPolicyFile(json);
  const compile = regExp ? (schema: JsonSchema, key: string) => compileNow(schema, key, regExp) : compileOnce;
  const isJudged = clusterWhere === undefined ? undefined : compile(clusterWhere, "clusterWhere");
  const schemas: Schemas = {
    where: where === undefined ? undefined : compile(where, "where"),
    require: compile(require, "require"),
    warnWhere: warnWhere === undefined ? undefined : compile(warnWhere, "warnWhere"),
  };
  return {
    links: [],
    ...metadata,
    // What may be written into files is looked at where the policy is taken in.
    ...(fix && { fix: fix as PolicyFix }),
    *check(cluster) {
      if (isJudged && !isJudged()(cluster)) return;
      for (const item of listSubjects(cluster, subject)) {
        const violation = buildSchemaViolation(item, schemas, message);
        if (violation) yield violation;
      }
    },
  };
}

interface Schemas {
  readonly where: Compiled | undefined;
  readonly require: Compiled;
  readonly warnWhere: Compiled | undefined;
}

type Compiled = () => ValidateFunction;

/** One subject of a policy file, such as an install. `unknown` are pointers to its unknown values. */
interface Item {
  readonly pointer: string;
  readonly value: unknown;
  readonly unknown: readonly string[];
}

function listSubjects(cluster: ClusterDocument, subject: PolicyFile["subject"]): Item[] {
  if (subject === "cluster") {
    const unknown = cluster.installs.flatMap((install, index) => install.unknown.map((pointer) => `/installs/${index}${pointer}`));
    return [{ pointer: "", value: cluster, unknown }];
  }
  if (subject === "installs") {
    return cluster.installs.map((value, index) => ({ pointer: `/installs/${index}`, value, unknown: value.unknown }));
  }
  return cluster[subject].map((value, index) => ({ pointer: `/${subject}/${index}`, value, unknown: [] }));
}

function buildSchemaViolation(item: Item, { where, require, warnWhere }: Schemas, template: string): Violation | undefined {
  if (where && !where()(item.value)) return undefined;
  const validate = require();
  if (validate(item.value)) return undefined;
  const [first, ...others] = listFailingPointers(validate.errors ?? [], item.unknown);
  if (first === undefined) return undefined;
  const related = others.map((pointer) => relatePointer(item, pointer));
  return {
    message: fillTemplate(template, item.value, first),
    at: item.pointer + first,
    ...(related.length > 0 && { related }),
    ...(warnWhere?.()(item.value) && { severity: "warning" }),
  };
}

function relatePointer(item: Item, pointer: string): RelatedPointer {
  const name = pointer.slice(pointer.lastIndexOf("/") + 1);
  return { at: item.pointer + pointer, message: `\`${name}\` is \`${formatValue(readPointer(item.value, pointer))}\`` };
}

/** Keywords whose errors only summarize errors of their branches. */
const combining = new Set(["if", "anyOf", "oneOf", "allOf"]);

/** Returns pointers to the failing values in the order of the schema, without those that depend on an unknown value. */
function listFailingPointers(errors: readonly ErrorObject[], unknown: readonly string[]): string[] {
  const unknowns = new Set(unknown);
  const silent = errors.filter((error) => listPathsAbove(readErrorPointer(error)).some((path) => unknowns.has(path)));
  const choices = indexChoices(errors);
  // If a value in an `anyOf` is unknown, one of its branches may be valid, so the `anyOf` does not fail.
  const undecided = new Set(silent.flatMap((error) => findChoicesOver(error, choices)));
  const hidden = new Set(silent);
  const failing = errors.filter((error) => {
    if (combining.has(error.keyword) || hidden.has(error)) return false;
    return !findChoicesOver(error, choices).some((choice) => undecided.has(choice) || isAlternative(choice, error));
  });
  return [...new Set(failing.map(readErrorPointer))];
}

function indexChoices(errors: readonly ErrorObject[]): Map<string, ErrorObject[]> {
  const choices = new Map<string, ErrorObject[]>();
  for (const error of errors) {
    if (error.keyword !== "anyOf" && error.keyword !== "oneOf") continue;
    const known = choices.get(error.instancePath);
    if (known) known.push(error);
    else choices.set(error.instancePath, [error]);
  }
  return choices;
}

/** Returns the choices (`anyOf`, `oneOf`) that contain an error in a branch. */
function findChoicesOver(error: ErrorObject, choices: ReadonlyMap<string, readonly ErrorObject[]>): ErrorObject[] {
  const above = listPathsAbove(error.instancePath).flatMap((path) => choices.get(path) ?? []);
  return above.filter((choice) => error.schemaPath.startsWith(`${choice.schemaPath}/`));
}

/** Returns a pointer and the pointers of all its parents. */
function listPathsAbove(pointer: string): string[] {
  const paths = [pointer];
  for (let end = pointer.lastIndexOf("/"); end !== -1; end = pointer.lastIndexOf("/", end - 1)) {
    paths.push(pointer.slice(0, end));
    if (end === 0) break;
  }
  return paths;
}

/** If no branch of an `anyOf` is valid, only the errors of the first branch are reported. */
function isAlternative(choice: ErrorObject, error: ErrorObject): boolean {
  return !error.schemaPath.startsWith(`${choice.schemaPath}/0/`);
}

function readErrorPointer(error: ErrorObject): string {
  const { missingProperty, additionalProperty } = error.params as { missingProperty?: string; additionalProperty?: string };
  const property = missingProperty ?? additionalProperty;
  return property === undefined ? error.instancePath : `${error.instancePath}/${escapePointer(property)}`;
}

let ajv: Ajv2020 | undefined;

/** Compiles a schema on first use, because Ajv takes tens of milliseconds to start. */
function compileOnce(schema: JsonSchema): Compiled {
  let compiled: ValidateFunction | undefined;
  return () => {
    // Checking each schema against its own schema would take longer than everything else here; the tests check the built-in ones.
    ajv ??= new Ajv2020({ ...ajvOptions, meta: false, validateSchema: false });
    compiled ??= ajv.compile(schema);
    return compiled;
  };
}

type Compile = (schema: JsonSchema) => ValidateFunction;

const foreign = new WeakMap<RegExpEngine, Compile>();

function compileNow(schema: JsonSchema, key: string, regExp: RegExpEngine): Compiled {
  const compile = foreign.get(regExp) ?? openCompiler(regExp);
  foreign.set(regExp, compile);
  try {
    const validate = compile(schema);
    // An asynchronous schema would return a promise, so every value would count as valid.
    if ("$async" in validate) throw new UsageError("`$async` means nothing in a policy");
    return () => validate;
  } catch (error) {
    throw Object.assign(new UsageError(error instanceof Error ? error.message : String(error)), { pointer: `/${key}` });
  }
}

/** Identical schemas are compiled once, because many policies check the same installs. */
function openCompiler(regExp: RegExpEngine): Compile {
  const code = { regExp, optimize: false, process: wrapForEagerCompile };
  const compiler = new Ajv2020({ ...ajvOptions, meta: false, validateSchema: false, code });
  const recall = memory<ValidateFunction>();
  return (schema) => recall(JSON.stringify(schema), () => compiler.compile(schema));
}

/** V8 compiles a function in parentheses at once. Without them it would parse each function twice, as each one is called. */
function wrapForEagerCompile(code: string): string {
  const at = code.indexOf("return function ");
  return at === -1 ? code : `${code.slice(0, at)}return (${code.slice(at + "return ".length)})`;
}

const ajvOptions = {
  allErrors: true,
  strictTypes: false,
  strictRequired: false,
  addUsedSchema: false,
  logger: false,
  messages: false,
} as const;
