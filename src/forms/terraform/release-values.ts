import { type Assignment, type AssignmentLayer, buildAssignmentLayer } from "../../model/assignment.ts";
import { type Cursor, findAt, findItemsAt, isPlace } from "../../model/cursor.ts";
import { type Layer, layerLimit } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { parseSet, type SetKind } from "../../model/values.ts";
import { reportMissingFile } from "../../reader/missing-file.ts";
import type { Reader } from "../../reader/source.ts";
import type { TerraformBlock } from "../../reader/terraform-block.ts";
import { formatScalarText, type Unknown } from "../../syntax/hcl/cursors.ts";
import { readEncodedDocument } from "../../syntax/hcl/document.ts";
import { resolvePlain } from "../../syntax/yaml/yaml-scalar.ts";

/** Returns an argument of a release by its name. */
export type Arguments = (name: string) => Cursor | undefined;

/** The arguments in a map, such as an entry of `helm_releases`. */
export function readMapArguments(map: Cursor): Arguments {
  return (name) => findAt(map, name);
}

/**
 * The layers of a release in the provider's order: `values`, where later items override earlier ones, then every `set`,
 * `set_list` and `set_sensitive`. https://github.com/hashicorp/terraform-provider-helm/blob/main/helm/resource_helm_release.go
 */
export function releaseLayers(given: Arguments, block: TerraformBlock, reader: Reader): Layer[] {
  const values = toListItems(given("values")).flatMap((item) => readValuesLayer(item, block, reader));
  const sets = setLayers(given, block);
  const broken: Layer[] = block.broken
    ? [{ name: "values", values: { kind: "unknown", origin: block.broken, reason: "it cannot be read" } }]
    : [];
  return [...values, ...broken, ...sets];
}

/**
 * The layers of all `set` arguments. Collecting stops at one more than the limit, so that the excess is noticed: a few lines of
 * a dynamic block can produce tens of thousands.
 */
function setLayers(given: Arguments, block: TerraformBlock): Layer[] {
  const layers: Layer[] = [];
  for (const name of setArguments) {
    for (const item of toListItems(given(name))) {
      layers.push(...setLayer(name, item, block));
      if (layers.length > layerLimit) return layers;
    }
  }
  return layers;
}

/** The configuration of an EKS add-on. */
export function readAddonValues(given: Arguments, block: TerraformBlock): Layer[] {
  const configuration = given("configuration_values");
  if (!configuration || isNothing(configuration)) return [];
  return [{ name: "configuration_values", values: readEncodedDocument(configuration) ?? createUnreadable(configuration, block) }];
}

const setArguments = ["set", "set_list", "set_sensitive", "set_wo"] as const;

/** The items of a list; a single value counts as one item, because it may be an unknown list. */
function toListItems(value: Cursor | undefined): readonly Cursor[] {
  if (value?.kind === "list") return value.items;
  return value && !isNothing(value) ? [value] : [];
}

function isNothing(value: Cursor): boolean {
  return value.kind === "scalar" && (value.value === null || value.value === "");
}

function readValuesLayer(item: Cursor, block: TerraformBlock, reader: Reader): Layer[] {
  if (isNothing(item)) return [];
  const place = locateValue(item, block);
  const missing = findMissingFile(item);
  if (missing !== undefined) {
    reportMissingFile({ written: missing, path: reader.resolve(block.rootFile, missing), place }, reader);
  }
  const text = item.kind === "scalar" && item.text && item.text.file !== block.place.file ? item.text.file : undefined;
  return [{ name: text ?? "values", values: readEncodedDocument(item, reader.problem) ?? createUnreadable(item, block) }];
}

/** The file that a value waits for: itself, what it encodes, or what the rest of that is merged from. */
function findMissingFile(item: Cursor): string | undefined {
  const { missing, encodes } = item as Unknown;
  const rest = encodes?.kind === "map" ? encodes.rest : encodes;
  return missing ?? (rest as Unknown | undefined)?.missing;
}

function createUnreadable(item: Cursor, block: TerraformBlock): Cursor {
  if (item.kind === "unknown") return item;
  return { kind: "unknown", origin: locateValue(item, block), reason: "the values cannot be read" };
}

function setLayer(argument: string, item: Cursor, block: TerraformBlock): Layer[] {
  const name = findAt(item, "name");
  const value = findAt(item, "value") ?? findAt(item, "value_wo");
  const written = formatScalarText(name);
  const place = locateValue(name ?? item, block);
  if (written === undefined) return [{ name: argument, values: item.kind === "unknown" ? item : open(name, place) }];
  const layerName = `${argument} ${written}`;
  if (!value) return [];
  const kind = formatScalarText(findAt(item, "type"));
  if (kind === "literal") return [{ name: layerName, values: readLiteralAssignment(written, value, place) }];
  const text = argument === "set_list" ? listText(value) : formatScalarText(value);
  const isString = kind === "string";
  return [{ name: layerName, values: readAssignment(written, text, value, isString ? "set-string" : "set", place, block) }];
}

function open(name: Cursor | undefined, place: Place): Cursor {
  return { kind: "unknown", origin: place, reason: name?.kind === "unknown" ? name.reason : "what it sets is only known at deployment" };
}

/** The text of a list. The provider puts the items between braces without escaping commas. */
function listText(value: Cursor): string | undefined {
  if (value.kind !== "list") return undefined;
  const texts = findItemsAt(value).map(formatScalarText);
  return texts.includes(undefined) ? undefined : `{${texts.join(",")}}`;
}

/** The layer of a name and a value, which the provider combines to one `--set` expression. Both keep their places. */
function readAssignment(name: string, text: string | undefined, value: Cursor, kind: SetKind, place: Place, block: TerraformBlock): Cursor {
  const layer = parseSet(`${name}=${text ?? ""}`, kind, place);
  if (!isAssignments(layer)) return layer;
  const origin = locateValue(value, block);
  const assignments = layer.assignments.map((assignment, index): Assignment => {
    const path = assignment.path.map((step) => ({ ...step, origin: place }));
    // As in the command, a comma in the value starts another assignment.
    const written = text === undefined && index === 0 ? toUnknownValue(value, origin) : { ...assignment.value, origin };
    return { path, value: written };
  });
  return buildAssignmentLayer(assignments, place);
}

function isAssignments(layer: Cursor): layer is AssignmentLayer {
  return layer.kind === "map" && "assignments" in layer;
}

function toUnknownValue(value: Cursor, origin: Place): Cursor {
  return value.kind === "unknown" ? value : { kind: "unknown", origin, reason: "it is not text" };
}

/** The layer of `type = "literal"`: the value is YAML, and the name is a single key, even if it contains dots. */
function readLiteralAssignment(name: string, value: Cursor, place: Place): Cursor {
  const text = formatScalarText(value);
  const known: Cursor = text === undefined ? value : ({ ...value, kind: "scalar", value: resolvePlain(text) } as Cursor);
  return buildAssignmentLayer([{ path: [{ name, origin: place }], value: known }], place);
}

function locateValue(cursor: Cursor, block: TerraformBlock): Place {
  return isPlace(cursor.origin) ? cursor.origin : block.place;
}
