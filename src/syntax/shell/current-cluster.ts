import { type ClusterName, findContextCluster, formatClusterName, unknownName } from "../../model/cluster-name.ts";
import type { Word } from "./script.ts";
import { formatWord } from "./script.ts";
import { assign, findVariable, formatFileKey, type Shell } from "./state.ts";
import { formatField, readLiteral, type Value } from "./text.ts";

/** The parts of a command that may name a cluster. */
export interface ClusterCommand {
  readonly program: string;
  readonly args: readonly Word[];
  readonly environment: ReadonlyMap<string, Word>;
}

/** The effect of a command that creates, fetches or selects a cluster. */
interface Choice {
  readonly cluster: ClusterName;
  /** True if the following commands use that cluster. */
  readonly isChosen: boolean;
  /** An additional name of its context. */
  readonly alias?: string | undefined;
}

/** Returns the cluster of a command, from its options or from an earlier selection; undefined if neither names one. */
export function findCommandCluster(shell: Shell, command: ClusterCommand): ClusterName | undefined {
  const { program } = command;
  if (!choosers.has(program) && !talking.has(program) && program !== "kubectx") return undefined;
  const kubeconfig = readClusterOption(command, ["--kubeconfig"]) ?? readEnvironmentVariable("KUBECONFIG", shell, command) ?? "";
  const choice = choosers.get(program)?.(listPositionals(command.args), command);
  if (choice) {
    if (choice.alias !== undefined) remember(shell, formatContextKey(choice.alias), choice.cluster);
    if (choice.isChosen) remember(shell, formatCurrentKey(kubeconfig), choice.cluster);
    return choice.cluster;
  }
  const chosen = useContext(shell, command, kubeconfig);
  if (chosen !== undefined || !talking.has(program)) return chosen;
  const context = readClusterOption(command, program.startsWith("helm") ? ["--kube-context"] : ["--context"]);
  if (context !== undefined) return findNamedContext(shell, context);
  if (shell.contexts.has(formatCurrentKey(kubeconfig))) return readKnownCluster(findVariable(shell, formatCurrentKey(kubeconfig)));
  return kubeconfig === "" ? undefined : formatClusterName("kubeconfig", kubeconfig);
}

const talking: ReadonlySet<string> = new Set(["helm", "helm3", "kubectl", "oc", "istioctl", "cilium", "helmfile", "kustomize", "flux"]);

function formatCurrentKey(kubeconfig: string): string {
  return formatFileKey(`the current context of ${kubeconfig}`);
}

function formatContextKey(context: string): string {
  return formatFileKey(`the context ${context}`);
}

function remember(shell: Shell, key: string, cluster: ClusterName): void {
  shell.contexts.add(key);
  assign(shell, key, createClusterValue(cluster));
}

/** Restores the selected clusters after code that may never run. */
export function keepClusters(shell: Shell, run: () => void): void {
  const before = [...shell.contexts].map((key) => [key, findVariable(shell, key)] as const);
  run();
  const known = new Set(before.map(([key]) => key));
  for (const [key, value] of before) assign(shell, key, value);
  for (const key of shell.contexts) if (!known.has(key)) shell.contexts.delete(key);
}

function useContext(shell: Shell, { program, args }: ClusterCommand, kubeconfig: string): ClusterName | undefined {
  if (program !== "kubectx" && readWordIfAny(args.find((word) => !readWordIfAny(word)?.startsWith("-"))) !== "config") return undefined;
  const words = listPositionals(args);
  const isConfig = (program === "kubectl" || program === "oc") && words[0] === "config";
  if (isConfig && words[1] === "rename-context" && words[2] && words[3]) {
    const cluster = findNamedContext(shell, words[2]);
    remember(shell, formatContextKey(words[3]), cluster);
    return cluster;
  }
  const chosen = isConfig && words[1] === "use-context" ? words[2] : program === "kubectx" ? words[0] : undefined;
  if (chosen === undefined || chosen === "-") return undefined;
  const cluster = findNamedContext(shell, chosen);
  remember(shell, formatCurrentKey(kubeconfig), cluster);
  return cluster;
}

function findNamedContext(shell: Shell, context: string): ClusterName {
  return readKnownCluster(findVariable(shell, formatContextKey(context))) ?? findContextCluster(context);
}

type Chooser = (words: readonly string[], command: ClusterCommand) => Choice | undefined;

