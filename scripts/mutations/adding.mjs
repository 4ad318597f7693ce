import { dirname } from "node:path/posix";
import { commandLines, documentLines } from "./regions.mjs";
import { added } from "./text.mjs";

const manifests = new Set(["flux-helmrelease", "argocd-application", "sail-operator", "k3s-helmchart"]);

/** Something more that is deployed with an install: documents in its file, or commands after its own; undefined where that is not plain. */
export function deployedWith(world, install, texts) {
  const lines = world.lines(install.file);
  if (manifests.has(install.form) && /\.ya?ml$/.test(install.file)) return documentsIn(world, install, lines, texts);
  if (install.form === "terraform-helm-release" && /\.tf$/.test(install.file)) return manifestsIn(install, lines, texts);
  if (!/^(helm|istioctl)-cli$/.test(install.form) || !/\.sh$/.test(install.file)) return undefined;
  const [, last] = commandLines(lines, install.line);
  const isOpen = /(<<|\||&&|\\|\{|\()\s*$/.test(lines[last - 1] ?? "") || /^\s*(for|while|if)\b/.test(lines[install.line - 1] ?? "");
  return isOpen ? undefined : { site: siteAt(install, last), edit: added(lines, last, commandsOf(texts)) };
}

function documentsIn(world, install, lines, texts) {
  const isElsewhere = install.form === "argocd-application" && !/in-cluster|kubernetes\.default\.svc/.test(lines.join("\n"));
  const beside = `${dirname(install.file)}/kustomization.yaml`.replace(/^\.\//, "");
  // What Kustomize moves to a namespace would be moved, too.
  if (install.form === "flux-helmrelease" && isMoved(world, install)) return undefined;
  if (isElsewhere || world.lines(beside).some((text) => /^namespace:/.test(text))) return undefined;
  let last = lines.length;
  while (last > 0 && lines[last - 1].trim() === "") last--;
  if (/^(---|\.\.\.)/.test(lines[last - 1] ?? "") || lines.some((text) => /^\s*\{\{/.test(text))) return undefined;
  return { site: siteAt(install, last), edit: added(lines.slice(0, last), last, [...texts.flatMap((text) => ["---", ...text]), ""]) };
}

/** Whether something else says which namespace what lies there goes to: no namespace is written, or a Kustomization of Flux names one. */
export function isMoved(world, install) {
  const lines = world.lines(install.file);
  const beside = [dirname(install.file), dirname(dirname(install.file))].flatMap((directory) => world.lines(`${directory}/ks.yaml`));
  if (beside.some((text) => /^ {2}targetNamespace:/.test(text))) return true;
  const [first, last] = documentLines(lines, install.line);
  const metadata = lines.slice(first - 1, last).findIndex((text) => /^metadata:/.test(text));
  const own = lines.slice(first + metadata, last).findIndex((text) => /^\S/.test(text));
  return !lines.slice(first + metadata, first + metadata + own).some((text) => /^ {2}namespace:/.test(text));
}

/** Where one file talks to several clusters, what is added would need the provider of one. */
function manifestsIn(install, lines, texts) {
  if (lines.some((text) => /^\s*provider\s*=/.test(text))) return undefined;
  const last = lines.length;
  const blocks = texts.flatMap((text, index) => [
    `resource "kubectl_manifest" "added_${index}" {`,
    "  yaml_body = <<-YAML",
    ...text.map((line) => `    ${line}`),
    "  YAML",
    "}",
  ]);
  return { site: siteAt(install, last), edit: added(lines, last, blocks) };
}

function siteAt({ file }, line) {
  return { file, line, column: 1 };
}

function commandsOf(texts) {
  return ["kubectl apply -f - <<'OBJECTS'", ...texts.flatMap((text) => [...text, "---"]).slice(0, -1), "OBJECTS"];
}

/** A command before an install's own in a script. */
export function commandBefore(world, install, command) {
  const lines = world.lines(install.file);
  if (!/^(helm|istioctl)-cli$/.test(install.form) || !/\.sh$/.test(install.file)) return undefined;
  const [first, last] = commandLines(lines, install.line);
  const text = lines[first - 1] ?? "";
  if (!/^\s*(helm|istioctl)\b/.test(text) || /(<<|\||&&|\{|\()\s*$/.test(lines[last - 1] ?? "")) return undefined;
  const before = first - 1;
  return { site: siteAt(install, first), edit: added(lines, before, [`${/^\s*/.exec(text)[0]}${command}`]) };
}
