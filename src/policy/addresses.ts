/** An address as a number, with the number of bits of its family. */
interface Address {
  readonly bits: 32 | 128;
  readonly value: bigint;
}

/** Checks whether a range such as `10.0.0.0/8` or `fd00::/8`, or a single address, contains an address; undefined if either is invalid. */
export function isWithin(address: string, range: string): boolean | undefined {
  const [written = "", length] = range.split("/");
  const first = parseAddress(written);
  const wanted = parseAddress(address);
  if (!first || !wanted || (length !== undefined && !/^\d{1,3}$/.test(length))) return undefined;
  if (first.bits !== wanted.bits) return false;
  const prefix = length === undefined ? first.bits : Number(length);
  if (prefix > first.bits) return undefined;
  const shift = BigInt(first.bits - prefix);
  return first.value >> shift === wanted.value >> shift;
}

/** Returns a range that contains a single address. */
export function asRange(address: string): string {
  return `${address}/${address.includes(":") ? 128 : 32}`;
}

function parseAddress(text: string): Address | undefined {
  return text.includes(":") ? parseSix(text) : parseFour(text);
}

function parseFour(text: string): Address | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts?.every((part) => part < 256)) return undefined;
  return { bits: 32, value: parts.reduce((value, part) => value * 256n + BigInt(part), 0n) };
}

function parseSix(text: string): Address | undefined {
  const [before = "", after, ...more] = text.toLowerCase().split("::");
  const head = parseAddressGroups(before);
  const tail = after === undefined ? [] : parseAddressGroups(after);
  const missing = 8 - (head?.length ?? 9) - (tail?.length ?? 9);
  if (!head || !tail || more.length > 0 || (after === undefined ? missing !== 0 : missing < 1)) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return { bits: 128, value: groups.reduce((value, group) => value * 65_536n + BigInt(group), 0n) };
}

function parseAddressGroups(text: string): number[] | undefined {
  if (text === "") return [];
  const groups = text.split(":");
  return groups.every((group) => /^[\da-f]{1,4}$/.test(group)) ? groups.map((group) => Number.parseInt(group, 16)) : undefined;
}
