/** One condition on labels. */
export interface Term {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values: readonly string[];
}

/** Conditions that must all hold; an empty list selects everything. */
export type Selector = readonly Term[];

/** Counts comparisons; may throw if there are too many. */
export type Count = (steps: number) => void;

const countNothing: Count = () => undefined;

export type Labels = Readonly<Record<string, unknown>>;

/** Reads a selector in the syntax of Kubernetes and Cilium; undefined if it is invalid. */
export function readSelector(written: unknown): Selector | undefined {
  if (written === undefined || written === null) return [];
  if (!isRecord(written)) return undefined;
  const { matchLabels, matchExpressions } = written;
  const equals = Object.entries(isRecord(matchLabels) ? matchLabels : {}).map(([key, value]) => buildEqualTerm(key, value));
  const terms = (Array.isArray(matchExpressions) ? matchExpressions : []).map(readTerm);
  return terms.every((term) => term !== undefined) ? [...equals, ...terms] : undefined;
}

/** Creates a condition that a label has one value. */
export function buildEqualTerm(key: string, value: unknown): Term {
  return { key, operator: "In", values: [String(value ?? "")] };
}

const operators = ["In", "NotIn", "Exists", "DoesNotExist"] as const;

function readTerm(written: unknown): Term | undefined {
  if (!isRecord(written) || typeof written.key !== "string") return undefined;
  const operator = operators.find((one) => one === written.operator);
  const values = Array.isArray(written.values) ? written.values.map(String) : [];
  return operator && { key: written.key, operator, values };
}

/** Checks whether a selector matches labels. */
export function selects(selector: Selector, labels: Labels, count: Count = countNothing): boolean {
  return selector.every((term) => {
    count(1 + term.values.length);
    return holds(term, labels);
  });
}

function holds({ key, operator, values }: Term, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  if (value === undefined || value === null) return operator === "NotIn" || operator === "DoesNotExist";
  if (operator === "Exists" || operator === "DoesNotExist") return operator === "Exists";
  return values.includes(String(value)) === (operator === "In");
}

/** Checks whether the first selector certainly matches everything that the second one matches, from their terms alone. */
export function covers(wider: Selector, narrower: Selector, count: Count = countNothing): boolean {
  return wider.every((term) => {
    count(1 + narrower.length);
    return narrower.some((known) => {
      if (known.key !== term.key) return false;
      count(known.values.length * term.values.length);
      return implies(known, term);
    });
  });
}

/** Compares two terms about the same label. */
function implies(known: Term, term: Term): boolean {
  if (known.operator === "In") {
    if (term.operator === "In") return known.values.every((value) => term.values.includes(value));
    return term.operator === "Exists" || (term.operator === "NotIn" && !known.values.some((value) => term.values.includes(value)));
  }
  if (known.operator === "NotIn") return term.operator === "NotIn" && term.values.every((value) => known.values.includes(value));
  return known.operator === term.operator || (known.operator === "DoesNotExist" && term.operator === "NotIn");
}

/** Checks whether two selectors can never match the same labels, from their terms alone. */
export function excludes(one: Selector, other: Selector, count: Count = countNothing): boolean {
  return one.some((term) => {
    count(1 + other.length);
    return other.some((second) => {
      if (term.key !== second.key) return false;
      count(term.values.length * second.values.length);
      return contradicts(term, second) || contradicts(second, term);
    });
  });
}

/** Compares two terms about the same label. */
function contradicts(term: Term, other: Term): boolean {
  if (term.operator === "NotIn" || term.operator === "DoesNotExist") return false;
  if (other.operator === "DoesNotExist") return true;
  if (term.operator === "Exists") return false;
  if (other.operator === "In") return !term.values.some((value) => other.values.includes(value));
  return other.operator === "NotIn" && term.values.every((value) => other.values.includes(value));
}

/** Checks whether a value is an object, but not an array or null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns a value as a map; an empty one if it is not a map. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

/** Returns a value as a list; an empty one if it is not a list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
