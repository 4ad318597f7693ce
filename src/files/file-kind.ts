import { basename } from "node:path";

/** Checks whether a file is a kustomization, by the names that Kustomize looks for. */
export function isKustomization(path: string): boolean {
  return /(^|\/)(kustomization\.ya?ml|Kustomization)$/.test(path);
}

/** Checks whether a file belongs to Terraform or OpenTofu. */
export function isTerraform(path: string): boolean {
  return path.endsWith(".tf") || path.endsWith(".tofu");
}

/** Script languages that are not supported, by file name. */
const unreadLanguages: readonly (readonly [ending: RegExp, language: string])[] = [
  [/\.(ps1|psm1)$/i, "PowerShell"],
  [/\.(bat|cmd)$/i, "Batch"],
  [/^Jenkinsfile|\.groovy$/, "Groovy"],
  [/^Tiltfile$/, "Starlark"],
  [/^Vagrantfile$/, "Ruby"],
];

/** Further ones, whose files are only looked through for installs. */
const unreadTexts: readonly (readonly [ending: RegExp, language: string])[] = [
  ...unreadLanguages,
  [/\.(star|bzl|bazel)$/, "Starlark"],
  [/\.(rb|erb)$/, "Ruby"],
  [/\.py$/, "Python"],
  [/\.(zsh|fish|nu)$/, "this shell's language"],
  [/\.(j2|tpl|tmpl|tftpl)$/, "a template"],
  [/\.(jsonnet|libsonnet)$/, "Jsonnet"],
  [/\.cue$/, "CUE"],
  [/\.nix$/, "Nix"],
  [/\.toml$/, "TOML"],
  [/\.hcl$/, "HCL outside of Terraform"],
];

/** Languages of programs, which describe a cluster where a tool such as Pulumi runs them, and seldom elsewhere. */
const programLanguages: readonly (readonly [ending: RegExp, language: string])[] = [
  [/\.ts$/, "TypeScript"],
  [/\.m?js$/, "JavaScript"],
  [/\.go$/, "Go"],
];

/** Finds the language of a script in an unsupported language; undefined for any other file. */
export function findUnreadLanguage(path: string): string | undefined {
  return findLanguage(path, unreadLanguages);
}

/** Finds the language of a text that is not read and may install something; undefined for any other file. */
export function findTextLanguage(path: string): string | undefined {
  return findLanguage(path, unreadTexts);
}

/** Finds the language of a program. */
export function findProgramLanguage(path: string): string | undefined {
  return findLanguage(path, programLanguages);
}

function findLanguage(path: string, languages: readonly (readonly [ending: RegExp, language: string])[]): string | undefined {
  const name = basename(path);
  return languages.find(([ending]) => ending.test(name))?.[1];
}
