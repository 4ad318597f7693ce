import { execFile } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { cleanEnvironment } from "../programs.ts";

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

const timeLimit = 10_000;
const outputLimit = 64 * 1024 * 1024;

/** The program of this machine, or undefined where neither is on the PATH. */
export async function findKustomize(): Promise<KustomizeProgram | undefined> {
  for (const [program, verb] of [
    ["kustomize", "build"],
    ["kubectl", "kustomize"],
  ] as const) {
    const version = await run(program, program === "kustomize" ? ["version"] : ["version", "--client"], tmpdir());
    if (!("failure" in version)) return { build: (root, directory) => build(program, verb, root, directory) };
  }
  return undefined;
}

/** The overlay is built through a kustomization of our own, which asks for annotations that say where each object came from. */
async function build(program: string, verb: string, root: string, directory: string): Promise<KustomizeOutput> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "istio-preflight-")));
  try {
    const target = relative(folder, join(root, directory)).split(sep).join("/");
    const kustomization = { buildMetadata: ["originAnnotations"], resources: [target] };
    writeFileSync(join(folder, "kustomization.yaml"), JSON.stringify(kustomization));
    const result = await run(program, [verb, folder], folder);
    if ("failure" in result) return { failure: result.failure.replaceAll(`${root}${sep}`, "").replaceAll(folder, "") };
    return { yaml: result.output, pathOf: (annotated) => relative(root, join(folder, annotated)).split(sep).join("/") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(program: string, args: readonly string[], cwd: string): Promise<{ output: string } | { failure: string }> {
  return new Promise((resolve) => {
    const environment = { ...cleanEnvironment(), HOME: cwd, KUBECONFIG: devNull, GIT_ALLOW_PROTOCOL: "none" };
    const limits = { timeout: timeLimit, maxBuffer: outputLimit, killSignal: "SIGKILL" as const };
    execFile(program, [...args], { cwd, env: environment, encoding: "utf8", ...limits }, (error, output, errors) => {
      if (!error) return resolve({ output });
      const reason = error.killed ? `it took longer than ${timeLimit / 1000} seconds` : lastLine(errors);
      resolve({ failure: reason || error.message });
    });
  });
}

/** What a program complains about at last; newer versions of kubectl put it between `err=<` and `>`. */
function lastLine(errors: string): string | undefined {
  const told = /err=<\n(.*?)\n >/s.exec(errors)?.[1] ?? errors;
  return told.trim().split("\n").at(-1)?.trim();
}
