/** A place as the expected files print it. */
export function formatPlace(place: { readonly file: string; readonly line: number; readonly column: number } | null | undefined): string {
  return place ? `${place.file}:${place.line}:${place.column}` : "-";
}
