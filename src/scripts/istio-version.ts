import type { Cursor } from "../model/cursor.ts";
import type { Command, Script, Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";

/** Returns the Istio version of an istioctl, if the script that runs it shows it. */
export function findIstioVersion(script: Script, command: Command): Cursor | undefined {
  const path = script.variables.get("PATH");
  const paths = [command.programPath, ...(path ? [path] : [])];
  return (
    findVersionVariable((name) => command.environment.get(name)) ??
    paths.map(readVersionIn).find((found) => found !== undefined) ??
    readDirectoryVersion(command) ??
    findVersionVariable((name) => script.variables.get(name)) ??
    findDownloadedVersion(script)
  );
}

const variables = ["ISTIO_VERSION", "ISTIOCTL_VERSION", "ISTIO_VER"];

function findVersionVariable(lookup: (name: string) => Word | undefined): Cursor | undefined {
  return variables.map(lookup).find((word) => word !== undefined && formatWord(word) !== "");
}

/** Reads the version from `istio-1.29.0/bin/istioctl` or `istioctl-1.29.0-linux-amd64.tar.gz`. */
function readVersionIn(word: Word): Cursor | undefined {
  const version = versionPattern.exec(formatWord(word))?.[1];
  return version === undefined ? undefined : { kind: "scalar", origin: word.origin, value: version };
}

const versionPattern = /\bistio(?:ctl)?-(\d+\.\d+\.\d+(?:-(?:alpha|beta|rc)\.\d+)?)(?![\d.]*\d)/;

function readDirectoryVersion({ directory, place }: Command): Cursor | undefined {
  const version = versionPattern.exec(directory ?? "")?.[1];
  return version === undefined ? undefined : { kind: "scalar", origin: place, value: version };
}

/** Reads the version from `curl -L https://istio.io/downloadIstio | ISTIO_VERSION=1.29.0 sh -`, or from the address of a release. */
function findDownloadedVersion({ commands }: Script): Cursor | undefined {
  for (const command of commands) {
    const given = findVersionVariable((name) => command.environment.get(name));
    if (given && /sh$/.test(command.program)) return given;
    const version = /^(curl|wget)$/.test(command.program) && command.args.map(readVersionIn).find((found) => found !== undefined);
    if (version) return version;
  }
  return undefined;
}
