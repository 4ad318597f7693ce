/** The module from which policies import the types and functions of this package. */
export const moduleName = "istio-preflight/policy";

/** Resolves an import in `base` to a file below the policy's own folder. Returns an error if the import is not allowed. */
export function resolveModule(policy: string, base: string, written: string): string | Error {
  if (written === moduleName) return written;
  if (!/^\.\.?\//.test(written)) {
    return new Error(`cannot import ${JSON.stringify(written.slice(0, 100))}: a policy imports ${moduleName} and files of its own folder`);
  }
  const steps = base.split("/").slice(0, -1);
  for (const step of written.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  const path = withExtension(steps.join("/"));
  if (path.startsWith(policy.slice(0, policy.lastIndexOf("/") + 1)) && !isAbove(base, written)) return path;
  return new Error(`cannot import ${JSON.stringify(written.slice(0, 100))}: it lies outside the policy's folder`);
}

/** Checks whether a path leads above the root folder. */
function isAbove(base: string, written: string): boolean {
  return written.split("/").filter((step) => step === "..").length > base.split("/").length - 1;
}

/** TypeScript allows three ways to write an import: `./x.ts`, `./x.js` and `./x`. */
function withExtension(path: string): string {
  if (/\.[cm]?ts$/.test(path)) return path;
  return `${path.replace(/\.[cm]?js$/, "")}.ts`;
}
