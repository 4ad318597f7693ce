import {
  type Change,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type RelatedPointer,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";

export default definePolicy({
  id: "ambient-profile",
  title: "Turn ambient on in both istiod and istio-cni",
  severity: "error",
  ambient: true,
  description:
    "Ambient mode needs three parts that agree: istiod with `PILOT_ENABLE_AMBIENT`, istio-cni with `ambient.enabled`, and ztunnel. The profile `ambient` sets both switches, on each chart it is given to, and on no other. Without it on istiod, ztunnel never becomes ready: its log repeats `XDS client connection error … ztunnel requires PILOT_ENABLE_AMBIENT=true`. Without it on istio-cni, everything runs, but pods of namespaces labelled `istio.io/dataplane-mode: ambient` stay outside the mesh: their traffic is neither encrypted nor authorised.",
  remedy: "Set `profile: ambient` on the charts of istiod and of istio-cni (with istioctl, `--set profile=ambient`).",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/ambient/install/helm/",
    "https://github.com/istio/istio/issues/52937",
  ],
  *check({ installs }) {
    const usual = isUsualInValuesFiles(installs);
    const wishes = listWishes(installs);
    for (const component of ["istiod", "cni"] as const) {
      const all = [...installs.entries()].filter(([, install]) => install.component === component);
      // If there are several, one may be an older revision or an earlier step of the same script.
      if (all.some(([, install]) => install.effective?.ambient === true || isUndecided(install, usual))) continue;
      for (const [index, install] of all) {
        const wish = wishes.find(({ at }) => !at.startsWith(`/installs/${index}/`));
        const violation = reportAmbientProfile(install, `/installs/${index}`, wish);
        if (violation) yield violation;
      }
    }
  },
});

/** Checks whether a missing setting may be written elsewhere. */
function isUndecided(install: Install, saysProfileInValuesFiles: boolean): boolean {
  const { effective, profile, unknown, values } = install;
  if (effective?.ambient === undefined || effective.ambient === null || unknown.includes("/effective/ambient")) return true;
  if (profile === "remote" || valueAt(values, ["istiodRemote", "enabled"]) === true) return true;
  if (install.tool === "rendered") return !isWholeManifest(install);
  return install.form === "helm-values" && !saysProfileInValuesFiles;
}

/**
 * Checks whether a manifest shows all settings. A patch of istiod's Deployment contains only the variables that it changes, and
 * older versions had different variables.
 */
function isWholeManifest({ component, effective, version, versionAssumed }: Install): boolean {
  return component === "cni" || (effective?.platform !== undefined && !versionAssumed && isInRange(version, ">=1.22"));
}

/** Checks whether the values files set the profile themselves. Otherwise a values file may be used with `--set profile=ambient`. */
function isUsualInValuesFiles(installs: readonly Install[]): boolean {
  return installs.some(({ form, profile }) => form === "helm-values" && profile === "ambient");
}

function reportAmbientProfile(install: Install, at: string, wish: RelatedPointer | undefined): Violation | undefined {
  if (install.effective?.ambient !== false) return undefined;
  const cause = findAmbientCause(install);
  if (!wish && cause?.isDeliberate) return undefined;
  const name = install.component === "cni" ? "istio-cni" : "istiod";
  return {
    at: `${at}/${cause ? cause.path.join("/") : pointToMissing(install)}`,
    message: `${name} is installed without ambient${wish ? `, but ${wish.message}` : ""}${cause ? `: ${cause.text}` : ""}`,
    remedy: cause?.remedy ?? writeAmbientProfileRemedy(install),
    fix: fixAmbientProfile(install, at, cause),
    ...(wish && { related: [wish] }),
  };
}

function pointToMissing(install: Install): string {
  return takesProfile(install) || install.tool === "sail" || install.tool === "istioctl" ? "profile" : "effective/ambient";
}

/**
 * Checks whether the profile is set in the values. Profiles of istioctl and Sail are set outside the values, and charts before 1.21
 * have none.
 */
function takesProfile({ tool, version }: Install): boolean {
  return tool === "helm" && !isInRange(version, "<1.21");
}

function fixAmbientProfile(judged: Install, at: string, cause: Cause | undefined): Proposal | null {
  const install = Number(at.slice("/installs/".length));
  if (cause?.change) return { title: cause.remedy.replace(/\.$/, ""), changes: [cause.change(install)] };
  if (judged.tool === "sail") {
    return { title: "Set `profile: ambient`", changes: [{ replace: `${at}/profile`, was: "default", with: "ambient" }] };
  }
  if (!takesProfile(judged)) return null;
  return { title: "Set `profile: ambient`", changes: [{ install, set: { profile: "ambient" } }] };
}

/**
 * Evidence that this cluster is meant to be ambient: ztunnel, else charts with ambient on. Two are listed, because one may be the
 * judged chart.
 */
