import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";
import { isMisspelt } from "./lib/misspelling.ts";

export default definePolicy({
  id: "known-profile",
  title: "Set only a profile that this version and tool know",
  severity: "error",
  description:
    "Helm's charts and istioctl have different profiles. From 1.24 `openshift` and `openshift-ambient` are profiles of istioctl only: Helm has the platform `openshift` in their place. `default`, `minimal` and `empty` never were profiles of the charts. A chart fails with `execution error at (cni/templates/zzz_profile.yaml): unknown profile openshift-ambient`, and so it does for a `compatibilityVersion` that is older than the few releases it has files for; istioctl ends with an error before it installs anything. A profile such as `platform-k3s` is a platform's file, which a chart finds by accident: it brings the platform's settings and no profile.",
  remedy: "Use `profile: ambient` for ambient mode and no profile without it; set OpenShift and the like by `global.platform`.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/setup/additional-setup/config-profiles/",
    "https://github.com/istio/istio/blob/1.30.3/manifests/zzz_profile.yaml",
    "https://github.com/istio/istio/tree/1.30.3/manifests/helm-profiles",
  ],
  *check(cluster) {
    for (const [index, install] of cluster.installs.entries()) {
      const violation = reportKnownProfile(cluster, install, index);
      if (violation) yield violation;
    }
  },
});

function reportKnownProfile(cluster: ClusterDocument, install: Install, index: number): Violation | undefined {
  const { renderError } = install;
  if (renderError?.code === "unknown-profile") return reportUnknownProfile(cluster, install, index);
  if (renderError?.code === "unknown-compatibility-version") {
    const message = `\`${renderError.value}\` is not a compatibility version of Istio's charts${formatVersion(install, " in ")}; the chart fails to render`;
    const { known = [] } = renderError;
    const remedy =
      known.length > 0 ? `Set \`compatibilityVersion\` to ${formatNames(known)}, or remove it.` : "Remove `compatibilityVersion`.";
    return { at: `/installs/${index}/renderError/value`, message, remedy, fix: null };
  }
  return reportDoubtfulProfile(cluster, install, index) ?? reportPlatformAsProfile(cluster, install, index);
}

/** Formats the version of an install; empty if it may be any version. */
function formatVersion({ version }: Install, before: string): string {
  return version === null ? "" : `${before}${version}`;
}

/** Formats names as a list, such as the compatibility versions that the chart has a file for. */
function formatNames(names: readonly string[]): string {
  return names
    .map((name) => `\`${name}\``)
    .join(", ")
    .replace(/, (?=[^,]*$)/, " or ");
}

function reportUnknownProfile({ platform }: ClusterDocument, install: Install, index: number): Violation | undefined {
  const written = install.renderError?.value ?? "";
  const at = `/installs/${index}/renderError/value`;
  if (install.tool === "istioctl") {
    // A vendor's istioctl has its own profiles.
    if (!isMeantForIstio(install, written)) return undefined;
    const fix = proposeSpelling(`/installs/${index}/renderError`, written);
    const message = `\`${written}\` is not a profile of istioctl${formatVersion(install, " ")}; nothing is installed`;
    return { at, message, remedy: fix ? `${fix.title} in place of \`${written}\`.` : writeIstioctlRemedy(install), fix };
  }
  const message = `\`${written}\` is not a profile of Istio's charts${formatVersion(install, " in ")}; the chart fails to render`;
  return { at, message, ...proposeRepair(platform, install, index, written) };
}

/**
 * Reports profiles that a newer version is unlikely to have: ones that users write although no version since 1.25 has them. Other
 * names may be new profiles.
 */
function reportDoubtfulProfile({ platform }: ClusterDocument, install: Install, index: number): Violation | undefined {
  const { profile, renderError, tool, version, versionNewerThanData } = install;
  if (!versionNewerThanData || renderError !== null || tool !== "helm" || profile === null || charts.includes(profile)) return undefined;
  if (!repairProfile(install, profile)) return undefined;
  const { remedy, fix } = proposeRepair(platform, install, index, profile);
  return {
    at: `/installs/${index}/profile`,
    severity: "warning",
    message: `\`${profile}\` is not a profile in any version of Istio's charts since 1.25; the chart of ${version} probably fails to render`,
    ...(remedy !== undefined && { remedy }),
    fix: fix ? { ...fix, safe: false } : null,
  };
}

/** Source: https://github.com/istio/istio/tree/1.30.3/manifests/helm-profiles */
const charts: readonly string[] = ["ambient", "demo", "preview", "remote", "stable"];

