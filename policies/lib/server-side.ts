import { type ClusterDocument, type Install, isInRange, isUnknown, record } from "../../src/policy/define.ts";

/** Checks whether Helm 4 upgrades an install with server-side apply, without taking over fields of other managers. */
export function isUpgradedByHelm4({ client, unknown }: Install): boolean {
  if (client?.program !== "helm" || client.operation !== "upgrade" || !isInRange(client.version, ">=4.0.0")) return false;
  if (unknown.includes("/client/serverSide") || client.serverSide === false) return false;
  return client.forceConflicts === false;
}

/** The annotation that makes AKS' admissions enforcer skip a webhook. */
export const enforcerAnnotation = "admissions.enforcer/disabled";

/** Checks whether AKS and an install of istiod both change the injector's selector. */
export function isAdmissionsConflict({ platform }: Pick<ClusterDocument, "platform">, install: Install): boolean {
  const { component, version, client, effective } = install;
  if (platform !== "aks" || component !== "istiod" || !isInRange(version, ">=1.24") || !effective) return false;
  const isServerSide = isUpgradedByHelm4(install) || (client?.program === "argocd" && client.serverSide === true);
  if (!isServerSide || isUnknown(install, "webhookAnnotations")) return false;
  return String(record(effective.webhookAnnotations)[enforcerAnnotation]) !== "true";
}
