import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Creates a tree of about this many files that resembles a GitOps repository: many workloads, and Istio on every fifth cluster. */
export function generateTree(root, files) {
  mkdirSync(root, { recursive: true });
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  let written = 0;
  const write = (path, text) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    written++;
  };
  for (let cluster = 1; written < files; cluster++) writeCluster(write, cluster, Math.min(200, files - written));
  execFileSync("git", ["add", "--all"], { cwd: root });
  return root;
}

function writeCluster(write, cluster, files) {
  const folder = `clusters/region-${cluster % 7}/cluster-${cluster}`;
  let left = files;
  const put = (path, text) => {
    if (left-- > 0) write(`${folder}/${path}`, text);
  };
  if (cluster % 5 === 1)
    for (const chart of ["base", "istiod", "cni", "ztunnel"]) put(`argocd/istio-${chart}.yaml`, application(cluster, chart));
  put("infra/main.tf", terraform(cluster));
  for (let app = 1; left > 0; app++) {
    const name = `app-${cluster}-${app}`;
    put(`apps/${name}/deployment.yaml`, deployment(name));
    put(`apps/${name}/service.yaml`, service(name));
    put(`apps/${name}/values.yaml`, values(name));
    put(`apps/${name}/kustomization.yaml`, "resources:\n  - deployment.yaml\n  - service.yaml\n");
    put(`apps/${name}/README.md`, `# ${name}\n\nOwned by team ${app % 9}.\n`);
    if (app % 4 === 0) put(`apps/${name}/deploy.sh`, `#!/usr/bin/env bash\nset -euo pipefail\nkubectl apply -k "$(dirname "$0")"\n`);
  }
}

function application(cluster, chart) {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: istio-${chart}
  namespace: argocd
spec:
  project: platform
  source:
    repoURL: https://blob.istio.io/istio-release/charts
    chart: ${chart}
    targetRevision: 1.29.1
    helm:
      valuesObject:
        profile: ambient
  destination:
    name: cluster-${cluster}
    namespace: istio-system
`;
}

function terraform(cluster) {
  return `resource "google_container_cluster" "primary" {
  name             = "cluster-${cluster}"
  location         = "europe-west${(cluster % 9) + 1}"
  networking_mode  = "VPC_NATIVE"
  datapath_provider = "ADVANCED_DATAPATH"
}
`;
}

function deployment(name) {
  const container = (kind) => `        - name: ${kind}
          image: registry.example.com/${name}/${kind}:1.4.${name.length}
          args: ["--listen=:8080", "--log-level=info"]
          env:
            - { name: SERVICE_NAME, value: ${name} }
            - { name: DATABASE_URL, valueFrom: { secretKeyRef: { name: ${name}, key: url } } }
          ports:
            - containerPort: 8080
          resources:
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 256Mi }
          readinessProbe:
            httpGet: { path: /healthz, port: 8080 }
            periodSeconds: 10
`;
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  labels:
    app.kubernetes.io/name: ${name}
spec:
  replicas: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: ${name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${name}
    spec:
      containers:
${["api", "worker", "metrics"].map(container).join("")}`;
}

function service(name) {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app.kubernetes.io/name: ${name}
  ports:
    - port: 80
      targetPort: 8080
`;
}

function values(name) {
  const features = Array.from({ length: 20 }, (_, index) => `  feature${index}: ${index % 2 === 0}\n`).join("");
  return `replicaCount: 3\nimage:\n  repository: registry.example.com/${name}\n  tag: 1.4.2\nfeatures:\n${features}ingress:\n  enabled: false\n`;
}
