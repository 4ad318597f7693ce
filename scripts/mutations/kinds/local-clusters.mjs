import { runsAnotherCni } from "../expected-platform.mjs";
import { commandLines } from "../regions.mjs";
import { k3dBinDirs, minikubeRuntime } from "../runtimes.mjs";
import { rewritten } from "../text.mjs";

/** Changes the nodes of minikube and k3d: minikube's container runtime, and k3d's K3s image. */
export function* localClusterMutations(world) {
  for (const cluster of world.clusters) {
    for (const evidence of cluster.evidence) {
      yield* runtimeMutations(world, cluster, evidence);
      yield* imageMutations(world, cluster, evidence);
      yield* driverMutations(world, cluster, evidence);
    }
  }
}

/** Changes the runtime if one is set, or adds one if none is. */
function* runtimeMutations(world, cluster, evidence) {
  const lines = world.lines(evidence.file);
  for (const runtime of ["docker", "containerd", "cri-o"]) {
    const fact = `minikube-runtime=${runtime}`;
    if (evidence.fact === fact) continue;
    const edit = evidence.fact?.startsWith("minikube-runtime=")
      ? firstChanged(lines, evidence.line, /(container-runtime[= ]+)["']?[\w-]+/, `$1${runtime}`)
      : startedWith(lines, cluster, evidence, runtime);
    if (!edit) continue;
    const others = cluster.evidence.filter((other) => other !== evidence || !other.fact?.startsWith("minikube-runtime="));
    yield {
      kind: "minikube's runtime written",
      site: siteOf(evidence),
      note: runtime,
      edit,
      expect: ofRuntime(cluster, [...others, { fact }]),
    };
  }
}

function startedWith(lines, { evidence: all }, { line, platform }, runtime) {
  if (platform !== "minikube" || all.some(({ fact }) => fact?.startsWith("minikube-runtime="))) return undefined;
  return firstChanged(lines, line, /\bminikube start\b/, `minikube start --container-runtime=${runtime}`);
}

function ofRuntime({ platform, ambient, installs }, evidence) {
  if (platform !== "minikube" || ambient !== true) return { silence: "not ambient on minikube" };
  const runtime = minikubeRuntime(evidence);
  if (runtime === undefined) return { silence: "two runtimes are written" };
  const wrong = nodesOf(installs).filter(({ effective }) => {
    const directory = effective.cniNetnsDir;
    return typeof directory === "string" && /^\/var\/run\/docker\/netns\/?$/.test(directory) !== (runtime === "docker");
  });
  return wrong.length > 0
    ? { rules: ["minikube-netns-dir"], installs: wrong }
    : { silence: `istio-cni's directory is right for ${runtime}, or unknown` };
}

/** The driver does not affect the network namespaces. */
function* driverMutations(world, _, evidence) {
  if (!/^minikube-driver=(?!docker)/.test(evidence.fact ?? "")) return;
  const edit = firstChanged(world.lines(evidence.file), evidence.line, /(driver[= ]+)["']?[\w-]+/, "$1docker");
  if (edit) yield { kind: "minikube driver changed to docker", site: siteOf(evidence), edit, expect: { silence: "the runtime decides" } };
}

/** Sets a K3s image from before, or from after, the plugin directory changed. */
function* imageMutations(world, cluster, evidence) {
  const lines = world.lines(evidence.file);
  for (const image of ["v1.29.4-k3s1", "v1.33.4-k3s1"]) {
    const fact = `k3s-version=${image.replace("-", "+")}`;
    const isImage = evidence.fact?.startsWith("k3s-version=");
    const edit = isImage
      ? firstChanged(lines, evidence.line, /(rancher\/k3s:)v[\d.]+-k3s\d+/, `$1${image}`)
      : createdWith(lines, cluster, evidence, image);
    if (!edit || evidence.fact === fact) continue;
    const others = isImage ? cluster.evidence.filter((other) => other !== evidence) : cluster.evidence;
    yield { kind: "k3d's image written", site: siteOf(evidence), note: image, edit, expect: ofImage(cluster, [...others, { fact }]) };
  }
}

function createdWith(lines, { evidence: all }, { line, platform }, image) {
  if (platform !== "k3d" || all.some(({ fact }) => fact?.startsWith("k3s-version="))) return undefined;
  const [first, last] = commandLines(lines, line);
  const command = lines.slice(first - 1, last).join("\n");
  if (/(--image|--config|\s-[ci])[= ]/.test(command)) return undefined;
  return firstChanged(lines, line, /\bk3d cluster create\b/, `k3d cluster create --image rancher/k3s:${image}`);
}

function ofImage(cluster, evidence) {
  if (cluster.platform !== "k3d") return { silence: "not k3d" };
  if (runsAnotherCni(cluster) || evidence.some(({ fact }) => fact === "k3d-flannel=unknown"))
    return { silence: "another CNI's directories count" };
  const accepted = k3dBinDirs(evidence);
  const wrong = nodesOf(cluster.installs).filter(({ effective }) => {
    const { cniBinDir: bin, cniConfDir: conf } = effective;
    return typeof bin === "string" && /\/agent\/etc\/cni\/net\.d\/?$/.test(conf ?? "") && !accepted.includes(bin.replace(/\/$/, ""));
  });
  return wrong.length > 0
    ? { rules: ["k3d-cni-dirs"], installs: wrong }
    : { silence: "the directory is right for the image, or the configuration's is wrong already" };
}

function nodesOf(installs) {
  return installs.filter(({ component, effective }) => /^(cni|ambient)$/.test(component) && effective !== null);
}

function firstChanged(lines, line, pattern, replacement) {
  const [first, last] = commandLines(lines, line);
  for (let each = first; each <= last; each++) {
    const text = lines[each - 1] ?? "";
    if (pattern.test(text)) return rewritten(lines, each, () => text.replace(pattern, replacement));
  }
  return undefined;
}

function siteOf({ file, line, column }) {
  return { file, line, column };
}
