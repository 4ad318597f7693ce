import { beside } from "../beside.mjs";
import { platformVerdict } from "../expected-platform.mjs";
import { removed, renamed, replaced, writtenAt } from "../text.mjs";
import { hasUnknown, isFrom, platformSites, profileSites } from "../world.mjs";

/** Changes the platform of charts: removes it, changes it, misspells it, or moves it to a key that the chart does not read. */
export function* platformMutations(world, random) {
  for (const site of platformSites(world)) {
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    // A platform that comes from a profile is changed with the profile.
    if (!written || /(^|\.)profile$/.test(written.key)) continue;
    yield { kind: "platform dropped", site, edit: removed(lines, written), expect: verdict(site, null) };
    const other = random.pick(["k3s", "k3d", "microk8s", "minikube", "openshift"].filter((name) => name !== site.value));
    yield { kind: "platform changed to another", site, note: other, edit: replaced(lines, written, other), expect: verdict(site, other) };
    const misspelt = random.pick([site.value.toUpperCase(), `${site.value}s`, "eks", "aks", "kind", "rke2"]);
    yield { kind: "platform misspelt", site, note: misspelt, edit: replaced(lines, written, misspelt), expect: refused(site, written) };
    yield* misplaced(site, lines, written);
  }
  yield* unasked(world, random);
}

/** Determines the findings for each cluster separately and then combines them, because a line may belong to several. */
function verdict({ readers, ...site }, value) {
  const clusters = [...new Set(readers.map(({ cluster }) => cluster))];
  const verdicts = clusters.map((cluster) => {
    const changed = readers.filter((reader) => reader.cluster === cluster).map(({ install }) => install);
    return platformVerdict(cluster, changed, value, site);
  });
  const wrong = verdicts.filter(({ rules }) => rules);
  if (wrong.length === 0) return verdicts[0];
  return { rules: [...new Set(wrong.flatMap(({ rules }) => rules))], installs: wrong.flatMap(({ installs }) => installs) };
}

/** A name without a file fails in charts that look for one. */
function refused({ readers }, { key }) {
  const isTop =
    /(^|\.)platform$/.test(key) && !/global/.test(key) && readers.every(({ install }) => install.values?.platform !== undefined);
  const failing = readers
    .map(({ install }) => install)
    .filter((install) => isFrom(install, isTop ? "1.25" : "1.24") && install.effective !== null);
  if (failing.length === 0) return { silence: "charts before 1.24 look for no platform" };
  return { rules: ["known-platform"], installs: failing };
}

/** Uses istioctl's key for Helm, and Helm's key for istioctl. */
function* misplaced(site, lines, written) {
  const installs = site.readers.map(({ install }) => install);
  if (written.syntax !== "set") return;
  if (installs.every(({ tool, form }) => tool === "helm" && form === "helm-cli") && written.key === "global.platform") {
    const edit = renamed(lines, written, "values.global.platform");
    const lost = verdict(site, null);
    const rules = [...(lost.rules ?? []), "ineffective-value"];
    yield { kind: "platform under istioctl's key", site, edit, expect: { rules, installs } };
  }
  if (installs.every(({ tool }) => tool === "istioctl") && written.key === "values.global.platform") {
    yield {
      kind: "platform under Helm's key",
      site,
      edit: renamed(lines, written, "global.platform"),
      expect: { rules: ["istioctl-known-value"], installs },
    };
  }
}

/** Adds a platform where none is required: a name without a file fails; one with a file is no mistake if the cluster has no platform. */
function* unasked(world, random) {
  for (const site of profileSites(world)) {
    const installs = site.readers.map(({ install }) => install);
    if (installs.some((install) => install.platform !== null || install.effective === null || install.tool === "sail")) continue;
    if (installs.some((install) => hasUnknown(install, "/values/global", "/values/platform"))) continue;
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    if (!written) continue;
    const isIstioctl = installs.every(({ tool }) => tool === "istioctl");
    const path = pathBeside(written.key, isIstioctl);
    if (!path) continue;
    const name = random.pick(["eks", "aks", "kind", "GKE", "none", "OpenShift"]);
    const edit = beside(lines, written, path, name);
    yield { kind: "unknown platform added", site, note: name, edit, expect: refused(site, { key: path }) };
    if (!isIstioctl) continue;
    const wrong = path.replace("values.global.", "");
    yield {
      kind: "Helm's platform key added for istioctl",
      site,
      edit: beside(lines, written, wrong, "k3s"),
      expect: installs.every((install) => isFrom(install, "1.22"))
        ? { rules: ["istioctl-known-value"], installs }
        : { silence: "not described before 1.22" },
    };
  }
}

/** Returns the key of a chart's platform, from the key of its profile as written. */
function pathBeside(key, isIstioctl) {
  if (key !== "value" && !/(^|\.)profile$/.test(key)) return undefined;
  const prefix = key === "value" ? "" : key.slice(0, -"profile".length);
  if (!isIstioctl) return /^(values|spec|global)\./.test(prefix) ? undefined : `${prefix}global.platform`;
  return prefix === "" ? "values.global.platform" : undefined;
}
