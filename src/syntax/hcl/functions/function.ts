import type { Cursor } from "../../../model/cursor.ts";
import type { Evaluate, Scope } from "../scope.ts";
import type { Expression } from "../syntax.ts";

export type Call = Expression & { readonly kind: "call" };

/** A function of Terraform's: undefined where its arguments are not known well enough. */
export type HclFunction = (args: readonly Cursor[], call: Call, scope: Scope, evaluate: Evaluate) => Cursor | undefined;
