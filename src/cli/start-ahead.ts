import { lstatSync, readFileSync } from "node:fs";
import type { ReadOptions } from "./options.ts";

/**
 * Starts the thread for policies before anything else is loaded, if the run seems to need it: the thread takes longer to start
 * than this one takes to read a small repository. A wrong guess only costs time.
 */
export async function startPoliciesAhead({ policies, config }: Pick<ReadOptions, "policies" | "config">): Promise<void> {
  const named = [...policies, readConfiguredPolicies(config ?? ".istio-preflight.yaml")].join("\n");
  if (named === "") return;
  const { startAhead } = await import("../policy/custom/sandbox/thread.ts");
  await startAhead((["typescript", "json"] as const).filter((language) => named.includes(extensions[language])));
}

const extensions = { typescript: ".ts", json: ".json" } as const;

/** Returns the text of a configuration from `policies:` on. */
function readConfiguredPolicies(file: string): string {
  try {
    const status = lstatSync(file);
    const text = status.isFile() && status.size < 1024 * 1024 ? readFileSync(file, "utf8") : "";
    return /^ *"?policies"? *:.*/ms.exec(text)?.[0] ?? "";
  } catch {
    return "";
  }
}
