import type { ClusterDocument } from "../model/cluster.ts";
import { escapePointer } from "../model/cursor.ts";
import type { Violation } from "../model/finding.ts";
import type { Proposal, RemoveValue } from "../model/fix.ts";
import type { Install } from "../model/install.ts";
import type { Policy, PolicyFix } from "../model/policy.ts";
import { readPointer } from "./template.ts";
import { isInRange } from "./version-range.ts";

/** Returns the fix in a policy's metadata as a proposal for the install that violates the policy. */
export function proposeOwnFix(document: ClusterDocument, { fix }: Policy, { at }: Violation): Proposal | undefined {
  const index = Number(/^\/installs\/(\d+)/.exec(at)?.[1]);
  const install = document.installs[index];
  if (!fix || !install) return undefined;
  if (fix.tools && !fix.tools.includes(install.tool)) return undefined;
  if (fix.versions !== undefined && !isInRange(install.version, fix.versions)) return undefined;
  if (install.tool === "rendered") return proposeRenderedFix(install, fix, at);
  const pointers = (fix.remove ?? []).map((path) =>
    path
      .split(".")
      .map((step) => `/${escapePointer(step)}`)
      .join(""),
  );
  const written = pointers.filter((pointer) => readPointer(install.values, pointer) !== undefined);
  const removals: RemoveValue[] = written.map((pointer) => ({ remove: `/installs/${index}/values${pointer}` }));
  const values = Object.entries(fix.set).map(([path, value]) => `\`${path}: ${value}\``);
  return { title: `Set ${values.join(" and ")}`, changes: [...removals, { install: index, set: fix.set }] };
}

/** A rendered manifest contains the setting itself, under a different name. */
function proposeRenderedFix({ effective }: Install, { set }: PolicyFix, at: string): Proposal | undefined {
  const [value, ...others] = Object.values(set);
  const was = effective?.[at.slice(at.lastIndexOf("/") + 1)];
  if (typeof value !== "boolean" || typeof was !== "boolean" || others.length > 0) return undefined;
  return { title: `Write \`${value}\``, changes: [{ replace: at, was, with: String(value) }] };
}
