import type { Place } from "../model/location.ts";

/** Words of which a text has one if it installs Istio in a way that `findInstallLine` sees. */
export const installWords: readonly string[] = [
  ...["istioctl", "istio-release", "registry.istio.io", "sailoperator.io/", "install.istio.io/"],
  ...["base", "istiod", "cni", "ztunnel", "ambient", "gateway"].map((chart) => `istio/${chart}`),
];

/** Finds the first line of a text that its own language would install Istio with: not a comment, not a message, not a name. */
export function findInstallLine(file: string, text: string): Place | undefined {
  const lines = text.split("\n");
  let start = 0;
  for (const [index, line] of lines.entries()) {
    if (isInstall(line, lines, index)) return { file, start: start + countIndent(line), end: start + line.trimEnd().length };
    start += line.length + 1;
  }
  return undefined;
}

/** Bundled and generated code has lines that no person wrote. */
const longestLine = 1_000;
const comment = /^\s*(?:#|\/\/|\/?\*|<!--|::|--|rem\b|;)/i;
/** Texts for people: what a program prints, what a step is called. */
const message =
  /^[\s-]*(?:["'@(]*)(?:echo|print\w*|printf|puts|write-(?:host|output|warning|error)|console\.\w+|log\w*\.\w+|fmt\.\w+|raise|throw|assert\w*|expect|describe|it)\b|^[\s-]*["']?(?:name|description|title|summary|msg|message|displayname|help|usage|label|id|task)["']?\s*[:=](?!\s*[\w"'.-]*\s*:)|\b(?:Errorf|Error|Fail|Fatal|Log|Info|Warn)\w*\(/i;

const chart = "(?:base|istiod|cni|ztunnel|ambient|gateway)";
const chartReference = new RegExp(`\\bistio/${chart}(?![\\w/-])|oci://[^\\s"']{0,200}istio[^\\s"']{0,200}/${chart}(?![\\w/-])`);
const chartsAddress = /istio-release(?:\.storage\.googleapis\.com)?\/charts|registry\.istio\.io\/[\w/-]{0,40}charts/;
const istioctl =
  /\bistioctl["'`]?[\s,](?:[^;|&]{0,200}[\s,"'`])?(?:install|upgrade|manifest["'`]?[\s,]+["'`]?apply)\b(?!["'`]?\s*(?:is|was|fails?|failed|command|will)\b)/;
const helm = /\bhelm3?["'`]?[\s,](?:[^;|&]{0,200}[\s,"'`])?(?:install|upgrade|template)\b|--install\b/;
/** `chart: istio/istiod`, `chart_ref: …`, `chartName = "istiod"`, `Chart: pulumi.String("istiod")`. */
const chartKey = new RegExp(
  `\\b(?:chart\\w*|ref)["']?\\s*[:=]\\s*(?:[\\w.&*]{1,40}\\()?["'\`]?(?:(istio/${chart}|istiod|ztunnel)|${chart})["'\`]?\\s*[,)};]*\\s*(?:#.*)?$`,
  "i",
);
const nameKey = new RegExp(`^[\\s{-]*(?:name|chart\\w*)["']?\\s*[:=]\\s*["']?(?:istio-)?${chart}["']?,?\\s*$`, "i");
const object = /^\s*(?:-\s*)?["']?apiVersion["']?\s*:\s*["']?(?:sailoperator|install\.istio)\.io\//;
const objectKind = /^\s*(?:-\s*)?["']?kind["']?\s*:\s*["']?(?:Istio|IstioCNI|ZTunnel|IstioOperator)["']?,?\s*$/;

function isInstall(line: string, lines: readonly string[], index: number): boolean {
  if (line.length > longestLine || comment.test(line)) return false;
  if (message.test(line)) return nameKey.test(line) && isNear(lines, index, 6, chartsAddress);
  if (istioctl.test(line)) return true;
  if (helm.test(line)) return isNearAfter(lines, index, 5, chartReference) || isNearAfter(lines, index, 5, chartsAddress);
  const key = chartKey.exec(line);
  if (key)
    return (
      key[1]?.includes("/") || isNear(lines, index, 12, /istio-release|registry\.istio\.io|\bistio\b.*\brepo|\brepo\w*\b.*\bistio\b|helm/i)
    );
  if (object.test(line)) return isNear(lines, index, 2, objectKind);
  return (
    /^\s*(?:-\s*)?["']?(?:url|chart\w*|ref|repository)["']?\s*[:=]/i.test(line) && line.includes("oci://") && chartReference.test(line)
  );
}

function isNear(lines: readonly string[], index: number, distance: number, wanted: RegExp): boolean {
  return isWithin(lines.slice(Math.max(0, index - distance), index + distance + 1), wanted);
}

function isNearAfter(lines: readonly string[], index: number, distance: number, wanted: RegExp): boolean {
  return isWithin(lines.slice(index, index + distance + 1), wanted);
}

function isWithin(lines: readonly string[], wanted: RegExp): boolean {
  return lines.some((line) => line.length <= longestLine && !comment.test(line) && wanted.test(line));
}

function countIndent(line: string): number {
  return line.length - line.trimStart().length;
}
