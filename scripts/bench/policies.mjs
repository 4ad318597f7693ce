import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alternate, milliseconds } from "./timing.mjs";

const installs = 100;
const many = 100;

/** Measures the cost of custom policies: the first of a run, and each additional one, on one cluster with 100 installs. */
export function measurePolicies(root, cli, runs) {
  mkdirSync(join(root, "policies"), { recursive: true });
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  writeFileSync(join(root, "install.sh"), `#!/bin/sh\n${Array.from({ length: installs }, (_, index) => install(index)).join("")}`);
  const languages = { TypeScript: ["ts", typeScript], "TypeScript with types of its own": ["typed.ts", typed], JSON: ["json", json] };
  for (const [extension, text] of Object.values(languages)) {
    for (let index = 0; index < many; index++) writeFileSync(join(root, `policies/rule-${index}.${extension}`), text(index));
  }
  return Object.entries(languages).map(([language, [extension]]) => {
    const command = (count) => [process.execPath, cli, "check", "--quiet", "--fail-on", "never", ...policyOptions(count, extension)];
    const [none, one, all] = alternate([0, 1, many].map(command), root, runs);
    return [language, milliseconds(none), milliseconds(one - none), milliseconds((all - one) / (many - 1))];
  });
}

function policyOptions(count, extension) {
  return Array.from({ length: count }, (_, index) => ["--policy", `policies/rule-${index}.${extension}`]).flat();
}

function install(index) {
  return `helm upgrade --install gateway-${index} istio/gateway -n ingress-${index} --version 1.30.${index % 3} --set name=gateway-${index} --set service.type=ClusterIP\n`;
}

function typeScript(index) {
  return `import { definePolicy, isInRange } from "istio-preflight/policy";

export default definePolicy({
  id: "acme/rule-${index}",
  title: "Pin the version of every gateway",
  severity: "error",
  description: "Other versions have not been tested.",
  remedy: "Write a version that the platform team has released.",
  links: [],
  *check(cluster) {
    for (const [position, install] of cluster.installs.entries()) {
      const isReleased = isInRange(install.version, ">=1.${index % 30}.0 <1.31.0");
      const isOurs = install.namespace.startsWith("ingress-");
      if (!isReleased || !isOurs) yield { at: \`/installs/\${position}/version\`, message: \`\${install.release} is \${install.version}\` };
    }
  },
});
`;
}

/** Adds types to the policy that TypeScript would otherwise infer. */
function typed(index) {
  return typeScript(index)
    .replace("const isReleased =", "const isReleased: boolean =")
    .replace("install.namespace", "(install.namespace as string)");
}

function json(index) {
  const policy = {
    id: `acme/rule-${index}`,
    title: "Pin the version of every gateway",
    severity: "error",
    subject: "installs",
    where: { properties: { component: { const: "gateway" } } },
    require: {
      properties: {
        version: { pattern: `^1\\.(30|${index})\\.\\d+$` },
        values: { properties: { service: { properties: { type: { enum: ["ClusterIP", "NodePort"] } } } } },
      },
    },
    message: "{{/release}} is `{{value}}`",
    remedy: "Write a version that the platform team has released.",
    description: "Other versions have not been tested.",
  };
  return `${JSON.stringify(policy, undefined, 2)}\n`;
}
