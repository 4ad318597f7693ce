import { type Static, Type } from "typebox";
import { Platform, Severity } from "./names.ts";
import { closed, described, mapOf, nullable, optional } from "./vocabulary.ts";

/** Each part takes time in proportion to the text: the file comes with the repository that is checked. */
const globPattern = [
  "^(?!/|[A-Za-z]:|!|\\.(/|$))",
  "(?!(.*/)?\\.\\.(/|$))",
  "(?!.*\\{[^{},]*,[^{}]*\\})",
  "(?![^/\\\\]*\\\\[^/]*$)",
  ".*[^/]$",
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

export const ClusterEntry = closed(
  "ClusterEntry",
  undefined,
  {
    name: Type.String({ description: "Its name, as `inspect` prints it.", ...text }),
    platform: optional(described("Its platform; inferred where missing.", Platform)),
    cni: optional(nullable(Type.Array(Type.String(), { description: "Its CNI plugins, such as `cilium`." }))),
    paths: optional(
      nullable(
        Type.Array(Glob, {
          description: "Globs of the files that deploy it; without any, it is the cluster of that name as the files show it.",
        }),
      ),
    ),
  },
  { subject: "A cluster" },
);

export const IgnoreEntry = closed(
  "IgnoreEntry",
  undefined,
  {
    rule: Type.String({ description: "The id of a rule." }),
    paths: optional(nullable(Type.Array(Glob, { description: "Globs of files; all files where missing." }))),
    reason: Type.String({ description: "Why; shown beside what it suppresses.", ...text }),
    until: optional(
      nullable(
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

export const ConfigurationDocument = closed(
  "ConfigurationDocument",
  "What a configuration file says.",
  {
    clusters: optional(
      nullable(Type.Array(ClusterEntry, { description: "The clusters of this repository, where the files do not show them." })),
    ),
    istioVersion: optional(nullable(Type.String({ description: "The Istio version of installs that do not say.", ...text }))),
    rules: optional(
      nullable(
        mapOf(ConfiguredSeverity, {
          description: "Severity by rule, where it differs from the rule's own.",
          fault: "`rules` must be a map of rules and severities.",
        }),
      ),
    ),
    ignore: optional(nullable(Type.Array(IgnoreEntry, { description: "Findings that are not reported." }))),
    policies: optional(
      nullable(
        Type.Array(Type.String(text), { description: "Globs of the policies beside the built-in ones, .json and .ts.", maxItems: 100 }),
      ),
    ),
    exclude: optional(nullable(Type.Array(Glob, { description: "Globs of files that are not read." }))),
    baseline: optional(
      nullable(
        Type.String({
          description: "The file of known findings, relative to the working directory; `check --write-baseline` writes it.",
          ...text,
        }),
      ),
    ),
  },
  { fault: "The configuration must be a map of keys." },
);
