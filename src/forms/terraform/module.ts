import { isTerraform } from "../../files/file-kind.ts";
import { terraformLimits } from "../../model/limits.ts";
import { once } from "../../model/remembered.ts";
import type { SourceText } from "../../model/source-text.ts";
import { wrapWholeText } from "../../model/source-text.ts";
import type { Reader } from "../../reader/source.ts";
import type { ParseHcl } from "../../syntax/hcl/grammar.ts";
import { describeSizeExcess, readTemplate } from "../../syntax/hcl/hcl.ts";
import type { Attribute, Block, Body, Expression, TemplatePart } from "../../syntax/hcl/syntax.ts";
import { listFilesIn } from "./call-graph.ts";
import { readHclFile } from "./hcl-file.ts";
import { type Assigned, isRunItself, readVariableFiles } from "./variables.ts";

/** The content of a directory with Terraform files. */
export interface Module {
  readonly directory: string;
  readonly variables: ReadonlyMap<string, Body>;
  readonly locals: ReadonlyMap<string, Attribute>;
  readonly resources: readonly Block[];
  readonly calls: readonly Block[];
  /** The values from `*.tfvars` files beside it; unknown where the files differ. */
  readonly assigned: () => Assigned;
  /** Checks whether there is evidence that Terraform is run in this directory, and not only in a module that calls it. */
  readonly isRun: () => boolean;
}

/** Reads directories and template files, each only once. */
export interface Library {
  readonly module: (directory: string) => Module;
  readonly file: (path: string) => SourceText | undefined;
  readonly template: (path: string) => readonly TemplatePart[] | undefined;
  readonly reader: Reader;
  readonly parse: ParseHcl;
}

/** The types of resources that are read; all other resources are skipped. */
const resourceTypes: ReadonlySet<string> = new Set([
  ...["helm_release", "aws_eks_addon", "kubectl_manifest", "kubernetes_manifest", "kubernetes_namespace", "kubernetes_namespace_v1"],
  ...["kubernetes_resource_quota", "kubernetes_resource_quota_v1", "argocd_application"],
  "kubernetes_labels",
]);

export function openLibrary(reader: Reader, parse: ParseHcl): Library {
  const modules = new Map<string, Module>();
  const templates = new Map<string, readonly TemplatePart[] | undefined>();
  const file = (path: string) => {
    const source = reader.source(path);
    return source && wrapWholeText(path, source.text);
  };
  return {
    reader,
    parse,
    file,
    module: (directory) => {
      const known = modules.get(directory) ?? readModule(directory, reader, parse);
      modules.set(directory, known);
      return known;
    },
    template: (path) => {
      const text = templates.has(path) ? undefined : file(path);
      if (text && text.content.length > terraformLimits.characters) reader.problem(describeSizeExcess(text));
      if (text) templates.set(path, readTemplate(text, parse));
      return templates.get(path);
    },
  };
}

function readModule(directory: string, reader: Reader, parse: ParseHcl): Module {
  const blocks = listModuleFiles(directory, reader).flatMap((path) => readHclFile(path, reader, parse, isWanted).blocks);
  const ofType = (type: string) => blocks.filter((block) => block.type === type);
  return {
    directory,
    variables: new Map(ofType("variable").map(({ labels, body }) => [labels[0] ?? "", body])),
    locals: new Map(ofType("locals").flatMap(({ body }) => [...body.attributes])),
    resources: ofType("resource"),
    calls: ofType("module"),
    assigned: once(() => readVariableFiles(directory, reader, parse)),
    isRun: once(() => isRunItself(directory, reader)),
  };
}

/** The Terraform files of a directory. OpenTofu reads `x.tofu` instead of `x.tf`. */
function listModuleFiles(directory: string, reader: Reader): string[] {
  const files = listFilesIn(directory, reader).filter(isTerraform);
  const names = new Set(files);
  return files.filter((path) => !names.has(path.replace(/\.tf$/, ".tofu")) || path.endsWith(".tofu"));
}

function isWanted(type: string, labels: readonly string[], text: string): boolean {
  if (type !== "resource") return type === "variable" || type === "locals" || type === "module";
  return resourceTypes.has(labels[0] ?? "") || text.includes("local-exec");
}

/** The source text of an expression without quotes: `helm.cluster1`. */
export function getWrittenText(expression: Expression | undefined): string | undefined {
  return expression?.source.replace(/^"|"$/g, "").trim();
}
