import { addedObjectMutations } from "./added-objects.mjs";
import { ciliumMutations } from "./cilium.mjs";
import { cniPluginMutations } from "./cni-plugin.mjs";
import { controlPlaneMutations } from "./control-plane.mjs";
import { directoryMutations } from "./directories.mjs";
import { localClusterMutations } from "./local-clusters.mjs";
import { namespaceMutations } from "./namespace.mjs";
import { nodeMutations } from "./nodes.mjs";
import { objectMutations } from "./objects.mjs";
import { openshiftMutations } from "./openshift.mjs";
import { platformMutations } from "./platform.mjs";
import { profileMutations } from "./profile.mjs";
import { registryMutations } from "./registry.mjs";
import { surroundingMutations } from "./surroundings.mjs";
import { versionMutations } from "./versions.mjs";

/** What can be broken, a family a line: each yields mutations with what must be said of them. */
export const kinds = [
  platformMutations,
  profileMutations,
  directoryMutations,
  namespaceMutations,
  ciliumMutations,
  objectMutations,
  openshiftMutations,
  nodeMutations,
  localClusterMutations,
  registryMutations,
  controlPlaneMutations,
  cniPluginMutations,
  versionMutations,
  surroundingMutations,
  addedObjectMutations,
];
