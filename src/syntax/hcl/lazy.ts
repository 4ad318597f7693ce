import type { ParseHcl } from "./grammar.ts";

/** Loads the parser only for repositories with Terraform files. */
export async function loadGrammar(): Promise<ParseHcl> {
  const grammar = await import("./grammar.ts");
  return grammar.loadGrammar();
}
