import { listElements } from "./elements.ts";
import { type Evaluate, type Scope, spend } from "./scope.ts";
import type { Expression } from "./syntax.ts";

/** Returns the scope of each iteration of a `for`; undefined if its collection is unknown. */
export function listIterations(
  { names, collection }: { readonly names: readonly string[]; readonly collection: Expression },
  scope: Scope,
  evaluate: Evaluate,
): Scope[] | undefined {
  const elements = listElements(evaluate(collection, scope));
  if (!spend(scope.budget, elements?.length ?? 0)) return undefined;
  return elements?.map(([key, value]) => {
    const [first, second] = names;
    const own = second === undefined ? [[first, value] as const] : [[first, key] as const, [second, value] as const];
    const named = new Map(scope.names);
    for (const [name, cursor] of own) if (name !== undefined) named.set(name, cursor);
    return { ...scope, names: named };
  });
}
