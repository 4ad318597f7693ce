import { hasUnknown } from "./world.mjs";

/** Returns the expected findings if `ambient` is removed for the installs that read a profile. */
export function ambientVerdict({ readers }) {
  const wrong = [];
  const reasons = new Set();
  for (const { cluster, install } of readers) {
    const changed = readers.filter((reader) => reader.cluster === cluster).map((reader) => reader.install);
    const reason = reasonToBeSilent(cluster, install, changed);
    if (reason) reasons.add(reason);
    else wrong.push(install);
  }
  return wrong.length > 0 ? { rules: ["ambient-profile"], installs: wrong } : { silence: [...reasons].join("; ") };
}

function reasonToBeSilent(cluster, install, changed) {
  const { component, origins, form, tool } = install;
  if (component !== "istiod" && component !== "cni") return "only istiod and istio-cni have the switch";
  if (hasUnknown(install, "/values/profile", "/effective/ambient")) return "values that may hold the profile are unknown";
  if (!/^profile/.test(origins.ambient?.by ?? "")) return "the switch itself is written";
  if (isWrittenBeside(install)) return "the switch is written beside the profile";
  const left = cluster.installs.filter((other) => !changed.includes(other) && !isSameCommand(other, install));
  if (left.some((other) => other.component === component && other.effective?.ambient === true)) return "another one on the cluster has it";
  if (tool === "istioctl" && component === "cni") return "without the profile istioctl installs no istio-cni";
  if (!isMeant(cluster, left, tool)) return "nothing else says that the cluster is ambient";
  const isUsual = left.some((other) => other.form === "helm-values" && other.profile === "ambient");
  return form === "helm-values" && !isUsual ? "a values file may be used with other options" : undefined;
}

/** Ztunnel remains if it has its own install; with istioctl it depends on the profile. */
function isMeant({ installs }, left, tool) {
  const staying = tool === "istioctl" ? left : installs;
  if (staying.some(({ component }) => component === "ztunnel")) return true;
  return left.some(({ effective, profile }) => effective?.ambient === true || profile === "ambient");
}

/** One istioctl command, or one IstioOperator, installs several components; the profile decides which. */
function isSameCommand(other, { tool, file, line }) {
  return tool === "istioctl" && other.tool === tool && other.file === file && other.line === line;
}

/** A flat key is overridden by the profile, and takes effect without it. */
function isWrittenBeside({ component, values, tool }) {
  const flat = component === "cni" ? values?.ambient?.enabled : values?.env?.PILOT_ENABLE_AMBIENT;
  return tool === "helm" && String(flat) === "true";
}
