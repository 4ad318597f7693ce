import { applicationsIn, componentDirectories, listSources } from "../forms/argocd/application.ts";
import { fluxComponents, fluxDirectory, fluxKustomizations } from "../forms/flux/kustomization.ts";
import type { GitOps } from "../forms/kustomize/kustomize.ts";
import type { Reader } from "../reader/source.ts";

/** The directories and components on which Flux and Argo CD run Kustomize. */
export const gitOps: GitOps = { directories: findFluxDirectories, components: findComponents };

function findFluxDirectories(reader: Reader): ReadonlySet<string> {
  return new Set(fluxKustomizations(reader).flatMap((document) => fluxDirectory(document, reader) ?? []));
}

function findComponents(reader: Reader): string[] {
  const ofFlux = fluxKustomizations(reader).flatMap((document) => fluxComponents(document, reader));
  const applications = reader.sources.filter(({ words }) => words.has("argoproj.io/")).flatMap((source) => applicationsIn(source));
  const ofArgocd = applications.flatMap((application) =>
    listSources(application).flatMap((source) => componentDirectories(source, application.file, reader)),
  );
  return [...ofFlux, ...ofArgocd];
}
