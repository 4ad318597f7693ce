import { type Change, type Install, isInRange, type RelatedPointer, type Violation, valueAt } from "../../src/policy/define.ts";

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
  /** Another directory of plugins that the nodes may read. */
  readonly otherBin?: string;
  /** The directory of plugins in the charts' own file of the platform, from 1.25 on; undefined where the file is not to be used. */
  readonly platformBin: string | undefined;
  /** What says which directory of plugins is right. */
  readonly binProof?: RelatedPointer;
}

/** Judges istio-cni's directories: each default or written value that the nodes do not read, with what to write in this version. */
export function wrongDirectories(install: Install, index: number, nodes: NodeDirectories): Violation | undefined {
  const { cniConfDir: conf, cniBinDir: bin } = install.effective ?? {};
  const isConfWrong = typeof conf === "string" && !nodes.isConf(conf);
  const isBinWrong = typeof bin === "string" && !nodes.isBin(bin);
  if (!isConfWrong && !isBinWrong) return undefined;
  const at = `/installs/${index}/effective`;
  const repair = repairDirectories(install, nodes, { cniConfDir: isConfWrong, cniBinDir: isBinWrong });
  const related = [
    ...(isConfWrong && isBinWrong ? [{ at: `${at}/cniBinDir`, message: `\`cniBinDir\` is \`${bin}\`` }] : []),
    ...(isBinWrong && nodes.binProof ? [nodes.binProof] : []),
  ];
  return {
    at: isConfWrong ? `${at}/cniConfDir` : `${at}/cniBinDir`,
    message: describeWrongDirectories(install, nodes, { ...(isConfWrong && { cniConfDir: conf }), ...(isBinWrong && { cniBinDir: bin }) }),
    remedy: writeDirectoriesRemedy(install, repair),
    fix: install.tool === "rendered" ? null : { title: `Set ${quoted(repair.set, "")}`, changes: listDirectoryChanges(index, repair) },
    ...(related.length > 0 && { related }),
  };
}

type DirectoryName = "cniConfDir" | "cniBinDir";

function describeWrongDirectories(
  install: Install,
  nodes: NodeDirectories,
  wrong: Readonly<Partial<Record<DirectoryName, string>>>,
): string {
  const names = Object.keys(wrong) as DirectoryName[];
  const used = joined(Object.values(wrong));
  const bin = [nodes.otherBin ?? [], nodes.bin].flat().map((directory) => `\`${directory}\``);
  const read = names.map((name) => (name === "cniConfDir" ? `\`${nodes.conf}\`` : bin.join(" or ")));
  return `${formatCniDirectoriesState(install, names, used)}; ${nodes.reader} ${read.join(" and ")}`;
}

/** Who chose the directories. */
function formatCniDirectoriesState(install: Install, names: readonly DirectoryName[], used: string): string {
  const isBy = (start: string) => names.every((name) => install.origins[name]?.by.startsWith(start));
  if (isBy("chart default"))
    return `istio-cni's ${names.map((name) => `\`${name}\``).join(" and ")} ${names.length > 1 ? "default" : "defaults"} to ${used}`;
  return isBy("platform ") ? `Platform \`${install.platform}\` installs istio-cni into ${used}` : `istio-cni is installed into ${used}`;
}

function joined(directories: readonly string[]): string {
  return directories.map((directory) => `\`${directory}\``).join(" and ");
}

/** Values to write, by dotted path as the chart reads them, and paths of written ones that would lose or win. */
interface Repair {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly (readonly string[])[];
}

/** The platform where its file of this version has the directory, and the nested keys, which every version reads, for the rest. */
function repairDirectories(install: Install, nodes: NodeDirectories, wrong: Readonly<Record<DirectoryName, boolean>>): Repair {
  const prefix = install.component === "ambient" ? ["cni"] : [];
  const nested = (name: string) => [...prefix, "cni", name];
  const isByPlatform =
    wrong.cniConfDir && nodes.platformBin !== undefined && install.platform === null && isInRange(install.version, ">=1.25");
  const isBinWritten = isByPlatform ? nodes.platformBin !== nodes.bin : wrong.cniBinDir;
  const set = {
    ...(isByPlatform && { "global.platform": nodes.platform }),
    ...(wrong.cniConfDir && !isByPlatform && { [nested("cniConfDir").join(".")]: nodes.conf }),
    ...(isBinWritten && { [nested("cniBinDir").join(".")]: nodes.bin }),
  };
  const losing = (["cniConfDir", "cniBinDir"] as const).flatMap((name) => {
    const paths = [[...prefix, name], ...(isByPlatform ? [nested(name)] : [])];
    return isByPlatform || wrong[name] ? paths : [];
  });
  const isWritten = (path: readonly string[]) => valueAt(install.values, path) !== undefined;
  return { set, remove: losing.filter((path) => isWritten(path) && !Object.hasOwn(set, path.join("."))) };
}

function listDirectoryChanges(index: number, { set, remove }: Repair): Change[] {
  const removals: Change[] = remove.map((path) => ({ remove: `/installs/${index}/values/${path.join("/")}` }));
  return [...removals, { install: index, set }];
}

function writeDirectoriesRemedy({ tool }: Install, { set, remove }: Repair): string {
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
