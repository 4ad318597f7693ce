import type { Cursor, Entry } from "../../../model/cursor.ts";
import {
  createScalar,
  createUnknown,
  fingerprintCursor,
  formatScalarText,
  isNull,
  isWhole,
  keepMissingFile,
  makeList,
  makeMap,
  type Unknown,
} from "../cursors.ts";
import type { Call, HclFunction } from "./function.ts";

/** Functions that split and combine lists and maps. */
export const collectionFunctions: Readonly<Record<string, HclFunction>> = {
  merge,
  concat: (args, call) => makeList(([] as Cursor[]).concat(...args.map(listItemsOrSeveral)), call.place),
  flatten: ([list], call) => (list?.kind === "list" ? makeList(flattenItems(list.items), call.place) : undefined),
  tolist: ([list]) => list,
  tomap: ([map]) => map,
  toset: ([list], call) => (list?.kind === "list" ? dropRepeatedItems(sortTexts(list.items), call) : list),
  distinct: ([list], call) => (list?.kind === "list" ? dropRepeatedItems(list.items, call) : undefined),
  compact: ([list], call) =>
    list?.kind === "list"
      ? makeList(
          list.items.filter((item) => !isEmpty(item)),
          call.place,
        )
      : undefined,
  keys: ([map], call) => (map?.kind === "map" && !map.rest ? listKeys(map.entries, call) : undefined),
  values: ([map], call) =>
    map?.kind === "map" && !map.rest
      ? makeList(
          sortMapEntries(map.entries).map(([, { value }]) => value),
          call.place,
        )
      : undefined,
  length: ([value], call) => measureLength(value, call),
  lookup: ([map, key, fallback]) => findMapValue(map, formatScalarText(key), fallback),
  contains: ([list, value], call) => findContained(list, value, call),
  element: ([list, index]) => {
    const number = Number(formatScalarText(index) ?? Number.NaN);
    return list?.kind === "list" && isWhole(list) && number >= 0 ? list.items[number % list.items.length] : undefined;
  },
  one: ([list], call) => {
    if (list?.kind !== "list" || !isWhole(list)) return undefined;
    return list.items[0] ?? createScalar(null, call.place);
  },
  coalesce: findFirstNonEmpty,
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
};

/** The last argument with a key wins. An unknown argument may replace everything before it. */
function merge(args: readonly Cursor[], call: Call): Cursor {
  const entries = new Map<string, Entry>();
  let rest: Unknown | undefined;
  for (const arg of args) {
    if (isNull(arg)) continue;
    if (arg.kind !== "map" || arg.rest) {
      entries.clear();
      const open: Unknown | undefined = arg.kind === "unknown" ? arg : undefined;
      rest = createUnknown(call, open?.reason ?? "a key of it is only known at deployment", keepMissingFile(open));
    }
    if (arg.kind === "map") for (const [key, entry] of arg.entries) entries.set(key, entry);
  }
  return makeMap(entries, call.place, rest);
}

function listItemsOrSeveral(value: Cursor): readonly Cursor[] {
  if (value.kind === "list") return value.items;
  return value.kind === "unknown" ? [{ ...value, several: true } as Unknown] : [value];
}

const flattenedLimit = 100_000;

/** Uses its own stack instead of recursion, because lists may be nested to any depth. */
function flattenItems(items: readonly Cursor[]): Cursor[] {
  const result: Cursor[] = [];
  const waiting = [...items].reverse();
  for (let item = waiting.pop(); item && result.length < flattenedLimit; item = waiting.pop()) {
    if (item.kind === "list") for (const inner of [...item.items].reverse()) waiting.push(inner);
    else result.push(item.kind === "unknown" ? ({ ...item, several: true } as Unknown) : item);
  }
  return result;
}

/** A set of strings is sorted. */
function sortTexts(items: readonly Cursor[]): readonly Cursor[] {
  const texts = items.map(formatScalarText);
  if (texts.includes(undefined)) return items;
  return [...items].sort((one, other) => (String(formatScalarText(one)) < String(formatScalarText(other)) ? -1 : 1));
}

function dropRepeatedItems(items: readonly Cursor[], call: Call): Cursor {
  const seen = new Set<string>();
  const kept = items.filter((item) => {
    const fingerprint = fingerprintCursor(item);
    if (fingerprint === undefined) return true;
    if (seen.has(fingerprint)) return false;
    seen.add(fingerprint);
    return true;
  });
  return makeList(kept, call.place);
}

function isEmpty(item: Cursor): boolean {
  return isNull(item) || (item.kind === "scalar" && item.value === "");
}

function sortMapEntries(entries: ReadonlyMap<string, Entry>): [string, Entry][] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}

function listKeys(entries: ReadonlyMap<string, Entry>, call: Call): Cursor {
  const keys = sortMapEntries(entries).map(([name, { key }]): Cursor => ({ kind: "scalar", origin: key, value: name }));
  return makeList(keys, call.place);
}

function measureLength(value: Cursor | undefined, call: Call): Cursor | undefined {
  if (value?.kind === "list" && isWhole(value)) return createScalar(value.items.length, call.place);
  if (value?.kind === "map" && !value.rest) return createScalar(value.entries.size, call.place);
  return value?.kind === "scalar" && typeof value.value === "string" ? createScalar([...value.value].length, call.place) : undefined;
}

function findMapValue(map: Cursor | undefined, key: string | undefined, fallback: Cursor | undefined): Cursor | undefined {
  if (map?.kind !== "map" || key === undefined) return undefined;
  return map.entries.get(key)?.value ?? (map.rest ? undefined : fallback);
}

function findContained(list: Cursor | undefined, value: Cursor | undefined, call: Call): Cursor | undefined {
  const wanted = value && fingerprintCursor(value);
  if (list?.kind !== "list" || wanted === undefined) return undefined;
  const items = list.items.map(fingerprintCursor);
  if (items.includes(wanted)) return createScalar(true, call.place);
  return items.includes(undefined) ? undefined : createScalar(false, call.place);
}

function findFirstNonEmpty(args: readonly Cursor[]): Cursor | undefined {
  const first = args.find((arg) => !isEmpty(arg));
  return first?.kind === "unknown" ? undefined : first;
}
