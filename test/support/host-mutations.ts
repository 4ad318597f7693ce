import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { wrapWholeText } from "../../src/model/source-text.ts";
import { openDocuments } from "../../src/reader/documents.ts";
import { readHostedScripts } from "../../src/scripts/hosted-scripts.ts";
import { findHost } from "../../src/scripts/index.ts";
import type { Script } from "../../src/syntax/shell/script.ts";

/** A file with scripts in it. */
export interface HostSample {
  readonly path: string;
  readonly text: string;
}

/** The fixtures of the command forms that are no plain scripts. */
export function hostSamples(fixtures: string): HostSample[] {
  const forms = ["helm-cli", "istioctl-cli", "cilium-cli"];
  const files = forms.flatMap((form) =>
    readdirSync(join(fixtures, form), { recursive: true, encoding: "utf8" }).map((name) => join(fixtures, form, name)),
  );
  return files.flatMap((file) => {
    const path = relative(fixtures, file).split("/").slice(2).join("/");
    return statSync(file).isFile() && findHost(path) ? { path, text: readFileSync(file, "utf8") } : [];
  });
}

const pieces = [
  ...[
    "$(",
    "${",
    "$$",
    "${{",
    "}}",
    "{{",
    ")",
    "}",
    "\n",
    "\n\t",
    "\\\n",
    "\t",
    ":",
    "::",
    ":=",
    "+=",
    "?=",
    "=",
    "#",
    "'",
    '"',
    "`",
    "<<EOF\n",
    "EOF\n",
  ],
  ...[
    "define x\n",
    "endef\n",
    "ifeq (",
    "endif\n",
    "include Makefile\n",
    "export ",
    "$(call x,",
    "$(x)",
    "$(MAKE) x",
    "- ",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!reference [a, script]",
  ],
  ...[
    "run: ",
    "script: ",
    "cmds: ",
    "steps:\n",
    "jobs:\n",
    "tasks:\n",
    "extends: a\n",
    "RUN ",
    "ARG x=",
    "SHELL [",
    ".ONESHELL:\n",
    "%",
    "\r\n",
    "\0",
    "é",
    "😀",
    "[[",
    "$[[",
  ],
];

/** One of a sample's neighbours: pieces inserted, stretches taken out, moved or repeated. */
export function mutated(text: string, random: () => number): string {
  let result = text;
  for (let count = 1 + Math.floor(random() * 8); count > 0; count--) {
    const at = Math.floor(random() * (result.length + 1));
    const end = Math.min(result.length, at + Math.floor(random() * 60));
    const choice = random();
    if (choice < 0.5) result = result.slice(0, at) + (pieces[Math.floor(random() * pieces.length)] ?? "") + result.slice(at);
    else if (choice < 0.75) result = result.slice(0, at) + result.slice(end);
    else result = result.slice(0, end) + result.slice(at, end).repeat(1 + Math.floor(random() * 20)) + result.slice(end);
  }
  return result;
}

/** Numbers that are the same for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The scripts of a file that stands alone: it can only name itself. */
export function scriptsIn({ path, text }: HostSample): Script[] {
  const host = findHost(path);
  if (!host) return [];
  const documents = /\.ya?ml$/.test(path) ? openDocuments(wrapWholeText(path, text), () => {}) : () => [];
  const files = {
    read: (name: string) => (name === path ? text : undefined),
    resolve: (name: string) => name.replace(/^\.\//, ""),
    below: () => [path],
  };
  return readHostedScripts(host, { path, text, documents }, files, () => {});
}
