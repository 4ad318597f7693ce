import {
  type ClusterDocument,
  definePolicy,
  type Install,
  isInRange,
  type Proposal,
  type Violation,
  valueAt,
} from "../src/policy/define.ts";

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
      const violation = violationOf(cluster, install, index);
      if (violation) yield violation;
    }
  },
});

function violationOf(cluster: ClusterDocument, install: Install, index: number): Violation | undefined {
  const { renderError } = install;
  if (renderError?.code === "unknown-profile") return unknownProfile(cluster, install, index);
  if (renderError?.code === "unknown-compatibility-version") {
    const message = `Istio's charts of ${install.version} have no compatibility version \`${renderError.value}\`; they do not render`;
    const remedy = `Set \`compatibilityVersion\` to ${compatibilityOf(minorOf(install))}, or remove it.`;
    return { at: `/installs/${index}/renderError/value`, message, remedy, fix: null };
  }
  return (install.versionNewerThanData ? newerProfile(install, index) : undefined) ?? platformAsProfile(cluster, install, index);
}

/** A later release may bring profiles, but hardly those that no chart has had since profiles have files of their own. */
function newerProfile(install: Install, index: number): Violation | undefined {
  const { tool, profile, version } = install;
  const repair = tool === "helm" && profile !== null && profile !== "ambient" ? repairOf(install, profile) : undefined;
  if (!repair) return undefined;
  const proposal = proposalOf(install, index, repair, profile);
  return {
    at: `/installs/${index}/profile`,
    severity: "warning",
    message: `\`${profile}\` is not a profile of the charts of any release that is known here; those of ${version} most likely fail to render`,
    remedy: `${repair.title}.`,
    fix: proposal && { ...proposal, safe: false },
  };
}

function minorOf({ version }: Install): string {
  return /^\d+\.\d+/.exec(version ?? "")?.[0] ?? "this one";
}

/** https://github.com/istio/istio/tree/1.30.3/manifests/helm-profiles */
function compatibilityOf(minor: string): string {
  const oldest = oldestCompatible[minor];
  if (oldest === undefined) return "a minor that this release has a file for";
  const names = Array.from({ length: Number(minor.slice("1.".length)) - oldest }, (_, index) => `\`1.${oldest + index}\``);
  return names.join(", ").replace(/, (?=[^,]*$)/, " or ");
}

/** The oldest minor that each has a file for; the files reach up to the minor before its own. */
const oldestCompatible: Readonly<Record<string, number>> = {
  "1.21": 20,
  "1.22": 20,
  "1.23": 20,
  "1.24": 21,
  "1.25": 22,
  "1.26": 23,
  "1.27": 24,
  "1.28": 25,
  "1.29": 25,
  "1.30": 25,
  "1.31": 25,
};

function unknownProfile({ platform }: ClusterDocument, install: Install, index: number): Violation | undefined {
  const written = install.renderError?.value ?? "";
  const at = `/installs/${index}/renderError/value`;
  if (install.tool === "istioctl") {
    // A vendor's istioctl has profiles of its own.
    if (!isMeantForIstio(install, written)) return undefined;
    const fix = respelt(`/installs/${index}/renderError`, written);
    return { at, message: `istioctl ${install.version} knows no profile \`${written}\``, remedy: istioctlRemedy, fix };
  }
  const message = `Istio's charts of ${install.version} know no profile \`${written}\`; they do not render`;
  const repair = repairOf(install, written);
  if (!repair) return { at, message, fix: null };
  const proposal = proposalOf(install, index, repair, written);
  // A cluster that is not known to be OpenShift becomes one by it, and more is asked of those.
  const isSafe = repair.platform === undefined || repair.platform === platform;
  return { at, message, remedy: `${repair.title}.`, fix: proposal && { ...proposal, safe: isSafe } };
}

/** Whether it is Istio's own istioctl that is used, or a profile of Istio's that is meant. */
function isMeantForIstio({ version, versionAssumed }: Install, written: string): boolean {
  if (!versionAssumed && /^\d+\.\d+\.\d+$/.test(version ?? "")) return true;
  return (
    /^(ambient|default|demo|empty|minimal|openshift|openshift-ambient|preview|remote|stable)$/i.test(written) || isMisspeltAmbient(written)
  );
}

