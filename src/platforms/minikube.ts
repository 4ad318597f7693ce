import { command, commands, optionOf } from "./shell-signals.ts";
import { type Claim, defineDetector } from "./signal.ts";

const started = { platform: "minikube", strength: "strong", message: "a minikube cluster is started here" } as const;

export default defineDetector("minikube", [
  command("minikube start", started),
  command("minikube tunnel|addons|kubectl|image", { ...started, message: "the script talks to a minikube cluster" }),
  commands(["minikube"], function* (found) {
    if (found.program !== "minikube") return;
    if (found.args.some((word) => word.kind === "scalar" && word.value === "start")) {
      const option = optionOf(found, ["--driver", "--vm-driver"]);
      const claim = driverFact(option?.value ?? found.environment.get("MINIKUBE_DRIVER"));
      if (claim) yield { ...claim, place: option?.place ?? found.place };
    }
    const configured = optionOf(found, ["driver"]);
    const claim = found.args[0]?.kind === "scalar" && found.args[0].value === "config" ? driverFact(configured?.value) : undefined;
    if (claim && configured) yield { ...claim, place: configured.place };
  }),
]);

function driverFact(driver: string | undefined): Claim | undefined {
  if (!driver || !/^[a-z0-9]{1,20}$/.test(driver)) return undefined;
  return {
    platform: "minikube",
    fact: `minikube-driver=${driver}`,
    strength: "strong",
    message: `minikube runs with the \`${driver}\` driver`,
  };
}
