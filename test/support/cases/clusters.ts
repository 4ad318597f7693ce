import { createColors } from "picocolors";
import type { Install } from "../../../src/model/install.ts";
import { renderDeployments } from "../../../src/report/deployment-text.ts";
import { inspectText } from "../../../src/report/inspect-text.ts";
import { withoutPlatforms } from "../problems.ts";
import type { Reading } from "./case.ts";
import { formatPlace } from "./places.ts";

/** A line a cluster: its platform, what says so, and its installs. */
export function listClusters({ report }: Reading): string[] {
  return report.clusters.map(({ name, platform, platformSource, platformStrength, installs }) => {
    const places = installs.map(({ component, file, line }) => `${component} (${file}:${line})`);
    return `${name}: ${platform ?? "unknown"} by ${platformSource}, ${platformStrength}: ${places.join(", ")}`;
  });
}

/** A line an install below its cluster, then what decided its settings. */
export function listInstalls({ report }: Reading): string[] {
  return report.clusters.flatMap(({ name, installs }) => [`cluster ${name}`, ...installs.flatMap(describeInstall)]);
}

function describeInstall(install: Install): string[] {
  const { form, component, version, versionAssumed, namespace, release } = install;
  const assumed = versionAssumed ? " (assumed)" : "";
  const first = `  ${formatPlace(install)} ${form} ${component} ${version}${assumed} namespace=${namespace} release=${release}`;
  const settings = Object.entries(install.effective ?? {}).map(([name, value]) => {
    const origin = install.origins[name];
    return `    ${name}=${JSON.stringify(value)} ${origin ? `<- ${origin.by} (${formatPlace(origin)})` : ""}`.trimEnd();
  });
  const addresses = (["repository", "hub"] as const).flatMap((name) =>
    install[name] === null ? [] : `    ${name}=${install[name]} (${formatPlace(install.origins[name])})`,
  );
  const unknown = install.unknown.length > 0 ? [`    unknown ${install.unknown.join(" ")}`] : [];
  const error = install.renderError ? [`    render error ${install.renderError.code}: ${install.renderError.value}`] : [];
  return [first, ...addresses, ...settings, ...unknown, ...error];
}

/** What deploys what, a tree a cluster. */
export function drawDeployments({ report }: Reading): string[] {
  const colors = createColors(false);
  return (report.deployments?.() ?? []).flatMap((deployments, index) => [
    ...(index > 0 ? [""] : []),
    deployments.cluster.name,
    ...renderDeployments(deployments, colors),
  ]);
}

/** What `inspect` prints of the case. */
export function inspectCase({ report }: Reading): string[] {
  return inspectText({ ...report, problems: withoutPlatforms(report.problems) }, { color: false })
    .trimEnd()
    .split("\n");
}
