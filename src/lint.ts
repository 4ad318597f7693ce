import type { Platform } from "./model/cluster.ts";
import type { Report } from "./model/report.ts";

/** What to check and how; everything but `cwd` has a default. */
export interface LintOptions {
  /** The working directory: paths in the report are relative to it. */
  readonly cwd: string;
  /** Directories to read, relative to `cwd`; the working directory where empty. */
  readonly paths?: readonly string[];
  /** The configuration file; `.istio-preflight.yaml` of the working directory where missing. */
  readonly config?: string;
  /** The platform of every cluster, stronger than any evidence. */
  readonly platform?: Platform;
  /** Only this cluster. */
  readonly cluster?: string;
  /** `build` runs kustomize and complains where it is missing, `auto` runs it where installed, `off` reads files unpatched. */
  readonly kustomize?: "auto" | "build" | "off";
  /** Called with a short text while the run goes on. */
  readonly progress?: (text: string) => void;
}

/** Reads, extracts, resolves, judges: the whole pipeline. Rejects with a `UsageError` where the options or the configuration are wrong. */
export async function lint(options: LintOptions): Promise<Report> {
  throw new Error(`unwritten: ${options.cwd}`);
}
