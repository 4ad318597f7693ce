import { openRepository } from "../../../src/files/repository.ts";
import type { FoundEvidence } from "../../../src/model/cluster.ts";
import { locate } from "../../../src/model/location.ts";
import { detectors } from "../../../src/platforms/index.ts";
import { openReader } from "../../../src/reader/reader.ts";
import { hostsScripts } from "../../../src/scripts/index.ts";
import type { Case } from "./case.ts";

/** One piece of evidence a line, with `(script)` where it holds for its own file only. */
export async function listEvidence({ folder }: Case): Promise<string[]> {
  const repository = await openRepository(folder, ".", { report: () => {}, hostsScripts });
  const markers = detectors.flatMap((detector) => detector.markers);
  const reader = openReader(repository, { markers, problem: () => {} });
  return reader.sources.flatMap((source) =>
    detectors.flatMap((detector) => [...detector.evidence(source)].map((piece) => formatEvidence(piece, source.text))),
  );
}

function formatEvidence(piece: FoundEvidence, text: string): string {
  const { file, line, column } = locate(text, piece.place);
  const proved = piece.fact ?? piece.cni ?? piece.platform;
  return `${file}:${line}:${column} ${proved} ${piece.strength} ${piece.message}${piece.script ? " (script)" : ""}`;
}
