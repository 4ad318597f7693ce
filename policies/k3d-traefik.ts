import { definePolicy, type Install } from "../src/policy/define.ts";

export default definePolicy({
  id: "k3d-traefik",
  title: "Create k3d clusters without Traefik where Istio has the ingress",
  severity: "warning",
  platforms: ["k3d"],
  description:
    "k3d clusters come with Traefik, whose LoadBalancer Service takes the ports 80 and 443 of every node. The Service of an Istio ingress gateway asks for the same ports: its `svclb` pods stay Pending and it never gets an address.",
  remedy:
    "Create the cluster with `--k3s-arg '--disable=traefik@server:*'`, or give the gateway's Service the type ClusterIP or other ports.",
  links: [
    "https://istio.io/latest/docs/setup/platform-setup/k3d/",
    "https://docs.k3s.io/networking/networking-services#traefik-ingress-controller",
  ],
  *check(cluster) {
    const proof = cluster.evidence.findIndex(({ fact }) => fact === "k3d-traefik=on");
    const gateway = cluster.installs.findIndex(isIngress);
    if (proof === -1 || gateway === -1 || cluster.evidence.some(({ fact }) => fact === "k3d-traefik=off")) return;
    yield {
      at: `/evidence/${proof}`,
      message: "The k3d cluster is created with Traefik, which holds the ports 80 and 443 of the Istio ingress gateway",
      remedy: writeK3dTraefikRemedy(cluster.evidence[proof]?.file ?? ""),
      related: [{ at: `/installs/${gateway}`, message: "the gateway is installed here" }],
    };
  },
});

function writeK3dTraefikRemedy(file: string): string {
  const disable =
    /\.ya?ml$/.test(file) && !file.startsWith(".github/")
      ? "Add `{arg: --disable=traefik, nodeFilters: [server:*]}` to `options.k3s.extraArgs`"
      : "Create the cluster with `--k3s-arg '--disable=traefik@server:*'`";
  return `${disable}, or set \`service.type: ClusterIP\` on the gateway.`;
}

/** Checks whether a gateway accepts external traffic on the usual ports, unless its values say otherwise. */
function isIngress({ component, release, namespace, values, unknown }: Install): boolean {
  if (
    component !== "gateway" ||
    unknown.some((pointer) => "/values/service".startsWith(pointer) || pointer.startsWith("/values/service"))
  ) {
    return false;
  }
  if (/egress|east-?west/.test(`${release} ${namespace}`)) return false;
  const { service } = values as { readonly service?: { readonly type?: unknown; readonly ports?: unknown } | null };
  return (service?.type ?? "LoadBalancer") === "LoadBalancer" && service?.ports === undefined;
}
