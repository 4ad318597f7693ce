import { buildDeployedChartDrafts } from "../../istio/chart-drafts.ts";
import { findAt, isPlace } from "../../model/cursor.ts";
import type { Form, Reader, Source } from "../../reader/source.ts";
import { type Application, listApplications, listChartSources, listDeployedDirectories, listSources } from "./application.ts";

/** Argo CD Applications that render a chart or deploy a directory. https://argo-cd.readthedocs.io/en/stable/user-guide/helm/ */
const argocdApplication: Form = {
  id: "argocd-application",
  markers: ["argoproj.io/", "argocd_application"],
  *extract(source, reader) {
    for (const application of listApplications(source)) {
      reportOpenChart(application, source, reader);
      for (const { chart, deployment } of listChartSources(application, reader)) {
        yield* buildDeployedChartDrafts(chart, { ...deployment, form: "argocd-application" });
      }
    }
  },
  *directories(source, reader) {
    for (const application of listApplications(source)) yield* listDeployedDirectories(application, reader);
  },
};

export default argocdApplication;

/** Reports an Application in a chart's template whose own chart depends on values, if these values mention Istio, ztunnel or Cilium. */
function reportOpenChart(application: Application, source: Source, reader: Reader): void {
  const open = listSources(application).find((item) =>
    [findAt(item, "chart"), findAt(item, "path")].some((name) => name?.kind === "unknown"),
  );
  const chart = /^(.*?)templates\//.exec(source.path)?.[1];
  if (!open || chart === undefined || !isPlace(open.origin)) return;
  const values = reader.below(`${chart}values`).find((path) => /\b(istio|ztunnel|cilium)/.test(reader.source(path)?.text ?? ""));
  if (values === undefined) return;
  const message = `Which chart this Application renders is decided by values such as those of ${values}; what it installs is not known.`;
  reader.problem({ code: "argocd-template", message, place: open.origin });
}
