import { type Cluster, findPointerPlace } from "../model/cluster.ts";
import type { Finding, Problem } from "../model/finding.ts";
import type { Install } from "../model/install.ts";
import { locate } from "../model/location.ts";
import type { TextOf } from "../policy/evaluate.ts";
import { clip } from "../report/escape.ts";
import { renderErrorText } from "../report/wording.ts";

/** Names the charts that do not render where no finding does: nothing else of such an install was checked. */
export function reportUnrendered(clusters: readonly Cluster[], findings: readonly Finding[], text: TextOf): Problem[] {
  const named = new Set<string>();
  return clusters.flatMap((cluster) =>
    cluster.document.installs.flatMap((install, index) => {
      if (!install.renderError) return [];
      const place = findPointerPlace(cluster, `/installs/${index}/renderError/value`);
      const location = place && locate(text(place.file) ?? "", place);
      const isNamed = ({ rule, location: found }: Finding) =>
        rules.has(rule) && found.file === location?.file && found.line === location.line;
      // One value may keep each chart of a command from being rendered.
      const key = `${location?.file}:${location?.line}`;
      if (named.has(key) || findings.some(isNamed)) return [];
      named.add(key);
      return [describeUnrendered(install, place)];
    }),
  );
}

/** The rules whose findings say that a chart does not render. */
const rules: ReadonlySet<string> = new Set(["known-platform", "known-profile"]);

function describeUnrendered({ component, tool, version, renderError }: Install, place: Problem["place"]): Problem {
  const chart = [component, ...(version === null ? [] : [version])].join(" ");
  const reason = renderError ? clip(renderErrorText(renderError), 300) : "";
  const message = `The chart of ${chart} does not render with these values: ${reason}. Nothing is installed, and nothing else of it was checked.${tool === "helm" ? " `helm template` shows what Helm says." : ""}`;
  return { code: "install-unrendered", message, ...(place && { place }) };
}
