import { writeFileSync } from "node:fs";
import { devNull } from "node:os";
import { join, relative, sep } from "node:path";
import { type Budget, openBudget } from "../programs/budget.ts";
import { findProgram } from "../programs/find.ts";
import { kustomizeBudget, programLimits } from "../programs/limits.ts";
import { openPrivateFolder } from "../programs/private-folder.ts";
import { runProgram } from "../programs/run.ts";

/** Runs `kustomize build` or `kubectl kustomize`; neither fetches anything, runs a plugin or inflates a chart as called here. */
export interface KustomizeProgram {
  readonly build: (root: string, directory: string) => Promise<KustomizeOutput>;
}

export type KustomizeOutput =
  | {
      readonly yaml: string;
      /** The path in the repository of what an origin annotation names. */
      readonly pathOf: (annotated: string) => string;
    }
  | { readonly failure: string };

/** The program of this machine, or undefined where neither is on the PATH. All that it builds shares one budget of time. */
export async function findKustomize(): Promise<KustomizeProgram | undefined> {
  for (const [name, verb] of [
    ["kustomize", "build"],
    ["kubectl", "kustomize"],
  ] as const) {
    const program = findProgram(name);
    const budget = openBudget(kustomizeBudget / 1000);
    if (program !== undefined) return { build: (root, directory) => build([program, verb], root, directory, budget) };
  }
  return undefined;
}

/** The overlay is built through a kustomization of our own, which asks for annotations that say where each object came from. */
async function build(
  [program, verb]: readonly [program: string, verb: string],
  root: string,
  directory: string,
  budget: Budget,
): Promise<KustomizeOutput> {
  const { path: folder, close } = openPrivateFolder();
  try {
    const target = relative(folder, join(root, directory)).split(sep).join("/");
    const kustomization = { buildMetadata: ["originAnnotations"], resources: [target] };
    writeFileSync(join(folder, "kustomization.yaml"), JSON.stringify(kustomization));
    const surroundings = { cwd: folder, home: folder, env: { KUBECONFIG: devNull }, budget, network: "none" } as const;
    const result = await runProgram(program, [verb, folder], { ...surroundings, ...programLimits.kustomize });
    if ("output" in result) {
      const pathOf = (annotated: string) => relative(root, join(folder, annotated)).split(sep).join("/");
      return { yaml: result.output.toString("utf8"), pathOf };
    }
    const failure = (!result.bound && lastLine(result.errors)) || `it ${result.reason}`;
    return { failure: failure.replaceAll(`${root}${sep}`, "").replaceAll(folder, "") };
  } finally {
    close();
  }
}

/** What a program complains about at last; newer versions of kubectl put it between `err=<` and `>`. */
function lastLine(errors: string): string | undefined {
  const told = /err=<\n(.*?)\n >/s.exec(errors)?.[1] ?? errors;
  return told.trim().split("\n").at(-1)?.trim();
}
