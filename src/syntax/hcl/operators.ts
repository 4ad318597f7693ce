import type { Cursor, Scalar } from "../../model/cursor.ts";
import { createScalar, createUnknown, fingerprintCursor, isNull, readTruth } from "./cursors.ts";
import type { Expression } from "./syntax.ts";

type Operation = Expression & { readonly kind: "operation" };

/** Evaluates `a == b`, `!a`, `a && b`, `a + b`; one known side is enough for `&&` and `||` if it decides the result. */
export function operate(expression: Operation, values: readonly Cursor[]): Cursor {
  const result = applyOperator(expression.operator, values);
  if (result !== undefined) return createScalar(result, expression.place);
  const reason = values.find((value) => value.kind === "unknown");
  return createUnknown(expression, reason?.kind === "unknown" ? reason.reason : "its operands have the wrong types");
}

function applyOperator(operator: string, values: readonly Cursor[]): Scalar | undefined {
  const [left, right] = values;
  if (!left) return undefined;
  if (!right) return applyUnary(operator, left);
  switch (operator) {
    case "==":
      return isEqual(left, right);
    case "!=": {
      const equal = isEqual(left, right);
      return equal === undefined ? undefined : !equal;
    }
    case "&&":
      return connectTruths(false, left, right);
    case "||":
      return connectTruths(true, left, right);
    default:
      return computeArithmetic(operator, readNumber(left), readNumber(right));
  }
}

function applyUnary(operator: string, value: Cursor): Scalar | undefined {
  const truth = readTruth(value);
  if (operator === "!") return truth === undefined ? undefined : !truth;
  const number = readNumber(value);
  return number === undefined ? undefined : -number;
}

function isEqual(left: Cursor, right: Cursor): boolean | undefined {
  // A map or list is never null, whatever it contains.
  const isSomething = (value: Cursor) => value.kind === "map" || value.kind === "list";
  if ((isNull(left) && isSomething(right)) || (isNull(right) && isSomething(left))) return false;
  const [one, other] = [fingerprintCursor(left), fingerprintCursor(right)];
  return one === undefined || other === undefined ? undefined : one === other;
}

/** Returns the result if one side decides it, otherwise the combination of both sides. */
function connectTruths(decisive: boolean, left: Cursor, right: Cursor): boolean | undefined {
  const truths = [readTruth(left), readTruth(right)];
  if (truths.includes(decisive)) return decisive;
  return truths.includes(undefined) ? undefined : !decisive;
}

function computeArithmetic(operator: string, left: number | undefined, right: number | undefined): Scalar | undefined {
  if (left === undefined || right === undefined) return undefined;
  const results: Readonly<Record<string, () => Scalar>> = {
    "+": () => left + right,
    "-": () => left - right,
    "*": () => left * right,
    "/": () => left / right,
    "%": () => left % right,
    "<": () => left < right,
    "<=": () => left <= right,
    ">": () => left > right,
    ">=": () => left >= right,
  };
  const result = results[operator]?.();
  return typeof result === "number" && !Number.isFinite(result) ? undefined : result;
}

function readNumber(value: Cursor): number | undefined {
  if (value.kind !== "scalar" || value.value === "" || typeof value.value === "boolean" || value.value === null) return undefined;
  const number = Number(value.value);
  return Number.isNaN(number) ? undefined : number;
}