/** One letter more, less or another, or two swapped. */
function isMisspeltAmbient(written: string): boolean {
  const [text, meant] = [written.toLowerCase(), "ambient"];
  let same = 0;
  while (same < meant.length && text[same] === meant[same]) same++;
  const [is, should] = [text.slice(same), meant.slice(same)];
  if (is === should) return false;
  const isSwapped = is.slice(2) === should.slice(2) && is[0] === should[1] && is[1] === should[0];
  return isSwapped || [should, should.slice(1)].includes(is.slice(1)) || is === should.slice(1);
}

/** What is a profile of every version but for its spelling. */
function respelt(at: string, written: string): Proposal | null {
  const meant = isMisspeltAmbient(written) ? "ambient" : written.toLowerCase();
  if (meant === written || !/^(ambient|default|demo|empty|minimal|openshift)$/.test(meant)) return null;
  return { title: `Write \`${meant}\``, changes: [{ replace: at, was: written, with: meant }] };
}

const istioctlRemedy =
  "Use a profile that istioctl has (`ambient`, `default`, `demo`, `minimal`, `openshift`, `openshift-ambient`, `remote`), in lower case.";

/** What does what the profile was meant to do. */
interface Repair {
  readonly title: string;
  /** Undefined where no profile is needed. */
  readonly profile: string | undefined;
  readonly platform?: string;
}

function repairOf(install: Install, written: string): Repair | undefined {
  const hasPlatforms = isInRange(install.version, ">=1.24");
  const meant = written.toLowerCase();
  if (hasPlatforms && meant === "openshift")
    return { title: "Set `global.platform: openshift` in place of it", profile: undefined, platform: "openshift" };
  if (hasPlatforms && /^(openshift-ambient|ambient-openshift)$/.test(meant))
    return { title: "Set `profile: ambient` and `global.platform: openshift`", profile: "ambient", platform: "openshift" };
  if (meant === "ambient" || isMisspeltAmbient(written)) return { title: "Set `profile: ambient`", profile: "ambient" };
  if (/^(default|minimal|empty)$/.test(meant)) return { title: `Remove \`profile: ${written}\``, profile: undefined };
  return undefined;
}

/** The profile is written where it stands; where it goes, with its line. */
function proposalOf(install: Install, index: number, { title, profile, platform }: Repair, written: string | null): Proposal | null {
  const path = [["profile"], ["global", "profile"]].find((keys) => valueAt(install.values, keys) === written);
  if (!path) return null;
  const set = { ...(profile && { [path.join(".")]: profile }), ...(platform && { "global.platform": platform }) };
  const gone = profile ? [] : [{ remove: `/installs/${index}/values/${path.join("/")}` }];
  return { title, changes: [...gone, ...(Object.keys(set).length > 0 ? [{ install: index, set }] : [])] };
}

/** A chart looks for a file `profile-…`, and platforms' files are called `profile-platform-…`. */
function platformAsProfile({ ambient }: ClusterDocument, install: Install, index: number): Violation | undefined {
  const platform = /^platform-(.+)$/.exec(install.profile ?? "")?.[1];
  if (platform === undefined || install.tool !== "helm" || install.renderError) return undefined;
  const isPlain = valueAt(install.values, ["profile"]) === install.profile && install.platform === null;
  const isWanted = ambient === true || install.component === "ztunnel";
  return {
    at: `/installs/${index}/profile`,
    message: `Profile \`${install.profile}\` is the file of platform \`${platform}\`, which the chart finds by accident: it brings no profile`,
    remedy: `Set \`global.platform: ${platform}\` in place of it, and \`profile: ambient\` for ambient mode.`,
    severity: "warning",
    fix: isPlain ? proposalOfPlatform(index, platform, isWanted) : null,
  };
}

function proposalOfPlatform(index: number, platform: string, isAmbient: boolean): Proposal {
  const set = { "global.platform": platform, ...(isAmbient && { profile: "ambient" }) };
  const gone = isAmbient ? [] : [{ remove: `/installs/${index}/values/profile` }];
  return { title: `Set \`global.platform: ${platform}\``, safe: false, changes: [...gone, { install: index, set }] };
}
