import { locateText, type SourceText } from "../model/source-text.ts";
import type { HostFile } from "./host.ts";

/** Reports an exceeded limit of a file, with its line; only the first of each kind. */
export type ReportExcess = (kind: string, at: SourceText, message: string) => void;

/** Creates the function that reports the exceeded limits of one file. */
export function openExcess({ problem }: Pick<HostFile, "problem">): ReportExcess {
  const reported = new Set<string>();
  return (kind, at, message) => {
    if (reported.has(kind)) return;
    reported.add(kind);
    problem({ code: "shell-limit", message, place: locateText(at, 0, 1) });
  };
}
