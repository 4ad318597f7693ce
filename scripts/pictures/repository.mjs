import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Creates GKE with Flux, OpenShift with Argo CD and a k3d lab, and a branch that removes the platform from istio-cni on GKE. */
export function writeRepository(path, examples) {
  mkdirSync(path);
  git(path, "init", "--quiet", "--initial-branch", "main");
  cpSync(join(examples, "clean-gke-flux"), path, { recursive: true });
  cpSync(join(examples, "openshift-argocd"), join(path, "shop"), { recursive: true });
  cpSync(join(examples, "k3d-cilium-script"), join(path, "dev"), { recursive: true });
  const base = commit(path, "Install the mesh");
  git(path, "checkout", "--quiet", "-b", "own-values");
  const file = join(path, "infrastructure/istio/cni.yaml");
  const text = readFileSync(file, "utf8");
  const start = text.indexOf("  valuesFrom:");
  if (start < 0) throw new Error("the example has changed");
  writeFileSync(file, `${text.slice(0, start)}  values:\n    profile: ambient\n`);
  return { path, base, head: commit(path, "Give istio-cni its own values") };
}

function commit(path, message) {
  git(path, "add", "--all");
  git(path, "-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "--quiet", "--message", message);
  return git(path, "rev-parse", "HEAD");
}

function git(path, ...args) {
  // The commits must always be the same, because their ids appear in the pictures.
  const date = "2026-11-02T09:15:00Z";
  const environment = { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
  return execFileSync("git", ["-C", path, ...args], { encoding: "utf8", env: environment }).trim();
}
