import { definePolicy, type Install, isDefault } from "../src/policy/define.ts";
import { ciliumKeys, hasChartValues, spellCiliumKey, writeSettingRemedy } from "./lib/cilium-keys.ts";

export default definePolicy({
  id: "cilium-socket-lb",
  title: "Keep Cilium's socket load balancing out of pods",
  severity: "warning",
  ambient: true,
  description:
    "Where Cilium replaces kube-proxy, or balances load in sockets beside it (`socketLB.enabled`), it translates the address of a Service to one of a pod inside the caller's socket. Ztunnel then sees a call to a pod and not to a Service: waypoints, and all policies and routes for the Service, are bypassed without an error. Some distributions, such as Canonical Kubernetes (k8s-snap), offer no way to set the key.",
  remedy:
    'Set `socketLB.hostNamespaceOnly: true` in Cilium\'s values (in the ConfigMap `cilium-config`, `bpf-lb-sock-hostns-only: "true"`), then restart the cilium pods.',
  links: [
    "https://docs.cilium.io/en/stable/network/servicemesh/istio/",
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/#cilium",
    "https://github.com/istio/istio/issues/27619",
    "https://github.com/canonical/k8s-snap/issues/2368",
  ],
  fix: { set: { "socketLB.hostNamespaceOnly": true } },
  *check({ installs }) {
    for (const [index, install] of installs.entries()) {
      const cause = install.component === "cilium" ? findSocketLbCause(install) : undefined;
      if (cause === undefined || install.effective?.socketLbHostNamespaceOnly !== false) continue;
      const isUnwritten = isDefault(install, "socketLbHostNamespaceOnly");
      yield {
        at: `/installs/${index}/effective/socketLbHostNamespaceOnly`,
        message: `${cause} and \`${spellCiliumKey(install, ciliumKeys.hostNamespaceOnly)}\` ${isUnwritten ? "defaults to" : "is"} \`false\`, so traffic to Services bypasses ztunnel; it must be \`true\``,
        remedy: `${writeSettingRemedy(install, [[ciliumKeys.hostNamespaceOnly, true]])}, then restart the cilium pods.`,
        ...(!hasChartValues(install) && { fix: null }),
      };
    }
  },
});

/** Describes the setting that makes Cilium balance load in sockets. */
function findSocketLbCause(install: Install): string | undefined {
  const { kubeProxyReplacement, socketLb } = install.effective ?? {};
  if (kubeProxyReplacement === "true" || kubeProxyReplacement === "strict") return "Cilium replaces kube-proxy";
  return socketLb === true ? `\`${spellCiliumKey(install, ciliumKeys.socketLb)}\` is \`true\`` : undefined;
}
