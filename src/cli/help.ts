import { platforms } from "../model/cluster.ts";
import { type Format, formats } from "../report/formats.ts";

/** Returns the help for a command, or for the whole tool. */
export function showHelp(topic: string | undefined): string {
  return topics[topic ?? ""] ?? overview;
}

const indent = " ".repeat("  --platform P        ".length);
const width = 78;

/** Joins names with commas, in lines that fit beside the option's name. */
function wrap(names: readonly string[], end = ""): string {
  const lines = [""];
  for (const word of `${names.join(", ")}${end}`.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (indent.length + line.length + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines.join(`\n${indent}`);
}

function describeFormats(all: Readonly<Record<string, Format>>): string {
  return Object.entries(all)
    .map(([name, { purpose }]) => `${name}: ${purpose}`)
    .join(`\n${indent}`);
}

const overview = `istio-preflight: finds what would break an Istio ambient install, in the files that install it

Usage:
  istio-preflight [check] [PATH...]    report findings (the default)
  istio-preflight inspect [PATH...]    show what is installed where, what deploys it, and who set each setting
  istio-preflight explain RULE         the whole page of a rule
  istio-preflight rules                the list of rules
  istio-preflight test [DIR]           test custom policies
  istio-preflight init                 write a configuration from what the files show, and a workflow

PATH is a directory or a file; the current directory by default.

Options:
  --platform P        the platform of every cluster: ${wrap(platforms, ".")}
                      Without it, the files must prove it
  --require-platform  exit with 1 where the platform of a cluster is unknown, or only likely
  --cluster NAME      only this cluster
  --config FILE       the configuration file (.istio-preflight.yaml where there is one)
  --policy FILE       a custom policy, .json or .ts; repeats (docs/policies.md)
  --format FORMAT     check: ${wrap(Object.keys(formats.check), ";")}
                      inspect: ${wrap(Object.keys(formats.inspect))}
  --output FILE       write there instead of to the terminal; --format and --output repeat, pairwise
  --baseline FILE     the file of known findings: not reported, and ignored by the exit code;
                      also \`baseline: FILE\` in the configuration
  --write-baseline    write what is found now to that file (.istio-preflight-baseline.json), and exit with 0
  --changed-since REF only findings that the changes since the common commit of REF and HEAD cause,
                      uncommitted ones included
  --fail-on LEVEL     exit with 1 for findings of at least this severity: error (default), warning; or never
  --kustomize MODE    auto: run kustomize or kubectl where installed, and reading is not enough (default);
                      build: run it for every overlay; off: read the files unpatched
  --fix               write the safe fixes into the files, then report what is left
  --fix-dry-run       print the safe fixes as a unified diff and write nothing
  --no-ignore         also report what the repository suppresses, for audits
  --quiet             only findings and the summary
  --no-color          no colours (also NO_COLOR)
  --help, --version

Exit codes: 0 nothing found, 1 findings, 2 wrong command or configuration, or a report that cannot be written, 3 a bug in the tool.

Examples:
  istio-preflight                               check the repository you stand in
  istio-preflight --platform gke clusters/prod  check one directory, on GKE
  istio-preflight --changed-since origin/main   what this branch would break
  istio-preflight inspect --format json | jq '.clusters[].installs[].effective'
`;

const topics: Readonly<Record<string, string>> = {
  init: `istio-preflight init [PATH...]: writes .istio-preflight.yaml with the clusters and platforms that it inferred and why,
and .github/workflows/istio-preflight.yml, which checks every pull request. Files that exist are left alone.

Options:
  --platform P, --kustomize MODE as for check
`,
  inspect: `istio-preflight inspect [PATH...]: what is installed where, what deploys it, with which effective
settings, and who set each

Options:
  --platform P, --cluster NAME, --config FILE, --policy FILE, --kustomize MODE as for check
  --format FORMAT     ${describeFormats(formats.inspect)}
  --output FILE       write there instead of to the terminal
  --no-color

Example:
  istio-preflight inspect --cluster clusters/prod
`,
  explain: `istio-preflight explain RULE: what a rule asks for, what breaks without it, what to write instead, and the sources

Example:
  istio-preflight explain gke-platform
`,
  test: `istio-preflight test [DIR]: tests custom policies on folders of input

The folders pass-* and fail-* of pin-version/ are judged by pin-version.json or pin-version.ts beside it, or by the
policies in pin-version/ itself. A folder holds the files of a small repository and, where it fails, expected.txt:
path:line:column: severity message [rule], a line for each finding.

Options:
  --update            write what is found into expected.txt
  --no-color

Example:
  istio-preflight test policies
`,
  rules: `istio-preflight rules: the rules, with severity and platforms
`,
};
