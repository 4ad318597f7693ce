import {
  deploymentLabel,
  gathered
} from "./deployment-label.js";
import {
  clusterName,
  count,
  enumerate,
  platformReason
} from "./wording.js";
import {
  clip,
  mermaidText
} from "./escape.js";

// src/report/mermaid.ts
var longestText = 45e3;
var mostEdges = 450;
function mermaidMap({ deployments }) {
  const frames = (deployments?.() ?? []).map((cluster, index) => ({
    open: openFrame(cluster, index),
    closed: closedFrame(cluster, index)
  }));
  const opened = fitting(frames);
  const hidden = frames.length - opened.length;
  const lines = frames.slice(0, opened.length).flatMap(({ open, closed }, index) => (opened[index] ? open : closed).lines);
  if (hidden > 0) lines.push(`  more["${mermaidText(`and ${count(hidden, "more cluster")}`)}"]`);
  if (frames.length === 0) lines.push('  none["No Istio install found"]');
  return `${["flowchart LR", ...lines, "  classDef undeployed stroke-dasharray: 5 5"].join("\n")}
`;
}
function fitting(frames) {
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
  for (const tree of gathered(deployments.trees)) draw(tree, void 0, pen);
  for (const tree of gathered(deployments.loose)) draw(tree, void 0, pen);
  for (const tree of gathered(deployments.undeployed))
    draw({ ...tree, name: `${tree.name}, deployed by nothing` }, void 0, pen, ":::undeployed");
  return framed(deployments, index, pen.lines, pen.edges);
}
function drawUnits({ cluster: { units = [] } }, pen) {
  const [first] = units;
  if (!first || first.link === "tree") return;
  const names = enumerate(
    units.map(({ name }) => clip(name, longestLabel)),
    5
  );
  pen.lines.push(`    ${pen.prefix}_${pen.count++}[["${mermaidText(`${names} (${first.link}: ${clip(first.because, longestLabel)})`)}"]]`);
}
function closedFrame(deployments, index) {
  const text = `${count(deployments.cluster.installs.length, "install")}, too much to draw here`;
  return framed(deployments, index, [`    c${index}_0["${mermaidText(text)}"]`], 0);
}
function framed({ cluster }, index, inner, edges) {
  const title = `${clip(clusterName(cluster.name), longestLabel)} (${platformReason(cluster).platform})`;
  const lines = [`  subgraph c${index}["${mermaidText(title)}"]`, ...inner, "  end"];
  return { lines, size: lines.reduce((sum, line) => sum + line.length + 1, 0), edges };
}
function draw(tree, parent, pen, style = "") {
  const id = `${pen.prefix}_${pen.count++}`;
  pen.lines.push(`    ${id}${shaped(tree.kind, mermaidText(clip(deploymentLabel(tree), longestLabel)))}${style}`);
  if (parent !== void 0) {
    pen.lines.push(`    ${parent} --> ${id}`);
    pen.edges += 1;
  }
  for (const child of gathered(tree.children)) draw(child, id, pen);
}
var longestLabel = 80;
function shaped(kind, text) {
  if (kind === "install") return `(["${text}"])`;
  return kind === "resource" ? `[/"${text}"/]` : `["${text}"]`;
}

export {
  mermaidMap
};
