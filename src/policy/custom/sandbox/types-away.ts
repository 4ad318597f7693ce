import { transform } from "sucrase/dist/esm/index.js";

/** Removes the types from a module; line numbers do not change. */
export function stripTypes(path: string, text: string): string {
  return transform(text, { transforms: ["typescript"], disableESTransforms: true, filePath: path }).code;
}

/**
 * Checks whether a text can be tried as written, because it does not seem to contain types. QuickJS rejects types, except type
 * arguments, which it reads as comparisons. Removing types costs more than everything else that is done with a policy.
 */
export function mayHaveNoTypes(text: string): boolean {
  return !typeArguments.test(text) && !typed.test(text);
}

const typeArguments = /<[^<>=]*>+\s*[(`]/;
const typed =
  /\b(?:as|satisfies|interface|enum|declare|import type)\s|^(?:export )?type |[\w)\]]\??: (?:string|number|boolean|unknown|readonly|[A-Z])/m;
