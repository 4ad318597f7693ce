import type { Problem } from "../model/finding.js";
/** Files larger than this are reported and not read. */
export declare const fileSizeLimit: number;
export declare const fileCountLimit = 200000;
/** A directory tree on disk. This file is the only code that reads repository files. */
export interface Repository {
    /** The real path of the directory. */
    readonly root: string;
    /** What all paths start with: the directory as seen from the working directory, `""` or ending in a slash. */
    readonly prefix: string;
    /** All paths that could matter, sorted, with the prefix and forward slashes. */
    readonly paths: readonly string[];
    /** The paths of other texts, which may only mention what is deployed: programs, documents. */
    readonly texts: readonly string[];
    /** The bytes of a file; undefined where it is missing, outside the root, binary or too large (then with a problem). */
    readonly read: (path: string) => Buffer | undefined;
    readonly exists: (path: string) => boolean;
}
/** A directory on disk and the files in it, relative to it. */
export interface Directory {
    readonly root: string;
    /** The file of which only it is looked at, although it may name others. */
    readonly only: string | undefined;
    readonly files: readonly string[];
    /** What kept some files from being found. */
    readonly problem?: Problem;
}
/** Finds the directory of a path, where a file stands for the one that it is in. */
export type OpenDirectory = (cwd: string, path: string) => Promise<Directory>;
/** The real path of the directory that a path names, or that the file lies in that it names. */
export declare function findDirectory(cwd: string, path: string): Omit<Directory, "files">;
/** Opens the tree below a directory; `open` says where it is, if not on disk as it is now. */
export declare function openRepository(cwd: string, path: string, exclude: readonly string[], report: (problem: Problem) => void, open?: OpenDirectory): Promise<Repository>;
/** A clean environment for external programs: nothing of ours, and no configuration that could run something. */
export declare function cleanEnvironment(): NodeJS.ProcessEnv;
