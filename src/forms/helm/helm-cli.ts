import { posix } from "node:path";
import { buildChartDrafts, type Deployment, isCopy } from "../../istio/chart-drafts.ts";
import { type ChartReference, readChartReference } from "../../istio/chart-reference.ts";
import { matchesVersions } from "../../istio/versions.ts";
import { readChartRepository, toAddressCursor } from "../../model/address.ts";
import { type Cursor, findStringAt } from "../../model/cursor.ts";
import type { HelmDraft, Layer, Rendering } from "../../model/install.ts";
import { type CommandContext, isForRemoval, locateLastWord, readHelmLayers } from "../../reader/command-values.ts";
import { readLocalChart } from "../../reader/local-chart.ts";
import type { Form, Reader, Source } from "../../reader/source.ts";
import { defineValueFlags, type Flag, findFlagValue, isOpen, readArguments } from "../../scripts/flags.ts";
import { describeHelmClient } from "../../scripts/helm-client.ts";
import { findHelmVersion } from "../../scripts/helm-version.ts";
import { listCommands } from "../../scripts/own-programs.ts";
import { joinPath } from "../../syntax/shell/paths.ts";
import type { Command, Word } from "../../syntax/shell/script.ts";
import { formatWord } from "../../syntax/shell/script.ts";

/** `helm install`, `helm upgrade` and `helm template` in shell scripts. https://helm.sh/docs/helm/helm_install/ */
const helmCli: Form = {
  id: "helm-cli",
  markers: ["helm ", "helm3 ", "HELM"],
  *extract(source, reader) {
    const scripts = source.scripts().map((script) => ({ script, commands: listCommands(script.commands, "helm") }));
    const repositories = new Map(scripts.flatMap(({ commands }) => commands.flatMap(readAddedRepository)));
    for (const { script, commands } of scripts) {
      const helmVersion = findHelmVersion(script);
      for (const command of commands) {
        for (const draft of installDrafts({ command, file: source.path, unit: script.unit, reader }, repositories)) {
          const client = draft.client && { ...draft.client, version: helmVersion };
          yield { ...draft, client, kubeVersion: computeSeenVersion(draft.kubeVersion, findStringAt(helmVersion)) };
        }
      }
    }
  },
};

export default helmCli;

/** The flags of the helm command that take a value. https://github.com/helm/helm/blob/main/pkg/cmd/flags.go */
const helmFlags = defineValueFlags(
  ...["n namespace", "kube-context", "kubeconfig", "kube-apiserver", "kube-as-group", "kube-as-user", "kube-ca-file"],
  ...["kube-tls-server-name", "kube-token", "burst-limit", "qps", "color", "colour"],
  ...["registry-config", "repository-cache", "repository-config", "content-cache"],
  ...["f values", "set", "set-string", "set-json", "set-file", "set-literal", "version", "repo", "username", "password"],
  ...["ca-file", "cert-file", "key-file", "keyring", "timeout", "description", "l labels", "o output", "history-max"],
  ...["post-renderer", "post-renderer-args", "name", "name-template"],
  ...["kube-version", "a api-versions", "output-dir", "s show-only"],
);

const verbs = ["install", "upgrade", "template"];

/** An install as written in its command. */
interface HelmCall {
  readonly verb: string;
  readonly flags: readonly Flag[];
  readonly release: Word | undefined;
  readonly chart: Word;
  /** A word that may contain further options. */
  readonly open: Word | undefined;
}

/** The addresses of `helm repo add`, by name. */
type Repositories = ReadonlyMap<string, Word>;

function readAddedRepository({ args }: Command): [string, Word][] {
  const [group, verb, name, url] = readArguments(args, helmFlags).positionals;
  const isAdded = readLiteralWord(group) === "repo" && readLiteralWord(verb) === "add";
  return isAdded && name && url ? [[formatWord(name), url]] : [];
}

const known = new WeakMap<Reader, Repositories>();

/** The address that other files of the repository add under a name, if they all add the same one. */
function findAddedElsewhere(name: string, reader: Reader): Word | undefined {
  const before = known.get(reader);
  if (before) return before.get(name);
  const all = reader.sources.filter(({ text }) => /\bhelm3? repo add\b/.test(text)).flatMap(listAddedRepositories);
  const texts = new Map<string, Set<string>>();
  for (const [added, url] of all) texts.set(added, (texts.get(added) ?? new Set()).add(formatWord(url)));
  const agreed = new Map(all.filter(([added]) => texts.get(added)?.size === 1));
  known.set(reader, agreed);
  return agreed.get(name);
}

function listAddedRepositories(source: Source): [string, Word][] {
  return source.scripts().flatMap(({ commands }) => listCommands(commands, "helm").flatMap(readAddedRepository));
}

function installDrafts(context: CommandContext, repositories: Repositories): HelmDraft[] {
  const { command, reader } = context;
  const call = readCall(command);
  if (!call || isForRemoval(command)) return [];
  const chart = findCommandChart(call, context, repositories);
  const directory = findChartDirectory(call, context);
  const local = directory === undefined ? undefined : readLocalChart(reader, directory);
  if (local && !(chart && isCopy(local, chart.component))) return buildChartDrafts(local, readHelmDeployment(call, context));
  if (!chart) return [];
  const version = findFlagValue(call.flags, "version") ?? toVersionCursor(chart, call) ?? call.open;
  const repository = findAddedRepository(call, context, repositories);
  return [{ ...readHelmDeployment(call, context), component: chart.component, chart: chart.name, version, repository }];
}

