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

/** The families of mutations, one per line; each yields mutations with the expected findings. */
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
