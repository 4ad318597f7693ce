import { UnusableAnswerError } from "./answer-error.ts";

/** Validates a part of an answer and returns the needed fields; rejects any other shape. `at` is its JSON pointer. */
export type Shape<Value> = (value: unknown, at: string) => Value;

/** A string. */
export const text: Shape<string> = (value, at) => (typeof value === "string" ? value : reject(at, "a text"));

/** The id of an object, such as a comment, which becomes part of an address. */
export const id: Shape<number> = (value, at) => {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : reject(at, "a positive whole number");
};

/** Any value; only its presence matters. */
export const anything: Shape<unknown> = (value) => value;

/** Accepts a value that may be missing or null. */
export function optional<Value>(shape: Shape<Value>): Shape<Value | undefined> {
  return (value, at) => (value === undefined || value === null ? undefined : shape(value, at));
}

/** Accepts a map and keeps only the listed fields. */
export function record<Fields>(fields: { readonly [Name in keyof Fields]: Shape<Fields[Name]> }): Shape<Fields> {
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return reject(at, "a map");
    const taken: Partial<Fields> = {};
    for (const name in fields) taken[name] = fields[name](readOwnField(value, name), `${at}/${name}`);
    return taken as Fields;
  };
}

/** Accepts one page of a list. */
export function listShape<Value>(shape: Shape<Value>): Shape<Value[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return reject(at, "a list");
    if (value.length > mostItems) return reject(at, `a list of at most ${mostItems}`);
    return value.map((item, index) => shape(item, `${at}/${index}`));
  };
}

/** More than GitHub's pages contain, which is a hundred items. */
const mostItems = 1000;

function readOwnField(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function reject(at: string, what: string): never {
  const place = at === "" ? "the answer" : `\`${at}\``;
  throw new UnusableAnswerError(`GitHub's API answered with something unexpected: ${place} must be ${what}`);
}
