import { basename } from "node:path";

/** True for a kustomization: the names that Kustomize looks for. */
export function isKustomization(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** True for files of Terraform or OpenTofu. */
export function isTerraform(path: string): boolean {
  return path.endsWith(".tf") || path.endsWith(".tofu");
}

/** Languages of scripts that are not read, by the end of their names. */
const unreadLanguages: readonly (readonly [ending: RegExp, language: string])[] = [
  [/\.(ps1|psm1)$/i, "PowerShell"],
  [/\.(bat|cmd)$/i, "Batch"],
  [/^Jenkinsfile|\.groovy$/, "Groovy"],
  [/^Tiltfile$/, "Starlark"],
  [/^Vagrantfile$/, "Ruby"],
];

/** Finds the language of a script that is not read; undefined for any other file. */
export function findUnreadLanguage(path: string): string | undefined {
  const name = basename(path);
  return unreadLanguages.find(([ending]) => ending.test(name))?.[1];
}
