import { UsageError } from "../../model/usage-error.ts";
import type { Reader, Source } from "../../reader/source.ts";
import type { Overlay } from "./kustomization.ts";
import { type Allowance, openAllowance, type SealedOverlay } from "./layout.ts";
import { createOutputSource } from "./output.ts";
import type { KustomizeProgram } from "./program.ts";
import { sealOverlay } from "./seal.ts";

/** Builds overlays and returns the output of each; reports a problem with the reason for each overlay that cannot be built. */
export async function buildOverlays(
  overlays: readonly Overlay[],
  reader: Reader,
  prefix: string,
  isRequired: boolean,
  findProgram: () => KustomizeProgram | undefined,
): Promise<[Overlay, readonly Source[]][]> {
  if (overlays.length === 0) return [];
  const program = findProgram();
  if (!program && isRequired) throw new UsageError("--kustomize build needs kustomize or kubectl on the PATH.");
  if (!program) {
    const message =
      "Neither kustomize nor kubectl is installed here: of kustomizations only patches, namespaces and generated ConfigMaps are read.";
    reader.problem({ code: "kustomize-not-installed", message });
    return [];
  }
  // The cheapest overlays come first, so that a used-up budget affects as few as possible.
  const allowance = openAllowance();
  const orders = overlays
    .flatMap((overlay) => layOut(overlay, reader, allowance))
    .sort((one, other) => one.sealed.cost - other.sealed.cost);
  const built = await Promise.all(orders.map((order) => build(order, reader, prefix, program)));
  return built.flat();
}

interface Order {
  readonly overlay: Overlay;
  readonly sealed: SealedOverlay;
}

function layOut(overlay: Overlay, reader: Reader, allowance: Allowance): Order[] {
  // The obstacle has already been reported.
  if (overlay.obstacle) return [];
  const sealed = sealOverlay(overlay, reader, allowance);
  if (!("obstacle" in sealed)) return [{ overlay, sealed }];
  reader.problem(sealed.obstacle);
  return [];
}

async function build(
  { overlay, sealed }: Order,
  reader: Reader,
  prefix: string,
  program: KustomizeProgram,
): Promise<[Overlay, readonly Source[]][]> {
  const output = await program.build(sealed);
  if (!("failure" in output)) return [[overlay, [createOutputSource(overlay, output, reader, prefix)]]];
  reader.problem({ code: output.code, message: output.failure, place: { file: overlay.path, start: 0, end: 0 } });
  return [];
}
