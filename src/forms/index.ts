import type { Form } from "../source/source.ts";
import argocdApplication from "./argocd-application.ts";
import argocdApplicationSet from "./argocd-applicationset.ts";
import ciliumCli from "./cilium-cli.ts";
import crossplaneRelease from "./crossplane-release.ts";
import fleet from "./fleet.ts";
import fluxHelmRelease from "./flux-helmrelease.ts";
import helmCli from "./helm-cli.ts";
import helmValues from "./helm-values.ts";
import helmfile from "./helmfile.ts";
import istioOperator from "./istio-operator.ts";
import istioctlCli from "./istioctl-cli.ts";
import k3sHelmChart from "./k3s-helmchart.ts";
import kopsCluster from "./kops-cluster.ts";
import kubespray from "./kubespray.ts";
import kustomizeHelmcharts from "./kustomize-helmcharts.ts";
import renderedManifest from "./rendered-manifest.ts";
import rke2Config from "./rke2-config.ts";
import sailOperator from "./sail-operator.ts";
import skaffold from "./skaffold.ts";
import terraformHelmRelease from "./terraform-helm-release.ts";
import umbrellaChart from "./umbrella-chart.ts";

/** Every way to install something that is understood; a new form is a file and a line. */
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
