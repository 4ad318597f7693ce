import type { ClusterDeployments, DeploymentTree } from "../model/deployment-tree.ts";
import type { Report } from "../model/report.ts";
import { gatherSiblings, labelDeployment } from "./deployment-label.ts";
import { clip, escapeMermaid } from "./escape.ts";
import { count, enumerate, findPlatformReason, formatClusterName } from "./wording.ts";

/** GitHub does not draw diagrams with more than 50,000 characters or 500 edges. https://mermaid.js.org/config/schema-docs/config.html */
const longestText = 45_000;
const mostEdges = 450;

/** Renders what deploys what as a Mermaid flowchart, which GitHub draws: one frame for each cluster. */
export function renderMermaidMap({ deployments }: Pick<Report, "deployments">): string {
  const frames = (deployments?.() ?? []).map((cluster, index) => ({
    open: openFrame(cluster, index),
    closed: buildClosedFrame(cluster, index),
  }));
  const opened = chooseOpened(frames);
  const hidden = frames.length - opened.length;
  const lines = frames.slice(0, opened.length).flatMap(({ open, closed }, index) => (opened[index] ? open : closed).lines);
  if (hidden > 0) lines.push(`  more["${escapeMermaid(`and ${count(hidden, "more cluster")}`)}"]`);
  if (frames.length === 0) lines.push('  none["No Istio install found"]');
  return `${["flowchart LR", ...lines, "  classDef undeployed stroke-dasharray: 5 5"].join("\n")}\n`;
}

interface Frame {
  readonly lines: readonly string[];
  readonly size: number;
  readonly edges: number;
}

/**
 * Decides which clusters are drawn with their contents: if there is not enough room, the largest are collapsed and the last are omitted.
 */
function chooseOpened(frames: readonly { readonly open: Frame; readonly closed: Frame }[]): boolean[] {
  let [size, edges, shown] = [0, 0, 0];
  for (const { closed } of frames) {
    if (size + closed.size > longestText / 2) break;
    size += closed.size;
    shown += 1;
  }
  const opened = new Array<boolean>(shown).fill(false);
  const bySize = [...frames.slice(0, shown).entries()].sort(([, one], [, other]) => one.open.size - other.open.size);
  for (const [index, { open, closed }] of bySize) {
    if (size - closed.size + open.size > longestText || edges + open.edges > mostEdges) continue;
    size += open.size - closed.size;
    edges += open.edges;
    opened[index] = true;
  }
  return opened;
}

function openFrame(deployments: ClusterDeployments, index: number): Frame {
  const pen: Pen = { lines: [], prefix: `c${index}`, count: 0, edges: 0 };
  drawUnits(deployments, pen);
  for (const tree of gatherSiblings(deployments.trees)) draw(tree, undefined, pen);
  for (const tree of gatherSiblings(deployments.loose)) draw(tree, undefined, pen);
  for (const tree of gatherSiblings(deployments.undeployed))
    draw({ ...tree, name: `${tree.name}, deployed by nothing` }, undefined, pen, ":::undeployed");
  return frameCluster(deployments, index, pen.lines, pen.edges);
}

/** Draws the reason why units in different directories belong to one cluster: a script that runs them, or a destination. */
function drawUnits({ cluster: { units = [] } }: ClusterDeployments, pen: Pen): void {
  const [first] = units;
  if (!first || first.link === "tree") return;
  const names = enumerate(
    units.map(({ name }) => clip(name, longestLabel)),
    5,
  );
  pen.lines.push(
    `    ${pen.prefix}_${pen.count++}[["${escapeMermaid(`${names} (${first.link}: ${clip(first.because, longestLabel)})`)}"]]`,
  );
}

function buildClosedFrame(deployments: ClusterDeployments, index: number): Frame {
  const text = `${count(deployments.cluster.installs.length, "install")}, too much to draw here`;
  return frameCluster(deployments, index, [`    c${index}_0["${escapeMermaid(text)}"]`], 0);
}

function frameCluster({ cluster }: ClusterDeployments, index: number, inner: readonly string[], edges: number): Frame {
  const title = `${clip(formatClusterName(cluster.name), longestLabel)} (${findPlatformReason(cluster).platform})`;
  const lines = [`  subgraph c${index}["${escapeMermaid(title)}"]`, ...inner, "  end"];
  return { lines, size: lines.reduce((sum, line) => sum + line.length + 1, 0), edges };
}

interface Pen {
  readonly lines: string[];
  readonly prefix: string;
  count: number;
  edges: number;
}

function draw(tree: DeploymentTree, parent: string | undefined, pen: Pen, style = ""): void {
  const id = `${pen.prefix}_${pen.count++}`;
  pen.lines.push(`    ${id}${shapeNode(tree.kind, escapeMermaid(clip(labelDeployment(tree), longestLabel)))}${style}`);
  if (parent !== undefined) {
    pen.lines.push(`    ${parent} --> ${id}`);
    pen.edges += 1;
  }
  for (const child of gatherSiblings(tree.children)) draw(child, id, pen);
}

/** The maximum length of a label, because names from a repository may have any length. */
const longestLabel = 80;

/** Installs are rounded, resources are slanted, and deployers are rectangles. */
function shapeNode(kind: DeploymentTree["kind"], text: string): string {
  if (kind === "install") return `(["${text}"])`;
  return kind === "resource" ? `[/"${text}"/]` : `["${text}"]`;
}
