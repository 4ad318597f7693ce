import type { DraftClient, Operation } from "../model/client.ts";
import type { Cursor } from "../model/cursor.ts";
import type { Place } from "../model/location.ts";
import type { Word } from "../syntax/shell/script.ts";
import { formatWord } from "../syntax/shell/script.ts";
import type { Flag } from "./flags.ts";

/** A Helm command: its verb, its flags, and a word that may expand to more flags. */
export interface HelmCommand {
  readonly verb: string;
  readonly flags: readonly Flag[];
  readonly open: Word | undefined;
  readonly place: Place;
}

/** Describes how a Helm command applies its chart. https://helm.sh/docs/helm/helm_upgrade/ */
export function describeHelmClient(command: HelmCommand, version: Cursor | undefined): DraftClient {
  const operation = operations.get(command.verb) ?? null;
  return {
    program: "helm",
    operation,
    version,
    serverSide: findClientSwitch("server-side", command),
    forceConflicts: findClientSwitch("force-conflicts", command),
    createNamespace: findClientSwitch("create-namespace", command),
  };
}

const operations: ReadonlyMap<string, Operation> = new Map([
  ["install", "install"],
  ["upgrade", "upgrade"],
  ["template", "template"],
]);

/** Returns a switch as set; undefined for `auto`, which depends on the state of the cluster. */
function findClientSwitch(name: string, { flags, open, place }: HelmCommand): Cursor | undefined {
  const flag = flags.findLast((each) => each.name === name);
  if (!flag) return open && { kind: "unknown", origin: open.origin, reason: "more options may follow" };
  const { value } = flag;
  if (value?.kind === "unknown") return value;
  const text = value ? formatWord(value) : "true";
  const origin = value?.origin ?? place;
  return /^(true|false)$/.test(text) ? { kind: "scalar", origin, value: text === "true" } : undefined;
}