function listWishes(installs: readonly Install[]): RelatedPointer[] {
  const ztunnel = installs.findIndex(({ component }) => component === "ztunnel");
  if (ztunnel !== -1) return [{ at: `/installs/${ztunnel}/profile`, message: "ztunnel is installed on the same cluster" }];
  const having = [...installs.entries()].filter(([, { effective, profile }]) => effective?.ambient === true || profile === "ambient");
  return having.slice(0, 2).map(([index, { component }]) => {
    return { at: `/installs/${index}/profile`, message: `${component === "cni" ? "istio-cni" : component} has it on the same cluster` };
  });
}

interface Cause {
  /** The path of the pointer below the install. */
  readonly path: readonly string[];
  readonly text: string;
  readonly remedy: string;
  /** The repair of the written value; if missing, the profile is set instead. */
  readonly change?: (install: number) => Change;
  /** True for a switch that is explicitly off. */
  readonly isDeliberate?: boolean;
}

/** Finds the written value that turns ambient off, or that was meant to turn it on and does not. */
function findAmbientCause(install: Install): Cause | undefined {
  const { values, profile, component } = install;
  const emptied = component === "cni" && [["cni"], ["cni", "ambient"]].find((path) => valueAt(values, path) === null);
  if (emptied) return buildNullCause(emptied);
  for (const nested of listSwitches(install)) {
    for (const path of [nested, nested.slice(1)]) {
      const cause = switchCause(path, nested, valueAt(values, path));
      if (cause) return cause;
    }
  }
  if (profile !== null && profile !== "ambient") return buildProfileCause(profile, install);
  const misplaced = profile === null ? [["global", "profile"], ["values", "profile"], ["profile"]].find(isAmbientAt(values)) : undefined;
  return misplaced && buildMisplacedCause(misplaced, install);
}

/** The values that turn ambient on in a chart, the strongest first. */
function listSwitches({ component, version }: Install): readonly (readonly string[])[] {
  if (component === "cni") return [["cni", "ambient", "enabled"]];
  const variables = ["PILOT_ENABLE_AMBIENT", ...(isInRange(version, "<1.22") ? ["PILOT_ENABLE_AMBIENT_CONTROLLERS"] : [])];
  return variables.map((variable) => ["pilot", "env", variable]);
}

function isAmbientAt(values: unknown): (path: readonly string[]) => boolean {
  return (path) => valueAt(values, path) === "ambient";
}

function buildNullCause(path: readonly string[]): Cause {
  const key = path.join(".");
  return {
    path: ["values", ...path],
    text: `\`${key}: null\` drops what the profile sets below \`${key}\``,
    remedy: `Remove \`${key}: null\`.`,
    change: (install) => ({ remove: `/installs/${install}/values/${path.join("/")}` }),
  };
}

function switchCause(path: readonly string[], nested: readonly string[], value: unknown): Cause | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const key = path.join(".");
  const below = { path: ["values", ...path] };
  if (String(value) !== "true") {
    const text = `\`${key}\` is \`${String(value).slice(0, 40)}\``;
    const on = path.includes("env") ? "true" : true;
    const change = (install: number) => ({ install, set: { [key]: on } });
    return { ...below, text, remedy: `Remove \`${key}\`, or set it to \`true\`.`, change, isDeliberate: true };
  }
  if (path === nested) return undefined;
  return { ...below, text: `this chart does not read \`${key}\``, remedy: `Write \`${nested.join(".")}: "true"\` in place of it.` };
}

function buildProfileCause(profile: string, install: Install): Cause {
  return { path: ["profile"], text: `profile \`${profile}\` does not turn it on`, remedy: writeAmbientProfileRemedy(install) };
}

/** Charts read `profile` from 1.21 on, and `global.profile` from 1.25 on. */
function buildMisplacedCause(path: readonly string[], install: Install): Cause {
  const text = `this chart does not read \`${path.join(".")}: ambient\``;
  return { path: ["values", ...path], text, remedy: writeAmbientProfileRemedy(install) };
}

function writeAmbientProfileRemedy({ component, tool, version, form }: Install): string {
  if (isInRange(version, "<1.21") && tool === "helm") {
    return component === "cni" ? "Set `cni.ambient.enabled: true`." : 'Set `pilot.env.PILOT_ENABLE_AMBIENT_CONTROLLERS: "true"`.';
  }
  if (form === "istio-operator") return "Set `spec.profile: ambient`.";
  if (tool === "istioctl") return "Use `--set profile=ambient`, or the same `profile` in the IstioOperator file.";
  if (tool === "sail") return "Set `spec.profile: ambient`.";
  if (tool === "rendered") return "Render the chart with `profile: ambient`.";
  const since = version === null ? ", which charts read from 1.21 on" : "";
  return form === "helm-cli" ? `Add \`--set profile=ambient\`${since}.` : `Set \`profile: ambient\` in these values${since}.`;
}
