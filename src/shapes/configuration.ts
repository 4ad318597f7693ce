import { type Static, Type } from "typebox";
import { Platform, Severity } from "./names.ts";
import { allowNull, allowOmission, defineClosedShape, describeShape, mapOf } from "./vocabulary.ts";

/** Each part takes time in proportion to the text: the file comes with the repository that is checked. */
const globPattern = [
  "^(?!/|[A-Za-z]:|!|\\.(/|$))",
  "(?!([\\s\\S]*/)?\\.\\.(/|$))",
  "(?![\\s\\S]*\\{[^{},]*,[^{}]*\\})",
  "(?![^/\\\\]*\\\\[^/]*$)",
  "[\\s\\S]*[^/]$",
].join("");

export const Glob = Type.String({
  $id: "Glob",
  description: "A path from the working directory, with `*`, `**` and `?`.",
  minLength: 1,
  pattern: globPattern,
});

const text = { minLength: 1 } as const;

const ConfiguredSeverity = Type.Unsafe<Static<typeof Severity> | "off" | false>({
  enum: [...Severity.enum, "off", false],
  fault: "The severity of `{{key}}` must be error, warning, note or off.",
});

export const ClusterEntry = defineClosedShape(
  "ClusterEntry",
  undefined,
  {
    name: Type.String({ description: "Its name, as `inspect` prints it.", ...text }),
    platform: allowOmission(describeShape("Its platform; inferred where missing.", Platform)),
    cni: allowOmission(allowNull(Type.Array(Type.String(), { description: "Its CNI plugins, such as `cilium`." }))),
    paths: allowOmission(
      allowNull(
        Type.Array(Glob, {
          description: "Globs of the files that deploy it; without any, it is the cluster of that name as the files show it.",
        }),
      ),
    ),
  },
  { subject: "A cluster" },
);

export const IgnoreEntry = defineClosedShape(
  "IgnoreEntry",
  undefined,
  {
    rule: Type.String({ description: "The id of a rule." }),
    paths: allowOmission(allowNull(Type.Array(Glob, { description: "Globs of files; all files where missing." }))),
    reason: Type.String({ description: "Why; shown beside what it suppresses.", ...text }),
    until: allowOmission(
      allowNull(
        Type.String({
          description: "The last day on which it holds.",
          pattern: "^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$",
          fault: "`until` must be a date such as 2027-03-31.",
        }),
      ),
    ),
  },
  { subject: "An entry of `ignore`" },
);

export const ConfigurationDocument = defineClosedShape(
  "ConfigurationDocument",
  "What a configuration file says.",
  {
    clusters: allowOmission(
      allowNull(Type.Array(ClusterEntry, { description: "The clusters of this repository, where the files do not show them." })),
    ),
    istioVersion: allowOmission(allowNull(Type.String({ description: "The Istio version of installs that do not say.", ...text }))),
    rules: allowOmission(
      allowNull(
        mapOf(ConfiguredSeverity, {
          description: "Severity by rule, where it differs from the rule's own.",
          fault: "`rules` must be a map of rules and severities.",
        }),
      ),
    ),
    ignore: allowOmission(allowNull(Type.Array(IgnoreEntry, { description: "Findings that are not reported." }))),
    policies: allowOmission(
      allowNull(
        Type.Array(Type.String(text), { description: "Globs of the policies beside the built-in ones, .json and .ts.", maxItems: 100 }),
      ),
    ),
    exclude: allowOmission(allowNull(Type.Array(Glob, { description: "Globs of files that are not read." }))),
    baseline: allowOmission(
      allowNull(
        Type.String({
          description: "The file of known findings, relative to the working directory; `check --write-baseline` writes it.",
          ...text,
        }),
      ),
    ),
  },
  { fault: "The configuration must be a map of keys." },
);
