import type { Alternatives } from "./alternatives.js";
import type { DraftClient } from "./client.js";
import type { ClusterName } from "./cluster-name.js";
import type { Cursor, Scalar } from "./cursor.js";
import type { Place } from "./location.js";
import type { RenderError } from "./shapes/install.js";
import type { Component, FormId, Rendering, Tool } from "./shapes/names.js";
export type { Effective, EffectiveValue, IgnoredValue, Install, OverriddenValue, RejectedValue, RenderError, } from "./shapes/install.js";
export type { Component, FormId, Rendering } from "./shapes/names.js";
/** The maximum number of value layers of one install; a repeated layer counts once. */
export declare const layerLimit = 1000;
/** One source of values: a file, an inline block, a `--set`, a patch. `name` is its description for the user. */
export interface Layer {
    readonly name: string;
    readonly values: Cursor;
}
/** The output of a form: a component to install and its layers of values in order. Not merged or judged yet. */
export type Draft = Alternatives<HelmDraft | IstioctlDraft | SailDraft | RenderedDraft>;
/** What the drafts of all tools have. */
interface ToolDraft {
    readonly form: FormId;
    readonly tool: Tool;
    readonly component: Component;
    readonly chart: string | null;
    /** The version as written (a scalar or unknown cursor); undefined if no version is written. */
    readonly version?: Cursor | undefined;
    /** The address of the chart, without trailing slashes; undefined if none exists or the form does not have one. */
    readonly repository?: Cursor | undefined;
    /** An image hub that is written outside the values. The values take precedence over it. */
    readonly hub?: Cursor | undefined;
    /** The program that installs, if the form alone does not determine it fully. */
    readonly client?: DraftClient | undefined;
    readonly release?: Cursor | undefined;
    readonly namespace?: Cursor | undefined;
    /** A profile that is written outside the values. For the Sail Operator it is a profile of the operator, not of the chart. */
    readonly profile?: Cursor | undefined;
    /** Lowest precedence first. */
    readonly layers: readonly Layer[];
    readonly rendering: Rendering;
    /** Effective settings that are changed after the chart is rendered, for example by a patch: their values are unknown. */
    readonly patched?: readonly string[] | undefined;
    /** The place of the install itself: the command word, the `chart:` line. */
    readonly place: Place;
    readonly scope: Scope;
    /** The place to write a value that is not set yet. */
    readonly home?: ValuesHome | undefined;
}
/** A chart that Helm, or a program like it, renders. */
export interface HelmDraft extends ToolDraft {
    readonly tool: "helm";
    /** The `--kube-version` of an offline rendering; null if it is known only when the command runs. */
    readonly kubeVersion?: string | null | undefined;
    /**
     * True if the values are written in a template for possibly several installs, so that they cannot be changed for one install alone.
     */
    readonly isTemplate?: boolean | undefined;
}
/** A component that istioctl makes of a specification. */
export interface IstioctlDraft extends ToolDraft {
    readonly tool: "istioctl";
    /** The `spec` layers that the layers were made of. */
    readonly specs: readonly Layer[];
    /** The values that istioctl derives in each possible version, newest first, if the version is known only at deployment. */
    readonly ofVersions?: readonly VersionedValues[] | undefined;
    /** The values that istioctl uses instead when it detects that the cluster is GKE. */
    readonly onGke?: {
        readonly namespace: Cursor;
        readonly values: Cursor;
    } | undefined;
    /** What the install fails with before any chart is rendered: istioctl knows no such profile. */
    readonly error?: (RenderError & {
        readonly place: Place;
    }) | undefined;
    /** Keys that istioctl rejects. */
    readonly rejected?: readonly Ineffective[] | undefined;
}
/** A component that the Sail Operator installs. */
export interface SailDraft extends ToolDraft {
    readonly tool: "sail";
    /** What it makes of the install instead where it notices that the cluster is OpenShift. */
    readonly onOpenShift?: {
        readonly values: Cursor;
    } | undefined;
    /** What the install fails with before any chart is rendered: the operator knows no such profile. */
    readonly error?: (RenderError & {
        readonly place: Place;
    }) | undefined;
}
/** A manifest that was rendered before. */
export interface RenderedDraft extends ToolDraft {
    readonly tool: "rendered";
    /** Effective settings that were read rather than computed: the manifest shows them itself. */
    readonly rendered: RenderedSettings;
}
/** The values that istioctl passes to a chart in one version. */
export interface VersionedValues {
    readonly version: string;
    readonly values: Cursor;
    readonly namespace: Cursor;
    readonly onGke?: {
        readonly namespace: Cursor;
        readonly values: Cursor;
    } | undefined;
}
/** A step of a home's path that adds an item to a list. */
export declare const newItem = "[]";
/**
 * Where new values can be written: below a map (as text below one of its keys if `text` is set), as options after the last word of
 * a command, or in a Terraform block after one of its arguments. `path` leads from there to the values of the chart.
 */
export type ValuesHome = {
    readonly map: Cursor;
    readonly path: readonly string[];
    readonly text?: string;
} | {
    readonly after: Place;
    readonly path: readonly string[];
} | {
    readonly argument: Place;
    readonly sets: Cursor | undefined;
    readonly path: readonly string[];
};
/** The information that assigns a draft to a cluster; see section 5 of the design. */
export interface Scope {
    /** The file that deploys it: a script, an Application, a HelmRelease. */
    readonly file: string;
    /** True for commands of a script: they belong together and to nothing else. */
    readonly script: boolean;
    /** The part of the file that the command belongs to, if the file has several parts that run separately. */
    readonly unit?: ScriptUnit | undefined;
    /** The cluster that the command connects to, if its script specifies it. */
    readonly cluster?: ClusterName | undefined;
    /** The name of the object that installs, if it distinguishes its mesh from others in the same directory. */
    readonly object?: string | undefined;
    /** A GitOps destination by name or server URL, if it is written as a literal. */
    readonly destination?: string | undefined;
    /** The platform that the values files are named after: evidence for another platform is about other clusters. */
    readonly platform?: string | undefined;
}
/** A part of a file that runs separately: a job of a workflow, a target of a Makefile. */
export interface ScriptUnit {
    /** Empty if the file has only one part. */
    readonly name: string;
    /** The parts that run this one, including itself; undefined if each part has its own cluster, as jobs have. */
    readonly callers?: readonly string[] | undefined;
}
/** Settings in a rendered manifest: each is a cursor to the line with the setting. */
export type RenderedSettings = Readonly<Record<string, Cursor>>;
/** An ineffective value, before it has a pointer. */
export interface Ineffective {
    /** The path in the values; undefined if it is written outside the values. */
    readonly path: readonly string[] | undefined;
    readonly key: string;
    readonly value: Scalar;
    /** The reason why it is ineffective, or the stronger setting that overrides it. */
    readonly reason: string;
    readonly instead: string | null;
    /** The value together with its key as one range of text. Keys of nested maps have no such range. */
    readonly place: Place;
    readonly keyPlace: Place | undefined;
    /** The key of the block to report, if the chart reads nothing in the block. */
    readonly blockPlace?: Place | undefined;
}
/** The source of a setting: `by` in words ("chart default of cni 1.29"), and the line to edit. */
export interface SettingOrigin {
    readonly by: string;
    readonly place: Place;
    /**
     * Explains why nothing stronger sets it, the strongest first: "platform `k3s` does not set it", with the line that selects the
     * platform.
     */
    readonly chain: readonly OriginStep[];
}
export interface OriginStep {
    readonly by: string;
    readonly place: Place;
}
