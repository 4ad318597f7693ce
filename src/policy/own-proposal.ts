import type { ClusterDocument } from "../model/cluster.ts";
import { escapePointer } from "../model/cursor.ts";
import type { Violation } from "../model/finding.ts";
import type { Proposal, RemoveValue } from "../model/fix.ts";
import type { Policy } from "../model/policy.ts";
import { valueAt } from "./template.ts";
import { isInRange } from "./version-range.ts";

/** What the policy's metadata says would repair the install that it is violated at. */
export function ownProposal(document: ClusterDocument, { fix }: Policy, { at }: Violation): Proposal | undefined {
  const index = Number(/^\/installs\/(\d+)/.exec(at)?.[1]);
  const install = document.installs[index];
  if (!fix || !install) return undefined;
  if (fix.tools && !fix.tools.includes(install.tool)) return undefined;
  if (fix.versions !== undefined && !isInRange(install.version, fix.versions)) return undefined;
  const pointers = (fix.remove ?? []).map((path) =>
    path
      .split(".")
      .map((step) => `/${escapePointer(step)}`)
      .join(""),
  );
  const written = pointers.filter((pointer) => valueAt(install.values, pointer) !== undefined);
  const removals: RemoveValue[] = written.map((pointer) => ({ remove: `/installs/${index}/values${pointer}` }));
  const values = Object.entries(fix.set).map(([path, value]) => `\`${path}: ${value}\``);
  return { title: `Set ${values.join(" and ")}`, changes: [...removals, { install: index, set: fix.set }] };
}
