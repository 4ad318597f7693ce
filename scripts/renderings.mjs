// Renders the charts of every Istio minor with seeded inputs, for test/istio/control-plane.test.ts:
// node scripts/renderings.mjs REPOSITORY HELM [SEED]
// REPOSITORY is a clone of istio/istio with its tags, and HELM is the program. This takes a quarter of an hour.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { inputs } from "./renderings/inputs.mjs";
import { settingsShown } from "./renderings/settings.mjs";

const [repository, helm, seed = "17"] = process.argv.slice(2);
if (!repository || !helm || !existsSync(repository) || !existsSync(helm)) {
  console.error("usage: node scripts/renderings.mjs REPOSITORY HELM [SEED]");
  process.exit(2);
}

/** The first and the newest tagged release of each minor, and releases in which a chart changed the measured settings. */
const releases = [
  ["1.20.0", "1.20.8"],
  ["1.21.0", "1.21.6"],
  ["1.22.0", "1.22.3", "1.22.4", "1.22.8"],
  ["1.23.0", "1.23.6"],
  ["1.24.0", "1.24.6"],
  ["1.25.0", "1.25.1", "1.25.2", "1.25.5"],
  ["1.26.0", "1.26.8"],
  ["1.27.0", "1.27.2", "1.27.9"],
  ["1.28.0", "1.28.10"],
  ["1.29.0", "1.29.6"],
  ["1.30.0", "1.30.2", "1.30.3"],
  ["1.31.0-rc.0"],
];
const home = mkdtempSync(join(tmpdir(), "renderings-"));
try {
  const lines = [];
  for (const versions of releases) {
    for (const version of versions) unpack(version);
    for (const input of inputs(versions, seed)) {
      const rendered = render(input);
      // Input that Helm cannot parse shows nothing about a chart.
      if (!/failed parsing --set data/.test(rendered.error ?? "")) lines.push(JSON.stringify({ ...input, ...rendered }));
    }
    console.log(`${versions.at(-1)}: ${lines.length} lines`);
  }
  const target = join(import.meta.dirname, "..", "test/istio/control-plane.jsonl.gz");
  writeFileSync(target, gzipSync(`${lines.join("\n")}\n`, { level: 9 }));
} finally {
  rmSync(home, { recursive: true });
}

/** Unpacks the charts of a release, each in its own folder, and the umbrella with its parts. */
function unpack(version) {
  const folder = join(home, version);
  mkdirSync(folder, { recursive: true });
  const archive = spawnSync("git", ["-C", repository, "archive", version, "manifests"], { maxBuffer: 1 << 28 });
  const unpacked = spawnSync("tar", ["-x", "-C", folder], { input: archive.stdout });
  if (archive.status !== 0 || unpacked.status !== 0) throw new Error(`${version}: ${archive.stderr}`);
  const charts = join(folder, "manifests/charts");
  const places = { istiod: "istio-control/istio-discovery", cni: "istio-cni", ztunnel: "ztunnel", gateway: "gateway", base: "base" };
  for (const [name, place] of Object.entries(places)) cpSync(join(charts, place), join(folder, name), { recursive: true });
  const umbrella = ["charts/ambient", "sample-charts/ambient"].map((place) => join(folder, "manifests", place)).find(existsSync);
  if (!umbrella) return;
  cpSync(umbrella, join(folder, "ambient"), { recursive: true });
  for (const name of ["istiod", "cni", "ztunnel", "base"]) {
    cpSync(join(folder, name), join(folder, "ambient/charts", name), { recursive: true });
  }
}

/** Renders an input with Helm and returns the settings, or the error if it fails. */
function render({ chart, version, namespace, release, set, values }) {
  const flags = set.flatMap((expression) => ["--set", expression]);
  // Helm 4 rejects the gateway's own defaults by their schema; Helm 3 accepts them.
  const checks = chart === "gateway" ? ["--skip-schema-validation"] : [];
  const words = ["template", release, join(home, version, chart), "-n", namespace, ...checks, ...flags, ...(values ? ["-f", "-"] : [])];
  const { status, stdout, stderr } = spawnSync(helm, words, { input: values ?? "", encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) return { error: stderr.trim().split("\n").at(-1).slice(0, 200) };
  return { effective: settingsShown(chart, stdout, version) };
}
