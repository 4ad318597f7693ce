import type { Form } from "../reader/source.ts";
import argocdApplication from "./argocd/argocd-application.ts";
import argocdApplicationSet from "./argocd/argocd-applicationset.ts";
import ciliumCli from "./cilium/cilium-cli.ts";
import crossplaneRelease from "./crossplane/crossplane-release.ts";
import fleet from "./fleet/fleet.ts";
import fluxHelmRelease from "./flux/flux-helmrelease.ts";
import helmCli from "./helm/helm-cli.ts";
import helmValues from "./helm/helm-values.ts";
import umbrellaChart from "./helm/umbrella-chart.ts";
import helmfile from "./helmfile/helmfile.ts";
import istioOperator from "./istioctl/istio-operator.ts";
import istioctlCli from "./istioctl/istioctl-cli.ts";
import k3sHelmChart from "./k3s/k3s-helmchart.ts";
import kopsCluster from "./kops/kops-cluster.ts";
import renderedManifest from "./kubectl/rendered-manifest.ts";
import kubespray from "./kubespray/kubespray.ts";
import kustomizeHelmcharts from "./kustomize/kustomize-helmcharts.ts";
import rke2Config from "./rke2/rke2-config.ts";
import sailOperator from "./sail/sail-operator.ts";
import skaffold from "./skaffold/skaffold.ts";
import terraformHelmRelease from "./terraform/terraform-helm-release.ts";

/** All supported forms of installs. A new form takes one file and one line here. */
export const forms: readonly Form[] = [
  helmCli,
  istioctlCli,
  istioOperator,
  sailOperator,
  ciliumCli,
  argocdApplication,
  argocdApplicationSet,
  fluxHelmRelease,
  k3sHelmChart,
  rke2Config,
  kopsCluster,
  kubespray,
  fleet,
  crossplaneRelease,
  skaffold,
  helmfile,
  kustomizeHelmcharts,
  umbrellaChart,
  terraformHelmRelease,
  helmValues,
  renderedManifest,
];
