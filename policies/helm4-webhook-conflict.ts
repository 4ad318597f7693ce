import { type ClusterDocument, definePolicy, type Install, isInRange, type Proposal } from "../src/policy/define.ts";
import { isAdmissionsConflict, isUpgradedByHelm4 } from "./lib/server-side.ts";

export default definePolicy({
  id: "helm4-webhook-conflict",
  title: "Upgrade charts that Helm 4 can apply twice",
  severity: "warning",
  ambient: true,
  description:
    "Helm 4 applies on the server's side, where each field has an owner. istiod itself changes `failurePolicy` of the validating webhooks to `Fail` once it is ready, while the charts set it to `Ignore`: the second run of `helm upgrade` fails with `conflict with \"pilot-discovery\" … .failurePolicy`. From 1.28.6, 1.29.2 and 1.30 on the charts istiod and base leave the field alone in upgrades (read in the charts). Releases that Helm 3 made first keep being applied on the client's side, hence a warning.",
  remedy: "Upgrade to 1.28.6, 1.29.2 or later, or add `--force-conflicts` or `--server-side=false` to the command.",
  links: [
    "https://istio.io/latest/docs/setup/upgrade/helm/",
    "https://github.com/istio/istio/issues/59367",
    "https://github.com/istio/istio/blob/1.28.6/manifests/charts/istio-control/istio-discovery/templates/validatingwebhookconfiguration.yaml",
  ],
  *check(cluster) {
    const concerned = [...cluster.installs.entries()].filter(([, install]) => isConcerned(install, cluster)).map(([index]) => index);
    const [first, ...others] = concerned;
    const install = first === undefined ? undefined : cluster.installs[first];
    if (first === undefined || !install) return;
    yield {
      at: `/installs/${first}`,
      message: `Helm ${install.client?.version} cannot upgrade ${install.component} ${install.version} twice: istiod changes \`failurePolicy\` of its webhook, and the next upgrade conflicts with it`,
      related: [
        { at: `/installs/${first}/client/version`, message: "Helm 4 is chosen here" },
        ...others.map((index) => ({ at: `/installs/${index}`, message: `${cluster.installs[index]?.component} has the same conflict` })),
      ],
      fix: fixHelm4WebhookConflict(concerned),
    };
  },
});

function isConcerned(install: Install, cluster: ClusterDocument): boolean {
  const { component, version, versionAssumed } = install;
  const isOld = ["<1.28.6", ">=1.29.0 <1.29.2"].some((range) => isInRange(version, range));
  if ((component !== "istiod" && component !== "base") || !isOld || versionAssumed || !isUpgradedByHelm4(install)) return false;
  // The remedy for the conflict on AKS resolves this one as well.
  return !isAdmissionsConflict(cluster, install);
}

function fixHelm4WebhookConflict(concerned: readonly number[]): Proposal {
  const option = "--force-conflicts";
  return { title: `Add \`${option}\``, safe: false, changes: concerned.map((install) => ({ install, option })) };
}
