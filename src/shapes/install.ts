import { Type } from "typebox";
import { Component, FormId, Operation, Rendering, Scalar, Tool } from "./names.ts";
import { allowNull, allowOmission, defineNamedShape, describeShape, mapOf } from "./vocabulary.ts";

export const Client = defineNamedShape("Client", "The program that installs, and how it applies what it renders.", {
  program: Type.String(),
  version: describeShape("Null where the files do not say.", allowNull(Type.String())),
  operation: allowNull(Operation),
  serverSide: describeShape("Whether it applies on the server's side; null where nothing says so.", allowNull(Type.Boolean())),
  forceConflicts: describeShape(
    "Whether it takes over fields that others own; null where that cannot be known.",
    allowNull(Type.Boolean()),
  ),
  createNamespace: describeShape(
    "Whether it makes the release's namespace, without labels, where that is missing; null where that cannot be known.",
    allowNull(Type.Boolean()),
  ),
});

export const RenderError = defineNamedShape("RenderError", undefined, {
  code: Type.Enum(["unknown-platform", "unknown-profile", "unknown-compatibility-version", "defaults-prefix", "schema", "template-error"]),
  value: Type.String(),
  known: allowOmission(
    Type.Array(Type.String(), {
      description: "The names that the chart has a file for, oldest first: only where the name of a compatibility version is wrong.",
    }),
  ),
});

export const EffectiveValue = Type.Unsafe({
  $id: "EffectiveValue",
  description: "Plain JSON: `resourceQuota` is a namespace and a number of pods, `discoverySelectors` a list of selectors.",
  anyOf: [Scalar, Type.Array(Type.Ref("EffectiveValue")), mapOf(Type.Ref("EffectiveValue"))],
});

export const Effective = mapOf(EffectiveValue, {
  $id: "Effective",
  description:
    "What the chart would really run with, by setting name; docs/policies.md lists the names of each component. A setting that cannot be known is absent, and listed in the install's `unknown`.",
});

const step = { by: Type.String(), file: Type.String(), line: Type.Number(), column: Type.Number() };

export const LocatedStep = defineNamedShape("LocatedStep", "A step of an explanation, with its place in the files.", step);

export const InstallOrigin = defineNamedShape("InstallOrigin", "Who decided a setting, and why nothing stronger did.", {
  ...step,
  chain: Type.Array(LocatedStep),
});

const lost = {
  key: Type.String({ description: "As it is written, such as `values.global.platform`." }),
  pointer: describeShape("JSON pointer into this install; null where the key stands outside the chart's values.", allowNull(Type.String())),
  value: describeShape("Null for a map or list.", Scalar),
  instead: describeShape("The key that this version reads in place of it; null where there is none.", allowNull(Type.String())),
};

export const IgnoredValue = defineNamedShape("IgnoredValue", "A value that the chart of this version does not read.", {
  ...lost,
  reason: Type.String(),
});

export const OverriddenValue = defineNamedShape("OverriddenValue", "A value that something stronger overrides.", {
  ...lost,
  by: Type.String(),
});

export const RejectedValue = defineNamedShape("RejectedValue", "A value that istioctl refuses to install with.", {
  ...lost,
  reason: Type.String(),
});

export const Install = defineNamedShape("Install", "An install as the cluster document shows it. Plain JSON.", {
  component: Component,
  tool: Tool,
  form: FormId,
  chart: allowNull(Type.String()),
  version: allowNull(Type.String()),
  versionWritten: describeShape(
    "The version as it is written, such as `~1.30`; null where none is, or where only the deployment knows it.",
    allowNull(Type.String()),
  ),
  versionAssumed: Type.Boolean(),
  minors: Type.Array(Type.String(), {
    description:
      "Istio's minors that the written version allows, such as `1.29`: one for a version, perhaps several for a range; none where it is not known.",
  }),
  versionNewerThanData: Type.Boolean({
    description: "True where Istio's version is newer than every release of its minor that is known here: what it added cannot be known.",
  }),
  repository: describeShape(
    "The address that the chart comes from, without slashes at its end: `https://…`, `oci://…`; null where it has none.",
    allowNull(Type.String()),
  ),
  hub: describeShape(
    "The hub that the images come from; null where the chart's own default holds or nothing runs.",
    allowNull(Type.String()),
  ),
  client: describeShape("Null where nothing in the repository installs it.", allowNull(Client)),
  rendering: Rendering,
  release: allowNull(Type.String()),
  namespace: allowNull(Type.String()),
  profile: allowNull(Type.String()),
  platform: allowNull(Type.String()),
  values: Type.Unknown(),
  unknown: Type.Array(Type.String(), { description: "JSON pointers (into this install) of what cannot be known from the repository." }),
  effective: allowNull(Effective),
  effectiveReason: describeShape(
    "Why there are no effective settings, where what was written cannot be understood; else null.",
    allowNull(Type.String()),
  ),
  renderError: allowNull(RenderError),
  ignored: Type.Array(IgnoredValue),
  overridden: Type.Array(OverriddenValue),
  rejected: Type.Array(RejectedValue),
  file: Type.String(),
  line: Type.Number(),
  column: Type.Number(),
  origins: describeShape(
    "Who set each effective setting, and why nothing stronger did; and where `repository`, `hub` and `client/version` are written.",
    mapOf(InstallOrigin),
  ),
});
