import type { Command } from "../syntax/shell/script.ts";
import { buildKubernetesVersionFact } from "./facts.ts";
import { defineDetector, type UnplacedEvidence } from "./finder.ts";
import {
  findCommandVariable,
  findOption,
  hasOpenOptions,
  locateCommandOption,
  matchCommand,
  matchCommands,
  type Option,
  readKnownText,
  readLiteral,
} from "./shell-finders.ts";
import { matchYamlLine } from "./yaml-finders.ts";

const started = { platform: "minikube", strength: "strong", message: "a minikube cluster is started here" } as const;

export default defineDetector("minikube", [
  matchCommand("minikube start", started),
  matchCommand("minikube tunnel|addons|kubectl|image", { ...started, message: "the script talks to a minikube cluster" }),
  matchCommands(["minikube"], function* (found, script) {
    if (found.program !== "minikube") return;
    const words = found.args.map(readLiteral);
    if (words[0] === "config") {
      yield* readMinikubeDriver(findOption(found, ["driver", "vm-driver"]));
      yield* readMinikubeRuntime(findOption(found, ["container-runtime"]));
    }
    if (!words.includes("start")) return;
    const version = findOption(found, ["--kubernetes-version"]);
    const running = buildKubernetesVersionFact(version?.value);
    if (version && running) yield { ...running, place: version.place };
    const environment = findCommandVariable("MINIKUBE_DRIVER", found, script);
    const written = findOption(found, ["--driver", "--vm-driver"]) ?? openOptions(found);
    yield* readMinikubeDriver(
      written ?? (environment && { value: readLiteral(environment), place: locateCommandOption(environment, found) }),
    );
    const chosen = findCommandVariable("MINIKUBE_CONTAINER_RUNTIME", found, script);
    const named = findOption(found, ["--container-runtime"]) ?? openOptions(found);
    yield* readMinikubeRuntime(named ?? (chosen && { value: readLiteral(chosen), place: locateCommandOption(chosen, found) }));
  }),
  matchCommands(["minikube/releases"], function* (found) {
    const word = found.args.find((each) => release.test(readKnownText(each)));
    const evidence = word && buildMinikubeVersionFact(release.exec(readLiteral(word))?.[1]);
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  // https://github.com/medyagh/setup-minikube, https://github.com/manusa/actions-setup-minikube
  matchYamlLine(["setup-minikube"], /^[ \t]{0,40}(?:- )?(?:container-runtime):[ \t]*["']?([a-z-]{1,20})\b/m, (match) =>
    buildRuntimeFact(match[1]),
  ),
  matchYamlLine(["setup-minikube"], /^[ \t]{0,40}minikube[-_ ]version:[ \t]*["']?v?(\d{1,3}\.\d{1,3}\.\d{1,3})\b/m, (match) =>
    buildMinikubeVersionFact(match[1]),
  ),
]);

const release = /\/minikube\/releases\/(?:download\/)?v(\d{1,3}\.\d{1,3}\.\d{1,3})\//;

function buildMinikubeVersionFact(written: string | undefined): UnplacedEvidence | undefined {
  if (written === undefined) return undefined;
  return { fact: `minikube-version=${written}`, strength: "strong", message: `minikube ${written} is installed here` };
}

function* readMinikubeRuntime(option: Option | undefined): Generator<UnplacedEvidence & Pick<Option, "place">> {
  if (!option) return;
  const evidence = buildRuntimeFact(option.value);
  if (evidence) yield { ...evidence, place: option.place };
}

/** Makes the fact about the runtime; `crio` is another name for CRI-O. */
function buildRuntimeFact(written: string | undefined): UnplacedEvidence | undefined {
  const evidence = { platform: "minikube", strength: "strong" } as const;
  // A runtime that is known only when the script runs may differ from the default.
  if (!written) return { ...evidence, fact: "minikube-runtime=unknown", message: "minikube's runtime is chosen when the script runs" };
  const name = written === "crio" ? "cri-o" : written;
  if (!/^(docker|containerd|cri-o)$/.test(name)) return undefined;
  return { ...evidence, fact: `minikube-runtime=${name}`, message: `minikube runs with the runtime ${name}` };
}

/** Options that are known only when the script runs may select any driver. */
function openOptions(found: Command): Option | undefined {
  return hasOpenOptions(found.args) ? { value: undefined, place: found.place } : undefined;
}

function* readMinikubeDriver(option: Option | undefined): Generator<UnplacedEvidence & Pick<Option, "place">> {
  if (!option) return;
  const { value, place } = option;
  const fact = { platform: "minikube", strength: "strong", place } as const;
  // A driver that is known only when the script runs may differ from the default.
  if (!value) yield { ...fact, fact: "minikube-driver=unknown", message: "minikube's driver is chosen when the script runs" };
  else if (/^[a-z0-9]{1,20}$/.test(value))
    yield { ...fact, fact: `minikube-driver=${value}`, message: `minikube runs with the \`${value}\` driver` };
}
