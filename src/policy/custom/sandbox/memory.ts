/** Memory of WebAssembly that can be kept from growing. */
export interface BoundedMemory {
  readonly wasm: WebAssembly.Memory;
  /** How many bytes there are, which never become fewer. */
  readonly size: () => number;
  /** How many there may be, and whether more were wanted. */
  most: number;
  isExceeded: boolean;
}

const pageBytes = 64 * 1024;
/** What QuickJS has been built for. */
const initialPages = 256;
const mostPages = 32_768;

/** QuickJS as WebAssembly counts blocks but not their sizes, so its own limit limits nothing: the bound is where memory comes from. */
export function boundedMemory(): BoundedMemory {
  const wasm = new WebAssembly.Memory({ initial: initialPages, maximum: mostPages });
  const size = () => wasm.buffer.byteLength;
  const memory: BoundedMemory = { wasm, size, most: Number.POSITIVE_INFINITY, isExceeded: false };
  const grow = wasm.grow.bind(wasm);
  wasm.grow = (pages) => {
    const isTooMuch = size() + pages * pageBytes > memory.most;
    memory.isExceeded ||= isTooMuch;
    if (isTooMuch) throw new RangeError("it asks for more memory than a policy may use");
    return grow(pages);
  };
  return memory;
}
