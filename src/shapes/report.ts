import { Type } from "typebox";
import { fingerprint } from "../model/patterns.ts";
import { Confidence, Severity } from "./names.ts";
import { allowOmission, defineClosedShape, describeShape } from "./vocabulary.ts";

const most = 2_147_483_647;

function count(description?: string) {
  return Type.Integer({ ...(description !== undefined && { description }), minimum: 0, maximum: most });
}

const position = Type.Integer({ description: "Counts from 1; columns in UTF-16 units.", minimum: 1, maximum: most });

const file = Type.String({
  description: "A path with forward slashes, relative to the working directory.",
  minLength: 1,
  pattern: "^(?!\\.?/)",
});

export const Summary = defineClosedShape("Summary", "Counts of one run.", {
  files: count("Files looked at."),
  clusters: count("Clusters found."),
  installs: count("Installs found."),
  errors: count("Findings of severity error."),
  warnings: count("Findings of severity warning."),
  notes: count("Findings of severity note."),
  suppressed: count("Findings that a comment or the configuration lets off."),
  unknown: count("Installs with a value that only exists at deployment."),
});

export const TextEdit = defineClosedShape(
  "TextEdit",
  "A replacement of a stretch of a file, in UTF-16 units from its start. An edit of a file that is not there makes it.",
  { file, start: count(), end: count(), text: Type.String() },
);

export const Fix = defineClosedShape("Fix", "Edits that repair one finding. A safe one changes nothing but what the finding is about.", {
  title: Type.String(),
  safe: Type.Boolean({ description: "Whether it changes nothing but what the finding is about." }),
  reason: allowOmission(Type.String({ description: "Why it is not safe, where that does not lie in what the rule proposes." })),
  edits: Type.Array(TextEdit),
});

export const RelatedPlace = defineClosedShape("RelatedPlace", "Another place that explains a finding.", {
  file,
  line: position,
  message: Type.String(),
});

export const ReportedFinding = defineClosedShape("ReportedFinding", "A finding as the JSON report has it.", {
  rule: Type.String({ description: "The id of the rule.", minLength: 1 }),
  severity: Severity,
  confidence: describeShape("How sure it is that the rule applies.", Confidence),
  message: Type.String({ description: "What is, and what must be; values in backticks." }),
  remedy: Type.String({ description: "What to write instead." }),
  cluster: Type.String({ description: "The first of `clusters`." }),
  clusters: allowOmission(
    Type.Array(Type.String(), { description: "Every cluster that the mistake breaks, as `inspect` names them.", minItems: 1 }),
  ),
  file,
  line: position,
  column: position,
  endLine: position,
  endColumn: position,
  related: Type.Array(RelatedPlace, { description: "Other places that explain it." }),
  fix: allowOmission(describeShape("Edits that repair it.", Fix)),
  fingerprint: Type.String({ description: "The same for the same mistake across runs and line shifts.", pattern: fingerprint }),
  docs: Type.String({ description: "The page of the rule." }),
  reason: allowOmission(Type.String({ description: "Why it is let off, for what is suppressed." })),
});

export const ReportedProblem = defineClosedShape(
  "ReportedProblem",
  "Something that could not be read or resolved.",
  {
    code: Type.String({ description: "Its kind, for programs.", pattern: "^[a-z][a-z0-9-]*$" }),
    message: Type.String(),
    file: allowOmission(file),
    line: allowOmission(position),
  },
  { dependentRequired: { file: ["line"], line: ["file"] } },
);

export const ReportDocument = defineClosedShape("ReportDocument", "The result of one run, for programs: version 1.", {
  schemaVersion: Type.Literal(1, { description: "Changes only with what programs would notice." }),
  summary: describeShape("Counts of the run.", Summary),
  findings: Type.Array(ReportedFinding, { description: "Ordered by cluster, file, line." }),
  suppressed: Type.Array(ReportedFinding, { description: "Findings that are let off, each with its reason." }),
  problems: Type.Array(ReportedProblem, { description: "What could not be read or resolved. Never changes the verdict." }),
});
