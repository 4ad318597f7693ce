/** Checks whether an install's pods need a quota that admits `system-node-critical` on GKE. */
export function needsQuota({ component, effective, namespace }) {
  if (component !== "cni" && component !== "ztunnel") return false;
  const own = effective?.namespace ?? namespace;
  return effective !== null && effective.priorityClassName === "system-node-critical" && typeof own === "string" && own !== "kube-system";
}

/** Returns the quotas that admit these pods to a namespace, from objects and charts, except those in `without`. */
export function admittingQuotas({ installs, resources }, namespace, { without }) {
  const written = resources.filter((resource) => {
    return !without.includes(resource) && admits(resource) && (resource.namespace === null || resource.namespace === namespace);
  });
  const made = installs.filter(({ effective, ...install }) => {
    return !without.some((other) => other.effective === effective) && effective?.resourceQuota && install.namespace === namespace;
  });
  return [...written.map((resource) => ({ kind: "resource", resource })), ...made.map((install) => ({ kind: "install", install }))];
}

/** Checks whether an object is a quota for node-critical pods. */
export function admits({ kind, object }) {
  if (kind !== "ResourceQuota") return false;
  const terms = object.spec?.scopeSelector?.matchExpressions ?? [];
  return (
    (object.spec?.scopes ?? []).includes("PriorityClass") ||
    terms.some(({ scopeName, operator, values }) => {
      return (
        scopeName === "PriorityClass" && (operator === "Exists" || (operator === "In" && (values ?? []).includes("system-node-critical")))
      );
    })
  );
}
