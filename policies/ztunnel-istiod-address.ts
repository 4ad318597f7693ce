import { definePolicy, type Proposal } from "../src/policy/define.ts";
import { findStrandedZtunnels, type Plane, type Stranded } from "./lib/control-plane.ts";

export default definePolicy({
  id: "ztunnel-istiod-address",
  title: "Point ztunnel at an istiod that is installed",
  severity: "error",
  description:
    "ztunnel's chart knows nothing of istiod's values: it builds the address `istiod.istio-system.svc:15012` of its own `revision` and `istioNamespace`. An istiod with a revision has the Service `istiod-<revision>`, and one in another namespace is not in istio-system. ztunnel then never becomes ready, its log repeats `XDS client connection error` with a DNS error, and enrolled pods have no network. A revision tag makes a Service of another name, which `revision` cannot name.",
  remedy: "Set `revision` and `istioNamespace` on ztunnel to those of istiod.",
  links: [
    "https://istio.io/latest/docs/ambient/upgrade/helm/",
    "https://github.com/istio/istio.io/issues/15410",
    "https://github.com/istio/istio/issues/53295",
    "https://github.com/istio/ztunnel/issues/1203",
  ],
  *check(cluster) {
    for (const stranded of findStrandedZtunnels(cluster)) {
      const { index, service, namespace, planes } = stranded;
      const there = [...new Set(planes.map((plane) => `\`${plane.service}\` in \`${plane.namespace}\``))].slice(0, 4).join(", ");
      yield {
        at: `/installs/${index}/effective/istiodAddress`,
        message: `ztunnel connects to the Service \`${service}\` in \`${namespace}\`, but istiod's Service is ${there}`,
        remedy: `${writeZtunnelIstiodAddressRemedy(stranded)} on ztunnel.`,
        related: planes.slice(0, 4).map((plane) => ({ at: `/installs/${plane.index}`, message: "istiod is installed here" })),
        fix: fixZtunnelIstiodAddress(stranded),
      };
    }
  },
});

function writeZtunnelIstiodAddressRemedy({ planes, ...ztunnel }: Stranded): string {
  const [plane, ...others] = planes;
  if (!plane || others.length > 0) return "Set `revision` and `istioNamespace` to those of one istiod";
  const keys = Object.entries(listMissingValues(ztunnel, plane)).map(([key, value]) => `\`${key}: ${value === "" ? '""' : value}\``);
  return `Set ${keys.join(" and ")}`;
}

/** Proposes the address; only if there is a single istiod. */
function fixZtunnelIstiodAddress({ planes, ...ztunnel }: Stranded): Proposal | null {
  const [plane, ...others] = planes;
  if (!plane || others.length > 0) return null;
  const values = listMissingValues(ztunnel, plane);
  const prefix = ztunnel.install.component === "ambient" ? "ztunnel." : "";
  const set = Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}${key}`, value]));
  return { title: "Call the istiod that is installed", changes: [{ install: ztunnel.index, set }] };
}

function listMissingValues({ install, service, namespace }: Omit<Stranded, "planes">, plane: Plane): Readonly<Record<string, string>> {
  return {
    ...(service !== plane.service && { revision: plane.service.replace(/^istiod-?/, "") }),
    ...(namespace !== plane.namespace && install.component !== "ambient" && { istioNamespace: plane.namespace }),
  };
}
