import { stringify } from "yaml";

/** A kustomization that asks Kustomize for something from outside of the repository. */
export interface HostileKustomization {
  readonly name: string;
  /** The files of its directory; the overlay's own is in `overlay/`. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a case reaches for: an address or a path. `outside` is a directory with a canary, beside the repository. */
export interface Targets {
  readonly port: number;
  readonly outside: string;
}

type Fragment = Readonly<Record<string, unknown>>;
/** A kustomization that names a value where Kustomize may fetch or read it. */
type Attack = (value: string) => Fragment;

const target = { kind: "Application", name: "a" };

function plugin(kind: string, fields: Fragment, annotations: Fragment = {}): Fragment {
  return { apiVersion: "builtin", kind, metadata: { name: "x", annotations }, ...fields };
}

/** Each key that can name a file or an address, or hold something that can. */
const attacks: Readonly<Record<string, Attack>> = {
  resources: (value) => ({ resources: ["app.yaml", value] }),
  bases: (value) => ({ bases: [value] }),
  components: (value) => ({ components: [value] }),
  crds: (value) => ({ crds: [value] }),
  configurations: (value) => ({ configurations: [value] }),
  openapi: (value) => ({ openapi: { path: value } }),
  patchesStrategicMerge: (value) => ({ patchesStrategicMerge: [value] }),
  patches: (value) => ({ patches: [{ path: value, target }] }),
  patchesJson6902: (value) => ({ patchesJson6902: [{ path: value, target: { ...target, version: "v1alpha1", group: "argoproj.io" } }] }),
  replacements: (value) => ({ replacements: [{ path: value }] }),
  "configMapGenerator files": (value) => ({ configMapGenerator: [{ name: "c", files: [value] }] }),
  "configMapGenerator files with a key": (value) => ({ configMapGenerator: [{ name: "c", files: [`k=${value}`] }] }),
  "configMapGenerator envs": (value) => ({ configMapGenerator: [{ name: "c", envs: [value] }] }),
  "configMapGenerator env": (value) => ({ configMapGenerator: [{ name: "c", env: value }] }),
  "secretGenerator files": (value) => ({ secretGenerator: [{ name: "s", files: [`k=${value}`] }] }),
  "secretGenerator envs": (value) => ({ secretGenerator: [{ name: "s", envs: [value] }] }),
  "secretGenerator env": (value) => ({ secretGenerator: [{ name: "s", env: value }] }),
  generators: (value) => ({ generators: [value] }),
  transformers: (value) => ({ transformers: [value] }),
  validators: (value) => ({ validators: [value] }),
  "generators inline": (value) => ({ generators: [stringify(plugin("ConfigMapGenerator", { files: [`k=${value}`] }))] }),
  "generators inline, a secret": (value) => ({ generators: [stringify(plugin("SecretGenerator", { envs: [value] }))] }),
  "transformers inline, a patch": (value) => ({ transformers: [stringify(plugin("PatchTransformer", { path: value, target }))] }),
  "transformers inline, merges": (value) => ({ transformers: [stringify(plugin("PatchStrategicMergeTransformer", { paths: [value] }))] }),
  "transformers inline, operations": (value) => ({
    transformers: [stringify(plugin("PatchJson6902Transformer", { path: value, target }))],
  }),
  "transformers inline, replacements": (value) => ({
    transformers: [stringify(plugin("ReplacementTransformer", { replacements: [{ path: value }] }))],
  }),
  "validators inline": (value) => ({ validators: [stringify(plugin("PatchTransformer", { path: value, target }))] }),
  "generators inline, a program": (value) => ({
    generators: [stringify(plugin("Run", {}, { "config.kubernetes.io/function": `exec: {path: ${value}}` }))],
  }),
  "transformers inline, a container": (value) => ({
    transformers: [stringify(plugin("Run", {}, { "config.kubernetes.io/function": `container: {image: ${value}, network: true}` }))],
  }),
  helmCharts: (value) => ({ helmCharts: [{ name: "istiod", repo: value, valuesFile: value }] }),
  helmChartInflationGenerator: (value) => ({ helmChartInflationGenerator: [{ chartName: "istiod", chartRepoUrl: value, values: value }] }),
  helmGlobals: (value) => ({ helmGlobals: { chartHome: value, configHome: value }, helmCharts: [{ name: "istiod" }] }),
};

const overlay = "overlay/kustomization.yaml";
const own = { resources: ["app.yaml"] };

/** Ways to write a kustomization down so that a list might look past it. */
const disguises: Readonly<Record<string, (fragment: Fragment) => Readonly<Record<string, string>>>> = {
  plain: (fragment) => ({ [overlay]: stringify({ ...own, ...fragment }) }),
  "another case": (fragment) => ({ [overlay]: stringify({ ...own, ...renamed(fragment, capital) }) }),
  "upper case, at every depth": (fragment) => ({ [overlay]: stringify({ ...own, ...renamed(fragment, shouted, true) }) }),
  "letters that fold": (fragment) => ({ [overlay]: stringify({ ...own, ...renamed(fragment, folded) }) }),
  "a merge": (fragment) => ({ [overlay]: `<<: ${JSON.stringify({ ...own, ...fragment })}\nnamespace: x\n` }),
  "merges, with an anchor": (fragment) => ({
    [overlay]: `metadata: {annotations: &a ${JSON.stringify(fragment)}}\n<<: [*a, ${JSON.stringify(own)}]\n`,
  }),
  "a key that is there twice": (fragment) => ({
    [overlay]: `${Object.keys(fragment)
      .map((key) => `${key}: []\n`)
      .join("")}${stringify({ ...fragment, ...("resources" in fragment ? {} : own) })}`,
  }),
  "a key that is there twice, in another case": (fragment) => ({
    [overlay]: `${stringify({ ...own, ...fragment })}${stringify(renamed(fragment, capital))}`,
  }),
  "quoted and escaped": (fragment) => ({ [overlay]: escaped({ ...own, ...fragment }) }),
  "a base": (fragment) => ({ [overlay]: "resources: [app.yaml, ../base]\n", "base/kustomization.yml": stringify(fragment) }),
  "a component": (fragment) => ({
    [overlay]: "resources: [app.yaml]\ncomponents: [../part]\n",
    "part/Kustomization": stringify({ apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component", ...fragment }),
  }),
};

function capital(key: string): string {
  return key.replace(/^./, (letter) => letter.toUpperCase());
}

function shouted(key: string): string {
  return key.toUpperCase();
}

/** Go's decoder takes `ſ` for `s`, and the Kelvin sign for `k`. */
function folded(key: string): string {
  return key.replace(/s/, "\u017f").replace(/k/, "\u212a");
}

const plainMaps = new Set(["openapi", "target", "metadata"]);

function renamed(value: unknown, rename: (key: string) => string, isDeep = false): Fragment {
  const inside = (inner: unknown): unknown => {
    if (Array.isArray(inner)) return inner.map(inside);
    return inner !== null && typeof inner === "object" ? renamed(inner, rename, true) : inner;
  };
  const entries = Object.entries(value as Fragment).map(([key, inner]) => [
    rename(key),
    isDeep && !plainMaps.has(key) ? inside(inner) : inner,
  ]);
  return Object.fromEntries(entries);
}

/** JSON in which every letter of a text is written as its number. */
function escaped(value: Fragment): string {
  const numbers = (text: string) => text.replace(/[a-z]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`);
  return JSON.stringify(value).replace(/"(?:[^"\\]|\\.)*"/g, (text) => (text.includes("\\") ? text : numbers(text)));
}

const app = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: a}
spec:
  source:
    chart: istiod
    repoURL: https://istio-release.storage.googleapis.com/charts
    targetRevision: 1.29.0
    helm: {releaseName: own}
`;

/** What the server answers and the directory outside holds: an install that every report would name. */
export function canaryInstall(name: string): string {
  return app.replace("name: a", "name: b").replace("own", `canary-${name}`);
}

/** The addresses and paths that each of some keys is tried with; `number` tells the requests of one case from another's. */
function valuesFor({ port, outside }: Targets, number: number): Readonly<Record<string, string>> {
  const address = `127.0.0.1:${port}/${number}`;
  return {
    "a repository": `http://${address}/x//y?ref=z`,
    "a repository by its suffix": `http://${address}/x.git/y`,
    "a forced repository": `git::http://${address}/x//y`,
    "a scheme in capitals": `HTTP://${address}`,
    "an encrypted address": `https://${address}`,
    "an address without a scheme": `${address}//y?ref=z`,
    "a user and a host": `git@127.0.0.1:${number}/x`,
    "a user, a host and a scheme": `ssh://git@${address}//y`,
    "a redirection": `http://127.0.0.1:${port}/redirect/${number}`,
    "a file's address": `file://${outside}/repository`,
    "an absolute path": `${outside}/app.yaml`,
    "an absolute directory": outside,
    "a path upwards": "../../../outside/app.yaml",
    "a directory upwards": "../../../outside",
    "a link": "linked.yaml",
    "a linked directory": "../linked",
  };
}

/** The cases, each with a number that is its directory: all keys in all disguises, then some keys with all values. */
export function hostileKustomizations(targets: Targets): HostileKustomization[] {
  const cases: HostileKustomization[] = [];
  const add = (name: string, files: Readonly<Record<string, string>>) => cases.push({ name, files: { "overlay/app.yaml": app, ...files } });
  for (const [key, attack] of Object.entries(attacks)) {
    for (const [disguise, write] of Object.entries(disguises)) {
      const fragment = attack(`http://127.0.0.1:${targets.port}/${cases.length}`);
      const files = write(fragment);
      const isNew = disguise !== "letters that fold" || JSON.stringify(files) !== JSON.stringify(disguises.plain?.(fragment));
      if (isNew) add(`${key}, ${disguise}`, files);
    }
  }
  for (const key of ["resources", "components", "patches", "configMapGenerator files", "transformers"]) {
    for (const kind of Object.keys(valuesFor(targets, 0))) {
      const value = valuesFor(targets, cases.length)[kind] ?? "";
      add(`${key}, ${kind}`, { [overlay]: stringify({ ...own, ...attacks[key]?.(value) }) });
    }
  }
  return [...cases, ...trapsWith(targets.port, cases.length)];
}

/** Names of the repository that Kustomize takes for addresses, and files that are more than they seem. */
function trapsWith(port: number, first: number): HostileKustomization[] {
  const hosts = ["http:/127.0.0.1", "github.com/acme/x", "git@127.0.0.1:acme/x", "x.git/y", "git::http:/127.0.0.1"];
  const named = hosts.map((path) => ({
    name: `a directory that is named \`${path}\``,
    files: {
      "overlay/app.yaml": app,
      [overlay]: stringify({ resources: ["app.yaml", `${path}/b.yaml`] }),
      [`overlay/${path}/b.yaml`]: canaryless,
    },
  }));
  const based = hosts.map((path) => ({
    name: `a base that is named \`${path}\``,
    files: {
      "overlay/app.yaml": app,
      [overlay]: stringify({ resources: ["app.yaml", path] }),
      [`overlay/${path}/kustomization.yaml`]: "resources: [b.yaml]\n",
      [`overlay/${path}/b.yaml`]: canaryless,
    },
  }));
  const before = first + named.length + based.length;
  const files = Object.entries(copied).map(([name, write], index) => ({
    name: `a file that is copied: ${name}`,
    files: { "overlay/app.yaml": app, ...write(`http://127.0.0.1:${port}/${before + index}`) },
  }));
  return [...named, ...based, ...files];
}

/** Files that Kustomize gets as they are, which name addresses. */
const copied: Readonly<Record<string, (address: string) => Readonly<Record<string, string>>>> = {
  "a kustomization as a manifest": (address) => ({
    "overlay/app.yaml": `${app}---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nmetadata: {name: k}\nresources: [${address}]\n`,
    [overlay]: "resources: [app.yaml]\nnamePrefix: x-\n",
  }),
  "a list of generators as manifests": (address) => ({
    "overlay/app.yaml": `${app}---\n${stringify({ kind: "List", items: [plugin("PatchTransformer", { path: address }), plugin("SecretGenerator", { envs: [address] })] })}`,
    [overlay]: "resources: [app.yaml]\nnamePrefix: x-\n",
  }),
  "a manifest with a function": (address) => ({
    "overlay/app.yaml": `${app}---\n${stringify(plugin("Run", {}, { "config.kubernetes.io/function": `container: {image: ${address}, network: true}` }))}`,
    [overlay]: "resources: [app.yaml]\nnamePrefix: x-\n",
  }),
  "a schema": (address) => ({
    [overlay]: "resources: [app.yaml]\nopenapi: {path: schema.json}\nnamePrefix: x-\n",
    "overlay/schema.json": JSON.stringify({
      definitions: { "v1.Application": { $ref: address, ...gvk }, other: { properties: { spec: { $ref: `${address}#/a` } }, ...gvk } },
    }),
  }),
  "a definition of custom resources": (address) => ({
    [overlay]: "resources: [app.yaml]\ncrds: [crd.json]\nnamePrefix: x-\n",
    "overlay/crd.json": JSON.stringify({
      "v1.Application": {
        Schema: { properties: { kind: {}, apiVersion: {}, metadata: {}, spec: { $ref: address } } },
        Dependencies: [address],
      },
    }),
  }),
  "replacements that name a file": (address) => ({
    [overlay]: "resources: [app.yaml]\nreplacements: [{path: r.yaml}]\n",
    "overlay/r.yaml": stringify([{ path: address, source: { kind: "Application", name: "a" }, targets: [] }]),
  }),
  "a patch that is an address": (address) => ({
    [overlay]: "resources: [app.yaml]\npatchesStrategicMerge: [p.yaml]\n",
    "overlay/p.yaml": `${address}\n`,
  }),
  "a patch in the kustomization that is an address": (address) => ({
    [overlay]: `resources: [app.yaml]\npatches: [{patch: "${address}"}]\npatchesStrategicMerge: ["${address}\\n"]\n`,
  }),
  "variables and values that are addresses": (address) => ({
    [overlay]: `resources: [app.yaml]\nnamePrefix: x-\nconfigMapGenerator: [{name: c, literals: ["a=${address}"], envs: [c.env], files: ["k=c.env"]}]\n`,
    "overlay/c.env": `a_b=${address}\n`,
  }),
  "a manifest that is an address": (address) => ({
    [overlay]: "resources: [app.yaml, b.yaml]\nnamePrefix: x-\n",
    "overlay/b.yaml": `${address}\n`,
  }),
};

const gvk = { "x-kubernetes-group-version-kind": [{ group: "argoproj.io", version: "v1alpha1", kind: "Application" }] };

/** An install that no report need name. */
const canaryless = app.replace("name: a", "name: inner");
