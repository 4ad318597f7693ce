import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isBelow } from "./regions.mjs";

/** Describes a repository before the change: its cluster documents, and the lines of its files. */
export function worldOf(directory, clusters) {
  const known = new Map();
  function lines(file) {
    if (!known.has(file)) known.set(file, read(join(directory, file)));
    return known.get(file);
  }
  return { directory, clusters, lines };
}

function read(path) {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Returns every install of a repository, with its cluster. */
export function subjects({ clusters }) {
  return clusters.flatMap((cluster) => cluster.installs.map((install) => ({ cluster, install })));
}

/** Returns the places that set a value of installs, selected by what set it; each with the installs that read it. */
export function sitesOf(world, isMeant) {
  const sites = new Map();
  for (const { cluster, install } of subjects(world)) {
    for (const step of stepsOf(install)) {
      const value = isMeant(step, install);
      if (value === undefined) continue;
      const { file, line, column } = step;
      const key = JSON.stringify([file, line, column]);
      const site = sites.get(key) ?? { file, line, column, value, readers: [] };
      sites.set(key, site);
      if (!site.readers.some((reader) => reader.install === install)) site.readers.push({ cluster, install });
    }
  }
  return [...sites.values()];
}

function stepsOf({ origins }) {
  return Object.entries(origins).flatMap(([setting, origin]) => [origin, ...origin.chain].map((step) => ({ ...step, setting })));
}

/** Returns the places where the platforms of installs are set. */
export function platformSites(world) {
  return sitesOf(world, ({ by }, { platform }) => (platform && new RegExp(`^platform \`?${platform}\\b`).test(by) ? platform : undefined));
}

/** Returns the places where the profiles of installs are set; for istioctl not the profile below `values`, which is for the charts. */
export function profileSites(world) {
  const sites = sitesOf(world, ({ by }, { profile }) =>
    profile && new RegExp(`^profile \`?${profile}[\` ]`).test(by) ? profile : undefined,
  );
  const isOfCharts = ({ file, line, readers }) =>
    readers.some(({ install }) => install.tool === "istioctl") && isBelow(world.lines(file), line, "values");
  return sites.filter((site) => !isOfCharts(site));
}

/** Returns the places where a setting is set explicitly. */
export function settingSites(world, setting) {
  return sitesOf(world, (step, { effective }) => {
    if (step.setting !== setting || !/^(set here|this manifest)$/.test(step.by)) return undefined;
    const value = effective?.[setting];
    return value === null || typeof value === "object" ? undefined : String(value);
  });
}

/** Checks whether a version is at least a minor, such as "1.25". */
export function isFrom({ version }, minor) {
  const [, major, written] = /^v?(\d+)\.(\d+)/.exec(version ?? "") ?? [];
  return written !== undefined && Number(major) === 1 && Number(written) >= Number(minor.split(".")[1]);
}

/** Checks whether some values of an install are known only at deployment. */
export function hasUnknown({ unknown }, ...paths) {
  return unknown.some((pointer) => pointer === "/values" || paths.includes(pointer));
}
