import * as baseline from "./baseline.ts";
import * as cluster from "./cluster.ts";
import * as configuration from "./configuration.ts";
import * as facts from "./facts.ts";
import * as install from "./install.ts";
import * as names from "./names.ts";
import * as policy from "./policy.ts";
import * as report from "./report.ts";

/** The shapes by the module that states them: each gives a module of types, `src/model/shapes/<module>.ts`. */
export const modules = { names, install, facts, cluster, policy, baseline, report, configuration };

const home = "https://github.com/istio-preflight/istio-preflight/blob/main/schemas";
const raw = "https://raw.githubusercontent.com/istio-preflight/istio-preflight/main/schemas";

/** The published schemas by file, each with its address and title. */
export const published = {
  "schemas/config.schema.json": {
    address: `${home}/config.schema.json`,
    title: "The configuration of istio-preflight, .istio-preflight.yaml",
    shape: configuration.ConfigurationDocument,
  },
  "schemas/baseline.schema.json": {
    address: `${home}/baseline.schema.json`,
    title: "A baseline of istio-preflight",
    shape: baseline.BaselineDocument,
  },
  "schemas/policy.schema.json": { address: `${raw}/policy.schema.json`, title: "istio-preflight policy", shape: policy.PolicyFile },
  "schemas/report.schema.json": {
    address: `${home}/report.schema.json`,
    title: "The JSON report of istio-preflight",
    shape: report.ReportDocument,
  },
  "schemas/cluster.schema.json": {
    address: `${raw}/cluster.schema.json`,
    title: "istio-preflight cluster documents",
    shape: cluster.Clusters,
  },
};

/** The shapes that a document is checked against when it is read: `shape:<Name>` is the validator that the build makes of one. */
export const validated = {
  ConfigurationDocument: { allErrors: false },
  BaselineDocument: { allErrors: false },
  PolicyDescription: { allErrors: false },
  // What is missing may only be misspelt: both are looked at.
  PolicyFile: { allErrors: true },
  ReportDocument: { allErrors: false },
};
