import { placeAt, referenceAt, stringAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import { addObject, type Drawing } from "../../reader/drawing.ts";
import { fluxComponents, fluxDirectory, fluxKustomizations } from "./kustomization.ts";

/** Adds Flux Kustomizations to the graph; they deploy a directory and add components to it. */
export function addFlux(drawing: Drawing): void {
  const { reader, tree, connect, leaveOpen } = drawing;
  const all = fluxKustomizations(reader);
  const isGit = all.some((document) => sourceKind(document) === "GitRepository");
  for (const document of all) {
    const directory = fluxDirectory(document, reader);
    const place = placeAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 };
    const key = addObject(drawing, "flux-kustomization", document.name ?? document.file, place);
    // If Flux also deploys from this repository, an OCI artifact comes from another one.
    const isForeign = directory === undefined && isGit && sourceKind(document) === "OCIRepository";
    if ((directory === undefined && !isForeign) || /[$`{]/.test(directory ?? ""))
      leaveOpen(referenceAt(document.root, "spec", "path") ?? "");
    if (directory === undefined) continue;
    connect(key, tree.units(directory, true));
    for (const component of fluxComponents(document, reader)) connect(key, tree.units(component, true));
  }
}

function sourceKind({ root }: Document): string | undefined {
  return stringAt(root, "spec", "sourceRef", "kind");
}