function readHelmDeployment(call: HelmCall, context: CommandContext): Deployment {
  const { flags, open } = call;
  const { command, file, unit } = context;
  return {
    form: "helm-cli",
    tool: "helm",
    release: call.release ?? findFlagValue(flags, "name"),
    namespace: findFlagValue(flags, "namespace") ?? open,
    layers: [...readReusedValues(call, context), ...readHelmLayers(flags, open, context)],
    rendering: readRendering(call),
    home: { after: locateLastWord(command), path: [] },
    kubeVersion: readKubeVersionFlag(flags),
    client: describeHelmClient({ ...call, place: command.place }, undefined),
    place: command.place,
    scope: { file, script: true, unit, cluster: command.cluster },
  };
}

function readCall({ args }: Command): HelmCall | undefined {
  const { positionals, flags } = readArguments(args, helmFlags);
  const start = positionals.findIndex((word) => !isOpen(word));
  const verb = readLiteralWord(positionals[start]);
  if (verb === undefined || !verbs.includes(verb)) return undefined;
  const names = positionals.slice(start + 1);
  const certain = names.filter((word) => !isOpen(word));
  // An unquoted `$NAME` may be the release or any number of options. A release is required, so without another candidate it is the
  // release.
  const chart = certain.length > 1 ? certain[1] : certain[0];
  if (!chart) return undefined;
  const before = names.slice(0, names.indexOf(chart));
  const release = certain.length > 1 ? certain[0] : before[0];
  return { verb, flags, release, chart, open: names.find((word) => isOpen(word) && word !== release) };
}

function findCommandChart({ chart, flags }: HelmCall, context: CommandContext, added: Repositories) {
  const { command } = context;
  const given = formatWord(chart);
  const path = joinPath(command.directory ?? "", given);
  const isLocal = findChartDirectory({ chart }, context) !== undefined;
  const repository = findFlagValue(flags, "repo");
  // For a path in an unpacked release, the release's directory contains the version.
  const written = given.startsWith("manifests/charts/") ? path : given;
  const repositories = new Map([...added].map(([name, url]) => [name, formatWord(url)]));
  return readChartReference(written, { repository: repository && formatWord(repository), repositories, isLocal });
}

/**
 * The address of a chart's repository: from `--repo`, from the chart itself, or from the `helm repo add` for the first part of
 * its name.
 */
function findAddedRepository({ chart, flags }: HelmCall, context: CommandContext, added: Repositories): Cursor | undefined {
  const given = formatWord(chart);
  const repository = findFlagValue(flags, "repo");
  if (repository) return toAddressCursor(repository);
  if (given.includes("://")) return readChartRepository(chart);
  const name = /^([^/]+)\/[^/]+$/.exec(given)?.[1];
  if (name === undefined || /^[.~]/.test(name) || findChartDirectory({ chart }, context) !== undefined) return undefined;
  const address = added.get(name) ?? findAddedElsewhere(name, context.reader);
  return address ? toAddressCursor(address) : { kind: "unknown", origin: chart.origin, reason: `\`helm repo add ${name}\` is elsewhere` };
}

/** The directory of the repository that a command uses as its chart. */
function findChartDirectory({ chart }: Pick<HelmCall, "chart">, { reader, file, command }: CommandContext): string | undefined {
  const directory = reader.resolve(file, joinPath(command.directory ?? "", formatWord(chart)));
  return directory !== undefined && reader.exists(posix.join(directory, "Chart.yaml")) ? directory : undefined;
}

function toVersionCursor({ version }: ChartReference, { chart }: HelmCall): Cursor | undefined {
  return version === undefined ? undefined : { kind: "scalar", origin: chart.origin, value: version };
}

/** The unknown values of `helm upgrade --reuse-values`, which starts from the values in the cluster. */
function readReusedValues({ flags }: HelmCall, { command }: CommandContext): Layer[] {
  const flag = flags.find(({ name }) => name === "reuse-values" || name === "reset-then-reuse-values");
  if (!flag || readLiteralWord(flag.value) === "false") return [];
  const values: Cursor = { kind: "unknown", origin: command.place, reason: "values of the release in the cluster" };
  return [{ name: `--${flag.name}`, values }];
}

function readRendering({ verb, flags }: HelmCall): Rendering {
  const dryRun = flags.find(({ name }) => name === "dry-run");
  const isDry = dryRun !== undefined && !["none", "false"].includes(readLiteralWord(dryRun.value) ?? "");
  // https://helm.sh/docs/helm/helm_template/: `--validate` validates against the cluster and reads its version and APIs.
  const isValidated = flags.some(({ name, value }) => name === "validate" && readLiteralWord(value) !== "false");
  return (verb === "template" && !isValidated) || isDry ? "offline" : "live";
}

function readKubeVersionFlag(flags: readonly Flag[]): string | null | undefined {
  const written = findFlagValue(flags, "kube-version");
  return written && (readLiteralWord(written) ?? null);
}

/**
 * The Kubernetes version that the chart sees. Some releases of Helm remove the vendor's suffix from `--kube-version`.
 * https://github.com/helm/helm/issues/31423
 */
function computeSeenVersion(kubeVersion: string | null | undefined, helmVersion: string | undefined): string | null | undefined {
  const cuts = helmVersion !== undefined && matchesVersions(helmVersion, ">=3.19.0 <=3.21.4 || >=4.0.0 <=4.0.5");
  if (!cuts || kubeVersion === undefined) return kubeVersion;
  return (kubeVersion ?? "").replace(/[-+].*$/s, "");
}

function readLiteralWord(word: Word | undefined): string | undefined {
  return word?.kind === "scalar" ? word.value : undefined;
}
