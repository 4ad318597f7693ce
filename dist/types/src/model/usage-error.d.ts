/** The command or the configuration is wrong: one line that says what to do, exit code 2. */
export declare class UsageError extends Error {
    readonly name = "UsageError";
}
