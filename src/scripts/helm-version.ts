import { type Cursor, findStringAt, isPlace } from "../model/cursor.ts";
import type { Script, Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";

/** Returns the version of Helm, such as `3.19.0`, if the script that runs it shows it. */
export function findHelmVersion(script: Script): Cursor | undefined {
  return (
    findDownloadedVersion(script) ??
    readExactVersion(variables.map((name) => script.variables.get(name)).find((word) => word !== undefined))
  );
}

/** A version that is known only when the script runs is unknown; a word such as `latest` is ignored. */
function readExactVersion(word: Word | undefined): Cursor | undefined {
  if (word?.kind !== "scalar") return word;
  const version = exact.exec(word.value)?.[1];
  return version === undefined ? undefined : { kind: "scalar", origin: word.origin, value: version };
}

const variables = ["HELM_VERSION", "DESIRED_VERSION"];
const exact = /^v?(\d+\.\d+\.\d+)$/;

/**
 * Reads the version from the archive of a release, or from the installer with `--version` or `DESIRED_VERSION`:
 * https://helm.sh/docs/intro/install/
 */
function findDownloadedVersion({ commands }: Script): Cursor | undefined {
  for (const { program, args, environment } of commands) {
    const archive = /^(curl|wget)$/.test(program) ? args.map(readArchiveVersion).find((found) => found !== undefined) : undefined;
    if (archive) return archive;
    const desired = environment.get("DESIRED_VERSION");
    if (desired && /sh$/.test(program)) return readExactVersion(desired);
    const words = args.map(formatWord);
    if (/^get[-_]helm/.test(program) || words.some((word) => /(^|\/)get[-_]helm[^/]*$/.test(word))) {
      const given = readExactVersion(args[words.findIndex((word) => word === "--version" || word === "-v") + 1]);
      if (findStringAt(given) !== undefined) return given;
    }
  }
  return undefined;
}

function readArchiveVersion(word: Word): Cursor | undefined {
  const version = /\/helm-v(\d+\.\d+\.\d+)-/.exec(formatWord(word))?.[1];
  return version === undefined || !isPlace(word.origin) ? undefined : { kind: "scalar", origin: word.origin, value: version };
}
