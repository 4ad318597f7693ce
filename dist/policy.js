import {
  asRange,
  covers,
  definePolicy,
  droppedProbes,
  enrolledNamespaces,
  excludes,
  factEvidence,
  indexPods,
  isDefault,
  isForAddress,
  isForNamespace,
  isForPort,
  isNamespaceUnknown,
  isUnknown,
  isWithin,
  labelledNamespaces,
  meshNamespaces,
  podPolicies,
  readSelector,
  record,
  selects,
  undeployedPodPolicies,
  workloadsOf
} from "./chunks/define.js";
import {
  newestRetired,
  retiredCharts,
  retiredDownloads,
  retiredHubs
} from "./chunks/retired.js";
import {
  nearestName
} from "./chunks/nearest-name.js";
import "./chunks/comparisons.js";
import {
  valueAt
} from "./chunks/value-at.js";
import {
  isInRange
} from "./chunks/version-range.js";
import "./chunks/versions.js";
import "./chunks/remembered.js";
import "./chunks/runtime.js";
export {
  asRange,
  covers,
  definePolicy,
  droppedProbes,
  enrolledNamespaces,
  excludes,
  factEvidence,
  indexPods,
  isDefault,
  isForAddress,
  isForNamespace,
  isForPort,
  isInRange,
  isNamespaceUnknown,
  isUnknown,
  isWithin,
  labelledNamespaces,
  meshNamespaces,
  nearestName,
  newestRetired,
  podPolicies,
  readSelector,
  record,
  retiredCharts,
  retiredDownloads,
  retiredHubs,
  selects,
  undeployedPodPolicies,
  valueAt,
  workloadsOf
};
