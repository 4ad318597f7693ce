import { Type } from "typebox";
import { defineChoice } from "./vocabulary.ts";

export const Scalar = Type.Unsafe<string | number | boolean | null>({ $id: "Scalar", type: ["string", "number", "boolean", "null"] });

export const Platform = defineChoice(
  "Platform",
  ["gke", "eks", "aks", "k3d", "k3s", "rke2", "microk8s", "minikube", "kind", "openshift", "talos", "other"],
  { list: "platforms" },
);

export const Severity = defineChoice("Severity", ["error", "warning", "note"]);

export const Confidence = defineChoice("Confidence", ["high", "medium", "low"]);

export const Component = defineChoice(
  "Component",
  ["base", "istiod", "cni", "ztunnel", "gateway", "ambient", "cilium", "calico", "aws-vpc-cni"],
  { description: "What is installed: Istio's charts, and the CNI plugins that ambient has to live with." },
);

export const Tool = defineChoice("Tool", ["helm", "istioctl", "sail", "rendered"]);

export const FormId = defineChoice("FormId", [
  "helm-cli",
  "istioctl-cli",
  "cilium-cli",
  "argocd-application",
  "argocd-applicationset",
  "flux-helmrelease",
  "helmfile",
  "kustomize-helmcharts",
  "kustomize-output",
  "umbrella-chart",
  "helm-values",
  "terraform-helm-release",
  "istio-operator",
  "sail-operator",
  "k3s-helmchart",
  "rke2-config",
  "kops-cluster",
  "kubespray",
  "fleet",
  "skaffold",
  "crossplane-release",
  "rendered-manifest",
]);

export const Rendering = defineChoice("Rendering", ["live", "offline"], {
  description:
    "Whether the charts are rendered where the cluster's own version can be seen: `live` for `helm install` and Flux, `offline` for `helm template`, Argo CD and Kustomize.",
});

export const Operation = defineChoice("Operation", ["install", "upgrade", "template", "apply"], {
  description: "What the program does with the chart: `upgrade` also stands for `upgrade --install`, `template` for rendering alone.",
});

export const Strength = defineChoice("Strength", ["strong", "medium", "weak"], {
  description: "How much a piece of evidence proves: `strong` settles it, two `medium` that agree do too, `weak` never does.",
});

export const LinkKind = defineChoice(
  "LinkKind",
  ["configuration", "own", "containment", "identity", "sequence", "environment", "tree", "sole", "place"],
  { description: "What leads from a cluster to a piece of evidence, or from one of its units to another, the strongest first." },
);

export const PlatformSource = defineChoice("PlatformSource", ["flag", "configuration", "evidence", "declared"]);

export const Mention = defineChoice("Mention", ["istio-cni", "revision-tag"], {
  description: "Something that files of a repository mention, whichever cluster it is for.",
});
