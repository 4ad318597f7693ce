import { posix } from "node:path";
import { isKustomization } from "../files/file-kind.ts";
import type { Reader } from "../reader/source.ts";

/** Limits that keep the run short. Beyond them nothing is searched, and all candidates count as mentioned. */
const candidateLimit = 200;
const fileLimit = 10_000;
const sizeLimit = 64 * 1024 * 1024;

interface MentionOptions {
  /** True if a bare name counts only where a script runs something. */
  readonly isRun?: boolean;
}

/**
 * Of the given kustomizations and files, finds those that some text of the repository may deploy in a way that is not
 * understood: the text mentions their name, or a path with variables in a command could lead to them.
 */
export function findMentioned(
  candidates: readonly string[],
  open: readonly string[],
  reader: Reader,
  { isRun = false }: MentionOptions = {},
): ReadonlySet<string> {
  const paths = [...reader.below(""), ...reader.texts];
  if (candidates.length > candidateLimit || paths.length > fileLimit) return new Set(candidates);
  const found = new Set(candidates.filter((candidate) => open.some((path) => mayLeadTo(path, candidate))));
  let size = 0;
  for (const path of paths) {
    if (isKustomization(path)) continue;
    const text = reader.source(path)?.text ?? "";
    size += text.length;
    if (size > sizeLimit) return new Set(candidates);
    const speech = searchText(path, text, isRun);
    for (const candidate of candidates) if (!found.has(candidate) && speech(candidate)) found.add(candidate);
  }
  return found;
}

const isProse = /\.(md|mdx|txt|adoc|rst|html?)$/i;
const isData = /\.(ya?ml|json)$/i;
const programs = /\b(?:kubectl|kustomize|oc|argocd|flux|kpt|skaffold|tilt) +[\w-]/;

/** Returns a function that checks whether a text mentions a candidate. In prose, only lines that run a program count. */
function searchText(path: string, whole: string, isRun: boolean): (candidate: string) => boolean {
  const text =
    isProse.test(path) || (isRun && !isData.test(path))
      ? whole
          .split("\n")
          .filter((line) => programs.test(line))
          .join("\n")
      : whole;
  const isCommand = programs.test(text) && !(isRun && isProse.test(path));
  const isTemplate = path.includes("/templates/") && text.includes("{{");
  const variable = isTemplate
    ? [...text.matchAll(templatePath)].map(([, word = ""]) => word)
    : isCommand
      ? [...keepDeployingLines(text).matchAll(variablePath)].map(([, word = ""]) => word).filter(hasLiteralText)
      : [];
  return (candidate) => {
    if (path === candidate || (isKustomization(candidate) && path.startsWith(`${posix.dirname(candidate)}/`))) return false;
    return (
      mentionsPath(text, resolveMentionedPath(candidate), !isCommand && (isRun || isData.test(path))) ||
      variable.some((word) => mayLeadTo(word, candidate))
    );
  };
}

/** Keeps the lines that deploy something. Elsewhere `-f` may also follow a log, test for a file or name a Helm values file. */
function keepDeployingLines(text: string): string {
  const lines = text.replace(/\\\r?\n/g, " ").split("\n");
  return lines.filter((line) => deploys.test(line)).join("\n");
}

const deploys = /\b(?:apply|create|replace)\b|kustomize\b(?!-)/i;

/** The path by which a text refers to a candidate: for a kustomization, its directory. */
function resolveMentionedPath(candidate: string): string {
  return isKustomization(candidate) ? posix.dirname(candidate) : candidate;
}

/**
 * Checks whether the name of a path occurs in a text as a word, or at the end of a path that may be this one. In data, a bare
 * name does not count.
 */
function mentionsPath(text: string, path: string, inPath: boolean): boolean {
  const name = posix.basename(path);
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const after = text[at + name.length] ?? " ";
    const way = readPathBefore(text, at);
    if (/[\w-]$/.test(way) || /[\w-]/.test(after) || isContinued(text, at + name.length)) continue;
    const whole = way.replace(/^(?:\.{0,2}\/)+/, "") + name;
    if (!`/${path}`.endsWith(`/${whole}`) && !`/${whole}`.endsWith(`/${path}`)) continue;
    if (!inPath || whole.includes("/") || whole === path || name.includes(".")) return true;
  }
  return false;
}

/** Checks whether a path continues after the name, to something other than the kustomization of this directory: `/dev/net/tun`. */
function isContinued(text: string, end: number): boolean {
  return /^\/(?!kustomization)[\w.-]/i.test(text.slice(end, end + "/kustomization".length));
}

/** The path characters directly before a name, such as the directories before a file. */
function readPathBefore(text: string, end: number): string {
  let start = end;
  while (start > Math.max(0, end - wayLimit) && /[\w./-]/.test(text[start - 1] ?? " ")) start -= 1;
  return text.slice(start, end);
}

const wayLimit = 1024;

/** Matches a path with variables, templates or wildcards in what a command applies or builds. */
const variablePath = /(?:\s-[fk][ =]?|--filename[= ]|--kustomize[= ]|\bbuild )["']?([^\s"'|;&]*(?:[$*{]|`(?=[\w/]|\.\/))[^\s|;&]*)/g;

/** Matches the path that an Application or a Flux Kustomization in a chart's template deploys. */
const templatePath = /\bpath: *["']?([^\n"']*\{\{[^\n"']*)/g;

/** Checks whether a path has any literal text: `apply -f $(VAR)` does not show where it leads. */
function hasLiteralText(path: string): boolean {
  return /[\w-]/.test(path.replace(/\$\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}|\$\w+|`[^`]*`?|\.ya?ml\b/g, ""));
}

/** Checks whether a path could lead to a file for some values of its variables: the file contains the other parts of the path, in order. */
function mayLeadTo(path: string, candidate: string): boolean {
  const fixed = path.split(/\$\{[^}]*\}|\$\([^)]*\)|\{\{[^}]*\}\}|\$\w+|[*`"'?]|\?ref=.*$|^\w+:\/\/[^/]*|\.\.?\//);
  const parts = fixed.map((part) => part.replace(/^\/+|\/+$/g, "")).filter((part) => part !== "");
  if (/:\/\/|^git@|\.com/.test(path)) return mayReferTo(path, candidate);
  let from = 0;
  for (const part of parts) {
    const at = candidate.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return true;
}

/**
 * Checks whether an address of a directory in a repository may refer to this one:
 * https://github.com/kubernetes-sigs/kustomize/blob/master/examples/remoteBuild.md
 */
function mayReferTo(address: string, candidate: string): boolean {
  const path = address.replace(/\?.*$/, "").replace(/\/+$/, "");
  return path.endsWith(`/${isKustomization(candidate) ? posix.dirname(candidate) : candidate}`);
}
