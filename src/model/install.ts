import type { Alternatives } from "./alternatives.ts";
import type { DraftClient } from "./client.ts";
import type { ClusterName } from "./cluster-name.ts";
import type { Cursor, Scalar } from "./cursor.ts";
import type { Place } from "./location.ts";
import type { RenderError } from "./shapes/install.ts";
import type { Component, FormId, Rendering, Tool } from "./shapes/names.ts";

export type {
  Effective,
  EffectiveValue,
  IgnoredValue,
  Install,
  OverriddenValue,
  RejectedValue,
  RenderError,
} from "./shapes/install.ts";
export type { Component, FormId, Rendering } from "./shapes/names.ts";

/** The layers of values of one install; a list that repeats one has it once. */
export const layerLimit = 1_000;

/** One source of values: a file, an inline block, a `--set`, a patch. `name` says so to people. */
export interface Layer {
  readonly name: string;
  readonly values: Cursor;
}

/** What a form yields: what is installed here, and from which layers of values in order. It has not been merged or judged. */
export type Draft = Alternatives<HelmDraft | IstioctlDraft | SailDraft | RenderedDraft>;

/** What the drafts of all tools have. */
interface ToolDraft {
  readonly form: FormId;
  readonly tool: Tool;
  readonly component: Component;
  readonly chart: string | null;
  /** The version as written (a scalar or unknown cursor); undefined where none is written. */
  readonly version?: Cursor | undefined;
  /** The address that the chart comes from, without slashes at its end; undefined where there is none or no form of it. */
  readonly repository?: Cursor | undefined;
  /** An image hub that is written outside of the values; they win over it. */
  readonly hub?: Cursor | undefined;
  /** The program that installs, where the form itself does not say all. */
  readonly client?: DraftClient | undefined;
  readonly release?: Cursor | undefined;
  readonly namespace?: Cursor | undefined;
  /** A profile that is written outside of the values; the Sail Operator's own choose no profile of the chart. */
  readonly profile?: Cursor | undefined;
  /** Lowest precedence first. */
  readonly layers: readonly Layer[];
  readonly rendering: Rendering;
  /** Effective settings that something changes after the chart is rendered, such as a patch: they cannot be known. */
  readonly patched?: readonly string[] | undefined;
  /** The install's own place: the command word, the `chart:` line. */
  readonly place: Place;
  readonly scope: Scope;
  /** Where a value would be written that nobody has written yet. */
  readonly home?: ValuesHome | undefined;
}

/** A chart that Helm, or a program like it, renders. */
export interface HelmDraft extends ToolDraft {
  readonly tool: "helm";
  /** The `--kube-version` given to an offline rendering; null for one that is only known when it runs. */
  readonly kubeVersion?: string | null | undefined;
  /** Set where the values stand in a template that several installs may be made of: none of them alone can change it. */
  readonly isTemplate?: boolean | undefined;
}

/** A component that istioctl makes of a specification. */
export interface IstioctlDraft extends ToolDraft {
  readonly tool: "istioctl";
  /** The `spec` layers that the layers were made of. */
  readonly specs: readonly Layer[];
  /** What istioctl makes of it in each version that it can be, newest first, where that is known only at deployment. */
  readonly ofVersions?: readonly VersionedValues[] | undefined;
  /** What istioctl makes of it instead where it notices that the cluster is GKE. */
  readonly onGke?: { readonly namespace: Cursor; readonly values: Cursor } | undefined;
  /** What the install fails with before any chart is rendered: istioctl knows no such profile. */
  readonly error?: (RenderError & { readonly place: Place }) | undefined;
  /** Keys that istioctl refuses. */
  readonly rejected?: readonly Lost[] | undefined;
}

/** A component that the Sail Operator installs. */
export interface SailDraft extends ToolDraft {
  readonly tool: "sail";
  /** What it makes of the install instead where it notices that the cluster is OpenShift. */
  readonly onOpenShift?: { readonly values: Cursor } | undefined;
  /** What the install fails with before any chart is rendered: the operator knows no such profile. */
  readonly error?: (RenderError & { readonly place: Place }) | undefined;
}

/** A manifest that was rendered before. */
export interface RenderedDraft extends ToolDraft {
  readonly tool: "rendered";
  /** Effective settings that were read rather than computed: the manifest shows them itself. */
  readonly rendered: RenderedSettings;
}

/** What istioctl hands to a chart in one version. */
export interface VersionedValues {
  readonly version: string;
  readonly values: Cursor;
  readonly namespace: Cursor;
  readonly onGke?: { readonly namespace: Cursor; readonly values: Cursor } | undefined;
}

/** A step of a home's path that makes a further item of a list. */
export const newItem = "[]";

/**
 * Values are written below a map (where `text` says so as text below a key of it), as options after the last word of a
 * command, or into a Terraform block after one of its arguments; `path` leads from there to the chart's own.
 */
export type ValuesHome =
  | { readonly map: Cursor; readonly path: readonly string[]; readonly text?: string }
  | { readonly after: Place; readonly path: readonly string[] }
  | { readonly argument: Place; readonly sets: Cursor | undefined; readonly path: readonly string[] };

/** What ties a draft to a cluster; see section 5 of the design. */
export interface Scope {
  /** The deploying file: a script, an Application, a HelmRelease. */
  readonly file: string;
  /** Commands of one script belong together and to nothing else. */
  readonly script: boolean;
  /** The part of the file that the command belongs to, where a file has several that run on their own. */
  readonly unit?: ScriptUnit | undefined;
  /** The cluster that the command talks to, where its script says which. */
  readonly cluster?: ClusterName | undefined;
  /** The name of the object that installs, where that tells its mesh from others in the same directory. */
  readonly object?: string | undefined;
  /** A GitOps destination by name or server URL, where one is written as a literal. */
  readonly destination?: string | undefined;
  /** The platform that the deploying values are named after: evidence for another one is about other clusters. */
  readonly platform?: string | undefined;
}

/** A part of a file that runs on its own: a job of a workflow, a target of a Makefile. */
export interface ScriptUnit {
  /** Empty where the file has only one. */
  readonly name: string;
  /** The parts that run this one, itself among them; undefined where each part has a cluster of its own, as jobs have. */
  readonly callers?: readonly string[] | undefined;
}

/** Settings that a rendered manifest shows: each a cursor to the line that shows it. */
export type RenderedSettings = Readonly<Record<string, Cursor>>;

/** A value that does not do what it says, before it has a pointer. */
export interface Lost {
  /** Where it stands in the values; undefined where it stands outside. */
  readonly path: readonly string[] | undefined;
  readonly key: string;
  readonly value: Scalar;
  /** Why, or what is stronger. */
  readonly reason: string;
  readonly instead: string | null;
  /** The value, and its key as one stretch of text; the keys of nested maps are none. */
  readonly place: Place;
  readonly keyPlace: Place | undefined;
  /** The key of the block to point at, where the chart reads nothing of the block. */
  readonly blockPlace?: Place | undefined;
}

/** Who decided a setting: `by` in words ("chart default of cni 1.29"), and the line to edit. */
export interface SettingOrigin {
  readonly by: string;
  readonly place: Place;
  /** Why nothing stronger decided it, the strongest first: "platform `k3s` does not set it", with the line that chose the platform. */
  readonly chain: readonly OriginStep[];
}

export interface OriginStep {
  readonly by: string;
  readonly place: Place;
}
