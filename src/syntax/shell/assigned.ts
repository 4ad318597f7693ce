import { forEachChild, type SyntaxNode } from "unbash";
import { positional, workingDirectory } from "./state.ts";

/** Returns all names that a loop's body may change, so that a value from one iteration is not used in the next. */
export function collectAssignedNames(bodies: readonly SyntaxNode[]): Set<string> {
  const names = new Set<string>();
  const stack: SyntaxNode[] = [...bodies];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === "Assignment") names.add(node.name);
    if (node.type === "For" || node.type === "Select") names.add(node.name.value);
    if (node.type === "Command") {
      const changed = changes.get(node.name?.text ?? "");
      if (changed) names.add(changed);
    }
    // Words contain no assignments, and their parts are parsed only on demand.
    if (node.type !== "Word") forEachChild(node, (child) => stack.push(child));
  }
  return names;
}

const changes: ReadonlyMap<string, string> = new Map([
  ["shift", positional],
  ["set", positional],
  ["cd", workingDirectory],
  ["pushd", workingDirectory],
  ["popd", workingDirectory],
]);
