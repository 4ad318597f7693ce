import { take } from "../../model/budget.ts";
import type { Cursor } from "../../model/cursor.ts";
import { formatGrouped } from "../../model/grouped.ts";
import { runLimits, terraformLimits } from "../../model/limits.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { evaluate } from "../../syntax/hcl/evaluate.ts";
import { type Budget, spend } from "../../syntax/hcl/scope.ts";
import type { Block } from "../../syntax/hcl/syntax.ts";
import { type CallGraph, findLocalModule } from "./call-graph.ts";
import { evaluateArgument, evaluateExpression, type Instance, openInstanceScope } from "./instance.ts";
import { getWrittenText, type Library } from "./module.ts";
import { expandRepetitions } from "./repetition.ts";

/** The cost of a module call, in evaluations. */
const callCost = 20;

/** Finds everything that a root module deploys, with the values that it passes to other modules filled in. */
export function listDeployedBlocks(root: string, library: Library, graph: CallGraph): TerraformBlock[] {
  const instance: Instance = {
    module: library.module(root),
    library,
    rootDirectory: root,
    callingFile: undefined,
    passed: undefined,
    providers: new Map(),
    budget: openModuleBudget(root, library),
    known: new Map(),
  };
  const found: Deployed[] = [];
  collect(instance, graph, found, []);
  return found.map((deployed) => withCluster(deployed, root, found));
}

function openModuleBudget(root: string, { reader, module }: Library): Budget {
  const place = module(root).calls[0]?.place ?? module(root).resources[0]?.place;
  const message = "This Terraform takes too long to work out; the rest of it is unknown.";
  const spent = () => reader.problem({ code: "terraform-limit", message, ...(place && { place }) });
  let left = terraformLimits.evaluations - runLimits.fewEvaluations;
  // Taken in small amounts, because most of a root module is evaluated only when it is needed.
  const more = (needed: number) => {
    const amount = Math.max(needed, evaluationsAtOnce);
    if (amount > left || !take(reader.budget, "evaluations", amount)) return 0;
    left -= amount;
    return amount;
  };
  return { left: runLimits.fewEvaluations, depth: 0, more, spent };
}

/** The number of evaluations that a root module takes from the budget of the run at a time. */
const evaluationsAtOnce = 500;

interface Deployed {
  readonly block: Omit<TerraformBlock, "cluster">;
  /** The provider's name in the root module: `helm.cluster1`. */
  readonly provider: string | undefined;
}

function collect(instance: Instance, graph: CallGraph, found: Deployed[], chain: readonly string[]): void {
  const { module } = instance;
  for (const block of module.resources) {
    for (const { names } of expandRepetitions(block.body, openInstanceScope(instance), evaluate, instance.library.reader.problem)) {
      if (hasRoom(found, block, instance)) found.push(buildDeployed(instance, block, names));
    }
  }
  for (const block of module.calls) {
    for (const { names } of expandRepetitions(block.body, openInstanceScope(instance), evaluate, instance.library.reader.problem)) {
      if (hasRoom(found, block, instance)) collectCall(instance, block, names, graph, found, [...chain, module.directory]);
    }
  }
}

function hasRoom({ length }: readonly Deployed[], { place }: Block, { library }: Instance): boolean {
  const { blocks } = terraformLimits;
  if (length < runLimits.fewBlocks || (length < blocks && take(library.reader.budget, "blocks", 1))) return true;
  const message =
    length < blocks
      ? `The Terraform of this repository deploys more than ${formatGrouped(runLimits.blocks)} resources and modules together; from here on they are not checked.`
      : `This Terraform deploys more than ${formatGrouped(blocks)} resources and modules; from here on they are not checked.`;
  library.reader.problem({ code: "terraform-limit", message, place });
  return false;
}

function collectCall(
  instance: Instance,
  block: Block,
  names: ReadonlyMap<string, Cursor>,
  graph: CallGraph,
  found: Deployed[],
  chain: readonly string[],
): void {
  const address = getWrittenText(block.body.attributes.get("source")?.value) ?? "";
  const directory = findLocalModule(block.place.file, address, instance.library.reader);
  if (directory === undefined) found.push(buildDeployed(instance, block, names, address));
  else if (
    graph.matters(directory) &&
    !chain.includes(directory) &&
    chain.length < terraformLimits.modules &&
    isAffordable(instance.budget)
  ) {
    const child = buildChildInstance(instance, block, names, directory);
    collect(child, graph, found, chain);
  }
}

/** Takes the cost of a module call from the budget. Chains of module calls can grow without limit, even without any resource. */
function isAffordable(budget: Budget): boolean {
  return spend(budget, callCost);
}

function buildChildInstance(instance: Instance, block: Block, names: ReadonlyMap<string, Cursor>, directory: string): Instance {
  const passed = new Map<string, Cursor>();
  for (const [name, { value }] of block.body.attributes) passed.set(name, evaluateExpression(instance, value, names));
  return {
    ...instance,
    module: instance.library.module(directory),
    callingFile: instance.callingFile ?? block.place.file,
    passed,
    providers: passProviders(instance, block),
    known: new Map(),
  };
}

/** The providers of a called module: `providers = { helm = helm.cluster1 }`; without this argument a module inherits its caller's. */
function passProviders({ providers }: Instance, block: Block): ReadonlyMap<string, string> {
  const passed = new Map(providers);
  const written = block.body.attributes.get("providers")?.value;
  if (written?.kind !== "object") return passed;
  for (const { key, value } of written.items) {
    const outer = getWrittenText(value) ?? "";
    passed.set(getWrittenText(key) ?? "", providers.get(outer) ?? outer);
  }
  return passed;
}

function buildDeployed(instance: Instance, block: Block, names: ReadonlyMap<string, Cursor>, address?: string): Deployed {
  const known = new Map<string, Cursor | undefined>();
  const type = address ?? block.labels[0] ?? "";
  return {
    provider: address === undefined ? nameProvider(instance, block, type) : (passProviders(instance, block).get("helm") ?? "helm"),
    block: {
      type,
      isModule: address !== undefined,
      place: block.place,
      rootFile: instance.callingFile ?? block.place.file,
      broken: block.body.broken,
      at: (name) => block.body.attributes.get(name)?.value.place,
      value: (name) => {
        if (!known.has(name)) known.set(name, evaluateArgument(instance, block, names, name));
        return known.get(name);
      },
    },
  };
}

function nameProvider({ providers }: Instance, block: Block, type: string): string {
  const written = getWrittenText(block.body.attributes.get("provider")?.value) ?? type.split("_")[0] ?? "";
  return providers.get(written) ?? written;
}

/**
 * Adds the cluster to a block. Two providers of the same type mean two clusters; with only one provider, its name is not
 * evidence of a cluster.
 */
function withCluster({ block, provider }: Deployed, root: string, all: readonly Deployed[]): TerraformBlock {
  const releases = all.filter((other) => other.block.type === "helm_release" || other.block.isModule);
  const isSplit = new Set(releases.map((other) => other.provider)).size > 1;
  const alias = isSplit ? provider?.split(".")[1] : undefined;
  const place = root.replace(/\/$/, "");
  return { ...block, cluster: alias === undefined ? undefined : place === "" ? alias : `${place} (${alias})` };
}
