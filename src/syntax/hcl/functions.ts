import type { Cursor } from "../../model/cursor.ts";
import { countValues } from "../../model/values.ts";
import { createScalar, createUnknown, isWhole, keepMissingFile, type Unknown } from "./cursors.ts";
import { collectionFunctions } from "./functions/collections.ts";
import { encodingFunctions } from "./functions/encoding.ts";
import { fileFunctions } from "./functions/files.ts";
import type { Call, HclFunction } from "./functions/function.ts";
import { textFunctions } from "./functions/text.ts";
import { type Evaluate, type Scope, spendOnValues } from "./scope.ts";

const functions: ReadonlyMap<string, HclFunction> = new Map([
  ...Object.entries(collectionFunctions),
  ...Object.entries(encodingFunctions),
  ...Object.entries(fileFunctions),
  ...Object.entries(textFunctions),
]);

/** Evaluates a function call. https://developer.hashicorp.com/terraform/language/functions */
export function callFunction(call: Call, scope: Scope, evaluate: Evaluate): Cursor {
  if (call.name === "try") return evaluateFirstWorking(call, scope, evaluate);
  if (call.name === "can") return canWork(call, scope, evaluate);
  const apply = functions.get(call.name);
  if (!apply) return createUnknown(call, `\`${call.name}\` is only worked out at deployment`);
  const args = call.args.map((arg) => evaluate(arg, scope));
  if (!spendOnValues(scope.budget, countWork(call.name, args))) return createUnknown(call, "it takes too long to work out");
  const spread = call.expandsLast ? spreadLast(args) : args;
  const result = spread && apply(spread, call, scope, evaluate);
  if (result) return result;
  const first = args.find((arg): arg is Unknown => arg.kind === "unknown");
  return createUnknown(call, first?.reason ?? `\`${call.name}\` is only worked out at deployment`, keepMissingFile(first));
}

/** Functions that read everything in their lists and maps, at any depth. */
const deep: ReadonlySet<string> = new Set([
  "contains",
  "distinct",
  "flatten",
  "jsondecode",
  "jsonencode",
  "toset",
  "yamldecode",
  "yamlencode",
]);

/** Counts the values that a function processes. */
function countWork(name: string, args: readonly Cursor[]): number {
  return args.reduce((sum, arg) => sum + (deep.has(name) ? countValues(arg) : countBreadth(arg)), 0);
}

function countBreadth(value: Cursor): number {
  if (value.kind === "list") return value.items.length;
  return value.kind === "map" ? value.entries.size : 0;
}

/** Expands a last argument such as in `merge(local.all...)`. */
function spreadLast(args: readonly Cursor[]): readonly Cursor[] | undefined {
  const last = args.at(-1);
  return last?.kind === "list" && isWhole(last) ? [...args.slice(0, -1), ...last.items] : undefined;
}

function evaluateFirstWorking(call: Call, scope: Scope, evaluate: Evaluate): Cursor {
  for (const arg of call.args) {
    const value: Unknown | Cursor = evaluate(arg, scope);
    if (value.kind !== "unknown" || !(value as Unknown).fails) return value;
  }
  return createUnknown(call, "nothing in it is there");
}

function canWork(call: Call, scope: Scope, evaluate: Evaluate): Cursor {
  const value = call.args[0] && evaluate(call.args[0], scope);
  if (value?.kind !== "unknown") return createScalar(true, call.place);
  return (value as Unknown).fails ? createScalar(false, call.place) : createUnknown(call, value.reason);
}
