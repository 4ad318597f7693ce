import type { Command } from "../source/script.ts";
import { kubernetesVersion } from "./facts.ts";
import { command, commands, hasOpenOptions, literal, type Option, optionOf, placeOf, variable } from "./shell-signals.ts";
import { type Claim, defineDetector } from "./signal.ts";

const started = { platform: "minikube", strength: "strong", message: "a minikube cluster is started here" } as const;

export default defineDetector("minikube", [
  command("minikube start", started),
  command("minikube tunnel|addons|kubectl|image", { ...started, message: "the script talks to a minikube cluster" }),
  commands(["minikube"], function* (found, script) {
    if (found.program !== "minikube") return;
    const words = found.args.map(literal);
    if (words[0] === "config") yield* driver(optionOf(found, ["driver", "vm-driver"]));
    if (!words.includes("start")) return;
    const version = optionOf(found, ["--kubernetes-version"]);
    const running = kubernetesVersion(version?.value);
    if (version && running) yield { ...running, place: version.place };
    const environment = variable("MINIKUBE_DRIVER", found, script);
    const written = optionOf(found, ["--driver", "--vm-driver"]) ?? openOptions(found);
    yield* driver(written ?? (environment && { value: literal(environment), place: placeOf(environment, found) }));
  }),
]);

/** Options that only the running script knows may choose any driver. */
function openOptions(found: Command): Option | undefined {
  return hasOpenOptions(found.args) ? { value: undefined, place: found.place } : undefined;
}

function* driver(option: Option | undefined): Generator<Claim & Pick<Option, "place">> {
  if (!option) return;
  const { value, place } = option;
  const fact = { platform: "minikube", strength: "strong", place } as const;
  // A driver that only the running script knows is not the default one either.
  if (!value) yield { ...fact, fact: "minikube-driver=unknown", message: "minikube's driver is chosen when the script runs" };
  else if (/^[a-z0-9]{1,20}$/.test(value))
    yield { ...fact, fact: `minikube-driver=${value}`, message: `minikube runs with the \`${value}\` driver` };
}
