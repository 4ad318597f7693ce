import { beside } from "../beside.mjs";
import { ambientVerdict } from "../expected-ambient.mjs";
import { removed, renamed, replaced, writtenAt } from "../text.mjs";
import { hasUnknown, isFrom, profileSites } from "../world.mjs";

/** Changes the profile `ambient`: removes it, changes it, misspells it, or moves it to another key. */
export function* profileMutations(world, random) {
  for (const site of profileSites(world)) {
    const lines = world.lines(site.file);
    const written = writtenAt(lines, site, site.value);
    if (site.value !== "ambient" || !written || !site.readers.every(({ install }) => install.effective !== null)) continue;
    const verdict = ambientVerdict(site);
    yield { kind: "profile dropped", site, edit: removed(lines, written), expect: verdict };
    if (!/(^|\.)profile$/.test(written.key)) continue;
    yield { kind: "profile changed to another", site, note: "demo", edit: replaced(lines, written, "demo"), expect: verdict };
    const misspelt = random.pick(["ambiant", "ambinet", "Ambient", "ambien", "ambientt", "amibent"]);
    yield { kind: "profile misspelt", site, note: misspelt, edit: replaced(lines, written, misspelt), expect: refused(site) };
    yield* ofOtherTool(site, lines, written, random);
    yield* misspeltKey(site, lines, written, verdict);
    yield* oldCompatibility(site, lines, written);
  }
}

function refused({ readers }) {
  const failing = readers.map(({ install }) => install).filter((install) => install.tool !== "helm" || isFrom(install, "1.21"));
  return failing.length === 0 ? { silence: "charts before 1.21 have no profiles" } : { rules: ["known-profile"], installs: failing };
}

/** Uses profiles that istioctl has, but the charts do not. */
function* ofOtherTool(site, lines, written, random) {
  if (!site.readers.every(({ install }) => install.tool === "helm" && isFrom(install, "1.24"))) return;
  const profile = random.pick(["default", "minimal", "openshift-ambient", "openshift", "empty"]);
  yield { kind: "istioctl's profile for a chart", site, note: profile, edit: replaced(lines, written, profile), expect: refused(site) };
}

function* misspeltKey(site, lines, written, verdict) {
  if (written.syntax === "hcl") return;
  const installs = site.readers.map(({ install }) => install);
  const key = written.key.replace(/profile$/, "proflie");
  const edit = renamed(lines, written, key);
  if (installs.every(({ tool }) => tool === "istioctl")) {
    const isOld = installs.some((install) => !isFrom(install, "1.22"));
    const expect = isOld ? { silence: "istioctl's keys are not described before 1.22" } : { rules: ["istioctl-known-value"], installs };
    yield { kind: "profile's key misspelt", site, edit, expect };
    return;
  }
  if (!installs.every(({ tool, form }) => tool === "helm" && form !== "umbrella-chart" && form !== "helm-values")) return;
  if (!installs.every((install) => isFrom(install, "1.21") && !hasUnknown(install))) return;
  yield {
    kind: "profile's key misspelt",
    site,
    edit,
    expect: { rules: ["ineffective-value", ...(verdict.rules ?? [])], installs, once: true },
  };
  if (written.syntax !== "set" || written.key !== "profile") return;
  const prefixed = renamed(lines, written, "values.profile");
  yield {
    kind: "profile under istioctl's key",
    site,
    edit: prefixed,
    expect: { rules: ["ineffective-value", ...(verdict.rules ?? [])], installs, once: true },
  };
}

/** Charts have files for the three minors before their own. */
function* oldCompatibility(site, lines, written) {
  const installs = site.readers.map(({ install }) => install);
  if (installs.some(({ values }) => values?.compatibilityVersion !== undefined)) return;
  if (!installs.every((install) => install.tool === "helm" && isFrom(install, "1.24")) || written.key.includes(".")) return;
  const edit = beside(
    lines,
    written,
    "compatibilityVersion",
    written.syntax === "set" ? "1.10" : '"1.10"'.slice(written.syntax === "hcl" ? 1 : 0, written.syntax === "hcl" ? -1 : undefined),
  );
  yield { kind: "old compatibilityVersion added", site, edit, expect: { rules: ["known-profile"], installs } };
}
