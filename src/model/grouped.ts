/** Formats a number with thousands separators. Does not use `toLocaleString`, whose first call takes several milliseconds. */
export function formatGrouped(number: number): string {
  return String(number).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ",");
}
