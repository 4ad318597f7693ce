import { definePolicy, type Install, type Violation } from "../src/policy/define.ts";
import { enforcerAnnotation as annotation, isAdmissionsConflict } from "./lib/server-side.ts";

export default definePolicy({
  id: "aks-admissions-enforcer",
  title: "Leave the injector's namespace selector to AKS's enforcer",
  severity: "warning",
  platforms: ["aks"],
  ambient: true,
  description:
    "AKS' admissions enforcer adds its own namespaces to the `namespaceSelector` of every webhook, to keep kube-system out. Where istiod's chart is applied on the server's side, the two fight over the field: each `helm upgrade` fails with a conflict with `admissionsenforcer` on the webhook `istio-sidecar-injector`, and Argo CD shows it as OutOfSync for good. The annotation turns the enforcer off for this webhook. Reported for istiod 1.30.1 with Helm 4.2.0; charts before 1.24 have no value for the annotation, so nothing is reported for them.",
  remedy: `Set \`sidecarInjectorWebhookAnnotations: {${annotation}: "true"}\` on istiod, or upgrade with \`--force-conflicts\`.`,
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/azure/",
    "https://learn.microsoft.com/en-us/azure/aks/faq#can-admission-controller-webhooks-impact-kube-system-and-internal-aks-namespaces",
    "https://github.com/istio/istio/issues/60497",
    "https://github.com/Azure/AKS/issues/4002",
  ],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      if (isAdmissionsConflict(cluster, install)) yield reportAksAdmissionsEnforcer(install, index);
    }
  },
});

function reportAksAdmissionsEnforcer({ client }: Install, index: number): Violation {
  const who = client?.program === "argocd" ? "Argo CD" : `Helm ${client?.version}`;
  return {
    at: `/installs/${index}/effective/webhookAnnotations`,
    message: `${who} applies istiod on the server's side, and conflicts with AKS' admissions enforcer over the selector of the injector's webhook`,
    related: [
      {
        at: `/installs/${index}/client/${client?.program === "argocd" ? "serverSide" : "version"}`,
        message: "it is applied on the server's side",
      },
    ],
    fix:
      client?.program === "helm"
        ? { title: "Add `--force-conflicts`", safe: false, changes: [{ install: index, option: "--force-conflicts" }] }
        : {
            title: `Set the annotation \`${annotation}: "true"\``,
            safe: false,
            changes: [{ install: index, set: { [`/sidecarInjectorWebhookAnnotations/${annotation.replace("/", "~1")}`]: "true" } }],
          },
  };
}
