// src/istio/retired.ts
var stayingCharts = { https: "https://blob.istio.io/istio-release/charts", oci: "oci://ghcr.io/istio/release/charts" };
var retiredCharts = new Map([
  ["https://istio-release.storage.googleapis.com/charts", stayingCharts.https],
  ["https://storage.googleapis.com/istio-release/charts", stayingCharts.https],
  ...["gcr.io/istio-release/charts", "registry.istio.io/release/charts"].flatMap((address) => [
    [`oci://${address}`, stayingCharts.oci],
    [address, stayingCharts.oci.slice("oci://".length)]
  ])
]);
var retiredHubs = /* @__PURE__ */ new Map([
  ["gcr.io/istio-release", "docker.io/istio"],
  ["registry.istio.io/release", "docker.io/istio"]
]);
var retiredDownloads = /* @__PURE__ */ new Map([
  ["https://storage.googleapis.com/istio-release/releases", "https://blob.istio.io/istio-release/releases"],
  ["https://istio-release.storage.googleapis.com/releases", "https://blob.istio.io/istio-release/releases"]
]);
var newestRetired = "1.30.4";

// src/model/nearest-name.ts
function nearestName(written, names) {
  let nearest;
  let least = Math.min(2, Math.ceil(written.length / 3)) + 1;
  for (const name of names) {
    if (Math.abs(name.length - written.length) >= least) continue;
    const away = distance(written.toLowerCase(), name.toLowerCase());
    if (away < least) [nearest, least] = [name, away];
  }
  return nearest;
}
function distance(one, other) {
  const [rows, columns] = [[...one], [...other]];
  let before = [];
  let above = Array.from({ length: columns.length + 1 }, (_, column) => column);
  for (const [row, letter] of rows.entries()) {
    const current = [row + 1];
    for (const [column, against] of columns.entries()) {
      const replaced = (above[column] ?? 0) + (letter === against ? 0 : 1);
      const isSwapped = letter === columns[column - 1] && rows[row - 1] === against;
      const swapped = isSwapped ? (before[column - 1] ?? 0) + 1 : replaced;
      current.push(Math.min(replaced, swapped, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    [before, above] = [above, current];
  }
  return above.at(-1) ?? 0;
}

export {
  retiredCharts,
  retiredHubs,
  retiredDownloads,
  newestRetired,
  nearestName
};
