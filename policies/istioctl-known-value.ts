import { type ClusterDocument, definePolicy, type Install, isInRange, type Proposal, type RejectedValue } from "../src/policy/define.ts";

export default definePolicy({
  id: "istioctl-known-value",
  title: "Give istioctl only keys that it knows",
  severity: "error",
  description:
    "istioctl reads an IstioOperator strictly: a key that `spec` or `spec.values` does not have makes `istioctl install` end with `unknown field`, and nothing is installed. Its keys are not Helm's: chart values go below `values` (`--set values.global.platform=k3s`, where Helm has `--set global.platform=k3s`), the profile is `--set profile=ambient`, and some keys of the charts, such as `platform` at the top, exist for Helm only. What istioctl's own description leaves out can go below `spec.unvalidatedValues`.",
  remedy: "Write the key as istioctl has it, with chart values below `values`, or remove it.",
  links: [
    "https://istio.io/latest/docs/ambient/install/platform-prerequisites/",
    "https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/",
    "https://github.com/istio/istio/blob/1.30.3/operator/pkg/apis/validation/validation.go",
  ],
  *check({ installs, ambient }) {
    for (const [index, install] of installs.entries()) {
      for (const [nth, rejected] of install.rejected.entries()) {
        yield {
          at: `/installs/${index}/rejected/${nth}`,
          effects: listSilencedEffects(install, rejected, `/installs/${index}`),
          message: `istioctl refuses ${quoteEntry(rejected)}: ${rejected.reason}`,
          remedy: writeIstioctlKnownValueRemedy(install, rejected, ambient),
          fix: fixIstioctlKnownValue(install, rejected, `/installs/${index}`, nth),
        };
      }
    }
  },
});

/** Lists the consequences of the missing platform or profile, which are reported with this finding. */
function listSilencedEffects({ platform, effective }: Install, { key, value, instead }: RejectedValue, at: string): string[] {
  if (/(^|\.)profile$/.test(instead ?? key)) return [`${at}/effective/ambient`];
  if (value === null || !/(^|\.)platform$/.test(key)) return [];
  if (platform !== null) return platform === value ? [`${at}/values/platform`, `${at}/effective/injectedPlatform`] : [];
  return Object.keys(effective ?? {}).map((setting) => `${at}/effective/${setting}`);
}

function quoteEntry({ key, value }: RejectedValue): string {
  return value === null ? `\`${key}\`` : `\`${key}: ${shortenValue(value)}\``;
}

function shortenValue(value: unknown): string {
  return String(value).slice(0, 200);
}

function writeIstioctlKnownValueRemedy(
  { profile, version }: Install,
  { key, value, instead }: RejectedValue,
  ambient: ClusterDocument["ambient"],
): string {
  if (instead === null) return `Remove \`${key}\`.`;
  if (isUnvalidated(instead)) return `Write it as \`${instead}\`, or install this component with Helm.`;
  if (instead === "profile" && profile === value) return `Remove \`${key}\`: the profile is \`${profile}\` already.`;
  // The platform alone does not move istio-cni and ztunnel to kube-system.
  if (value === "openshift")
    return `Use the profile \`${ambient === false || isInRange(version, "<1.22") ? "openshift" : "openshift-ambient"}\` in place of it.`;
  return value === null ? `Write it as \`${instead}\`.` : `Write \`${instead}: ${shortenValue(value)}\` in place of it.`;
}

/**
 * Checks whether the key is below `unvalidatedValues`, where istioctl validates nothing. Moving a value there is left to the user.
 */
function isUnvalidated(key: string): boolean {
  return key.startsWith("unvalidatedValues.");
}

/** Proposes to move the value, or to remove a profile that is selected already. */
function fixIstioctlKnownValue(
  install: Install,
  { key, pointer, value, instead }: RejectedValue,
  at: string,
  nth: number,
): Proposal | null {
  if (instead === null || value === null || isUnvalidated(instead)) return null;
  if (instead === "profile" && install.profile !== null) {
    const isSame = install.profile === value && pointer !== null;
    return isSame ? { title: `Remove \`${key}: ${shortenValue(value)}\``, changes: [{ remove: `${at}${pointer}` }] } : null;
  }
  if (value === "openshift") return null;
  return { title: `Write \`${instead}: ${shortenValue(value)}\``, changes: [{ move: `${at}/rejected/${nth}`, to: instead }] };
}
