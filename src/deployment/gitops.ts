import { listApplications, listComponentDirectories, listSources } from "../forms/argocd/application.ts";
import { findFluxDirectory, listFluxComponents, listFluxKustomizations } from "../forms/flux/kustomization.ts";
import type { GitOps } from "../forms/kustomize/kustomize.ts";
import type { Reader } from "../reader/source.ts";

/** The directories and components on which Flux and Argo CD run Kustomize. */
export const gitOps: GitOps = { directories: findFluxDirectories, components: findComponents };

function findFluxDirectories(reader: Reader): ReadonlySet<string> {
  return new Set(listFluxKustomizations(reader).flatMap((document) => findFluxDirectory(document, reader) ?? []));
}

function findComponents(reader: Reader): string[] {
  const ofFlux = listFluxKustomizations(reader).flatMap((document) => listFluxComponents(document, reader));
  const applications = reader.sources.filter(({ words }) => words.has("argoproj.io/")).flatMap((source) => listApplications(source));
  const ofArgocd = applications.flatMap((application) =>
    listSources(application).flatMap((source) => listComponentDirectories(source, application.file, reader)),
  );
  return [...ofFlux, ...ofArgocd];
}
