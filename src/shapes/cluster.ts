import { Type } from "typebox";
import { Facts } from "./facts.ts";
import { Install } from "./install.ts";
import { LinkKind, Mention, Platform, PlatformSource, Strength } from "./names.ts";
import { allowNull, allowOmission, defineNamedShape, describeShape, mapOf } from "./vocabulary.ts";

const place = { file: Type.String(), line: Type.Number(), column: Type.Number() };

export const Evidence = defineNamedShape("Evidence", "A place in the repository that says something about the cluster.", {
  platform: allowNull(Platform),
  cni: allowNull(Type.String()),
  fact: allowNull(Type.String()),
  strength: Strength,
  link: allowOmission(describeShape("What leads from the cluster to it.", LinkKind)),
  message: Type.String(),
  ...place,
});

export const Resource = defineNamedShape(
  "Resource",
  "A Kubernetes object that some policy looks at. `object` is the object itself, without what is unknown.",
  {
    apiVersion: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    namespace: allowNull(Type.String()),
    object: mapOf(Type.Unknown()),
    unknown: allowOmission(
      Type.Array(Type.String(), {
        description: "JSON pointers (into the object) of what cannot be known from the repository, where there is anything.",
      }),
    ),
    ...place,
  },
);

export const PlatformLikely = defineNamedShape("PlatformLikely", "A platform that a cluster probably has, with the evidence for it.", {
  platform: Platform,
  message: Type.String(),
  ...place,
});

export const ClusterUnit = defineNamedShape(
  "ClusterUnit",
  "A unit of a cluster: a script, a file or a directory, with the link that joins it to the others.",
  {
    name: Type.String(),
    link: LinkKind,
    because: Type.String({ description: "A clause that says why: `setup.sh runs it`." }),
  },
);

export const ClusterDocument = defineNamedShape(
  "ClusterDocument",
  "Everything known about one cluster, as plain JSON: what policies judge and `inspect --format json` prints.",
  {
    name: Type.String(),
    platform: allowNull(Platform),
    platformSource: allowNull(PlatformSource),
    platformStrength: describeShape(
      "How surely the platform is known; findings that rest on less than strong evidence are at most warnings.",
      allowNull(Strength),
    ),
    platformLikely: allowOmission(
      describeShape(
        "The platform that one piece of evidence alone speaks for, where nothing more is known: nothing is reported for it.",
        PlatformLikely,
      ),
    ),
    ambient: describeShape(
      "True where ambient is on effectively, ztunnel is installed or the profile says so; null where that is unknown.",
      allowNull(Type.Boolean()),
    ),
    installs: Type.Array(Install),
    resources: Type.Array(Resource),
    undeployed: allowOmission(
      Type.Array(Resource, {
        description:
          "Resources that lie beside the cluster's and that nothing deploys, where there are any: they prove nothing, but explain.",
      }),
    ),
    evidence: Type.Array(Evidence),
    mentions: allowOmission(
      Type.Array(Mention, {
        description: "What some file of the repository mentions, where any does: what is missing here may be there.",
      }),
    ),
    facts: describeShape("What the evidence says beside the platform.", Facts),
    units: allowOmission(
      Type.Array(ClusterUnit, {
        description: "What deploys together in this cluster, where that is more than one unit, and what joins them.",
      }),
    ),
  },
);

export const Clusters = defineNamedShape(
  "Clusters",
  "What `istio-preflight inspect --format json` prints: what policies judge, a document for each cluster.",
  { schemaVersion: Type.Literal(1), clusters: Type.Array(ClusterDocument) },
);
