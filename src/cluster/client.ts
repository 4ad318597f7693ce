import type { Client, DraftClient, Operation } from "../model/client.ts";
import { type Cursor, findStringAt, isPlace } from "../model/cursor.ts";
import type { Draft, FormId } from "../model/install.ts";
import type { Place } from "../model/location.ts";

/** The client as the cluster document shows it, and which of its fields are unknown. */
export interface ShownClient {
  readonly client: Client | null;
  readonly unknown: readonly string[];
  readonly places: readonly (readonly [string, Place])[];
}

/** Determines which program installs a draft, and how, from the form and from what the form has read. */
export function showClient(draft: Draft): ShownClient {
  const read = draft.client ?? byForm[draft.form];
  if (!read) return { client: null, unknown: [], places: [] };
  const { version, serverSide, forceConflicts, createNamespace } = read;
  const fields = Object.entries({ version, serverSide, forceConflicts, createNamespace }).flatMap(([name, cursor]) =>
    cursor ? [[name, cursor] as const] : [],
  );
  return {
    client: {
      program: read.program,
      version: findStringAt(version) ?? null,
      operation: read.operation,
      serverSide: readFlag(serverSide) ?? null,
      forceConflicts: forceConflicts ? (readFlag(forceConflicts) ?? null) : false,
      createNamespace: createNamespace ? (readFlag(createNamespace) ?? null) : false,
    },
    unknown: fields.filter(([, cursor]) => cursor.kind === "unknown").map(([name]) => `/client/${name}`),
    places: fields.flatMap(([name, { origin }]) => (isPlace(origin) ? [[`/client/${name}`, origin] as const] : [])),
  };
}

function readFlag(cursor: Cursor | undefined): boolean | undefined {
  return cursor?.kind === "scalar" && typeof cursor.value === "boolean" ? cursor.value : undefined;
}

function createDraftClient(name: string, operation: Operation | null): DraftClient {
  return { program: name, operation };
}

/** The program of each form. For values files and charts alone it is not known. */
const byForm: Readonly<Record<FormId, DraftClient | null>> = {
  "helm-cli": createDraftClient("helm", null),
  "istioctl-cli": createDraftClient("istioctl", null),
  "cilium-cli": createDraftClient("cilium", null),
  "argocd-application": createDraftClient("argocd", "apply"),
  "argocd-applicationset": createDraftClient("argocd", "apply"),
  "flux-helmrelease": createDraftClient("flux", "upgrade"),
  helmfile: createDraftClient("helmfile", "upgrade"),
  "kustomize-helmcharts": createDraftClient("kustomize", "template"),
  "kustomize-output": createDraftClient("kustomize", "template"),
  "umbrella-chart": null,
  "helm-values": null,
  "terraform-helm-release": createDraftClient("terraform", "upgrade"),
  "istio-operator": createDraftClient("istioctl", null),
  "sail-operator": createDraftClient("sail-operator", "upgrade"),
  "k3s-helmchart": createDraftClient("helm-controller", "upgrade"),
  fleet: createDraftClient("fleet", "upgrade"),
  skaffold: createDraftClient("skaffold", null),
  "crossplane-release": createDraftClient("crossplane", "upgrade"),
  "kops-cluster": createDraftClient("kops", "apply"),
  kubespray: createDraftClient("kubespray", "apply"),
  "rke2-config": createDraftClient("rke2", "apply"),
  "rendered-manifest": createDraftClient("kubectl", "apply"),
};
