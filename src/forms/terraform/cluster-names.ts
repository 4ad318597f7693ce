import { isTerraform } from "../../files/file-kind.ts";
import type { FoundEvidence } from "../../model/cluster.ts";
import { formatClusterName, unknownName } from "../../model/cluster-name.ts";
import type { Reader } from "../../reader/source.ts";
import { findLocalModule, listFilesIn, resolveModuleDirectory } from "./call-graph.ts";

/** Resolves names of clusters that Terraform writes as references: to variables with a default, to locals, or to what a caller passes. */
export function withClusterNames(evidence: readonly FoundEvidence[], reader: Reader): readonly FoundEvidence[] {
  let left = referenceLimit;
  return evidence.map((piece) => {
    const { cluster, place } = piece;
    if (cluster === undefined || !isTerraform(place.file) || !cluster.includes("${") || left-- <= 0) return piece;
    const colon = cluster.indexOf(":");
    const written = cluster.slice(colon + 1).replace(/^\$\{(.*)\}$/s, "$1");
    const name = resolve(written, resolveModuleDirectory(place.file), reader, 0);
    return { ...piece, cluster: formatClusterName(cluster.slice(0, colon), name ?? unknownName) };
  });
}

/** The maximum number of cluster names to resolve; each may require a search through all files. */
const referenceLimit = 200;

/** The maximum number of references that are followed for one name. */
const depthLimit = 4;

function resolve(expression: string, directory: string, reader: Reader, depth: number): string | undefined {
  const text = expression.trim();
  const quoted = /^"([^"]*(?:\$\{[^}]*\}[^"]*)*)"$/.exec(text)?.[1];
  if (quoted !== undefined) return interpolate(quoted, directory, reader, depth);
  const [, kind, name = ""] = /^(var|local)\.(\w+)$/.exec(text) ?? [];
  if (kind === undefined || depth >= depthLimit) return undefined;
  const written = kind === "local" ? findLocalValue(name, directory, reader) : findVariableValue(name, directory, reader);
  return written && resolve(written.expression, written.directory, reader, depth + 1);
}

function interpolate(text: string, directory: string, reader: Reader, depth: number): string | undefined {
  let isKnown = true;
  const filled = text.replace(/\$\{([^}]*)\}/g, (_, inner: string) => {
    const value = resolve(inner, directory, reader, depth);
    isKnown &&= value !== undefined;
    return value ?? "";
  });
  return isKnown ? filled : undefined;
}

interface Written {
  readonly expression: string;
  /** The directory in which references of the expression are resolved. */
  readonly directory: string;
}

function findLocalValue(name: string, directory: string, reader: Reader): Written | undefined {
  return findFirstExpression(
    directory,
    reader,
    new RegExp(`\\blocals[ \\t]*\\{[^}]{0,4000}?\\n[ \\t]*${name}[ \\t]*=[ \\t]*([^\\n]{1,200})`),
  );
}

function findVariableValue(name: string, directory: string, reader: Reader): Written | undefined {
  const set = findFirstExpression(
    directory,
    reader,
    new RegExp(`^${name}[ \\t]*=[ \\t]*([^\\n]{1,200})`, "m"),
    /(^|\/)(terraform|[^/]+\.auto)\.tfvars$/,
  );
  const passed = findPassedValue(name, directory, reader);
  const byDefault = new RegExp(`^variable[ \\t]+"${name}"[ \\t]*\\{[^}]{0,2000}?\\bdefault[ \\t]*=[ \\t]*([^\\n}]{1,200})`, "m");
  return set ?? passed ?? findFirstExpression(directory, reader, byDefault);
}

/** The value that a module call passes to a directory, if only one call does. */
function findPassedValue(name: string, directory: string, reader: Reader): Written | undefined {
  const found: Written[] = [];
  for (const { path, text, words } of reader.sources) {
    if (!isTerraform(path) || !words.has('module "')) continue;
    for (const block of text.split(/^(?=module[ \t]+")/m).slice(1)) {
      const address = /^[ \t]*source[ \t]*=[ \t]*"(\.[^"\n]{0,400})"/m.exec(block)?.[1];
      if (address === undefined || findLocalModule(path, address, reader) !== directory) continue;
      const expression = new RegExp(`^[ \\t]{1,40}${name}[ \\t]*=[ \\t]*([^\\n]{1,200})`, "m").exec(block)?.[1];
      if (expression !== undefined) found.push({ expression, directory: resolveModuleDirectory(path) });
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

function findFirstExpression(directory: string, reader: Reader, pattern: RegExp, files = /\.(tf|tofu)$/): Written | undefined {
  for (const path of listFilesIn(directory, reader)) {
    const expression = files.test(path) ? pattern.exec(reader.source(path)?.text ?? "")?.[1] : undefined;
    if (expression !== undefined) return { expression: expression.replace(/\s+(?:#|\/\/).*$/, ""), directory };
  }
  return undefined;
}
