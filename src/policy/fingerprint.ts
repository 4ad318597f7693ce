/**
 * Returns a short hash of a text that is the same across runs and machines (FNV-1a, 64 bits). It identifies findings; it is not for
 * secrets.
 */
export function computeFingerprint(...parts: readonly string[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const unit of parts.join("\0")) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(unit.codePointAt(0) ?? 0)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}
