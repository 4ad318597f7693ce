import { minorOf, plainMesh } from "../mesh.mjs";
import { rewritten } from "../text.mjs";
import { subjects } from "../world.mjs";

/** One chart raised or lowered alone: https://istio.io/latest/docs/ambient/upgrade/helm/ */
export function* versionMutations(world) {
  for (const { cluster, install } of subjects(world)) {
    const mesh = plainMesh(cluster);
    const own = minorOf(install);
    const isPart = /^(istiod|cni|ztunnel)$/.test(install.component) && install.form !== "helm-values";
    const place = mesh && own !== undefined && isPart ? writtenVersion(world, install) : undefined;
    if (place) yield* stepsOf({ cluster, install, mesh, own, place });
  }
}

function* stepsOf({ cluster, install, mesh, own, place }) {
  for (const step of [-2, 1]) {
    const minor = own + step;
    // Before 1.24 platforms and keys are others, and 1.30 takes images and charts from elsewhere.
    if (minor < 24 || minor > 29) continue;
    const version = install.versionWritten.replace(/1\.\d+\.\d+/, `1.${minor}.0`);
    const edit = rewritten(
      place.lines,
      place.line,
      (text) => text.slice(0, place.start) + version + text.slice(place.start + install.versionWritten.length),
    );
    const site = { file: install.file, line: place.line, column: place.start + 1 };
    const expect = verdict(cluster, mesh, install, minor);
    if (expect) yield { kind: `${step < 0 ? "lowered by two minors" : "raised by a minor"}`, site, note: install.component, edit, expect };
  }
}

/** Where the version stands nearest to the install, where it is nobody else's. */
function writtenVersion(world, own) {
  const { file, line, versionWritten } = own;
  const lines = world.lines(file);
  const pattern = new RegExp(`(?<![\\w.])${versionWritten.replaceAll(".", "\\.")}(?![\\w.])`);
  const near = [];
  for (let each = Math.max(1, line - 4); each <= Math.min(lines.length, line + 6); each++) {
    const start = lines[each - 1].search(pattern);
    if (start !== -1 && !/^\s*#/.test(lines[each - 1])) near.push({ lines, line: each, start, far: Math.abs(each - line) });
  }
  const [nearest, second] = near.sort((one, other) => one.far - other.far);
  const isOthers = (place) =>
    subjects(world).some(({ install }) => install.file === file && install !== own && Math.abs(install.line - place.line) <= place.far);
  return nearest && nearest.far !== second?.far && !isOthers(nearest) ? nearest : undefined;
}

/** Parts newer than istiod, or more than one minor older; what else the versions decide is left out. */
function verdict(cluster, mesh, install, minor) {
  const parts = [mesh.istiod, ...mesh.cnis, ...mesh.ztunnels];
  const isNetworked = parts.some(({ effective }) => effective.network != null);
  if (parts.some((part) => minorOf(part) === undefined) || cluster.facts?.gatewayApi || isNetworked) return undefined;
  const after = (part) => (part === install ? minor : minorOf(part));
  const newest = after(mesh.istiod);
  const isWrong = (part) => after(part) > newest || newest - after(part) > 1;
  const wrong = [...mesh.cnis, ...mesh.ztunnels].filter(isWrong);
  const bases = cluster.installs.filter((part) => part.component === "base" && (minorOf(part) ?? newest) < newest);
  const found = [...wrong, ...bases];
  return found.length > 0 ? { rules: ["version-skew"], installs: [...found, mesh.istiod] } : { silence: "within one minor of istiod" };
}
