import {
  writeNewFile
} from "./output.js";
import "./request.js";
import "./write.js";
import "./obstacles.js";
import {
  lint
} from "./lint.js";
import "./apply.js";
import "./evaluate.js";
import "./fault.js";
import "./apply-2.js";
import "./environment.js";
import "./links.js";
import "./schema.js";
import "./template.js";
import "./cursor.js";
import "./live.js";
import {
  platforms
} from "./cluster.js";
import {
  UsageError
} from "./usage-error.js";
import "./define.js";
import "./retired.js";
import "./nearest-name.js";
import "./comparisons.js";
import "./value-at.js";
import "./version-range.js";
import "./versions.js";
import "./remembered.js";
import {
  findPlatformReason,
  quoteYamlName
} from "./wording.js";
import {
  clip,
  escapeTerminal
} from "./escape.js";
import "./runtime.js";

// src/cli/init.ts
import { existsSync } from "node:fs";

// src/report/configuration.ts
function renderConfiguration(report) {
  return [...heading, "clusters:", ...report.clusters.flatMap(renderClusterLines), ...renderFurtherLines(report)].join("\n").concat("\n");
}
var heading = [
  "# What istio-preflight read from the files of this repository. What stands here is believed from now on:",
  "# correct what is wrong, and leave out what may be inferred each time."
];
function renderClusterLines(cluster) {
  const { platform, because, file, line } = findPlatformReason(cluster);
  const place = file === void 0 ? "" : ` (${file}:${line})`;
  const name = `  - name: ${quoteYamlName(cluster.name)}`;
  const contents = `  # ${describeInstalls(cluster)}`;
  if (cluster.platform === null) return ["", contents, name, `    # platform:  # the files do not show it; one of ${platforms.join(", ")}`];
  const reason = escapeTerminal(clip(`${platform}${because ? `, ${because}` : ""}${place}`, 200));
  const mark = cluster.platformStrength === "strong" ? "" : "# ";
  return ["", contents, `  # ${reason}`, name, `    ${mark}platform: ${cluster.platform}`];
}
function describeInstalls({ installs }) {
  const names = [...new Set(installs.map(({ component }) => component))];
  const files = [...new Set(installs.map(({ file }) => file))];
  const [first = ""] = files;
  const where = files.length > 1 ? `${first} and ${files.length - 1} more` : first;
  return escapeTerminal(clip(`${names.join(", ")} from ${where}`, 200));
}
function renderFurtherLines({ clusters }) {
  const isAssumed = clusters.some(({ installs }) => installs.some(({ versionAssumed }) => versionAssumed));
  return [
    ...isAssumed ? ["", "# Some installs do not say their version; the newest known one is assumed.", '# istioVersion: "1.30"'] : [],
    "",
    "# rules: { cilium-socket-lb: off }",
    "# ignore:",
    "#   - { rule: k3s-cni-dirs, paths: [legacy/**], reason: goes away, until: 2027-03-31 }",
    "# exclude: [vendor/**]"
  ];
}

// src/cli/init.ts
var configuration = ".istio-preflight.yaml";
var workflow = ".github/workflows/istio-preflight.yml";
async function initialize({ paths, platform, kustomize }) {
  if (existsSync(configuration)) throw new UsageError(`${configuration} is here already; edit it, or move it away first.`);
  const report = await lint({ cwd: process.cwd(), paths, kustomize, ...platform ? { platform } : {} });
  const { clusters, installs } = report.summary;
  if (clusters === 0) throw new UsageError("There are no Istio installs here to write a configuration from.");
  await writeNewFile(".", configuration, renderConfiguration(report));
  const lines = [
    `Wrote ${configuration}: ${installs === 1 ? "1 install" : `${installs} installs`} in ${clusters === 1 ? "1 cluster" : `${clusters} clusters`}.`
  ];
  if (existsSync(workflow)) lines.push(`Left ${workflow} as it is.`);
  else {
    await writeNewFile(".", workflow, workflowText);
    lines.push(`Wrote ${workflow}, which checks every pull request.`);
  }
  return `${[...lines, "Look them over, then run `npx istio-preflight`."].join("\n")}
`;
}
var workflowText = `name: istio-preflight
on: pull_request
permissions: {}
jobs:
  preflight:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      pull-requests: write # the comment and the suggestions
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          persist-credentials: false
          fetch-depth: 2 # the base beside the change, so that the comment tells what is new
      # The commit of a release, in place of its tag, keeps what runs here from changing by itself.
      - uses: istio-preflight/istio-preflight@v0
`;
export {
  initialize
};
