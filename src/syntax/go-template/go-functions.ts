import { type Cursor, findAt, type Scalar } from "../../model/cursor.ts";

/** A template function; returns undefined if the result is not certain. */
type GoFunction = (values: readonly Cursor[]) => Cursor | undefined;

/** The functions that are commonly used for names and defaults: https://masterminds.github.io/sprig/. */
export const functions: ReadonlyMap<string, GoFunction> = new Map<string, GoFunction>([
  ["default", (values) => (isEmpty(values[1]) ? values[0] : values[1])],
  ["coalesce", (values) => values.find((value) => !isEmpty(value))],
  ["required", (values) => (isEmpty(values[1]) ? undefined : values[1])],
  ["ternary", (values) => (isTrue(values[2]) ? values[0] : values[1])],
  ["index", ([collection, ...path]) => stepInto(collection, path)],
  ["get", get],
  ["dig", dig],
  ["eq", ([first, ...others]) => createKnownScalar(others.some((other) => toPlainScalar(other) === toPlainScalar(first)))],
  ["ne", ([first, second]) => createKnownScalar(toPlainScalar(first) !== toPlainScalar(second))],
  ["not", ([value]) => createKnownScalar(isEmpty(value))],
  ["and", (values) => values.find(isEmpty) ?? values.at(-1)],
  ["or", (values) => values.find((value) => !isEmpty(value)) ?? values.at(-1)],
  ["quote", applyToTexts((text) => JSON.stringify(text))],
  ["squote", applyToTexts((text) => `'${text}'`)],
  ["lower", applyToTexts((text) => text.toLowerCase())],
  ["upper", applyToTexts((text) => text.toUpperCase())],
  ["trim", applyToTexts((text) => text.trim())],
  ["toString", applyToTexts((text) => text)],
  ["base", applyToTexts((text) => text.replace(/\/+$/, "").split("/").at(-1) ?? "")],
  ["normalize", applyToTexts(normalizeName)],
  ["trimPrefix", applyToTexts((prefix, text = "") => (text.startsWith(prefix) ? text.slice(prefix.length) : text))],
  ["trimSuffix", applyToTexts((suffix, text = "") => (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text))],
  ["replace", applyToTexts((from, to = "", text = "") => text.split(from).join(to))],
  ["printf", printf],
  ["toJson", ([value]) => value],
  ["toYaml", ([value]) => value],
]);

/** The maximum length of a function's result, because a template can apply functions to their own results repeatedly. */
const textLimit = 10_000;

/**
 * Converts a text to a valid Kubernetes name: https://github.com/argoproj/argo-cd/blob/master/applicationset/utils/utils.go,
 * `SanitizeName`.
 */
export function normalizeName(text: string): string {
  const clean = text
    .toLowerCase()
    .replace(/[^-a-z0-9.]/g, "-")
    .slice(0, 253);
  return clean.replace(/^[-.]/, "").replace(/[-.]$/, "");
}

function createKnownScalar(value: Scalar): Cursor {
  return { kind: "scalar", origin: { builtIn: "a template" }, value };
}

function toPlainScalar(value: Cursor | undefined): unknown {
  return value?.kind === "scalar" ? value.value : value;
}

function isEmpty(value: Cursor | undefined): boolean {
  if (value?.kind === "scalar") return value.value === null || value.value === "" || value.value === false || value.value === 0;
  if (value?.kind === "list") return value.items.length === 0;
  return value?.kind !== "map" || (value.entries.size === 0 && !value.rest);
}

function isTrue(value: Cursor | undefined): boolean {
  return value?.kind === "scalar" && value.value === true;
}

/** Creates a function whose arguments are all texts. */
function applyToTexts(compute: (first: string, ...others: string[]) => string): GoFunction {
  return (values) => {
    const texts = values.flatMap((value) => (value.kind === "scalar" && value.value !== null ? [String(value.value)] : []));
    const [first, ...others] = texts;
    if (first === undefined || texts.length !== values.length || texts.some((text) => text.length > textLimit)) return undefined;
    const result = compute(first, ...others);
    return result.length > textLimit ? undefined : createKnownScalar(result);
  };
}

function stepInto(collection: Cursor | undefined, path: readonly Cursor[]): Cursor | undefined {
  const steps = path.map((step) => (step.kind === "scalar" && step.value !== null ? String(step.value) : ""));
  return findAt(collection, ...steps) ?? createKnownScalar(null);
}

/** Evaluates Helmfile's `get "a.b" fallback .Values` and Sprig's `get dict "a"`. */
function get(values: readonly Cursor[]): Cursor | undefined {
  const [first, second] = values;
  if (first?.kind === "map") return second && stepInto(first, [second]);
  const path = toPlainScalar(first);
  if (typeof path !== "string") return undefined;
  const found = findAt(values.at(-1), ...path.split("."));
  return found ?? (values.length > 2 ? second : undefined);
}

/** Evaluates `dig "a" "b" fallback dict`. */
function dig(values: readonly Cursor[]): Cursor | undefined {
  const path = values.slice(0, -2);
  const found = stepInto(values.at(-1), path);
  return found?.kind === "scalar" && found.value === null ? values.at(-2) : found;
}

function printf([format, ...values]: readonly Cursor[]): Cursor | undefined {
  const pattern = toPlainScalar(format);
  if (typeof pattern !== "string" || pattern.length > textLimit) return undefined;
  const verbs = pattern.match(/%[^a-zA-Z%]*./g) ?? [];
  if (verbs.length !== values.length || verbs.some((verb) => !/^%[svd]$/.test(verb))) return undefined;
  const texts = values.map((value) => (value.kind === "scalar" && value.value !== null ? String(value.value) : undefined));
  if (texts.some((text) => text === undefined || text.length > textLimit)) return undefined;
  let next = 0;
  return createKnownScalar(pattern.replace(/%[svd]/g, () => texts[next++] ?? ""));
}
