import { draftsOfChart } from "../istio/chart-drafts.ts";
import { chartSources, deployedDirectories } from "../source/argocd.ts";
import type { Document, Form, Source } from "../source/source.ts";
import { templatedDocuments } from "../source/templated-documents.ts";

/** Argo CD Applications that render a chart or deploy a directory. https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
const argocdApplication: Form = {
  id: "argocd-application",
  markers: ["argoproj.io/"],
  *extract(source, reader) {
    for (const application of applicationsIn(source)) {
      for (const { chart, deployment } of chartSources(application, reader)) {
        yield* draftsOfChart(chart, { ...deployment, form: "argocd-application" });
      }
    }
  },
  *directories(source, reader) {
    for (const application of applicationsIn(source)) yield* deployedDirectories(application, reader);
  },
};

export default argocdApplication;

/** The Applications of a file; those of a Helm chart's templates as far as they can be read before it is rendered. */
function applicationsIn(source: Source): Pick<Document, "file" | "root">[] {
  const marker = /kind["']?:\s*["']?Application\b/;
  return [...source.documents(marker), ...templatedDocuments(source, marker)].filter(
    ({ kind, apiVersion }) => kind === "Application" && apiVersion?.startsWith("argoproj.io/"),
  );
}
