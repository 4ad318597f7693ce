import { take } from "../../model/budget.ts";
import { formatGrouped } from "../../model/grouped.ts";
import { runLimits, terraformLimits } from "../../model/limits.ts";
import type { Place } from "../../model/location.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import type { Reader } from "../../reader/source.ts";
import type { ParseHcl } from "../../syntax/hcl/grammar.ts";
import { createUnreadFile, readHcl, type Wanted } from "../../syntax/hcl/hcl.ts";
import type { Body } from "../../syntax/hcl/syntax.ts";

/** Reads and parses a file in Terraform's language; reports a problem if that fails. */
export function readHclFile(path: string, reader: Reader, parse: ParseHcl, wanted?: Wanted): Body {
  const text = wrapWholeText(path, reader.source(path)?.text ?? "");
  // A file above the length limit is not parsed, so it costs nothing.
  const length = text.content.length > terraformLimits.characters ? 0 : text.content.length;
  const { body, problems } = take(reader.budget, "terraform", Math.max(0, length - runLimits.shortTerraform))
    ? readHcl(text, parse, wanted)
    : createUnreadFile({ code: "terraform-limit", message: tooLong, place: locateFileStart(path) });
  for (const problem of problems) reader.problem(problem);
  return body;
}

const tooLong = `The long Terraform files of this repository have more than ${formatGrouped(runLimits.terraform)} characters together; this one is not read.`;

function locateFileStart(file: string): Place {
  return { file, start: 0, end: 0 };
}