const choosers: ReadonlyMap<string, Chooser> = new Map<string, Chooser>([
  [
    "k3d",
    (words, command) => {
      const [noun = "", verb = ""] = words;
      const isFile = readClusterOption(command, ["-c", "--config"]) !== undefined;
      const cluster = formatClusterName("k3d", words[2] ?? (isFile ? unknownName : "k3s-default"));
      if (noun === "cluster" && verb === "create") return { cluster, isChosen: true };
      return noun === "kubeconfig" || noun === "image" ? { cluster, isChosen: verb === "merge" } : undefined;
    },
  ],
  [
    "kind",
    (words, command) => {
      const isFile = readClusterOption(command, ["--config"]) !== undefined;
      const written = readClusterOption(command, ["--name", "-n"]) ?? readWordIfAny(command.environment.get("KIND_CLUSTER_NAME"));
      const cluster = formatClusterName("kind", written ?? (isFile ? unknownName : "kind"));
      if (words[0] === "create" && words[1] === "cluster") return { cluster, isChosen: true };
      if (words[0] === "export" && words[1] === "kubeconfig") return { cluster, isChosen: true };
      return words[0] === "load" ? { cluster, isChosen: false } : undefined;
    },
  ],
  [
    "minikube",
    (words, command) => {
      const name = readClusterOption(command, ["-p", "--profile"]) ?? (words[0] === "profile" ? words[1] : undefined) ?? "minikube";
      const isChosen = words[0] === "start" || words[0] === "profile" || words[0] === "update-context";
      const cluster = formatClusterName("minikube", name);
      return words[0] === "config" ? undefined : { cluster, isChosen, ...(isChosen && { alias: name }) };
    },
  ],
  [
    "gcloud",
    (words) => {
      const at = words.findIndex((word, index) => word === "clusters" && words[index - 1] === "container");
      const verb = words[at + 1] ?? "";
      if (at === -1 || !/^(?:create|create-auto|get-credentials)$/.test(verb)) return undefined;
      return { cluster: formatClusterName("gke", words[at + 2] ?? unknownName), isChosen: true };
    },
  ],
  [
    "aws",
    (words, command) => {
      if (!words.includes("eks") || !words.some((word) => word === "update-kubeconfig" || word === "create-cluster")) return undefined;
      const cluster = formatClusterName("eks", readClusterOption(command, ["--name"]) ?? unknownName);
      return { cluster, isChosen: words.includes("update-kubeconfig"), alias: readClusterOption(command, ["--alias"]) };
    },
  ],
  [
    "eksctl",
    (words, command) => {
      const isCreated = words[0] === "create" && words[1] === "cluster";
      if (!isCreated && !(words[0] === "utils" && words[1] === "write-kubeconfig")) return undefined;
      const written = readClusterOption(command, ["--name", "-n", "--cluster", "-c"]) ?? (isCreated ? words[2] : undefined);
      return { cluster: formatClusterName("eks", written ?? unknownName), isChosen: true };
    },
  ],
  [
    "az",
    (words, command) => {
      if (words[0] !== "aks" || !/^(?:create|get-credentials)$/.test(words[1] ?? "")) return undefined;
      const name = readClusterOption(command, ["--name", "-n"]) ?? unknownName;
      const isChosen = words[1] === "get-credentials";
      return {
        cluster: formatClusterName("aks", name),
        isChosen,
        ...(isChosen && { alias: readClusterOption(command, ["--context"]) ?? name }),
      };
    },
  ],
  ["oc", (words) => (words[0] === "login" && words[1] ? { cluster: formatClusterName("server", words[1]), isChosen: true } : undefined)],
]);

/** Returns the words that are neither options nor values of options. */
function listPositionals(args: readonly Word[]): string[] {
  const found: string[] = [];
  for (let index = 0; index < args.length; index++) {
    const text = readWordIfAny(args[index]) ?? "";
    if (!text.startsWith("-")) found.push(text);
    else if (!text.includes("=") && !standsAlone.test(text) && takesNext(args[index + 1], found)) index++;
  }
  return found;
}

/** Before the verb, an option takes the next word (`gcloud container --project shop clusters create`), unless it is the verb itself. */
function takesNext(next: Word | undefined, found: readonly string[]): boolean {
  const text = readWordIfAny(next) ?? "-";
  return !text.startsWith("-") && !(found.length < 2 && verbs.has(text));
}

const verbs: ReadonlySet<string> = new Set(["cluster", "clusters", "create", "create-auto", "get-credentials", "eks", "aks", "config"]);

/** Options of these programs that do not take a value. */
const standsAlone =
  /^--?(?:wait|no-lb|quiet|q|autopilot|enable-[\w-]+|no-enable-[\w-]+|internal-ip|dns-endpoint|admin|overwrite-existing|a|y|yes|verbose|trace|no-rollback|kubeconfig-switch-context|d|v|retain|force|dry-run|help|h)$/;

function readClusterOption({ args }: ClusterCommand, names: readonly string[]): string | undefined {
  for (const [index, word] of args.entries()) {
    const text = readWordIfAny(word) ?? "";
    if (names.includes(text)) return readWordIfAny(args[index + 1]);
    const name = names.find((each) => text.startsWith(`${each}=`));
    if (name) return text.slice(name.length + 1);
  }
  return undefined;
}

/** Reads a variable that is set before the command, or by the script. */
function readEnvironmentVariable(name: string, shell: Shell, { environment }: ClusterCommand): string | undefined {
  const own = readWordIfAny(environment.get(name));
  if (own !== undefined) return own;
  const [only] = findVariable(shell, name)?.fields ?? [];
  return only === undefined ? undefined : formatField(only);
}

function readWordIfAny(word: Word | undefined): string | undefined {
  return word && formatWord(word);
}

function createClusterValue(cluster: ClusterName): Value {
  const text = { file: "", content: cluster, segments: [[0, 0]] as const };
  return { fields: [{ fragments: [{ kind: "known", text, splits: false }], place: { file: "", start: 0, end: 0 } }], isList: false };
}

function readKnownCluster(value: Value | undefined): string | undefined {
  return readLiteral(value?.fields[0]);
}
