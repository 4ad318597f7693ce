import { textOfWord } from "./flags.ts";
import type { Script } from "./script.ts";

/** The version of Helm, as far as the script that runs it says, such as `3.19.0`; undefined where it does not. */
export function helmVersionOf(script: Script): string | undefined {
  const variable = variables.map((name) => script.variables.get(name)).find((word) => word !== undefined);
  const text = versionOfDownload(script) ?? (variable && textOfWord(variable));
  return text === undefined ? undefined : exact.exec(text)?.[1];
}

const variables = ["HELM_VERSION", "DESIRED_VERSION"];
const exact = /^v?(\d+\.\d+\.\d+)$/;

/** https://helm.sh/docs/intro/install/: the archive of a release, or the installer with `--version` or `DESIRED_VERSION`. */
function versionOfDownload({ commands }: Script): string | undefined {
  for (const { program, args, environment } of commands) {
    const words = args.map(textOfWord);
    const archive = words.map((word) => /\/helm-v(\d+\.\d+\.\d+)-/.exec(word)?.[1]).find(Boolean);
    if (archive !== undefined && /^(curl|wget)$/.test(program)) return archive;
    const desired = environment.get("DESIRED_VERSION");
    if (desired && /sh$/.test(program)) return textOfWord(desired);
    if (/^get[-_]helm/.test(program) || words.some((word) => /(^|\/)get[-_]helm[^/]*$/.test(word))) {
      const version = words[words.findIndex((word) => word === "--version" || word === "-v") + 1];
      if (version !== undefined && exact.test(version)) return version;
    }
  }
  return undefined;
}
