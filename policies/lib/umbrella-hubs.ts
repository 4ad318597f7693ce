import { type Install, isInRange, record, valueAt } from "../../src/policy/define.ts";

/** The image hub of one part of the umbrella chart. */
export interface PartHub {
  /** The name of the charts or images that come from there. */
  readonly what: string;
  /** Null if the part uses its chart's default. */
  readonly hub: string | null;
  /** The image name that is written after the hub. */
  readonly image: string;
  /** A pointer into the install to where it is written. */
  readonly pointer: string;
}

type Written = Omit<PartHub, "what">;

const parts = { cni: "the ambient chart's istio-cni", istiod: "the ambient chart's istiod", ztunnel: "the ambient chart's ztunnel" };

type Part = keyof typeof parts;

/** Finds the hubs of the umbrella chart's parts, with the values that Helm passes to each; parts with an unknown hub are left out. */
export function findPartHubs(install: Install): PartHub[] {
  const deployed = (["istiod", "cni", "ztunnel"] as const).filter(
    (part) => record(record(install.values)[part]).enabled !== false || part !== "istiod",
  );
  return deployed.flatMap((part) => findPartHub(install, part) ?? []);
}

/** Finds the hub of the proxies that istiod injects, if it is set in the values. */
export function findInjectedHub(install: Install): PartHub | undefined {
  const places = install.component === "ambient" ? [["global"], ["istiod", "global"]] : [["global"]];
  const found = findFirstHub(
    install,
    places.map((steps) => [...steps, "hub"]),
  );
  return found === "unknown" || found === undefined ? undefined : { what: "the proxies that istiod injects", ...found };
}

function findPartHub(install: Install, part: Part): PartHub | undefined {
  const found = findFirstHub(install, listHubKeys(part, install.version));
  if (found === "unknown") return undefined;
  return { what: parts[part], ...(found ?? { hub: null, image: "", pointer: "" }) };
}

/** The keys that determine the hub, the strongest first: https://github.com/istio/istio/tree/1.30.3/manifests/charts */
function listHubKeys(part: Part, version: string | null): string[][] {
  const shared = [
    ["global", "hub"],
    [part, "global", "hub"],
  ];
  if (part === "ztunnel") return [[part, "image"], [part, "hub"], ...(isInRange(version, ">=1.22.4") ? shared : [])];
  const nested = [part, part === "istiod" ? "pilot" : "cni"];
  const maps = isInRange(version, ">=1.24.0") ? [nested, [part]] : [nested];
  return [...maps.map((path) => [...path, "image"]), ...maps.map((path) => [...path, "hub"]), ...shared];
}

/** Finds the first hub. A full image reference includes its hub; one that is unknown could have any hub. */
function findFirstHub({ values, unknown }: Install, paths: readonly (readonly string[])[]): Written | "unknown" | undefined {
  for (const path of paths) {
    const pointer = `/values/${path.join("/")}`;
    if (unknown.some((one) => one.startsWith("/values") && (one === pointer || pointer.startsWith(`${one}/`)))) return "unknown";
    const written = valueAt(values, path);
    const text = typeof written === "string" ? written : "";
    const end = path.at(-1) === "image" ? Math.max(0, text.lastIndexOf("/")) : text.replace(/\/+$/, "").length;
    if (end > 0) return { hub: text.slice(0, end), image: text.slice(end), pointer };
  }
  return undefined;
}
