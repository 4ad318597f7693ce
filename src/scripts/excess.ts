import { placeIn, type SourceText } from "../model/source-text.ts";
import type { HostFile } from "./host.ts";

/** Reports a bound of a file that was hit, with its line; of each kind only the first, whatever else goes beyond it. */
export type ReportExcess = (kind: string, at: SourceText, message: string) => void;

/** Opens the report of the bounds of one file. */
export function openExcess({ problem }: Pick<HostFile, "problem">): ReportExcess {
  const reported = new Set<string>();
  return (kind, at, message) => {
    if (reported.has(kind)) return;
    reported.add(kind);
    problem({ code: "shell-limit", message, place: placeIn(at, 0, 1) });
  };
}
