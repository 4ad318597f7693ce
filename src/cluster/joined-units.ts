import type { ClusterUnit, LinkKind } from "../model/cluster.ts";
import { type Group, resolveDraftDirectory } from "./group.ts";

/** More units than a reader can take in. */
const shownLimit = 100;

/** Lists the units that a cluster was joined from, with the reason; empty if there is only one. */
export function listJoinedUnits({ scripts, drafts, joined }: Group): ClusterUnit[] {
  if (!joined) return [];
  const ofScripts = scripts.map(({ file, units }) => {
    const names = units.map(({ name }) => name).filter((name) => name !== "");
    return names.length > 0 ? `${file}#${names.join(",")}` : file;
  });
  const directories = drafts.map(({ scope }) => resolveDraftDirectory(scope.file).replace(/\/$/, "") || ".");
  const names = [...new Set(ofScripts.length > 0 ? ofScripts : directories)];
  if (names.length < 2) return [];
  const { link, by } = joined;
  return names.slice(0, shownLimit).map((name) => ({ name, link, because: reasons[link](by) }));
}

const reasons: Readonly<Record<LinkKind, (by: string) => string>> = {
  configuration: (by) => `${by} names it`,
  own: () => "it is a part of it",
  containment: (by) => `${by} runs it`,
  identity: (by) => `it goes to ${by}`,
  sequence: (by) => (/\.mdx?$/i.test(by) ? `${by} says to run it with the others` : `it is one of the numbered scripts of ${by}`),
  environment: (by) => `it is of the environment ${by}`,
  tree: (by) => `it lies in ${by}, whose parts fit together`,
  sole: (by) => `${by} describes the only cluster`,
  place: (by) => `it lies in ${by}`,
};
