/** What policies import the types and functions of this package from. */
export const moduleName = "istio-preflight/policy";

/** The module that an import in `base` names: a file below the policy's own folder. An error says why it may not be imported. */
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

/** Whether a path climbs higher than there are folders. */
function isAbove(base: string, written: string): boolean {
  return written.split("/").filter((step) => step === "..").length > base.split("/").length - 1;
}

/** TypeScript's own ways to write it: `./x.ts`, `./x.js` and `./x`. */
function withExtension(path: string): string {
  if (/\.[cm]?ts$/.test(path)) return path;
  return `${path.replace(/\.[cm]?js$/, "")}.ts`;
}
