import { retiredDownloads } from "../istio/retired.ts";
import { isPlace } from "../model/cursor.ts";
import type { Command, Word } from "../syntax/shell/script.ts";
import { defineDetector, type UnplacedEvidence } from "./finder.ts";
import { matchCommands, readKnownText } from "./shell-finders.ts";

/**
 * Detects Istio releases that a script downloads from hosts that will be removed:
 * https://istio.io/latest/blog/2026/retirement-of-gcp/
 */
export default defineDetector("istio-download", [
  matchCommands(["istio-release"], function* ({ program, args, place }: Command) {
    if (!/^(curl|wget|aria2c)$/.test(program)) return;
    for (const word of args) {
      const address = [...retiredDownloads.keys()].find((each) => readKnownText(word).startsWith(`${each}/`));
      if (address !== undefined)
        yield { ...describeDownload(address, readKnownText(word)), place: findAddressStart(word, address) ?? place };
    }
  }),
]);

/**
 * Makes the evidence for a download. A script gives each piece of evidence once, so the file name makes each download a separate
 * piece.
 */
function describeDownload(address: string, whole: string): UnplacedEvidence {
  const file = whole.slice(whole.lastIndexOf("/") + 1).slice(0, longestName);
  return { strength: "strong", fact: `istio-download=${address}`, message: `\`${file}\` is downloaded from a host that Istio leaves` };
}

const longestName = 100;

/** The start of a word, with or without quotes. */
function findAddressStart({ origin }: Word, address: string) {
  return isPlace(origin) ? { file: origin.file, start: origin.start, end: origin.start + address.length } : undefined;
}
