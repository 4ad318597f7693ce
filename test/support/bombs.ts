import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";

const charts = "https://blob.istio.io/istio-release/charts";
const shebang = "#!/bin/sh\nhelm install istiod istio/istiod\n";

function repeated(count: number, piece: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => piece(index)).join("");
}

function application(name: string, helm = ""): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}}\nspec:\n  source:\n    repoURL: ${charts}\n    chart: istiod\n    targetRevision: 1.29.0\n    helm:\n      releaseName: istiod\n${helm}`;
}

const aliases = Array.from({ length: 12 }, (_, level) => {
  const item = level === 0 ? "boom" : `*l${level - 1}`;
  return `l${level}: &l${level} [${Array.from({ length: 10 }, () => item).join(", ")}]\n`;
}).join("");

const applicationSet = (generators: string) =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: x}\nspec:\n  generators: [${generators}]\n  template:\n    metadata: {name: '{{a}}'}\n    spec: {source: {chart: istiod, repoURL: "${charts}", targetRevision: 1.29.0}, destination: {name: '{{a}}-{{b}}'}}\n`;

const elements = (key: string, count: number) => `{list: {elements: [${repeated(count, (index) => `{${key}: ${key}${index}},`)}]}}`;

const release = `resource "helm_release" "x" {\n  chart = "istiod"\n  name = "x"\n  repository = "${charts}"\n`;

/** A file that asks for too much, and the problem that it must end as; "" where it is simply to be read. */
type Bomb = readonly [path: string, content: string | Buffer, problem: string];

const head = "apiVersion: argoproj.io/v1alpha1\nkind: Application\n";

export const bombs: readonly Bomb[] = [
  ["yaml/alias.yaml", application("a") + aliases, "yaml-limit"],
  ["yaml/alias-in-values.yaml", application("a", `      values: |\n${aliases.replace(/^/gm, "        ")}\n`), "yaml-limit"],
  ["yaml/merge.yaml", `${head}b: &b {${repeated(600, (i) => `k${i}: 1,`)}}\n${repeated(600, (i) => `m${i}: {<<: *b}\n`)}`, "yaml-limit"],
  ["yaml/deep.yaml", `${head}x: ${"[".repeat(5_000)}${"]".repeat(5_000)}\n`, "yaml-limit"],
  ["yaml/steps.yaml", head + repeated(1_000, (depth) => `${" ".repeat(depth)}a:\n`), "yaml-limit"],
  ["yaml/colons.yaml", `${head}${": ".repeat(50_000)}`, "yaml-limit"],
  ["yaml/keys.yaml", head + repeated(400_000, (i) => `k${i}: 1\n`), "yaml-limit"],
  ["yaml/large.yaml", head + "x: y\n".repeat(1_100_000), "file-too-large"],
  ["yaml/string.yaml", application("a", `      valuesObject: {profile: ${"y".repeat(4_000_000)}}\n`), ""],
  ["yaml/many.yaml", repeated(1_000, (i) => `---\n${application(`a${i}`)}`), ""],
  ["yaml/refs.yaml", `${application("a")}$ref: file:///etc/passwd\nx: {$ref: "#/x"}\n`, ""],
  ["shell/nested.sh", `${shebang}${"$(".repeat(50_000)}${")".repeat(50_000)}\n`, "shell-syntax"],
  ["shell/heredocs.sh", `${shebang}${repeated(25_000, (i) => `cat <<E${i} > f${i}\nx\nE${i}\n`)}`, "shell-limit"],
  [
    "shell/loop.sh",
    `#!/bin/sh\n${"for a in 1 2 3 4 5 6 7 8 9 10; do ".repeat(8)}helm install istiod istio/istiod${"; done".repeat(8)}\n`,
    "shell-limit",
  ],
  ["shell/long.sh", `${shebang}${"a ".repeat(1_000_000)}\n`, "shell-limit"],
  ["shell/doubling.sh", `#!/bin/sh\nA=xx\n${"A=$A$A\n".repeat(60)}helm install $A istio/istiod\n`, ""],
  ["shell/many.sh", `#!/bin/sh\n${repeated(2_000, (i) => `helm install a${i} istio/istiod --version 1.29.0\n`)}`, ""],
  ["set/index.sh", "#!/bin/sh\nhelm install istiod istio/istiod --set 'a[999999999]=1'\n", "set-syntax"],
  ["set/deep.sh", `#!/bin/sh\nhelm install istiod istio/istiod --set '${"a.".repeat(100_000)}b=1'\n`, "set-syntax"],
  ["set/json.sh", `#!/bin/sh\nhelm install istiod istio/istiod --set-json 'a=${"[".repeat(100_000)}'\n`, "set-syntax"],
  ["terraform/deep/main.tf", `locals {\n  x = ${"[".repeat(20_000)}\n}\n${release}}\n`, ""],
  [
    "terraform/doubling/main.tf",
    `locals {\n  a0 = ["x"]\n${repeated(60, (i) => `  a${i + 1} = concat(local.a${i}, local.a${i})\n`)}}\n${release}  values = [yamlencode({x = local.a60})]\n}\n`,
    "",
  ],
  ["terraform/m0/main.tf", repeated(10, (i) => `module "a${i}" {\n  source = "../m1"\n}\n`), "terraform-limit"],
  ...Array.from(
    { length: 10 },
    (_, level): Bomb => [
      `terraform/m${level + 1}/main.tf`,
      repeated(10, (i) => `module "a${i}" {\n  source = "../m${level + 2}"\n}\n`),
      "",
    ],
  ),
  ["terraform/m11/main.tf", `${release}}\n`, ""],
  ["kustomize/a/kustomization.yaml", "resources: [../b]\nnamespace: istio-system\n", ""],
  ["kustomize/b/kustomization.yaml", `resources: [../a]\nhelmCharts: [{name: istiod, repo: "${charts}"}]\n`, ""],
  ["kustomize/bomb/kustomization.yaml", "resources: [app.yaml]\nnamespace: istio-system\n", ""],
  ["kustomize/bomb/app.yaml", application("a") + aliases, "yaml-limit"],
  [
    "helmfile/helmfile.yaml",
    `repositories: [{name: istio, url: "${charts}"}]\nreleases:\n${repeated(3_000, (i) => `- {name: a${i}, chart: istio/istiod}\n`)}`,
    "helmfile-limit",
  ],
  [
    "helmfile/cycle/helmfile.yaml",
    `helmfiles: [helmfile.yaml]\nbases: [helmfile.yaml]\nrepositories: [{name: istio, url: "${charts}"}]\nreleases: [{name: a, chart: istio/istiod}]\n`,
    "",
  ],
  [
    "helmfile/endless/helmfile.yaml.gotmpl",
    `repositories: [{name: istio, url: "${charts}"}]\nreleases:\n{{ range until 999999999 }}\n- {name: '{{ repeat 999999999 "x" }}', chart: istio/istiod}\n{{ end }}\n`,
    "",
  ],
  [
    "argocd/matrix.yaml",
    applicationSet(`{matrix: {generators: [${elements("a", 1_000)}, ${elements("b", 1_000)}]}}`),
    "applicationset-limit",
  ],
  [
    "argocd/one/app.yaml",
    `${head}metadata: {name: one}\nspec: {source: {path: argocd/two, repoURL: "https://example.com/x"}, destination: {name: x}}\n`,
    "",
  ],
  [
    "argocd/two/app.yaml",
    `${head}metadata: {name: two}\nspec: {source: {path: argocd/one, repoURL: "https://example.com/x"}, destination: {name: y}}\n---\n${application("x")}`,
    "",
  ],
  [
    "comments.sh",
    `${shebang}#${"#".repeat(200_000)}istio-preflight-ignore: a -- ${" a".repeat(200_000)}\n# istio-preflight-ignore: ${"a,".repeat(200_000)}\n${"# istio-preflight-ignore: k3d-cni-dirs -- x\n".repeat(1_000)}`,
    "suppression-unused",
  ],
  ["odd/utf16.yaml", Buffer.from(`\ufeff${application("a")}`, "utf16le"), "binary-file"],
  ["odd/nul.yaml", application("a\0b"), "binary-file"],
  ["odd/latin1.yaml", Buffer.from(application("größe"), "latin1"), ""],
  ["odd/bom.yaml", `\ufeff${application("a")}`, ""],
  ["odd/new\nline.yaml", application("a"), ""],
  [`odd/${"n".repeat(250)}.yaml`, application("a"), ""],
  [`${"d/".repeat(1_000)}deep.yaml`, application("a"), ""],
  [`.gitignore`, `${"*a".repeat(25)}b\n`, ""],
];

