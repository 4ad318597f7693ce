/** A short name for a text that stays the same across runs and machines (FNV-1a, 64 bits). It tells findings apart; it keeps no secret. */
export function fingerprint(...parts: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of parts.join("\0")) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
