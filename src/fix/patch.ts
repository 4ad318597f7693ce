import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** Writes the changes of fixes as a unified diff for `git apply`. */
export function formatPatch(files: ReadonlyMap<string, string>, textOf: (file: string) => string | undefined): string {
  return [...files].map(([file, text]) => formatFilePatch(file, textOf(file), text)).join("");
}

function formatFilePatch(file: string, before: string | undefined, after: string): string {
  const old = before === undefined ? "/dev/null" : `a/${file}`;
  return createTwoFilesPatch(old, `b/${file}`, before ?? "", after, "", "", { context: 3, headerOptions: FILE_HEADERS_ONLY });
}
