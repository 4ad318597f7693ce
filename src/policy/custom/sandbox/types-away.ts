import { transform } from "sucrase/dist/esm/index.js";

/** The text of a module without its types; lines stay where they are. */
export function withoutTypes(path: string, text: string): string {
  return transform(text, { transforms: ["typescript"], disableESTransforms: true, filePath: path }).code;
}

/**
 * Whether a text may be tried as it is written, because nothing shows that it has types of its own: QuickJS refuses what has
 * some, but for type arguments, which read as comparisons. Taking types away costs more than all else that is done with a policy.
 */
export function mayHaveNoTypes(text: string): boolean {
  return !typeArguments.test(text) && !typed.test(text);
}

const typeArguments = /<[^<>=]*>+\s*[(`]/;
const typed =
  /\b(?:as|satisfies|interface|enum|declare|import type)\s|^(?:export )?type |[\w)\]]\??: (?:string|number|boolean|unknown|readonly|[A-Z])/m;
