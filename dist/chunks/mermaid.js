import {
  gatherSiblings,
  labelDeployment
} from "./deployment-label.js";
import {
  count,
  enumerate,
  findPlatformReason,
  formatClusterName
} from "./wording.js";
import {
  clip,
  escapeMermaid
} from "./escape.js";

// src/report/mermaid.ts
var longestText = 45e3;
var mostEdges = 450;
function renderMermaidMap({ deployments }) {
  const frames = (deployments?.() ?? []).map((cluster, index) => ({
    open: openFrame(cluster, index),
    closed: buildClosedFrame(cluster, index)
  }));
  const opened = chooseOpened(frames);
  const hidden = frames.length - opened.length;
  const lines = frames.slice(0, opened.length).flatMap(({ open, closed }, index) => (opened[index] ? open : closed).lines);
  if (hidden > 0) lines.push(`  more["${escapeMermaid(`and ${count(hidden, "more cluster")}`)}"]`);
  if (frames.length === 0) lines.push('  none["No Istio install found"]');
  return `${["flowchart LR", ...lines, "  classDef undeployed stroke-dasharray: 5 5"].join("\n")}
`;
}
function chooseOpened(frames) {
  let [size, edges, shown] = [0, 0, 0];
  for (const { closed } of frames) {
    if (size + closed.size > longestText / 2) break;
    size += closed.size;
    shown += 1;
  }
  const opened = new Array(shown).fill(false);
  const bySize = [...frames.slice(0, shown).entries()].sort(([, one], [, other]) => one.open.size - other.open.size);
  for (const [index, { open, closed }] of bySize) {
    if (size - closed.size + open.size > longestText || edges + open.edges > mostEdges) continue;
    size += open.size - closed.size;
    edges += open.edges;
    opened[index] = true;
  }
  return opened;
}
function openFrame(deployments, index) {
  const pen = { lines: [], prefix: `c${index}`, count: 0, edges: 0 };
  drawUnits(deployments, pen);
  for (const tree of gatherSiblings(deployments.trees)) draw(tree, void 0, pen);
  for (const tree of gatherSiblings(deployments.loose)) draw(tree, void 0, pen);
  for (const tree of gatherSiblings(deployments.undeployed))
    draw({ ...tree, name: `${tree.name}, deployed by nothing` }, void 0, pen, ":::undeployed");
  return frameCluster(deployments, index, pen.lines, pen.edges);
}
function drawUnits({ cluster: { units = [] } }, pen) {
  const [first] = units;
  if (!first || first.link === "tree") return;
  const names = enumerate(
    units.map(({ name }) => clip(name, longestLabel)),
    5
  );
  pen.lines.push(
    `    ${pen.prefix}_${pen.count++}[["${escapeMermaid(`${names} (${first.link}: ${clip(first.because, longestLabel)})`)}"]]`
  );
}
function buildClosedFrame(deployments, index) {
  const text = `${count(deployments.cluster.installs.length, "install")}, too much to draw here`;
  return frameCluster(deployments, index, [`    c${index}_0["${escapeMermaid(text)}"]`], 0);
}
function frameCluster({ cluster }, index, inner, edges) {
  const title = `${clip(formatClusterName(cluster.name), longestLabel)} (${findPlatformReason(cluster).platform})`;
  const lines = [`  subgraph c${index}["${escapeMermaid(title)}"]`, ...inner, "  end"];
  return { lines, size: lines.reduce((sum, line) => sum + line.length + 1, 0), edges };
}
function draw(tree, parent, pen, style = "") {
  const id = `${pen.prefix}_${pen.count++}`;
  pen.lines.push(`    ${id}${shapeNode(tree.kind, escapeMermaid(clip(labelDeployment(tree), longestLabel)))}${style}`);
  if (parent !== void 0) {
    pen.lines.push(`    ${parent} --> ${id}`);
    pen.edges += 1;
  }
  for (const child of gatherSiblings(tree.children)) draw(child, id, pen);
}
var longestLabel = 80;
function shapeNode(kind, text) {
  if (kind === "install") return `(["${text}"])`;
  return kind === "resource" ? `[/"${text}"/]` : `["${text}"]`;
}

export {
  renderMermaidMap
};
