import { validate } from "shape:PolicyFile";
import { escapePointer } from "../model/cursor.ts";
import type { Fault } from "../model/fault.ts";
import type { PolicyFile } from "../model/shapes/policy.ts";
import { UsageError } from "../model/usage-error.ts";

/** A JSON policy file that has its shape, but for the schemas in it; else a `UsageError` with the `pointer` of what is wrong. */
export function checkPolicyFile(json: unknown): PolicyFile {
  if (validate(json)) return json;
  const { message, pointer } = describeFaults(validate.errors ?? []);
  throw Object.assign(new UsageError(message), { pointer });
}

/** Faults that only say that a branch of the shape has faults of its own. */
const combining = new Set(["if", "anyOf", "oneOf", "allOf", "$ref"]);

/** What is wrong with a policy file, in words, and where. */
export function describeFaults(faults: readonly Fault[]): { readonly message: string; readonly pointer: string } {
  const own = faults.filter(({ keyword }) => !combining.has(keyword));
  // An unknown key is reported first, because a missing key may only be misspelt.
  const fault = own.find(({ keyword }) => keyword === "additionalProperties") ?? own[0] ?? faults[0];
  if (!fault) return { message: "it is not a policy", pointer: "" };
  const { missingProperty, additionalProperty, allowedValues } = fault.params;
  const inner = typeof additionalProperty === "string" ? `/${escapePointer(additionalProperty)}` : "";
  const pointer = fault.instancePath + inner;
  const name = pointer.slice(1);
  if (inner) return { message: `unknown key \`${name}\``, pointer };
  if (typeof missingProperty === "string") return { message: `\`${missingProperty}\` is missing`, pointer };
  if (name === "") return { message: "a policy must be a JSON object", pointer };
  const choices = Array.isArray(allowedValues) ? `: ${allowedValues.slice(0, 20).join(", ")}` : "";
  return { message: `\`${name}\` ${fault.message ?? "is wrong"}${choices}`, pointer };
}
