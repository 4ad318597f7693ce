import { buildOperatorDrafts } from "../../istio/operator-drafts.ts";
import { findAt, findPlaceAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Draft } from "../../model/install.ts";
import type { Form, Reader } from "../../reader/source.ts";

/** IstioOperator resources that no script passes to istioctl. https://istio.io/latest/docs/reference/config/istio.operator.v1alpha1/ */
const istioOperator: Form = {
  id: "istio-operator",
  markers: ["IstioOperator"],
  *extract(source, reader) {
    for (const document of source.documents(/kind["']?:\s*["']?IstioOperator\b/)) {
      if (document.kind === "IstioOperator" && document.apiVersion?.startsWith("install.istio.io/"))
        yield* listOperatorDrafts(document, reader);
    }
  },
};

export default istioOperator;

function listOperatorDrafts(document: Document, { istioVersion }: Reader): Iterable<Draft> {
  const place = findPlaceAt(document.root, "kind");
  const spec = findAt(document.root, "spec");
  if (!place || !spec) return [];
  const tag = findAt(spec, "tag");
  return buildOperatorDrafts(
    {
      form: "istio-operator",
      version: /^v?\d+\.\d+/.test(findStringAt(tag) ?? "") || tag?.kind === "unknown" ? tag : undefined,
      rendering: "live",
      home: { map: spec, path: ["values"] },
      place,
      scope: { file: document.file, script: false, object: document.name },
    },
    [{ name: document.file, values: spec }],
    { namespace: findAt(document.root, "metadata", "namespace"), detectsGke: true, istioVersion },
  );
}
