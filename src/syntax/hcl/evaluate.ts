import type { Cursor, Entry } from "../../model/cursor.ts";
import { countValues } from "../../model/values.ts";
import {
  createScalar,
  createUnknown,
  fingerprintCursor,
  formatScalarText,
  getPlaceOr,
  isNull,
  makeList,
  makeMap,
  readTruth,
  type Unknown,
} from "./cursors.ts";
import { pickElement, pickItem } from "./elements.ts";
import { callFunction } from "./functions.ts";
import { listIterations } from "./iterations.ts";
import { operate } from "./operators.ts";
import { renderTemplate } from "./render.ts";
import { type Scope, spend, spendOnValues } from "./scope.ts";
import type { Expression } from "./syntax.ts";

/** The maximum depth of nested references and expressions; deeper ones are loops or hostile. */
const depthLimit = 200;

type Of<Kind extends Expression["kind"]> = Expression & { readonly kind: Kind };

/** Evaluates an expression; the parts keep the places where they are written. Unknown unless the value is certain. */
export function evaluate(expression: Expression, scope: Scope): Cursor {
  const { budget } = scope;
  if (!spend(budget, 1) || budget.depth > depthLimit) return createUnknown(expression, tooLong);
  budget.depth += 1;
  try {
    const value = reduce(expression, scope);
    return spend(budget, countParts(value) >> 4) ? value : createUnknown(expression, tooLong);
  } finally {
    budget.depth -= 1;
  }
}

const tooLong = "it takes too long to work out";

/** Long texts cost as much as many short ones. */
function countParts(value: Cursor): number {
  if (value.kind === "scalar") return typeof value.value === "string" ? value.value.length : 0;
  return value.kind === "unknown" ? ((value as Unknown).partial?.content.length ?? 0) : 0;
}

function reduce(expression: Expression, scope: Scope): Cursor {
  switch (expression.kind) {
    case "literal":
      return createScalar(expression.value, expression.place);
    case "template":
      return renderTemplate(expression.parts, expression, scope, evaluate);
    case "list":
      return makeList(
        expression.items.map((item) => evaluate(item, scope)),
        expression.place,
      );
    case "object":
      return evaluateObject(expression, scope);
    case "name":
      return scope.names.get(expression.name) ?? createUnknown(expression, "only the deployment knows it");
    case "attribute":
      return evaluateAttribute(expression, scope);
    case "index":
      return evaluateIndex(expression, scope);
    case "splat":
      return evaluateSplat(expression, scope);
    case "call":
      return callFunction(expression, scope, evaluate);
    case "for":
      return expression.key ? mapFor(expression, scope) : listFor(expression, scope);
    case "conditional":
      return evaluateConditional(expression, scope);
    case "operation":
      return evaluateOperation(expression, scope);
    case "unread":
      return createUnknown(expression, expression.reason);
  }
}

function evaluateObject(expression: Of<"object">, scope: Scope): Cursor {
  const entries = new Map<string, Entry>();
  let rest: Unknown | undefined;
  for (const item of expression.items) {
    const key = evaluate(item.key, scope);
    const name = formatScalarText(key);
    if (name === undefined) rest = createUnknown(item.key, "the key is only known at deployment");
    else entries.set(name, { key: getPlaceOr(key, item.key.place), value: evaluate(item.value, scope) });
  }
  return makeMap(entries, expression.place, rest);
}

function evaluateAttribute(expression: Of<"attribute">, scope: Scope): Cursor {
  const { of, name } = expression;
  if (of.kind === "name" && !scope.names.has(of.name)) {
    return scope.lookup(of.name, name) ?? createUnknown(expression, "only the deployment knows it");
  }
  return pickItem(evaluate(of, scope), name, expression);
}

function evaluateIndex(expression: Of<"index">, scope: Scope): Cursor {
  const value = evaluate(expression.of, scope);
  const key = evaluate(expression.key, scope);
  // To know whether an item is known, all items before it must be checked.
  const isPaid = value.kind !== "list" || spendOnValues(scope.budget, value.items.length);
  return isPaid ? pickElement(value, key, expression) : createUnknown(expression, tooLong);
}

function evaluateSplat(expression: Of<"splat">, scope: Scope): Cursor {
  const value = evaluate(expression.of, scope);
  if (value.kind === "unknown") return createUnknown(expression, value.reason);
  // A splat converts a value that is not a list to a list.
  const items = isNull(value) ? [] : value.kind === "list" ? value.items : [value];
  if (!spendOnValues(scope.budget, items.length * (1 + expression.path.length))) return createUnknown(expression, tooLong);
  const picked = items.map((item) => {
    let current = item;
    for (const step of expression.path) {
      current = typeof step === "string" ? pickItem(current, step, expression) : pickElement(current, evaluate(step, scope), expression);
    }
    return current;
  });
  return makeList(picked, expression.place);
}

function evaluateConditional(expression: Of<"conditional">, scope: Scope): Cursor {
  const condition = readTruth(evaluate(expression.condition, scope));
  if (condition !== undefined) return evaluate(condition ? expression.yes : expression.no, scope);
  const yes = evaluate(expression.yes, scope);
  const other = evaluate(expression.no, scope);
  if (!spendOnValues(scope.budget, countValues(yes) + countValues(other))) return createUnknown(expression, tooLong);
  const no = fingerprintCursor(other);
  return no !== undefined && fingerprintCursor(yes) === no ? yes : createUnknown(expression, "its condition is only known at deployment");
}

function evaluateOperation(expression: Of<"operation">, scope: Scope): Cursor {
  const operands = expression.operands.map((operand) => evaluate(operand, scope));
  const count = operands.reduce((sum, operand) => sum + countValues(operand), 0);
  return spendOnValues(scope.budget, count) ? operate(expression, operands) : createUnknown(expression, tooLong);
}

function listFor(expression: Of<"for">, scope: Scope): Cursor {
  const items: Cursor[] = [];
  const turns = listIterations(expression, scope, evaluate);
  if (!turns) return createUnknown(expression, "what it goes over is only known at deployment");
  for (const inner of turns) {
    const keeps = expression.condition ? readTruth(evaluate(expression.condition, inner)) : true;
    if (keeps === undefined) items.push(createUnknown(expression, "its condition is only known at deployment", { several: true }));
    else if (keeps) items.push(evaluate(expression.value, inner));
  }
  return makeList(items, expression.place);
}

function mapFor(expression: Of<"for">, scope: Scope): Cursor {
  const turns = listIterations(expression, scope, evaluate);
  if (!turns || expression.groups) return createUnknown(expression, "what it goes over is only known at deployment");
  const entries = new Map<string, Entry>();
  let rest: Unknown | undefined;
  for (const inner of turns) {
    const entry = evaluateEntry(expression, inner);
    if (entry === "unknown") rest = createUnknown(expression, "a key of it is only known at deployment");
    else if (entry) entries.set(...entry);
  }
  return makeMap(entries, expression.place, rest);
}

function evaluateEntry(expression: Of<"for">, scope: Scope): [string, Entry] | "unknown" | undefined {
  const keeps = expression.condition ? readTruth(evaluate(expression.condition, scope)) : true;
  if (keeps === false) return undefined;
  const key = expression.key && evaluate(expression.key, scope);
  const name = keeps ? formatScalarText(key) : undefined;
  if (name === undefined || !key) return "unknown";
  return [name, { key: getPlaceOr(key, expression.place), value: evaluate(expression.value, scope) }];
}
