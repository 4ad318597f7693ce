import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";

const application = (chart) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: old-${chart}
spec:
  destination:
    server: https://kubernetes.default.svc
    namespace: istio-system
  source:
    repoURL: https://istio-release.storage.googleapis.com/charts
    chart: ${chart}
    targetRevision: 1.24.0
    helm:
      values: |
        profile: ambient
        global:
          platform: openshift
`;
const route = `apiVersion: route.openshift.io/v1
kind: Route
metadata:
  name: shop
spec:
  host: shop.example.com
  to:
    kind: Service
    name: shop
`;

/** What lies beside the clusters of a repository, and says nothing of them. */
const neighbours = [
  {
    name: "a development cluster",
    // Trees beside each other that are named after one environment belong together.
    environment: /\bdev/,
    files: { "dev/k3d.yaml": "apiVersion: k3d.io/v1alpha5\nkind: Simple\nmetadata:\n  name: dev\nservers: 1\n" },
  },
  { name: "a vendored manifest", files: { "vendor/x/route.yaml": route } },
  {
    name: "another environment's cluster",
    environment: /\bsta?gi?n?g?/,
    files: {
      "clusters/staging/main.tf":
        'resource "google_container_cluster" "staging" {\n  name     = "staging"\n  location = "europe-west1"\n}\n',
    },
  },
  { name: "a stray values file", files: { "tuning/stray/ztunnel-values.yaml": "profile: ambient\nglobal:\n  platform: minikube\n" } },
  {
    name: "a second context",
    files: {
      "try-out-second-context.sh": `#!/usr/bin/env bash
k3d cluster create try-out
helm upgrade --install istio-cni istio/cni --version 1.29.1 -n istio-system --kube-context k3d-try-out \\
  --set profile=ambient --set global.platform=k3d
`,
    },
  },
  {
    name: "an archived tree",
    files: {
      "archive/mesh/cni.yaml": application("cni"),
      "archive/mesh/ztunnel.yaml": application("ztunnel"),
      "archive/mesh/route.yaml": route,
    },
  },
];

/** Adds neighbours to a copy of a repository: the verdicts about its own clusters that change with each; none where all is right. */
export async function addNeighbours(directory, lint) {
  return withCopy(directory, async (copy) => {
    const before = verdicts(await lint({ cwd: copy }));
    const directories = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = directories.map(({ name }) => name.toLowerCase());
    const isFree = ({ files, environment }) =>
      Object.keys(files).every((file) => !existsSync(join(copy, topDirectory(file)))) &&
      !(environment && names.some((name) => environment.test(name)));
    const fitting = neighbours.filter(isFree);
    for (const each of fitting) write(copy, each);
    const isSame = differences(before, verdicts(await lint({ cwd: copy }))).length === 0;
    for (const each of fitting) remove(copy, each);
    const changes = [];
    for (const each of isSame ? [] : fitting) {
      write(copy, each);
      const found = differences(before, verdicts(await lint({ cwd: copy })));
      if (found.length > 0) changes.push({ directory, neighbour: each.name, differences: found });
      remove(copy, each);
    }
    return { clusters: before.size, neighbours: fitting.length, changes };
  });
}

/** Removes the calls between scripts that make one cluster: those that stay together without any link. */
export async function removeLinks(directory, lint) {
  const { clusters } = await lint({ cwd: directory });
  const joined = clusters.flatMap(({ name, units = [] }) => {
    const by = /^(.+) runs it$/.exec(units[0]?.because ?? "")?.[1]?.replace(/#.*$/, "");
    const files = units.map((unit) => unit.name.replace(/#.*$/, ""));
    const called = files.filter((file) => file !== by);
    return by && called.length > 0 && new Set(files).size > 1 ? [{ name, by, called, files }] : [];
  });
  const together = [];
  for (const { name, by, called, files } of joined) {
    await withCopy(directory, async (copy) => {
      const names = called.map((file) => basename(file));
      const lines = readFileSync(join(copy, by), "utf8").split("\n");
      writeFileSync(join(copy, by), lines.filter((line) => !names.some((each) => line.includes(each))).join("\n"));
      const left = (await lint({ cwd: copy })).clusters;
      const isTogether = left.some(({ units = [], installs }) => {
        const own = files.filter((file) => installs.some((install) => install.file === file));
        return own.length > 1 && units.some(({ because }) => because === `${by} runs it`);
      });
      if (isTogether) together.push({ directory, cluster: name, by });
    });
  }
  return { links: joined.length, together };
}

async function withCopy(directory, use) {
  const home = mkdtempSync(join(tmpdir(), "neighbours-"));
  const copy = join(home, "repository");
  try {
    cpSync(directory, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => basename(path) !== ".git" });
    // A repository of its own: otherwise its root would be sought above.
    mkdirSync(copy, { recursive: true });
    appendFileSync(join(copy, ".gitignore"), "");
    return await use(copy);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The part of a path that must not be there yet: what a directory of this name holds would be related to the neighbour. */
function topDirectory(file) {
  return file.startsWith("clusters/") ? dirname(file) : file.split("/")[0];
}

function write(copy, { files }) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  }
}

function remove(copy, { files }) {
  for (const file of Object.keys(files)) rmSync(join(copy, topDirectory(file)), { recursive: true, force: true });
}

/** What is said of each cluster: by its installs, as a name may become longer where another cluster takes it. */
function verdicts({ clusters, findings }) {
  const said = (name) =>
    findings
      .filter((finding) => finding.clusters.includes(name))
      .map(({ rule, severity, location }) => `${severity} ${rule} ${location.file}:${location.line}`)
      .sort();
  return new Map(
    clusters.map(({ name, platform, platformStrength, platformLikely, installs }) => {
      const key = installs.map(({ component, file, line }) => `${component} ${file}:${line}`).join(", ");
      const effective = installs.map((install) => install.effective);
      return [
        key,
        JSON.stringify({ platform, platformStrength, likely: platformLikely?.platform ?? null, findings: said(name), effective }),
      ];
    }),
  );
}

function differences(before, after) {
  return [...before].flatMap(([key, verdict]) => {
    const now = after.get(key);
    if (now === verdict) return [];
    return [
      now === undefined ? `the cluster of ${key} is torn or mixed` : `the cluster of ${key}: ${clipped(verdict)} became ${clipped(now)}`,
    ];
  });
}

function clipped(text) {
  return text.replace(/,"effective".*$/, "").slice(0, 400);
}
