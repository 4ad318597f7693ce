import { findPlaceAt, findReferenceAt, findStringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import { addObject, type Drawing } from "../../reader/drawing.ts";
import { findFluxDirectory, listFluxComponents, listFluxKustomizations } from "./kustomization.ts";

/** Adds Flux Kustomizations to the graph; they deploy a directory and add components to it. */
export function addFlux(drawing: Drawing): void {
  const { reader, tree, connect, leaveOpen } = drawing;
  const all = listFluxKustomizations(reader);
  const isGit = all.some((document) => readSourceKind(document) === "GitRepository");
  for (const document of all) {
    const directory = findFluxDirectory(document, reader);
    const place = findPlaceAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 };
    const key = addObject(drawing, "flux-kustomization", document.name ?? document.file, place);
    // If Flux also deploys from this repository, an OCI artifact comes from another one.
    const isForeign = directory === undefined && isGit && readSourceKind(document) === "OCIRepository";
    if ((directory === undefined && !isForeign) || /[$`{]/.test(directory ?? ""))
      leaveOpen(findReferenceAt(document.root, "spec", "path") ?? "");
    if (directory === undefined) continue;
    connect(key, tree.units(directory, true));
    for (const component of listFluxComponents(document, reader)) connect(key, tree.units(component, true));
  }
}

function readSourceKind({ root }: Document): string | undefined {
  return findStringAt(root, "spec", "sourceRef", "kind");
}
