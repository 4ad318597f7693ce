import { wrapWholeText } from "../model/source-text.ts";
import { readYaml, type YamlDocument } from "../syntax/yaml/yaml.ts";
import { openAccount } from "../syntax/yaml/yaml-limit.ts";
import type { Reader, Source } from "./source.ts";

const known = new WeakMap<Source, YamlDocument>();

/** Reads a whole file as one YAML document, once even if many installs name it. */
export function readSourceYaml(source: Source, { budget, problem }: Pick<Reader, "budget" | "problem">): YamlDocument {
  const read = known.get(source);
  if (read) return read;
  const document = readYaml(wrapWholeText(source.path, source.text), openAccount(budget));
  for (const found of document.problems) if (found.code === "yaml-limit") problem(found);
  known.set(source, document);
  return document;
}
