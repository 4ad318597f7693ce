import { Type } from "typebox";
import { Facts } from "./facts.ts";
import { Install } from "./install.ts";
import { LinkKind, Mention, Platform, PlatformSource, Strength } from "./names.ts";
import { described, mapOf, named, nullable, optional } from "./vocabulary.ts";

const place = { file: Type.String(), line: Type.Number(), column: Type.Number() };

export const Evidence = named("Evidence", "A place in the repository that says something about the cluster.", {
  platform: nullable(Platform),
  cni: nullable(Type.String()),
  fact: nullable(Type.String()),
  strength: Strength,
  link: optional(described("What leads from the cluster to it.", LinkKind)),
  message: Type.String(),
  ...place,
});

export const Resource = named(
  "Resource",
  "A Kubernetes object that some policy looks at. `object` is the object itself, without what is unknown.",
  {
    apiVersion: Type.String(),
    kind: Type.String(),
    name: Type.String(),
    namespace: nullable(Type.String()),
    object: mapOf(Type.Unknown()),
    unknown: optional(
      Type.Array(Type.String(), {
        description: "JSON pointers (into the object) of what cannot be known from the repository, where there is anything.",
      }),
    ),
    ...place,
  },
);

export const PlatformLikely = named("PlatformLikely", "A platform that a cluster probably has, with the evidence for it.", {
  platform: Platform,
  message: Type.String(),
  ...place,
});

export const ClusterUnit = named(
  "ClusterUnit",
  "A unit of a cluster: a script, a file or a directory, with the link that joins it to the others.",
  {
    name: Type.String(),
    link: LinkKind,
    because: Type.String({ description: "A clause that says why: `setup.sh runs it`." }),
  },
);

export const ClusterDocument = named(
  "ClusterDocument",
  "Everything known about one cluster, as plain JSON: what policies judge and `inspect --format json` prints.",
  {
    name: Type.String(),
    platform: nullable(Platform),
    platformSource: nullable(PlatformSource),
    platformStrength: described(
      "How surely the platform is known; findings that rest on less than strong evidence are at most warnings.",
      nullable(Strength),
    ),
    platformLikely: optional(
      described(
        "The platform that one piece of evidence alone speaks for, where nothing more is known: nothing is reported for it.",
        PlatformLikely,
      ),
    ),
    ambient: described(
      "True where ambient is on effectively, ztunnel is installed or the profile says so; null where that is unknown.",
      nullable(Type.Boolean()),
    ),
    installs: Type.Array(Install),
    resources: Type.Array(Resource),
    undeployed: optional(
      Type.Array(Resource, {
        description:
          "Resources that lie beside the cluster's and that nothing deploys, where there are any: they prove nothing, but explain.",
      }),
    ),
    evidence: Type.Array(Evidence),
    mentions: optional(
      Type.Array(Mention, {
        description: "What some file of the repository mentions, where any does: what is missing here may be there.",
      }),
    ),
    facts: described("What the evidence says beside the platform.", Facts),
    units: optional(
      Type.Array(ClusterUnit, {
        description: "What deploys together in this cluster, where that is more than one unit, and what joins them.",
      }),
    ),
  },
);

export const Clusters = named(
  "Clusters",
  "What `istio-preflight inspect --format json` prints: what policies judge, a document for each cluster.",
  { schemaVersion: Type.Literal(1), clusters: Type.Array(ClusterDocument) },
);
