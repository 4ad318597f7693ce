import { type Configuration } from "./model/configuration.js";
/** The configuration file of a working directory. */
export declare const configurationFile = ".istio-preflight.yaml";
/** The most bytes of one. */
export declare const configurationLimit: number;
/** A configuration that is read; what it says of rules is believed once their ids are known. */
export interface ConfigurationFile {
    readonly configuration: Configuration;
    /** Throws a `UsageError` where it names a rule that there is not. */
    readonly checkRules: (ruleIds: readonly string[]) => void;
}
/** What counts where there is no configuration file. */
export declare const noConfigurationFile: ConfigurationFile;
/** Reads the configuration file: the one named, or `.istio-preflight.yaml` of the working directory where there is one. */
export declare function readConfiguration(cwd: string, file: string | undefined): ConfigurationFile;
/** Turns the text of a configuration file into a configuration; anything wrong in it is a `UsageError` with file and line. */
export declare function parseConfiguration(file: string, text: string): ConfigurationFile;
