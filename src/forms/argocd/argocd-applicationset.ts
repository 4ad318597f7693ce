import { buildDeployedChartDrafts } from "../../istio/chart-drafts.ts";
import type { Form, Reader, Source } from "../../reader/source.ts";
import { type Application, listChartSources, listDeployedDirectories } from "./application.ts";
import { expandApplications, listApplicationSets } from "./applicationset.ts";

/**
 * Argo CD ApplicationSets: one install for each element of the generators.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
const argocdApplicationSet: Form = {
  id: "argocd-applicationset",
  markers: ["ApplicationSet"],
  *extract(source, reader) {
    for (const application of listSetApplications(source, reader)) {
      for (const { chart, deployment } of listChartSources(application, reader)) {
        yield* buildDeployedChartDrafts(chart, { ...deployment, form: "argocd-applicationset" });
      }
    }
  },
  *directories(source, reader) {
    for (const application of listSetApplications(source, reader)) yield* listDeployedDirectories(application, reader);
  },
};

export default argocdApplicationSet;

function listSetApplications(source: Source, reader: Reader): Application[] {
  return listApplicationSets(source).flatMap((document) => expandApplications(document, reader));
}
