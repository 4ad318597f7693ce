// src/model/baseline.ts
var noBaseline = { file: "", text: "", findings: [] };
var baselineReason = "baseline";
function isKnown({ suppression }) {
  return suppression === baselineReason;
}

export {
  noBaseline,
  baselineReason,
  isKnown
};
