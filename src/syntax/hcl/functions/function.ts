import type { Cursor } from "../../../model/cursor.ts";
import type { Evaluate, Scope } from "../scope.ts";
import type { Expression } from "../syntax.ts";

export type Call = Expression & { readonly kind: "call" };

/** A Terraform function; returns undefined if too little is known about its arguments. */
export type HclFunction = (args: readonly Cursor[], call: Call, scope: Scope, evaluate: Evaluate) => Cursor | undefined;
