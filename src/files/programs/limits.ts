const second = 1000;
const mebibyte = 1024 * 1024;

/** The limits of one external program: milliseconds of time, seconds of processor time, bytes of memory and of output. */
export interface ProgramLimits {
  readonly time: number;
  readonly processor?: number;
  readonly memory: number;
  readonly output: number;
}

/** Every bound of external programs. SECURITY.md states the same numbers, which `test/files/programs/limits.test.ts` compares. */
export const programLimits = {
  /** For git listing the files of the work tree. */
  listFiles: { time: 10 * second, processor: 2, memory: 1024 * mebibyte, output: 256 * mebibyte },
  /** For git listing only tracked files, without reading ignore patterns. */
  listTracked: { time: 10 * second, memory: 1024 * mebibyte, output: 256 * mebibyte },
  /** For git reading an earlier commit. */
  readCommit: { time: 120 * second, memory: 1024 * mebibyte, output: 256 * mebibyte },
  /** For git reading the files of an earlier commit. */
  readFiles: { time: 120 * second, memory: 1024 * mebibyte, output: 2112 * mebibyte },
  /** For Kustomize building one overlay. */
  kustomize: { time: 10 * second, memory: 512 * mebibyte, output: 64 * mebibyte },
} as const satisfies Readonly<Record<string, ProgramLimits>>;

/** Milliseconds that all Kustomize builds of a run may take together. */
export const kustomizeBudget = 60 * second;
