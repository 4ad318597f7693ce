import { type Change, type Install, isDefault, isInRange, type Violation, valueAt } from "../../src/policy/define.ts";

/** Where the container runtime of a platform's nodes looks for CNI configuration and plugins. */
export interface NodeDirectories {
  readonly platform: string;
  /** The platform's name in a sentence. */
  readonly reader: string;
  /** The directories to write, and what else is as good. */
  readonly conf: string;
  readonly bin: string;
  readonly isConf: (directory: string) => boolean;
  readonly isBin: (directory: string) => boolean;
  /** Whether the charts' own file of the platform names these directories, from 1.25 on. */
  readonly isInCharts: boolean;
}

/** Judges istio-cni's directories: each default or written value that the nodes do not read, with what to write in this version. */
export function wrongDirectories(install: Install, index: number, nodes: NodeDirectories): Violation | undefined {
  const { cniConfDir: conf, cniBinDir: bin } = install.effective ?? {};
  const isConfWrong = typeof conf === "string" && !nodes.isConf(conf);
  const isBinWrong = typeof bin === "string" && !nodes.isBin(bin);
  if (!isConfWrong && !isBinWrong) return undefined;
  const at = `/installs/${index}/effective`;
  const repair = repairOf(install, nodes, { cniConfDir: isConfWrong, cniBinDir: isBinWrong });
  return {
    at: isConfWrong ? `${at}/cniConfDir` : `${at}/cniBinDir`,
    message: messageOf(install, nodes, { ...(isConfWrong && { conf }), ...(isBinWrong && { bin }) }),
    remedy: remedyOf(install, repair),
    fix: install.tool === "rendered" ? null : { title: `Set ${quoted(repair.set, "")}`, changes: changesOf(index, repair) },
    ...(isConfWrong && isBinWrong && { related: [{ at: `${at}/cniBinDir`, message: `\`cniBinDir\` is \`${bin}\`` }] }),
  };
}

function messageOf(install: Install, nodes: NodeDirectories, wrong: { readonly conf?: string; readonly bin?: string }): string {
  const used = [wrong.conf, wrong.bin].flatMap((directory) => directory ?? []);
  const read = [wrong.conf !== undefined && nodes.conf, wrong.bin !== undefined && nodes.bin].filter((directory) => directory !== false);
  const areDefaults = ["cniConfDir", "cniBinDir"].every(
    (name, nth) => [wrong.conf, wrong.bin][nth] === undefined || isDefault(install, name),
  );
  const kind = areDefaults ? `the chart's default ${used.length > 1 ? "directories" : "directory"} ` : "";
  return `istio-cni is installed into ${kind}${joined(used)}; ${nodes.reader} reads ${joined(read)}`;
}

function joined(directories: readonly string[]): string {
  return directories.map((directory) => `\`${directory}\``).join(" and ");
}

/** Values to write, by dotted path as the chart reads them, and paths of written ones that would lose or win. */
interface Repair {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly (readonly string[])[];
}

type DirectoryName = "cniConfDir" | "cniBinDir";

/** The platform where its file of this version says it all, or else the nested keys, which every version reads. */
function repairOf(install: Install, nodes: NodeDirectories, wrong: Readonly<Record<DirectoryName, boolean>>): Repair {
  const prefix = install.component === "ambient" ? ["cni"] : [];
  const nested = (name: string) => [...prefix, "cni", name];
  const names = (["cniConfDir", "cniBinDir"] as const).filter((name) => wrong[name]);
  const isByPlatform = nodes.isInCharts && install.platform === null && isInRange(install.version, ">=1.25");
  const right = { cniConfDir: nodes.conf, cniBinDir: nodes.bin };
  const set = isByPlatform
    ? { "global.platform": nodes.platform }
    : Object.fromEntries(names.map((name) => [nested(name).join("."), right[name]]));
  const losing = (["cniConfDir", "cniBinDir"] as const).flatMap((name) => {
    const paths = [[...prefix, name], ...(isByPlatform ? [nested(name)] : [])];
    return isByPlatform || wrong[name] ? paths : [];
  });
  return { set, remove: losing.filter((path) => valueAt(install.values, path) !== undefined) };
}

function changesOf(index: number, { set, remove }: Repair): Change[] {
  const removals: Change[] = remove.map((path) => ({ remove: `/installs/${index}/values/${path.join("/")}` }));
  return [...removals, { install: index, set }];
}

function remedyOf({ tool }: Install, { set, remove }: Repair): string {
  const root = roots[tool] ?? "";
  const gone = remove.map((path) => `\`${root}${path.join(".")}\``).join(" and ");
  const text = `${quoted(set, root)}${gone === "" ? "" : `, and remove ${gone}`}.`;
  return tool === "rendered" ? `Render the chart with ${text}` : `Set ${text}`;
}

const roots: Readonly<Record<string, string>> = { istioctl: "values.", sail: "spec.values." };

function quoted(set: Repair["set"], root: string): string {
  return Object.entries(set)
    .map(([key, value]) => `\`${root}${key}: ${value}\``)
    .join(" and ");
}
