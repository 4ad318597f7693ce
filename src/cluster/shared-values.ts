import type { Ineffective } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { describeIneffectiveValues, type IneffectiveValues, locateIneffective } from "./ineffective-values.ts";
import type { ResolvedInstall } from "./resolve.ts";

/**
 * Removes ineffective values that another chart of the cluster reads: several charts may share one values file, of which each reads
 * a part.
 */
export function withoutShared(installs: readonly ResolvedInstall[]): ResolvedInstall[] {
  const suspects = new Set(
    installs.flatMap(({ ineffective }) => [...ineffective.ignored, ...ineffective.overridden].map(({ place }) => keyPlace(place))),
  );
  if (suspects.size === 0) return [...installs];
  const read = new Set(installs.flatMap((install) => [...listPlacesRead(install, suspects)]));
  return installs.map((resolved) => {
    const isIneffective = ({ place }: Ineffective) => !read.has(keyPlace(place));
    const { ignored, overridden, rejected } = resolved.ineffective;
    const ineffective: IneffectiveValues = {
      ignored: ignored.filter(isIneffective),
      overridden: overridden.filter(isIneffective),
      rejected,
    };
    const others = () => [...resolved.places()].filter(([pointer]) => !/^\/(ignored|overridden|rejected)\//.test(pointer));
    const install = { ...resolved.install, ...describeIneffectiveValues(ineffective) };
    return { ...resolved, install, ineffective, places: () => new Map([...others(), ...locateIneffective(ineffective)]) };
  });
}

/** Lists the suspects among an install's values that are effective in this install. */
function* listPlacesRead({ install, ineffective, places }: ResolvedInstall, suspects: ReadonlySet<string>): Generator<string> {
  if (install.component === "base" || install.component === "gateway") return;
  const own = new Set([...ineffective.ignored, ...ineffective.overridden].map(({ place }) => keyPlace(place)));
  for (const [pointer, place] of places()) {
    const key = keyPlace(place);
    if (!pointer.startsWith("/values/") || !suspects.has(key) || own.has(key)) continue;
    // A profile has no effect on ztunnel.
    if (install.component !== "ztunnel" || !pointer.endsWith("/profile")) yield key;
  }
}

function keyPlace({ file, start }: Place): string {
  return `${start}:${file}`;
}
