import { defineDetector } from "./finder.ts";
import { matchCommand } from "./shell-finders.ts";
import { matchTerraformBlock } from "./terraform-finders.ts";
import { buildEntryPattern, matchYamlLine, matchYamlObject } from "./yaml-finders.ts";

const created = { platform: "openshift", strength: "strong", message: "an OpenShift cluster is created here" } as const;
const served = { platform: "openshift", strength: "strong", message: "this object is one of OpenShift's own" } as const;

/** API groups that exist only on OpenShift and OKD; operators that also run elsewhere have other groups below `openshift.io`. */
const groups = [
  "apps.openshift.io",
  "build.openshift.io",
  "config.openshift.io",
  "console.openshift.io",
  "image.openshift.io",
  "imageregistry.operator.openshift.io",
  "ingress.operator.openshift.io",
  "machine.openshift.io",
  "machineconfiguration.openshift.io",
  "network.operator.openshift.io",
  "operator.openshift.io",
  "project.openshift.io",
  "quota.openshift.io",
  "route.openshift.io",
  "samples.operator.openshift.io",
  "security.openshift.io",
  "template.openshift.io",
  "tuned.openshift.io",
  "user.openshift.io",
];

/** Subcommands that users run with `oc`. Some of them would work on any cluster, but are rarely run elsewhere. */
const ocVerbs = ["new-project", "login", "project", "apply", "create", "patch"];

export default defineDetector("openshift", [
  matchTerraformBlock(["rhcs_cluster_rosa_classic", "rhcs_cluster_rosa_hcp", "azurerm_redhat_openshift_cluster"], {
    ...created,
    describes: true,
    message: "an OpenShift cluster is described here",
  }),
  matchCommand("openshift-install create cluster", created),
  matchCommand("rosa create cluster", created, ["rosa create"]),
  matchCommand("crc start", created, ["crc start"]),
  matchCommand("oc adm", { ...created, message: "the script administers an OpenShift cluster" }, ["oc adm"]),
  matchCommand(
    `oc ${ocVerbs.join("|")}`,
    { ...created, strength: "medium", message: "the script talks to the cluster through OpenShift's `oc`" },
    ocVerbs.map((verb) => `oc ${verb}`),
  ),
  matchYamlObject({ groups, marker: "openshift.io" }, served),
  matchYamlLine(["openshift-marketplace"], buildEntryPattern("sourceNamespace", "openshift-marketplace\\b"), {
    ...served,
    message: "an operator comes from OpenShift's marketplace here",
  }),
  matchYamlLine(["openshift.io/cluster-monitoring"], buildEntryPattern("openshift\\.io/cluster-monitoring"), {
    ...served,
    strength: "medium",
    message: "OpenShift's monitoring is asked for here",
  }),
]);
