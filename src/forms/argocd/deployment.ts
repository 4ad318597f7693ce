import { posix } from "node:path";
import { findAt, findPlaceAt, findReferenceAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import { addObject, type Drawing } from "../../reader/drawing.ts";
import { appendSlash, findRootedDirectory } from "../../reader/rooted-path.ts";
import { type Application, listApplications, listComponentDirectories, listSources } from "./application.ts";
import { expandApplications, listApplicationSets } from "./applicationset.ts";

/** Adds Applications and ApplicationSets to the graph; they deploy the directory or the chart at a path. */
export function addArgocd(drawing: Drawing): void {
  for (const source of drawing.reader.sources) {
    if (source.deployer !== undefined || !markers.some((marker) => source.words.has(marker))) continue;
    for (const application of listApplications(source)) addApplication(application, drawing);
    if (!source.words.has("ApplicationSet")) continue;
    for (const document of listApplicationSets(source)) addApplicationSet(document, drawing);
  }
}

const markers: readonly string[] = ["argoproj.io/", "argocd_application"];

function addApplication(application: Application, drawing: Drawing): void {
  const { root, file } = application;
  const place = findPlaceAt(root, "kind") ?? { file, start: 0, end: 0 };
  const key = addObject(drawing, "argocd-application", findReferenceAt(root, "metadata", "name") ?? file, place);
  drawing.connect(key, listApplicationTargets(application, drawing));
}

function addApplicationSet(document: Document, drawing: Drawing): void {
  const { root, file } = document;
  const place = findPlaceAt(root, "kind") ?? { file, start: 0, end: 0 };
  const key = addObject(drawing, "argocd-applicationset", findReferenceAt(root, "metadata", "name") ?? file, place);
  const applications = expandApplications(document, drawing.reader);
  if (applications.length === 0) drawing.leaveOpen(findReferenceAt(root, "spec", "template", "spec", "source", "path") ?? "");
  for (const application of applications) drawing.connect(key, listApplicationTargets(application, drawing));
}

function listApplicationTargets(application: Application, drawing: Drawing): string[] {
  const { reader, tree } = drawing;
  return listSources(application).flatMap((source) => {
    const path = findStringAt(source, "path");
    if (findAt(source, "path")?.kind === "unknown" || /[${]/.test(path ?? "")) drawing.leaveOpen(findReferenceAt(source, "path") ?? "");
    const directory = path === undefined ? undefined : findRootedDirectory(application.file, path, reader);
    if (directory === undefined) return [];
    const chart = posix.join(directory, "Chart.yaml");
    if (reader.exists(chart)) return [addChart(chart, directory, drawing)];
    const recurses = findAt(source, "directory", "recurse")?.kind === "scalar";
    const components = listComponentDirectories(source, application.file, reader).flatMap((component) => tree.units(component, false));
    return [...tree.units(directory.replace(/^\.$|\/$/, ""), recurses), ...components];
  });
}

/** Adds a chart of the repository. Everything in its templates, for example Applications, is deployed with it. */
function addChart(chart: string, directory: string, { reader, add, connect }: Drawing): string {
  add(chart, { kind: "chart", name: directory, place: { file: chart, start: 0, end: 0 } });
  connect(chart, reader.below(`${appendSlash(directory)}templates/`));
  return chart;
}
