/** Where policies come from: files by path, relative to the working directory. */
export interface PolicyFiles {
    /** The files that match a glob. */
    readonly list: (glob: string) => Promise<readonly string[]>;
    /** The text of a file; undefined where there is none to be had. */
    readonly read: (path: string) => Promise<string | undefined>;
}
/** The files below a directory, which is relative to the working directory: nothing outside it is listed or read. */
export type OpenPolicyFiles = (cwd: string, directory?: string) => Promise<PolicyFiles>;
/** The most bytes of a policy file. */
export declare const policyFileLimit: number;
/** Policy files on disk, links resolved. */
export declare function openPolicyFiles(cwd: string, directory?: string): Promise<PolicyFiles>;
/** Folders that are not looked into unless they are named: hidden ones, and installed packages. */
export declare function isPassedBy(folder: string): boolean;
