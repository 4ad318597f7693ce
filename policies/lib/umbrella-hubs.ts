import { type Install, isInRange, record } from "../../src/policy/define.ts";

/** The hub that one part of the umbrella chart takes its images from. */
export interface PartHub {
  /** What comes from there. */
  readonly what: string;
  /** Null where the part's chart has its default. */
  readonly hub: string | null;
  /** The image that is written behind it. */
  readonly image: string;
  /** Where it is written, as a pointer into the install. */
  readonly pointer: string;
}

type Written = Omit<PartHub, "what">;

const parts = { cni: "the ambient chart's istio-cni", istiod: "the ambient chart's istiod", ztunnel: "the ambient chart's ztunnel" };

type Part = keyof typeof parts;

/** The hubs of the umbrella chart's parts, as Helm hands them their values; a part whose hub cannot be known is left out. */
export function partHubs(install: Install): PartHub[] {
  const deployed = (["istiod", "cni", "ztunnel"] as const).filter(
    (part) => record(record(install.values)[part]).enabled !== false || part !== "istiod",
  );
  return deployed.flatMap((part) => partHub(install, part) ?? []);
}

/** The hub of the proxies that istiod injects, where values say so. */
export function injectedHub(install: Install): PartHub | undefined {
  const places = install.component === "ambient" ? [["global"], ["istiod", "global"]] : [["global"]];
  const found = firstHub(
    install,
    places.map((steps) => [...steps, "hub"]),
  );
  return found === "unknown" || found === undefined ? undefined : { what: "the proxies that istiod injects", ...found };
}

function partHub(install: Install, part: Part): PartHub | undefined {
  const found = firstHub(install, listUmbrellaHubsPaths(part, install.version));
  if (found === "unknown") return undefined;
  return { what: parts[part], ...(found ?? { hub: null, image: "", pointer: "" }) };
}

/** The keys that decide it, the strongest first: https://github.com/istio/istio/tree/1.30.3/manifests/charts */
function listUmbrellaHubsPaths(part: Part, version: string | null): string[][] {
  const shared = [
    ["global", "hub"],
    [part, "global", "hub"],
  ];
  if (part === "ztunnel") return [[part, "image"], [part, "hub"], ...(isInRange(version, ">=1.22.4") ? shared : [])];
  const nested = [part, part === "istiod" ? "pilot" : "cni"];
  const maps = isInRange(version, ">=1.24.0") ? [nested, [part]] : [nested];
  return [...maps.map((path) => [...path, "image"]), ...maps.map((path) => [...path, "hub"]), ...shared];
}

/** A whole image reference stands for its hub; one that cannot be known could be any. */
function firstHub({ values, unknown }: Install, paths: readonly (readonly string[])[]): Written | "unknown" | undefined {
  for (const path of paths) {
    const pointer = `/values/${path.join("/")}`;
    if (unknown.some((one) => one.startsWith("/values") && (one === pointer || pointer.startsWith(`${one}/`)))) return "unknown";
    const written = path.reduce<unknown>((inner, key) => record(inner)[key], values);
    const text = typeof written === "string" ? written : "";
    const end = path.at(-1) === "image" ? Math.max(0, text.lastIndexOf("/")) : text.replace(/\/+$/, "").length;
    if (end > 0) return { hub: text.slice(0, end), image: text.slice(end), pointer };
  }
  return undefined;
}
