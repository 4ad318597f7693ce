import type { Client, DraftClient, Operation } from "../model/client.ts";
import { type Cursor, isPlace, stringAt } from "../model/cursor.ts";
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
      version: stringAt(version) ?? null,
      operation: read.operation,
      serverSide: flag(serverSide) ?? null,
      forceConflicts: forceConflicts ? (flag(forceConflicts) ?? null) : false,
      createNamespace: createNamespace ? (flag(createNamespace) ?? null) : false,
    },
    unknown: fields.filter(([, cursor]) => cursor.kind === "unknown").map(([name]) => `/client/${name}`),
    places: fields.flatMap(([name, { origin }]) => (isPlace(origin) ? [[`/client/${name}`, origin] as const] : [])),
  };
}

function flag(cursor: Cursor | undefined): boolean | undefined {
  return cursor?.kind === "scalar" && typeof cursor.value === "boolean" ? cursor.value : undefined;
}

function program(name: string, operation: Operation | null): DraftClient {
  return { program: name, operation };
}

/** The program of each form. For values files and charts alone it is not known. */
const byForm: Readonly<Record<FormId, DraftClient | null>> = {
  "helm-cli": program("helm", null),
  "istioctl-cli": program("istioctl", null),
  "cilium-cli": program("cilium", null),
  "argocd-application": program("argocd", "apply"),
  "argocd-applicationset": program("argocd", "apply"),
  "flux-helmrelease": program("flux", "upgrade"),
  helmfile: program("helmfile", "upgrade"),
  "kustomize-helmcharts": program("kustomize", "template"),
  "kustomize-output": program("kustomize", "template"),
  "umbrella-chart": null,
  "helm-values": null,
  "terraform-helm-release": program("terraform", "upgrade"),
  "istio-operator": program("istioctl", null),
  "sail-operator": program("sail-operator", "upgrade"),
  "k3s-helmchart": program("helm-controller", "upgrade"),
  fleet: program("fleet", "upgrade"),
  skaffold: program("skaffold", null),
  "crossplane-release": program("crossplane", "upgrade"),
  "kops-cluster": program("kops", "apply"),
  kubespray: program("kubespray", "apply"),
  "rke2-config": program("rke2", "apply"),
  "rendered-manifest": program("kubectl", "apply"),
};
