import type { Command } from "../syntax/shell/script.ts";
import { kubernetesVersion } from "./facts.ts";
import { defineDetector, type UnplacedEvidence } from "./finder.ts";
import {
  command,
  commands,
  findOption,
  hasOpenOptions,
  knownText,
  literal,
  locateCommandOption,
  type Option,
  variable,
} from "./shell-finders.ts";
import { yamlLine } from "./yaml-finders.ts";

const started = { platform: "minikube", strength: "strong", message: "a minikube cluster is started here" } as const;

export default defineDetector("minikube", [
  command("minikube start", started),
  command("minikube tunnel|addons|kubectl|image", { ...started, message: "the script talks to a minikube cluster" }),
  commands(["minikube"], function* (found, script) {
    if (found.program !== "minikube") return;
    const words = found.args.map(literal);
    if (words[0] === "config") {
      yield* driver(findOption(found, ["driver", "vm-driver"]));
      yield* runtime(findOption(found, ["container-runtime"]));
    }
    if (!words.includes("start")) return;
    const version = findOption(found, ["--kubernetes-version"]);
    const running = kubernetesVersion(version?.value);
    if (version && running) yield { ...running, place: version.place };
    const environment = variable("MINIKUBE_DRIVER", found, script);
    const written = findOption(found, ["--driver", "--vm-driver"]) ?? openOptions(found);
    yield* driver(written ?? (environment && { value: literal(environment), place: locateCommandOption(environment, found) }));
    const chosen = variable("MINIKUBE_CONTAINER_RUNTIME", found, script);
    const named = findOption(found, ["--container-runtime"]) ?? openOptions(found);
    yield* runtime(named ?? (chosen && { value: literal(chosen), place: locateCommandOption(chosen, found) }));
  }),
  commands(["minikube/releases"], function* (found) {
    const word = found.args.find((each) => release.test(knownText(each)));
    const evidence = word && version(release.exec(literal(word))?.[1]);
    if (evidence) yield { ...evidence, place: locateCommandOption(word, found) };
  }),
  // https://github.com/medyagh/setup-minikube, https://github.com/manusa/actions-setup-minikube
  yamlLine(["setup-minikube"], /^[ \t]{0,40}(?:- )?(?:container-runtime):[ \t]*["']?([a-z-]{1,20})\b/m, (match) =>
    runtimeEvidence(match[1]),
  ),
  yamlLine(["setup-minikube"], /^[ \t]{0,40}minikube[-_ ]version:[ \t]*["']?v?(\d{1,3}\.\d{1,3}\.\d{1,3})\b/m, (match) =>
    version(match[1]),
  ),
]);

const release = /\/minikube\/releases\/(?:download\/)?v(\d{1,3}\.\d{1,3}\.\d{1,3})\//;

function version(written: string | undefined): UnplacedEvidence | undefined {
  if (written === undefined) return undefined;
  return { fact: `minikube-version=${written}`, strength: "strong", message: `minikube ${written} is installed here` };
}

function* runtime(option: Option | undefined): Generator<UnplacedEvidence & Pick<Option, "place">> {
  if (!option) return;
  const evidence = runtimeEvidence(option.value);
  if (evidence) yield { ...evidence, place: option.place };
}

/** Makes the fact about the runtime; `crio` is another name for CRI-O. */
function runtimeEvidence(written: string | undefined): UnplacedEvidence | undefined {
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

function* driver(option: Option | undefined): Generator<UnplacedEvidence & Pick<Option, "place">> {
  if (!option) return;
  const { value, place } = option;
  const fact = { platform: "minikube", strength: "strong", place } as const;
  // A driver that is known only when the script runs may differ from the default.
  if (!value) yield { ...fact, fact: "minikube-driver=unknown", message: "minikube's driver is chosen when the script runs" };
  else if (/^[a-z0-9]{1,20}$/.test(value))
    yield { ...fact, fact: `minikube-driver=${value}`, message: `minikube runs with the \`${value}\` driver` };
}
