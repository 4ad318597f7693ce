import { mergeSailValues, type SailKind, type SailSpec, sailKinds } from "../../istio/sail.ts";
import { resolveVersion } from "../../istio/versions.ts";
import { type Cursor, findAt, findPlaceAt, findReferenceAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft } from "../../model/install.ts";
import type { Place } from "../../model/location.ts";
import { mergeValues } from "../../model/values.ts";
import { findDocumentsNamed } from "../../reader/named-documents.ts";
import type { Form, Reader } from "../../reader/source.ts";

/**
 * Istio, IstioCNI and ZTunnel resources of the Sail Operator and of OpenShift Service Mesh 3.
 * https://github.com/istio-ecosystem/sail-operator/blob/main/docs/README.adoc
 */
const sailOperator: Form = {
  id: "sail-operator",
  markers: ["sailoperator.io/"],
  *extract(source, reader) {
    for (const document of source.documents(/sailoperator\.io\//)) {
      const kind = document.apiVersion?.startsWith("sailoperator.io/") ? sailKinds.get(document.kind ?? "") : undefined;
      const place = findPlaceAt(document.root, "kind");
      // A resource without a name is one of the operator's profiles, or a patch.
      if (kind && place && findAt(document.root, "metadata", "name")) yield buildSailDraft(document, kind, place, reader);
    }
  },
};

export default sailOperator;

function buildSailDraft(document: Document, kind: SailKind, place: Place, reader: Reader): Draft {
  const spec = findAt(document.root, "spec");
  const { layers, onOpenShift, error } = mergeSailValues(readSailSpec(document, kind, reader), place);
  return {
    form: "sail-operator",
    tool: "sail",
    component: kind.component,
    chart: null,
    version: findAt(spec, "version"),
    profile: findAt(spec, "profile"),
    namespace: findAt(spec, "namespace") ?? { kind: "scalar", origin: { builtIn: "default of the Sail Operator" }, value: kind.namespace },
    layers,
    onOpenShift: { values: onOpenShift },
    rendering: "live",
    error,
    place,
    scope: { file: document.file, script: false },
    ...(spec?.kind === "map" && { home: { map: spec, path: ["values"] } }),
  };
}

function readSailSpec(document: Document, kind: SailKind, reader: Reader): SailSpec {
  const spec = findAt(document.root, "spec");
  const written = { kind, version: resolveVersion(findStringAt(spec, "version")).version, values: findSailValues(spec) };
  if (kind.component !== "ztunnel") return { ...written, profile: findAt(spec, "profile") };
  // The profile can be set only in v1alpha1; the default is ambient.
  const chosen = document.apiVersion?.endsWith("/v1alpha1") ? findAt(spec, "profile") : undefined;
  return { ...written, profile: chosen ?? ambient, shared: findSharedGlobal(document, findAt(spec, "targetRef"), reader) };
}

/** The values of a resource, with the place of their key: a missing value is added below it. */
function findSailValues(spec: Cursor | undefined): Cursor | undefined {
  const values = findAt(spec, "values");
  return values?.kind === "map" ? { ...values, origin: findPlaceAt(spec, "values") ?? values.origin } : values;
}

const ambient: Cursor = { kind: "scalar", origin: { builtIn: "profile of ztunnel in the Sail Operator" }, value: "ambient" };

/** The `global` values that a ztunnel takes from the control plane that it names. */
function findSharedGlobal(document: Document, target: Cursor | undefined, reader: Reader): SailSpec["shared"] {
  if (!target) return undefined;
  const istio = findControlPlane(document, target, reader);
  const kind = sailKinds.get("Istio");
  const place = istio && findPlaceAt(istio.root, "kind");
  if (!istio || !kind || !place)
    return shareEverywhere(wrapGlobal({ kind: "unknown", origin: target.origin, reason: "the control plane is elsewhere" }));
  const values = mergeSailValues(readSailSpec(istio, kind, reader), place);
  return {
    plain: wrapGlobal(findAt(mergeValues(values.layers.map((layer) => layer.values)), "global")),
    onOpenShift: wrapGlobal(findAt(values.onOpenShift, "global")),
  };
}

/**
 * The Istio resource that a reference names. IstioRevisions are generated; with in-place updates, the revision has the same name
 * as its Istio.
 */
function findControlPlane(document: Document, target: Cursor, reader: Reader): Document | undefined {
  const name = findReferenceAt(target, "name");
  const found = name === undefined ? [] : findDocumentsNamed(reader, "Istio", name);
  const ours = found.filter(({ apiVersion }) => apiVersion?.startsWith("sailoperator.io/"));
  return ours.find(({ file }) => file === document.file) ?? (ours.length === 1 ? ours[0] : undefined);
}

function wrapGlobal(global: Cursor | undefined): Cursor {
  const origin = global?.origin ?? { builtIn: "no values" };
  return { kind: "map", origin, entries: new Map(global ? [["global", { key: origin, value: global }]] : []) };
}

function shareEverywhere(values: Cursor): SailSpec["shared"] {
  return { plain: values, onOpenShift: values };
}
