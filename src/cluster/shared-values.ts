import type { Lost } from "../model/install.ts";
import type { Place } from "../model/location.ts";
import { type LostValues, lostPlaces, shownLostValues } from "./lost-values.ts";
import type { ResolvedInstall } from "./resolve.ts";

/**
 * Removes ineffective values that another chart of the cluster reads: several charts may share one values file, of which each reads
 * a part.
 */
export function withoutShared(installs: readonly ResolvedInstall[]): ResolvedInstall[] {
  const suspects = new Set(installs.flatMap(({ lost }) => [...lost.ignored, ...lost.overridden].map(({ place }) => keyPlace(place))));
  if (suspects.size === 0) return [...installs];
  const read = new Set(installs.flatMap((install) => [...placesRead(install, suspects)]));
  return installs.map((resolved) => {
    const isLost = ({ place }: Lost) => !read.has(keyPlace(place));
    const { ignored, overridden, rejected } = resolved.lost;
    const lost: LostValues = { ignored: ignored.filter(isLost), overridden: overridden.filter(isLost), rejected };
    const others = () => [...resolved.places()].filter(([pointer]) => !/^\/(ignored|overridden|rejected)\//.test(pointer));
    const install = { ...resolved.install, ...shownLostValues(lost) };
    return { ...resolved, install, lost, places: () => new Map([...others(), ...lostPlaces(lost)]) };
  });
}

/** Lists the suspects among an install's values that are effective in this install. */
function* placesRead({ install, lost, places }: ResolvedInstall, suspects: ReadonlySet<string>): Generator<string> {
  if (install.component === "base" || install.component === "gateway") return;
  const own = new Set([...lost.ignored, ...lost.overridden].map(({ place }) => keyPlace(place)));
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
