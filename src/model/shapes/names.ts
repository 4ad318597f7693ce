// Made of src/shapes/names.ts by `npm run build`: change it there.

/** What is installed: Istio's charts, and the CNI plugins that ambient has to live with. */
export type Component = "base" | "istiod" | "cni" | "ztunnel" | "gateway" | "ambient" | "cilium" | "calico" | "aws-vpc-cni";

export type Confidence = "high" | "medium" | "low";

export type FormId =
  | "helm-cli"
  | "istioctl-cli"
  | "cilium-cli"
  | "argocd-application"
  | "argocd-applicationset"
  | "flux-helmrelease"
  | "helmfile"
  | "kustomize-helmcharts"
  | "kustomize-output"
  | "umbrella-chart"
  | "helm-values"
  | "terraform-helm-release"
  | "istio-operator"
  | "sail-operator"
  | "k3s-helmchart"
  | "rke2-config"
  | "kops-cluster"
  | "kubespray"
  | "fleet"
  | "skaffold"
  | "crossplane-release"
  | "rendered-manifest";

/** What leads from a cluster to a piece of evidence, or from one of its units to another, the strongest first. */
export type LinkKind = "configuration" | "own" | "containment" | "identity" | "sequence" | "environment" | "tree" | "sole" | "place";

/** Something that files of a repository mention, whichever cluster it is for. */
export type Mention = "istio-cni" | "revision-tag";

/** What the program does with the chart: `upgrade` also stands for `upgrade --install`, `template` for rendering alone. */
export type Operation = "install" | "upgrade" | "template" | "apply";

export const platforms = [
  "gke",
  "eks",
  "aks",
  "k3d",
  "k3s",
  "rke2",
  "microk8s",
  "minikube",
  "kind",
  "openshift",
  "talos",
  "other",
] as const;

export type Platform = (typeof platforms)[number];

export type PlatformSource = "flag" | "configuration" | "evidence" | "declared";

/**
 * Whether the charts are rendered where the cluster's own version can be seen: `live` for `helm install` and Flux, `offline` for `helm
 * template`, Argo CD and Kustomize.
 */
export type Rendering = "live" | "offline";

export type Scalar = string | number | boolean | null;

export type Severity = "error" | "warning" | "note";

/** How much a piece of evidence proves: `strong` settles it, two `medium` that agree do too, `weak` never does. */
export type Strength = "strong" | "medium" | "weak";

export type Tool = "helm" | "istioctl" | "sail" | "rendered";
