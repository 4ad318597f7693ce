import { Type } from "typebox";
import { fingerprint } from "../model/patterns.ts";
import { allowOmission, defineClosedShape } from "./vocabulary.ts";

const text = { maxLength: 10_000 } as const;

export const KnownFinding = defineClosedShape("KnownFinding", "A finding that a team knew when it began, and deals with later.", {
  fingerprint: Type.String({ description: "What the finding is known by; the rest is for the reader.", pattern: fingerprint }),
  rule: Type.String(text),
  file: Type.String({ description: "Relative to the working directory.", ...text }),
  cluster: Type.String(text),
  message: Type.String(text),
});

export const BaselineDocument = defineClosedShape("BaselineDocument", "The findings that were known when a team began.", {
  $schema: allowOmission(Type.Unknown()),
  schemaVersion: Type.Literal(1),
  findings: Type.Array(KnownFinding),
});