function proposeRepair(
  platform: ClusterDocument["platform"],
  install: Install,
  index: number,
  written: string,
): Pick<Violation, "remedy" | "fix"> {
  const repair = repairProfile(install, written);
  if (!repair)
    return {
      remedy: "Write `profile: ambient` for ambient mode, or remove the profile.",
      fix: null,
    };
  const proposal = proposeProfile(install, index, repair, written);
  // If the cluster is not known to be OpenShift, the fix makes it one, and further rules then apply.
  const isSafe = repair.platform === undefined || repair.platform === platform;
  return { remedy: `${repair.title}.`, fix: proposal && { ...proposal, safe: isSafe } };
}

/** Checks whether it is Istio's own istioctl, or whether one of Istio's profiles is meant. */
function isMeantForIstio({ version, versionAssumed }: Install, written: string): boolean {
  if (!versionAssumed && /^\d+\.\d+\.\d+$/.test(version ?? "")) return true;
  return (
    /^(ambient|default|demo|empty|minimal|openshift|openshift-ambient|preview|remote|stable)$/i.test(written) ||
    isMisspelt(written, "ambient")
  );
}

/** Proposes the right spelling of a profile that every version has. */
function proposeSpelling(at: string, written: string): Proposal | null {
  const meant = isMisspelt(written, "ambient") ? "ambient" : written.toLowerCase();
  if (meant === written || !/^(ambient|default|demo|empty|minimal|openshift)$/.test(meant)) return null;
  return { title: `Write \`${meant}\``, changes: [{ replace: at, was: written, with: meant }] };
}

/** Writes the remedy. `openshift-ambient` is a profile from 1.22 on. */
function writeIstioctlRemedy({ version }: Install): string {
  const later = isInRange(version, ">=1.22") ? ["openshift-ambient"] : [];
  return `Use one of istioctl's profiles: ${formatNames(["ambient", "default", "demo", "minimal", "openshift", ...later, "remote"])}.`;
}

/** The settings that have the effect intended by the profile. */
interface Repair {
  readonly title: string;
  /** Undefined if no profile is needed. */
  readonly profile: string | undefined;
  readonly platform?: string;
}

function repairProfile(install: Install, written: string): Repair | undefined {
  // An unknown version is not old enough to have these profiles, because this finding means that all possible versions fail.
  const hasPlatforms = !isInRange(install.version, "<1.24");
  const meant = written.toLowerCase();
  if (hasPlatforms && meant === "openshift")
    return { title: "Set `global.platform: openshift` in place of it", profile: undefined, platform: "openshift" };
  if (hasPlatforms && /^(openshift-ambient|ambient-openshift)$/.test(meant))
    return { title: "Set `profile: ambient` and `global.platform: openshift`", profile: "ambient", platform: "openshift" };
  if (meant === "ambient" || isMisspelt(written, "ambient")) return { title: "Set `profile: ambient`", profile: "ambient" };
  if (/^(default|minimal|empty)$/.test(meant)) return { title: `Remove \`profile: ${written}\``, profile: undefined };
  return undefined;
}

/** Proposes to replace the profile where it is written, or to remove its line. */
function proposeProfile(install: Install, index: number, { title, profile, platform }: Repair, written: string): Proposal | null {
  const path = [["profile"], ["global", "profile"]].find((keys) => valueAt(install.values, keys) === written);
  if (!path) return null;
  const set = { ...(profile && { [path.join(".")]: profile }), ...(platform && { "global.platform": platform }) };
  const gone = profile ? [] : [{ remove: `/installs/${index}/values/${path.join("/")}` }];
  return { title, changes: [...gone, ...(Object.keys(set).length > 0 ? [{ install: index, set }] : [])] };
}

/**
 * Reports profiles named `platform-…`: the chart looks for a file `profile-…`, and the files of platforms are named
 * `profile-platform-…`.
 */
function reportPlatformAsProfile({ ambient }: ClusterDocument, install: Install, index: number): Violation | undefined {
  const platform = /^platform-(.+)$/.exec(install.profile ?? "")?.[1];
  if (platform === undefined || install.tool !== "helm" || install.renderError) return undefined;
  const isPlain = valueAt(install.values, ["profile"]) === install.profile && install.platform === null;
  const isWanted = ambient === true || install.component === "ztunnel";
  return {
    at: `/installs/${index}/profile`,
    message: `Profile \`${install.profile}\` is the file of platform \`${platform}\`, which the chart finds by accident: it brings no profile`,
    remedy: `Set \`global.platform: ${platform}\`${isWanted ? " and `profile: ambient`" : " in place of it"}.`,
    severity: "warning",
    fix: isPlain ? proposePlatform(index, platform, isWanted) : null,
  };
}

function proposePlatform(index: number, platform: string, isAmbient: boolean): Proposal {
  const set = { "global.platform": platform, ...(isAmbient && { profile: "ambient" }) };
  const gone = isAmbient ? [] : [{ remove: `/installs/${index}/values/profile` }];
  return { title: `Set \`global.platform: ${platform}\``, safe: false, changes: [...gone, { install: index, set }] };
}
