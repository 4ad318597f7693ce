import { UsageError } from "../../model/usage-error.ts";
import { isRecord } from "../metadata.ts";

/** Shared policies: a folder or an installed package with a manifest. */
export interface Pack {
  /** The prefix of its rule ids. */
  readonly name: string;
  readonly version: string;
  /** Globs for its rules, relative to the working directory. */
  readonly globs: readonly string[];
}

const manifestFile = "istio-preflight-pack.json";

/** Opens the pack that an entry of `policies` names: a folder of the repository or an installed package. Nothing is downloaded. */
export async function openPack(
  files: { readonly read: (path: string) => Promise<string | undefined> },
  entry: string,
): Promise<Pack | undefined> {
  if (/[*?]|\.(json|ts)$|(^|\/)\.\.(\/|$)/.test(entry)) return undefined;
  const folder = entry.replace(/\/$/, "");
  for (const candidate of [folder, `node_modules/${folder}`]) {
    const manifest = `${candidate}/${manifestFile}`;
    const text = await files.read(manifest);
    if (text !== undefined) return parsePack(manifest, candidate, text);
  }
  return undefined;
}

function parsePack(manifest: string, folder: string, text: string): Pack {
  const json = parseManifest(text);
  const refuse = (reason: string) => new UsageError(`${manifest}: ${reason}`);
  if (!isRecord(json)) throw refuse("a manifest must be a JSON object.");
  const { name, version, rules } = json;
  const odd = Object.keys(json).find((key) => !["$schema", "name", "version", "rules"].includes(key));
  if (odd !== undefined) throw refuse(`unknown key \`${odd.slice(0, 100)}\`; known here: name, version, rules.`);
  if (typeof name !== "string" || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) throw refuse("`name` must be a name space such as `acme`.");
  if (typeof version !== "string" || !/^\d+\.\d+\.\d+[\w.+-]*$/.test(version)) throw refuse("`version` must be a version such as `1.2.0`.");
  const isGlob = (glob: unknown) => typeof glob === "string" && !glob.startsWith("/") && !glob.split("/").includes("..");
  if (!Array.isArray(rules) || rules.length === 0 || !rules.every(isGlob)) throw refuse("`rules` must be globs of files in the pack.");
  return { name, version, globs: rules.map((glob: string) => `${folder}/${glob.replace(/^\.\//, "")}`) };
}

function parseManifest(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Rejects a rule whose id does not start with the name of its pack. */
export function refuseForeign({ name }: Pack, file: string, id: string): void {
  if (!id.startsWith(`${name}/`))
    throw new UsageError(`${file}: the id \`${id}\` must be in the pack's name space, such as \`${name}/${id.split("/").at(-1)}\`.`);
}
