import { type Cursor, isPlace, type Origin } from "./cursor.ts";

/** An address without trailing slashes. Its place covers just that text where the file contains it literally. */
export function toAddressCursor(written: Cursor | undefined): Cursor | undefined {
  if (written?.kind !== "scalar") return written?.kind === "unknown" ? written : undefined;
  if (typeof written.value !== "string" || written.value.trim() === "") return undefined;
  return sliceStart(written, written.value, written.value.trim().replace(/\/+$/, ""));
}

/** The first part of a longer address: the repository of a chart, the hub of an image. */
export function readAddressBefore(written: Cursor | undefined, ending: RegExp): Cursor | undefined {
  if (written?.kind !== "scalar" || typeof written.value !== "string") return written?.kind === "unknown" ? written : undefined;
  const end = ending.exec(written.value)?.index;
  return end === undefined ? undefined : sliceStart(written, written.value, written.value.slice(0, end).replace(/\/+$/, ""));
}

/** The repository of a chart that is given as a full address, such as `oci://…/charts/cni` or `https://…/cni-1.29.0.tgz`. */
export function readChartRepository(written: Cursor | undefined): Cursor | undefined {
  const isAddress = written?.kind === "scalar" && typeof written.value === "string" && /^[a-z][a-z0-9+]*:\/\//.test(written.value);
  return isAddress ? readAddressBefore(written, /\/[^/]*\/?$/) : undefined;
}

function sliceStart({ origin }: { readonly origin: Origin }, whole: string, value: string): Cursor {
  return { kind: "scalar", origin: narrowOrigin(origin, whole, value), value };
}

/** Narrows a place to the value: the place is as long as the text, or longer by two quotes. */
function narrowOrigin(origin: Origin, whole: string, value: string): Origin {
  if (!isPlace(origin) || !whole.startsWith(value)) return origin;
  const quotes = (origin.end - origin.start - whole.length) / 2;
  if (quotes !== 0 && quotes !== 1) return origin;
  const start = origin.start + quotes;
  return { file: origin.file, start, end: start + value.length };
}
