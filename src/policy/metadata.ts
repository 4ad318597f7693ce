import { shape, validate } from "shape:PolicyDescription";
import { type Fault, listShapesTo } from "../model/fault.ts";
import { keyPath, plainText, policyId } from "../model/patterns.ts";
import type { PolicyMetadata } from "../model/policy.ts";

/** An error in the metadata of a custom policy, as a message. */
export class MetadataError extends Error {}

const idPattern = new RegExp(policyId);
const pathPattern = new RegExp(keyPath);
const plainPattern = new RegExp(plainText);

/** Checks whether a text is a valid policy id. */
export function isPolicyId(text: string): boolean {
  return text.length <= (shape.properties?.id?.maxLength ?? 0) && idPattern.test(text);
}

/** Checks the metadata of a sandboxed policy; throws a `MetadataError`. */
export function acceptMetadata(value: unknown): PolicyMetadata {
  const description = isRecord(value) ? { links: [], ...value } : value;
  if (validate(description)) return description;
  const [fault] = validate.errors ?? [];
  throw new MetadataError(fault ? describeFault(fault) : "it must be an object");
}

function describeFault({ instancePath, keyword, params }: Fault): string {
  const last = keyword === "required" ? params.missingProperty : keyword === "additionalProperties" ? params.additionalProperty : undefined;
  const pointer = last === undefined ? instancePath : `${instancePath}/${String(last).slice(0, 100)}`;
  const name = pointer.slice(1).replaceAll("/", ".");
  if (keyword === "additionalProperties") return `unknown key \`${name}\``;
  if (name === "") return "it must be an object";
  if (keyword === "maxLength") return `\`${name}\` must have at most ${params.limit} characters`;
  const shapes = listShapesTo(shape, pointer);
  const sentence = shapes.findLast(({ fault }) => fault !== undefined)?.fault;
  return sentence ?? `\`${name}\` must be ${shapes.at(-1)?.type === "boolean" ? "true or false" : "a text"}`;
}

/** Checks for values that may be written to a file: plain scalars at paths of ordinary keys. */
export function isValues(value: unknown): value is Readonly<Record<string, string | number | boolean | null>> {
  if (!isRecord(value)) return false;
  const entries = Object.entries(value);
  return entries.length > 0 && entries.length <= 50 && entries.every(([path, scalar]) => isPath(path) && isScalar(scalar));
}

/** Checks for a scalar with the same meaning in YAML, HCL and shell, because a fix may write it to a script. */
export function isScalar(value: unknown): boolean {
  if (typeof value === "string") return plainPattern.test(value);
  return value === null || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value));
}

/** Checks for a dotted path of ordinary keys. */
export function isPath(value: unknown): value is string {
  return typeof value === "string" && pathPattern.test(value);
}

/** Checks whether a value is an object, but not an array or null. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
