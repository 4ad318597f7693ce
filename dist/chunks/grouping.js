// src/report/grouping.ts
function groupByCluster(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    const group = groups.get(finding.cluster);
    if (group) group.push(finding);
    else groups.set(finding.cluster, [finding]);
  }
  return groups;
}
function groupInEachCluster(findings) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    for (const name of finding.clusters) {
      const group = groups.get(name);
      if (group) group.push(finding);
      else groups.set(name, [finding]);
    }
  }
  return groups;
}

export {
  groupByCluster,
  groupInEachCluster
};
