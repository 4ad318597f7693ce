import type { Component, FormId, Operation, Rendering, Scalar, Tool } from "./names.js";
/** The program that installs, and how it applies what it renders. */
export interface Client {
    readonly program: string;
    /** Null where the files do not say. */
    readonly version: string | null;
    readonly operation: Operation | null;
    /** Whether it applies on the server's side; null where nothing says so. */
    readonly serverSide: boolean | null;
    /** Whether it takes over fields that others own; null where that cannot be known. */
    readonly forceConflicts: boolean | null;
    /** Whether it makes the release's namespace, without labels, where that is missing; null where that cannot be known. */
    readonly createNamespace: boolean | null;
}
/**
 * What the chart would really run with, by setting name; docs/policies.md lists the names of each component. A setting that cannot be known
 * is absent, and listed in the install's `unknown`.
 */
export type Effective = Readonly<Record<string, EffectiveValue>>;
/** Plain JSON: `resourceQuota` is a namespace and a number of pods, `discoverySelectors` a list of selectors. */
export type EffectiveValue = Scalar | readonly EffectiveValue[] | {
    readonly [name: string]: EffectiveValue;
};
/** A value that the chart of this version does not read. */
export interface IgnoredValue {
    /** As it is written, such as `values.global.platform`. */
    readonly key: string;
    /** JSON pointer into this install; null where the key stands outside the chart's values. */
    readonly pointer: string | null;
    /** Null for a map or list. */
    readonly value: Scalar;
    /** The key that this version reads in place of it; null where there is none. */
    readonly instead: string | null;
    readonly reason: string;
}
/** An install as the cluster document shows it. Plain JSON. */
export interface Install {
    readonly component: Component;
    readonly tool: Tool;
    readonly form: FormId;
    readonly chart: string | null;
    readonly version: string | null;
    /** The version as it is written, such as `~1.30`; null where none is, or where only the deployment knows it. */
    readonly versionWritten: string | null;
    readonly versionAssumed: boolean;
    /**
     * Istio's minors that the written version allows, such as `1.29`: one for a version, perhaps several for a range; none where it is not
     * known.
     */
    readonly minors: readonly string[];
    /** True where Istio's version is newer than every release of its minor that is known here: what it added cannot be known. */
    readonly versionNewerThanData: boolean;
    /** The address that the chart comes from, without slashes at its end: `https://…`, `oci://…`; null where it has none. */
    readonly repository: string | null;
    /** The hub that the images come from; null where the chart's own default holds or nothing runs. */
    readonly hub: string | null;
    /** Null where nothing in the repository installs it. */
    readonly client: Client | null;
    readonly rendering: Rendering;
    readonly release: string | null;
    readonly namespace: string | null;
    readonly profile: string | null;
    readonly platform: string | null;
    readonly values: unknown;
    /** JSON pointers (into this install) of what cannot be known from the repository. */
    readonly unknown: readonly string[];
    readonly effective: Effective | null;
    /** Why there are no effective settings, where what was written cannot be understood; else null. */
    readonly effectiveReason: string | null;
    readonly renderError: RenderError | null;
    readonly ignored: readonly IgnoredValue[];
    readonly overridden: readonly OverriddenValue[];
    readonly rejected: readonly RejectedValue[];
    readonly file: string;
    readonly line: number;
    readonly column: number;
    /** Who set each effective setting, and why nothing stronger did; and where `repository`, `hub` and `client/version` are written. */
    readonly origins: Readonly<Record<string, InstallOrigin>>;
}
/** Who decided a setting, and why nothing stronger did. */
export interface InstallOrigin {
    readonly by: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly chain: readonly LocatedStep[];
}
/** A step of an explanation, with its place in the files. */
export interface LocatedStep {
    readonly by: string;
    readonly file: string;
    readonly line: number;
    readonly column: number;
}
/** A value that something stronger overrides. */
export interface OverriddenValue {
    /** As it is written, such as `values.global.platform`. */
    readonly key: string;
    /** JSON pointer into this install; null where the key stands outside the chart's values. */
    readonly pointer: string | null;
    /** Null for a map or list. */
    readonly value: Scalar;
    /** The key that this version reads in place of it; null where there is none. */
    readonly instead: string | null;
    readonly by: string;
}
/** A value that istioctl refuses to install with. */
export interface RejectedValue {
    /** As it is written, such as `values.global.platform`. */
    readonly key: string;
    /** JSON pointer into this install; null where the key stands outside the chart's values. */
    readonly pointer: string | null;
    /** Null for a map or list. */
    readonly value: Scalar;
    /** The key that this version reads in place of it; null where there is none. */
    readonly instead: string | null;
    readonly reason: string;
}
export interface RenderError {
    readonly code: "unknown-platform" | "unknown-profile" | "unknown-compatibility-version" | "defaults-prefix" | "schema" | "template-error";
    readonly value: string;
    /** The names that the chart has a file for, oldest first: only where the name of a compatibility version is wrong. */
    readonly known?: readonly string[];
}
