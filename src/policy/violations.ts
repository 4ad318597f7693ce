import type { ClusterDocument } from "../model/cluster.ts";
import type { RelatedPointer, Severity, Violation } from "../model/finding.ts";
import type { Proposal } from "../model/fix.ts";
import { acceptChange } from "./checked-change.ts";
import { isRecord } from "./metadata.ts";
import { readPointer } from "./template.ts";

/** An error in the violations of a custom policy, as a message. */
export class ViolationError extends Error {}

/** The maximum length of a text from a custom policy. */
export const longestMessage = 2_000;
const mostRelated = 50;
const mostViolations = 10_000;

/** Checks the violations of a sandboxed policy, and keeps only known fields; throws a `ViolationError`. */
export function acceptViolations(value: unknown, document: ClusterDocument): Violation[] {
  if (!Array.isArray(value)) throw new ViolationError("it must answer with a list of findings");
  if (value.length > mostViolations) throw new ViolationError(`it has more than ${mostViolations} findings`);
  return value.map((violation: unknown) => acceptViolation(violation, document));
}

function acceptViolation(value: unknown, document: ClusterDocument): Violation {
  if (!isRecord(value)) throw new ViolationError("each finding must be an object with `message` and `at`");
  const { severity, remedy, fix, related } = value;
  const isSeverity = severity === undefined || severity === "error" || severity === "warning" || severity === "note";
  if (!isSeverity) throw new ViolationError("the `severity` of a finding must be error, warning or note");
  return {
    message: acceptText("message", value.message),
    at: acceptPointer(value.at, document),
    ...(severity !== undefined && { severity: severity as Severity }),
    ...(remedy !== undefined && { remedy: acceptText("remedy", remedy) }),
    ...(related !== undefined && { related: acceptRelated(related, document) }),
    ...(fix !== undefined && { fix: fix === null ? null : acceptProposal(fix, document) }),
  };
}

function acceptText(name: string, value: unknown): string {
  if (typeof value !== "string" || value === "") throw new ViolationError(`the \`${name}\` of a finding must be a text`);
  return value.length > longestMessage ? `${value.slice(0, longestMessage)}…` : value;
}

/** A pointer must name a part of the document, or a place where a part could be, because the places of findings come from it. */
function acceptPointer(value: unknown, document: ClusterDocument): string {
  if (typeof value !== "string" || value.length > 1_000 || !/^(\/[^/]*)*$/.test(value)) {
    throw new ViolationError("the `at` of a finding must be a JSON pointer such as `/installs/0/version`");
  }
  const top = value.split("/").slice(0, 3).join("/");
  if (value === "" || readPointer(document, top) !== undefined) return value;
  throw new ViolationError(`a finding points at \`${value.slice(0, 100)}\`, which is not in the document`);
}

function acceptRelated(value: unknown, document: ClusterDocument): RelatedPointer[] {
  if (!Array.isArray(value)) throw new ViolationError("`related` must be a list");
  return value.slice(0, mostRelated).map((item: unknown) => {
    if (!isRecord(item)) throw new ViolationError("each of `related` must be an object with `message` and `at`");
    return { at: acceptPointer(item.at, document), message: acceptText("message", item.message) };
  });
}

function acceptProposal(value: unknown, document: ClusterDocument): Proposal {
  if (!isRecord(value) || !Array.isArray(value.changes) || value.changes.length > mostChanges) {
    throw new ViolationError("`fix` must have a `title` and `changes`");
  }
  const changes = value.changes.map((change: unknown) => {
    const checked = acceptChange(change, document, (written) => acceptPointer(written, document));
    if (!checked) throw new ViolationError(oddChange);
    return checked;
  });
  return { title: acceptText("title", value.title).slice(0, 200), ...(value.safe === false && { safe: false }), changes };
}

const mostChanges = 50;
const oddChange =
  "each change of a `fix` must be one of `install` and `set`, `resource` and `set`, `remove`, `move` and `to`, `replace`, `was` and `with`, `append` and `item`, `add` and `beside`, with what the document has and plain values";
