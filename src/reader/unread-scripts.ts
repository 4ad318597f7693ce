import { findUnreadLanguage } from "../files/file-kind.ts";
import type { Place } from "../model/location.ts";
import type { Reader } from "../reader/source.ts";

/** Says of each script that is not read where it seems to install Istio: better a hole that is known than one that is not. */
export function reportUnreadScripts(reader: Reader): void {
  for (const { path, text } of reader.sources) {
    const language = findUnreadLanguage(path);
    const place = language === undefined ? undefined : firstInstall(path, text);
    if (!place) continue;
    const message = `This line seems to install Istio, but ${language} is not read: what it installs is unknown.`;
    reader.problem({ code: "script-unread", message, place });
  }
}

function firstInstall(file: string, text: string): Place | undefined {
  let start = 0;
  for (const line of text.split("\n")) {
    if (isInstall(line)) return { file, start, end: start + line.trimEnd().length };
    start += line.length + 1;
  }
  return undefined;
}

const comment = /^\s*(#|\/\/|::|rem\b|echo\b|write-(host|output)\b)/i;
const chart = /\bistio\/(base|istiod|cni|ztunnel|ambient|gateway)\b/;

function isInstall(line: string): boolean {
  if (comment.test(line) || !/\b(install|upgrade)\b/.test(line)) return false;
  return /\bistioctl\b/.test(line) || (/\bhelm\b/.test(line) && chart.test(line));
}
