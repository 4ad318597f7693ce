import { buildKubernetesVersionFact } from "./facts.ts";
import { defineDetector } from "./finder.ts";
import { gkeNetworkPolicies } from "./network-policy-facts.ts";
import { findOption, matchCommand, matchCommands } from "./shell-finders.ts";
import { matchClusterModule, matchTerraformBlock, matchTerraformClusters, matchTerraformLine } from "./terraform-finders.ts";
import { gkeWebhookPort } from "./webhook-port-facts.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const created = { platform: "gke", strength: "strong", message: "a GKE cluster is created here" } as const;
const used = { platform: "gke", strength: "strong", message: "the credentials of a GKE cluster are fetched here" } as const;
const served = { platform: "gke", strength: "strong", message: "this object is one that GKE's own controllers serve" } as const;
const autopilot = {
  platform: "gke",
  fact: "gke-autopilot=true",
  strength: "strong",
  message: "the GKE cluster is an Autopilot cluster",
} as const;

const standard = {
  platform: "gke",
  fact: "gke-autopilot=false",
  strength: "strong",
  message: "a GKE Standard cluster is created here",
} as const;

/** Kinds of `networking.gke.io` that exist only on GKE; Google Distributed Cloud has other kinds in the same group. */
const gkeKinds = [
  "FrontendConfig",
  "GCPBackendPolicy",
  "GCPGatewayPolicy",
  "GCPSessionAffinityPolicy",
  "GCPTrafficDistributionPolicy",
  "HealthCheckPolicy",
  "ManagedCertificate",
  "MultiClusterIngress",
  "MultiClusterService",
  "ServiceAttachment",
];

export default defineDetector("gke", [
  ...gkeNetworkPolicies,
  ...gkeWebhookPort,
  matchTerraformClusters("gke", ["google_container_cluster"], { ...created, message: "a GKE cluster is described here" }),
  matchTerraformBlock(["google_container_node_pool"], {
    ...created,
    describes: true,
    message: "nodes of a GKE cluster are described here",
  }),
  matchClusterModule("gke", "terraform-google-modules/kubernetes-engine/google", {
    ...created,
    message: "this module creates a GKE cluster",
  }),
  matchClusterModule("gke", "terraform-google-modules/terraform-google-kubernetes-engine", {
    ...created,
    message: "this module creates a GKE cluster",
  }),
  matchTerraformLine(["enable_autopilot"], /^[ \t]{0,200}enable_autopilot[ \t]*=[ \t]*true\b/m, autopilot),
  matchTerraformLine(["enable_autopilot"], /^[ \t]{0,200}enable_autopilot[ \t]*=[ \t]*false\b/m, standard),
  matchTerraformLine(
    ["terraform-google-modules/kubernetes-engine"],
    /^[ \t]{0,200}source[ \t]*=[ \t]*"[^"\n]*terraform-google-modules\/kubernetes-engine\/google\/\/modules\/(?:beta-)?autopilot-/m,
    autopilot,
  ),
  matchTerraformLine(["min_master_version"], /^[ \t]{0,200}min_master_version[ \t]*=[ \t]*"([^"\n]{1,40})"/m, (match) =>
    buildKubernetesVersionFact(match[1]),
  ),
  matchCommands(["cluster-version"], function* (found) {
    const option = found.program === "gcloud" ? findOption(found, ["--cluster-version"]) : undefined;
    const evidence = buildKubernetesVersionFact(option?.value);
    if (option && evidence) yield { ...evidence, place: option.place };
  }),
  // Versions such as 1.33.2-gke.1200 exist only on GKE: https://cloud.google.com/kubernetes-engine/versioning
  matchCommands(["-gke."], function* (found) {
    const option = found.program === "helm" ? findOption(found, ["--kube-version"]) : undefined;
    if (!option || !/-gke\.\d/.test(option.value ?? "")) return;
    yield { platform: "gke", strength: "medium", message: "charts are rendered for a version of GKE here", place: option.place };
  }),
  matchCommand("gcloud container clusters create|create-auto", created),
  matchCommand("gcloud container clusters create-auto", autopilot),
  matchCommand("gcloud container clusters create", standard),
  matchCommand("gcloud container clusters get-credentials", used),
  matchYamlObject({ groups: ["networking.gke.io"], kinds: gkeKinds }, served),
  matchYamlObject({ groups: ["cloud.google.com"], kinds: ["BackendConfig", "ComputeClass"] }, served),
  // https://cloud.google.com/kubernetes-engine/docs/how-to/multidimensional-pod-autoscaling
  matchYamlObject({ groups: ["autoscaling.gke.io"], kinds: ["MultidimPodAutoscaler"] }, served),
  // https://github.com/kubernetes-sigs/cluster-api-provider-gcp
  matchYamlObject(
    { groups: ["infrastructure.cluster.x-k8s.io"], kinds: ["GCPManagedControlPlane"], marker: "GCPManagedControlPlane" },
    { ...created, describes: true, message: "a GKE cluster is described here" },
  ),
  matchYamlObject(
    {
      groups: ["gateway.networking.k8s.io"],
      kinds: ["Gateway"],
      marker: "gke-l7-",
      body: buildEntryPattern("gatewayClassName", "gke-l7-"),
    },
    { ...served, message: "this Gateway is of a class that only GKE has" },
  ),
  matchYamlLine(["cloud.google.com/gke-"], buildEntryPattern("cloud\\.google\\.com/gke-[a-z-]+"), {
    platform: "gke",
    strength: "medium",
    message: "nodes are chosen by a label of GKE's here",
  }),
  matchYamlLine([".csi.storage.gke.io"], buildEntryPattern("provisioner", "(?:pd|filestore)\\.csi\\.storage\\.gke\\.io"), {
    platform: "gke",
    strength: "medium",
    message: "this storage class is served by a driver of GKE's",
  }),
  // https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
  matchYamlLine(["iam.gke.io/"], buildEntryPattern("iam\\.gke\\.io/gcp-service-account"), {
    platform: "gke",
    strength: "medium",
    message: "a service account acts for one of Google Cloud the way GKE does it",
  }),
  matchYamlLine(["gcp-critical-pods"], buildEntryPattern("name", "gcp-critical-pods\\b"), {
    platform: "gke",
    strength: "medium",
    message: "a quota for node-critical pods, which only GKE asks for, is created here",
  }),
]);
