import { draftsOfChart } from "../istio/chart-drafts.ts";
import { applicationsOf } from "../source/applicationset.ts";
import { type Application, chartSources, deployedDirectories } from "../source/argocd.ts";
import type { Form, Reader, Source } from "../source/source.ts";
import { templatedDocuments } from "../source/templated-documents.ts";

/** Argo CD ApplicationSets: one install for each element of the generators. https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/ */
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

const known = new WeakMap<Source, readonly Application[]>();

function applicationsIn(source: Source, reader: Reader): readonly Application[] {
  const applications = known.get(source) ?? readApplications(source, reader);
  known.set(source, applications);
  return applications;
}

function readApplications(source: Source, reader: Reader): Application[] {
  const marker = /kind["']?:\s*["']?ApplicationSet\b/;
  const documents = [...source.documents(marker), ...templatedDocuments(source, marker)];
  const sets = documents.filter(({ kind, apiVersion }) => kind === "ApplicationSet" && apiVersion?.startsWith("argoproj.io/"));
  return sets.flatMap((document) => applicationsOf(document, reader));
}
