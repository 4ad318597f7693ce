import { existsSync } from "node:fs";
import { writeNewFile } from "../files/writing/output.ts";
import { UsageError } from "../model/usage-error.ts";
import { lint } from "../pipeline/lint.ts";
import { renderConfiguration } from "../report/configuration.ts";
import type { ReadOptions } from "./options.ts";

const configuration = ".istio-preflight.yaml";
const workflow = ".github/workflows/istio-preflight.yml";

/** `init`: writes a configuration from what is inferred, and a workflow; returns a summary. */
export async function initialize({ paths, platform, kustomize }: Pick<ReadOptions, "paths" | "platform" | "kustomize">): Promise<string> {
  if (existsSync(configuration)) throw new UsageError(`${configuration} is here already; edit it, or move it away first.`);
  const report = await lint({ cwd: process.cwd(), paths, kustomize, ...(platform ? { platform } : {}) });
  const { clusters, installs } = report.summary;
  if (clusters === 0) throw new UsageError("There are no Istio installs here to write a configuration from.");
  await writeNewFile(".", configuration, renderConfiguration(report));
  const lines = [
    `Wrote ${configuration}: ${installs === 1 ? "1 install" : `${installs} installs`} in ${clusters === 1 ? "1 cluster" : `${clusters} clusters`}.`,
  ];
  if (existsSync(workflow)) lines.push(`Left ${workflow} as it is.`);
  else {
    await writeNewFile(".", workflow, workflowText);
    lines.push(`Wrote ${workflow}, which checks every pull request.`);
  }
  return `${[...lines, "Look them over, then run `npx istio-preflight`."].join("\n")}\n`;
}

const workflowText = `name: istio-preflight
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
