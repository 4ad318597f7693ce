import { type Change, type Install, isInRange, type RelatedPointer, type Violation, valueAt } from "../../src/policy/define.ts";
import { findValuesRoot } from "./values-root.ts";

/** The directories in which a platform's container runtime looks for CNI configuration and plugins. */
export interface NodeDirectories {
  readonly platform: string;
  /** The subject of the sentence: the nodes of the platform. */
  readonly reader: string;
  /** The directories to write, and checks for equivalent ones. */
  readonly conf: string;
  readonly bin: string;
  readonly isConf: (directory: string) => boolean;
  readonly isBin: (directory: string) => boolean;
  /** Another plugin directory that the nodes may read. */
  readonly otherBin?: string;
  /** The plugin directory in the charts' platform file, from 1.25 on; undefined if that file is not suitable. */
  readonly platformBin: string | undefined;
  /** The evidence for the right plugin directory. */
  readonly binProof?: RelatedPointer;
}

/**
 * Judges istio-cni's directories: reports each default or written directory that the nodes do not read, with the setting to write
 * in this version.
 */
export function reportWrongDirectories(install: Install, index: number, nodes: NodeDirectories): Violation | undefined {
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
    fix:
      install.tool === "rendered" ? null : { title: `Set ${quoteEntries(repair.set, "")}`, changes: listDirectoryChanges(index, repair) },
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
  const used = joinDirectories(Object.values(wrong));
  const bin = [nodes.otherBin ?? [], nodes.bin].flat().map((directory) => `\`${directory}\``);
  const read = names.map((name) => (name === "cniConfDir" ? `\`${nodes.conf}\`` : bin.join(" or ")));
  return `${describeChoice(install, names, used)}; ${nodes.reader} ${read.join(" and ")}`;
}

/** Describes where the directories are set. */
function describeChoice(install: Install, names: readonly DirectoryName[], used: string): string {
  const isBy = (start: string) => names.every((name) => install.origins[name]?.by.startsWith(start));
  if (isBy("chart default"))
    return `istio-cni's ${names.map((name) => `\`${name}\``).join(" and ")} ${names.length > 1 ? "default" : "defaults"} to ${used}`;
  return isBy("platform ") ? `Platform \`${install.platform}\` installs istio-cni into ${used}` : `istio-cni is installed into ${used}`;
}

function joinDirectories(directories: readonly string[]): string {
  return directories.map((directory) => `\`${directory}\``).join(" and ");
}

/**
 * Values to set, by dotted path as the chart reads them, and paths of written values to remove because they would have no effect or
 * override the new ones.
 */
interface Repair {
  readonly set: Readonly<Record<string, string>>;
  readonly remove: readonly (readonly string[])[];
}

/** Sets the platform if its file in this version has the directory; otherwise sets the nested keys, which every version reads. */
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
  const root = findValuesRoot(tool);
  const gone = remove.map((path) => `\`${root}${path.join(".")}\``).join(" and ");
  const text = `${quoteEntries(set, root)}${gone === "" ? "" : `, and remove ${gone}`}.`;
  return tool === "rendered" ? `Render the chart with ${text}` : `Set ${text}`;
}

function quoteEntries(set: Repair["set"], root: string): string {
  return Object.entries(set)
    .map(([key, value]) => `\`${root}${key}: ${value}\``)
    .join(" and ");
}