/** An install with a mistake, to be found whatever lies beside it. */
const install =
  "#!/bin/sh\nk3d cluster create mesh\nhelm install istio-cni istio/cni -n istio-system --version 1.29.0 --set profile=ambient\n";

/** Writes all of them into one git repository, with links, a FIFO, a socket and a name that is no UTF-8 beside them. */
export function writeBombs(directory: string): void {
  for (const [path, content] of [["ok/install.sh", install] as const, ...bombs]) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  const name = Buffer.concat([Buffer.from(join(directory, "odd/na")), Buffer.from([0xff]), Buffer.from("me.yaml")]);
  writeFileSync(name, application("a"));
  for (const [target, link] of links) symlinkSync(target, join(directory, link));
  execFileSync("git", ["init", "--quiet"], { cwd: directory });
  execFileSync("git", ["add", "--all", "--force"], { cwd: directory });
  // What git tracks, it does not hold against its ignore patterns.
  writeFileSync(join(directory, `${"a".repeat(200)}.sh`), shebang);
  execFileSync("sh", ["-c", 'mkfifo "$0"', join(directory, "odd/fifo.yaml")]);
  // What listens leaves its socket behind where it is not closed.
  createServer().listen(join(directory, "odd/socket.yaml")).unref();
}

const links: readonly (readonly [target: string, link: string])[] = [
  ["/etc/passwd", "odd/out.yaml"],
  ["loop.yaml", "odd/loop.yaml"],
  ["..", "odd/up"],
  ["/", "odd/root"],
  ["/dev/zero", "odd/zero.yaml"],
];

/** The problems of the links, as `file code`. */
export const linkProblems: readonly string[] = [
  "odd/out.yaml link-outside",
  "odd/loop.yaml broken-link",
  "odd/root link-outside",
  "odd/zero.yaml link-outside",
];
