import type { ParseHcl } from "./grammar.ts";

/** The parser, loaded only for repositories that have something for it. */
export async function loadGrammar(): Promise<ParseHcl> {
  const grammar = await import("./grammar.ts");
  return grammar.loadGrammar();
}
