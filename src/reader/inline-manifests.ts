import type { Budget } from "../model/budget.ts";
import { findItemsAt, readCursorText } from "../model/cursor.ts";
import type { Document, Marker } from "../model/document.ts";
import type { Problem } from "../model/finding.ts";
import type { SourceText } from "../model/source-text.ts";
import { openDocuments } from "./documents.ts";

type ReadDocuments = (marker: Marker) => readonly Document[];

/**
 * Returns the documents of a YAML file, including the manifests that Talos' machine configuration contains as text:
 * https://www.talos.dev/latest/reference/configuration/v1alpha1/config/
 */
export function withInlineManifests(text: SourceText, report: (problem: Problem) => void, budget: Budget): ReadDocuments {
  const own = openDocuments(text, report, budget);
  if (!text.content.includes("inlineManifests:")) return own;
  let inner: readonly ReadDocuments[] | undefined;
  return (marker) => {
    inner ??= own(machineConfiguration)
      .flatMap(listManifestTexts)
      .map((manifest) => openDocuments(manifest, report, budget));
    return [...own(marker), ...inner.flatMap((read) => read(marker))];
  };
}

const machineConfiguration: Marker = { test: (text) => /^cluster:/m.test(text) && text.includes("inlineManifests:") };

function listManifestTexts({ root }: Document): SourceText[] {
  return findItemsAt(root, "cluster", "inlineManifests").flatMap((item) => {
    const contents = item.kind === "map" ? item.entries.get("contents")?.value : undefined;
    return (contents?.kind === "scalar" && readCursorText(contents)) || [];
  });
}
