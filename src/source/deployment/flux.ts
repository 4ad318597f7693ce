import { placeAt, referenceAt } from "../../model/cursor.ts";
import { fluxComponents, fluxDirectory, fluxKustomizations } from "../flux/kustomization.ts";
import { addObject, type Drawing } from "./drawing.ts";

/** Adds Flux Kustomizations, which deploy a directory and add components to it. */
export function addFlux(drawing: Drawing): void {
  const { reader, tree, connect, leaveOpen } = drawing;
  for (const document of fluxKustomizations(reader)) {
    const directory = fluxDirectory(document, reader);
    const place = placeAt(document.root, "kind") ?? { file: document.file, start: 0, end: 0 };
    const key = addObject(drawing, "flux-kustomization", document.name ?? document.file, place);
    if (directory === undefined || /[$`{]/.test(directory)) leaveOpen(referenceAt(document.root, "spec", "path") ?? "");
    if (directory === undefined) continue;
    connect(key, tree.units(directory, true));
    for (const component of fluxComponents(document, reader)) connect(key, tree.units(component, true));
  }
}
