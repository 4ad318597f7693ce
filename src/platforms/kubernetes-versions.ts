import { buildKubernetesVersionFact } from "./facts.ts";
import type { Finder } from "./finder.ts";
import { findOption, matchCommands, readLiteral } from "./shell-finders.ts";
import { matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const written = "[\"']?(v?1\\.\\d{1,3}(?:\\.\\d{1,3})?)\\b";
const controlPlanes = ["KubeadmControlPlane", "AWSManagedControlPlane", "AzureManagedControlPlane", "TalosControlPlane"];

/** Evidence for the Kubernetes version in tools for several platforms. */
export const kubernetesVersions: readonly Finder[] = [
  // https://cluster-api.sigs.k8s.io/
  matchYamlObject(
    {
      groups: ["controlplane.cluster.x-k8s.io", "infrastructure.cluster.x-k8s.io"],
      kinds: controlPlanes,
      body: new RegExp(`^[ ]{2}version:[ \\t]*${written}`, "m"),
    },
    (match) => buildKubernetesVersionFact(match[1]),
  ),
  matchYamlObject(
    { groups: ["cluster.x-k8s.io"], kinds: ["Cluster"], body: new RegExp(`^[ ]{4}version:[ \\t]*${written}`, "m") },
    (match) => buildKubernetesVersionFact(match[1]),
  ),
  // https://kops.sigs.k8s.io/cluster_spec/
  matchYamlObject(
    { groups: ["kops.k8s.io"], kinds: ["Cluster"], body: new RegExp(`^[ ]{2}kubernetesVersion:[ \\t]*${written}`, "m") },
    (match) => buildKubernetesVersionFact(match[1]),
  ),
  // https://kubespray.io/#/docs/ansible/vars
  matchYamlLine(["kube_version"], new RegExp(`^kube_version:[ \\t]*${written}`, "m"), (match) => buildKubernetesVersionFact(match[1])),
  matchCommands(["microk8s"], function* (found) {
    const isInstalled = found.program === "snap" && found.args.some((word) => readLiteral(word) === "microk8s");
    const option = isInstalled ? findOption(found, ["--channel"]) : undefined;
    const evidence = buildKubernetesVersionFact(/^(1\.\d{1,3})(?:-strict)?\//.exec(option?.value ?? "")?.[1]);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
];
