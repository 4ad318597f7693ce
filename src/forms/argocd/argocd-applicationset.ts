import { draftsOfChart } from "../../istio/chart-drafts.ts";
import type { Form, Reader, Source } from "../../reader/source.ts";
import { type Application, chartSources, deployedDirectories } from "./application.ts";
import { applicationSetsIn, expandApplications } from "./applicationset.ts";

/**
 * Argo CD ApplicationSets: one install for each element of the generators.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
const argocdApplicationSet: Form = {
  id: "argocd-applicationset",
  markers: ["ApplicationSet"],
  *extract(source, reader) {
    for (const application of applicationsIn(source, reader)) {
      for (const { chart, deployment } of chartSources(application, reader)) {
        yield* draftsOfChart(chart, { ...deployment, form: "argocd-applicationset" });
      }
    }
  },
  *directories(source, reader) {
    for (const application of applicationsIn(source, reader)) yield* deployedDirectories(application, reader);
  },
};

export default argocdApplicationSet;

function applicationsIn(source: Source, reader: Reader): Application[] {
  return applicationSetsIn(source).flatMap((document) => expandApplications(document, reader));
}
