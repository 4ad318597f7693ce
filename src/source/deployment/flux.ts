import { itemsAt, placeAt, referenceAt, stringAt } from "../../model/cursor.ts";
import { fluxDirectory, fluxKustomizations } from "../flux-kustomization.ts";
import type { Document } from "../source.ts";
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
    for (const component of componentsOf(document, directory, drawing)) connect(key, tree.units(component, true));
  }
}

/** https://fluxcd.io/flux/components/kustomize/kustomizations/#components */
function componentsOf({ root }: Document, directory: string, { reader }: Drawing): string[] {
  return itemsAt(root, "spec", "components").flatMap((item) => {
    const written = stringAt(item);
    return written === undefined ? [] : (reader.resolve(`${directory}/kustomization.yaml`, written)?.replace(/\/$/, "") ?? []);
  });
}
