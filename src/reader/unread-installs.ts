import { findProgramLanguage, findTextLanguage } from "../files/file-kind.ts";
import { locate } from "../model/location.ts";
import { isSetAside } from "../model/path-names.ts";
import { findHost } from "../scripts/index.ts";
import { findInstallLine, installWords } from "./install-lines.ts";
import type { Reader, Source } from "./source.ts";

/**
 * Names each file that seems to install Istio and that is not read: better a hole that is known than one that is not.
 * `isRead` says of which files installs were found.
 */
export function reportUnreadInstalls(reader: Reader, isRead: (file: string) => boolean): void {
  for (const source of listCandidates(reader)) {
    const { path } = source;
    if (isBeside(path) || !installWords.some((word) => source.words.has(word))) continue;
    const place = findInstallLine(path, source.text);
    const what = place && describe(source);
    if (!what || isRead(path)) continue;
    const { line } = locate(source.text, place);
    const message = `Istio seems to be installed in ${path}:${line} (${what}); this is not read, so it was not checked. ${what === invalid ? "Repair the file." : nextStep}`;
    reader.problem({ code: "install-unread", message, place });
  }
}

const nextStep =
  "Keep its values in a file that is read, such as a Helm values file, and name that file and the platform in an entry of `clusters:` in `.istio-preflight.yaml`.";

const invalid = "YAML that is not valid";

/** Files that are read and gave no install, and texts that are only looked through. */
function* listCandidates(reader: Reader): Generator<Source> {
  const seen = new Set<string>();
  for (const source of reader.sources) {
    if (seen.has(source.path) || source.handedBy) continue;
    seen.add(source.path);
    yield source;
  }
  const projects = [...reader.below(""), ...reader.texts].flatMap((path) => {
    const match = /^(.*\/)?(?:Pulumi\.yaml|cdk\.json|cdktf\.json)$/.exec(path);
    return match ? (match[1] ?? "") : [];
  });
  let left = textLimit;
  for (const path of reader.texts) {
    const isWanted =
      findTextLanguage(path) !== undefined ||
      (findProgramLanguage(path) !== undefined && projects.some((directory) => path.startsWith(directory)));
    if (!isWanted || seen.has(path) || isBeside(path)) continue;
    const source = reader.source(path);
    left -= source?.text.length ?? 0;
    if (left < 0) return;
    if (source) yield source;
  }
}

/** Characters of texts that are looked through. */
const textLimit = 32 * 1024 * 1024;

/** What shows, tests or describes installs, and what others wrote: none of it is this repository's own. */
function isBeside(path: string): boolean {
  const steps = path.split("/");
  const name = steps.pop() ?? "";
  return (
    steps.some((step) => besides.test(step) || isSetAside(step)) ||
    /(?:^|[._-])(?:test|tests|spec)\.\w+$|^test_|e2e|\.min\.|^changelog|\.lock$/i.test(name)
  );
}

const besides =
  /^(?:tests?|\w*e2e\w*|testing|__tests__|spec|testdata|fixtures?|docs?|documentation|website|site|content|release-?notes?|changelogs?|blog|dist|locales?|i18n)$/i;

/** The file's language, or the kind of its first object that no form reads; undefined for kinds that install nothing. */
function describe(source: Source): string | undefined {
  const { path, text } = source;
  const language = findTextLanguage(path) ?? findProgramLanguage(path);
  if (language !== undefined) return language;
  if (/\.(tf|tofu|tfvars)$/.test(path)) return "Terraform";
  if (findHost(path) !== undefined || !/\.(ya?ml|json|gotmpl)$/i.test(path)) return "a command that is not understood";
  const [, label] = dataKinds.find(([wanted]) => wanted.test(path) || wanted.test(text)) ?? [];
  if (label !== undefined) return label === "" ? undefined : label;
  if (source.documents(/(?:)/).length === 0) return text.includes("{{") ? "a template" : invalid;
  const kind = /^kind:\s*["']?(\w{1,60})/m.exec(text)?.[1];
  return kind === undefined ? "YAML of an unknown form" : `kind ${kind}`;
}

/** Kinds of YAML files by path or text; those that install nothing have no name. */
const dataKinds: readonly (readonly [wanted: RegExp, label: string])[] = [
  [
    /^kind:\s*["']?(?:CustomResourceDefinition|ClusterServiceVersion|AppProject|HelmRepository|IstioOperator|Istio|IstioCNI|ZTunnel)\b/m,
    "",
  ],
  [/(?:^|\/)(?:Chart|requirements)\.(?:ya?ml|lock)$/, ""],
  [/^kind:\s*ZarfPackageConfig\b/m, "Zarf"],
  [/\btekton\.dev\//, "Tekton"],
  [/^kind:\s*["']?(?:Cluster|Cron)?Workflow(?:Template)?["']?\s*$/m, "Argo Workflows"],
  [/(?:^|\/)\.circleci\//, "CircleCI"],
  [/(?:^|\/)azure-pipelines[\w.-]*\.ya?ml$/, "Azure Pipelines"],
  [/(?:^|\/)bitbucket-pipelines\.ya?ml$/, "Bitbucket Pipelines"],
  [/(?:^|\/)Pulumi[\w.-]*\.yaml$/, "Pulumi"],
  [/^#cloud-config/, "cloud-init"],
  [
    /(?:^|\/)(?:playbooks?|roles|tasks|handlers|group_vars|host_vars)\/|^\s*(?:-\s*)?(?:hosts|ansible\.builtin\.\w+|kubernetes\.core\.\w+|gather_facts):/m,
    "Ansible",
  ],
];
