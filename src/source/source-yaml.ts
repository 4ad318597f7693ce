import { wholeText } from "../model/source-text.ts";
import type { Source } from "./source.ts";
import { readYaml, type YamlDocument } from "./yaml.ts";

const known = new WeakMap<Source, YamlDocument>();

/** A whole file as one YAML document, read once however many installs name it. */
export function yamlOf(source: Source): YamlDocument {
  const document = known.get(source) ?? readYaml(wholeText(source.path, source.text));
  known.set(source, document);
  return document;
}
