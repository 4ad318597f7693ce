import { posix } from "node:path";
import { findItemsAt } from "../../model/cursor.ts";
import type { Document } from "../../model/document.ts";
import type { Drawing } from "../../reader/drawing.ts";
import { listKustomizations, listReferences } from "./kustomization.ts";

/** Adds kustomizations to the graph; they deploy what they list as resources, bases and components. */
export function addKustomize(drawing: Drawing): void {
  for (const document of listKustomizations(drawing.reader)) addKustomization(document, drawing);
}

function addKustomization(document: Document, { reader, add, connect, leaveOpen }: Drawing): void {
  const { file, kind, root } = document;
  const place = { file, start: 0, end: 0 };
  add(file, { kind: kind === "Component" ? "kustomize-component" : "kustomization", name: posix.dirname(file), place });
  const references = listReferences(document, reader);
  connect(
    file,
    references.flatMap(({ path }) => path ?? []),
  );
  for (const { path, written } of references) if (path === undefined) leaveOpen(written);
  const items = ["resources", "bases", "components"].flatMap((key) => findItemsAt(root, key));
  for (const item of items) if (item.kind === "unknown") leaveOpen(item.text ?? "");
}
