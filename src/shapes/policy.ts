import { Type } from "typebox";
import { keyPath, plainText, policyId } from "../model/patterns.ts";
import { Platform, Scalar, Severity, Tool } from "./names.ts";
import { allowOmission, defineClosedShape, describeShape, mapOf } from "./vocabulary.ts";

const comparison = "(>=|<=|>|<|=)?v?\\d{1,4}\\.\\d{1,4}(\\.\\d{1,4})?";
const versions = `^${comparison}( +${comparison})*$`;
const scope = {
  ambient: Type.Boolean({ description: "true: only clusters on which ambient mode is on." }),
  versions: {
    description:
      "The Istio versions that the rule is about: bounds separated by blanks, all of which must hold, such as `>=1.25` or `>=1.24 <1.28.7`.",
    pattern: versions,
  },
  platforms:
    "The platforms that the rule is about; without it, every cluster. Where the platform is known from less than strong evidence, errors become warnings.",
};

/** What a fix may write: a text that is no code anywhere. */
const PlainScalar = { ...Scalar, $id: undefined, pattern: plainText };

export const PolicyFix = defineClosedShape(
  "PolicyFix",
  "Values that repair an install that the policy is violated at.",
  {
    set: mapOf(PlainScalar, {
      description: "Those to write, by path of keys such as `global.platform`.",
      minProperties: 1,
      maxProperties: 50,
      propertyNames: { pattern: keyPath },
      fault: "`fix.set` must be values by path of keys",
    }),
    remove: allowOmission(
      Type.Array(Type.String({ pattern: keyPath }), {
        description: "Those to take away where they are written.",
        maxItems: 100,
        fault: "`fix.remove` must be paths of keys",
      }),
    ),
    tools: allowOmission(
      Type.Array(Tool, {
        description: "The tools it works for; all where missing.",
        maxItems: 4,
        fault: "`fix.tools` must be helm, istioctl, sail, rendered",
      }),
    ),
    versions: allowOmission(
      Type.String({
        description: "The Istio versions it works for, such as `>=1.25`; all where missing.",
        pattern: versions,
        maxLength: 500,
        fault: "`fix.versions` must be like `>=1.25`",
      }),
    ),
  },
  { fault: "`fix.set` must be values by path of keys" },
);

export const PolicyDescription = defineClosedShape("PolicyDescription", "What a policy says of itself.", {
  id: Type.String({
    description: "Kebab-case, equal to the file name; a custom policy may have a name space before it, such as `acme/pin-version`.",
    maxLength: 100,
    pattern: policyId,
    minLength: 1,
    fault: "`id` must be like `pin-version` or `acme/pin-version`",
  }),
  title: Type.String({ description: "The requirement, in the imperative.", minLength: 1, maxLength: 70 }),
  severity: describeShape("How much a violation weighs.", { ...Severity, fault: "`severity` must be error, warning or note" }),
  platforms: allowOmission(
    Type.Array(Platform, {
      description: scope.platforms,
      maxItems: Platform.enum.length,
      fault: `\`platforms\` must be a list of ${Platform.enum.join(", ")}`,
    }),
  ),
  ambient: allowOmission(scope.ambient),
  versions: allowOmission(Type.String({ ...scope.versions, maxLength: 500, fault: "`versions` must be like `>=1.25 <1.28.7`" })),
  yields: allowOmission(Type.Boolean({ description: "true: what another rule says of the same place says it better." })),
  description: Type.String({ description: "What breaks, with the symptom a user sees.", minLength: 1, maxLength: 5000 }),
  remedy: Type.String({ description: "What to write instead.", minLength: 1, maxLength: 2000 }),
  links: Type.Array(Type.String({ pattern: "^https://\\S{1,500}$" }), {
    description: "The page that states the requirement, and an issue that shows the failure.",
    maxItems: 20,
    fault: "`links` must be addresses that start with https://",
  }),
  fix: allowOmission(describeShape("What repairs an install that it is violated at.", PolicyFix)),
});

export const JsonSchema = Type.Unsafe({
  $id: "JsonSchema",
  type: ["object", "boolean"],
  $ref: "https://json-schema.org/draft/2020-12/schema",
});

export const FileFix = defineClosedShape("FileFix", "Values that repair it, by path of keys.", {
  set: mapOf(Type.Unknown(), { minProperties: 1 }),
  remove: allowOmission(Type.Array(Type.String(), { description: "Values to take away where they are written." })),
  tools: allowOmission(Type.Array(Tool)),
  versions: allowOmission(Type.String({ description: "Istio versions it works for, such as `>=1.25`." })),
});

export const PolicyFile = defineClosedShape(
  "PolicyFile",
  "A rule that is a JSON Schema over a cluster document, or over each install, resource or piece of evidence of it.",
  {
    $schema: allowOmission(Type.String()),
    id: Type.String({
      description: "Kebab-case; a custom policy has a name space before it, such as `acme/pin-version`.",
      pattern: policyId,
    }),
    title: Type.String({ description: "The requirement, in the imperative.", minLength: 1, maxLength: 70 }),
    severity: Severity,
    platforms: allowOmission(Type.Array(Platform, { description: scope.platforms, minItems: 1, uniqueItems: true })),
    ambient: allowOmission(scope.ambient),
    versions: allowOmission(Type.String(scope.versions)),
    subject: Type.Enum(["installs", "resources", "evidence", "cluster"], {
      description:
        "What is judged: each install, resource or piece of evidence by itself, or the whole cluster document. `istio-preflight inspect --format json` prints them.",
    }),
    clusterWhere: allowOmission(
      describeShape(
        "The clusters to judge: those whose whole document validates. It says where a rule depends on more than its subject, such as on the other installs of a cluster.",
        JsonSchema,
      ),
    ),
    where: allowOmission(
      describeShape(
        "The subjects to judge: those that validate. Name a key under `required` where its absence should leave the subject out.",
        JsonSchema,
      ),
    ),
    require: describeShape(
      "What subjects must be like. The first value that fails is the place of the finding, others that fail are related to it; of an `anyOf`, the first branch says what fails. A value that the repository does not show (an install's `unknown`) never fails, not by `required` either; avoid `not` over such values.",
      JsonSchema,
    ),
    warnWhere: allowOmission(describeShape("Subjects for which a violation is only a warning: those that validate.", JsonSchema)),
    message: Type.String({
      description:
        "What is, and what must be. `{{/effective/cniConfDir}}` stands for the value at that JSON pointer of the subject, `{{value}}` for the value that fails; what is missing reads `unset`.",
      minLength: 1,
    }),
    remedy: Type.String({ description: "What to write instead.", minLength: 1 }),
    description: Type.String({ description: "What breaks, with the symptom a user sees.", minLength: 1 }),
    links: allowOmission(
      Type.Array(Type.String({ pattern: "^https://" }), {
        description: "The page that states the requirement, and an issue that shows the failure.",
        minItems: 1,
      }),
    ),
    fix: allowOmission(FileFix),
  },
);
