/** WebAssembly memory with a limit on its growth. */
export interface BoundedMemory {
  readonly wasm: WebAssembly.Memory;
  /** Returns the current size in bytes, which never decreases. */
  readonly size: () => number;
  /** The maximum size in bytes. `isExceeded` is true if more was requested. */
  most: number;
  isExceeded: boolean;
}

const pageBytes = 64 * 1024;
/** The memory size for which QuickJS was built. */
const initialPages = 256;
const mostPages = 32_768;

/**
 * Creates a memory with a limit. QuickJS in WebAssembly counts memory blocks but not their sizes, so its own memory limit has no
 * effect; the limit is therefore set on the memory itself.
 */
export function createBoundedMemory(): BoundedMemory {
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
