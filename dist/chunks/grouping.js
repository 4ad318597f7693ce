// src/report/grouping.ts
function groupByCluster(findings) {
  return groupByNames(findings, ({ cluster }) => [cluster]);
}
function groupInEachCluster(findings) {
  return groupByNames(findings, ({ clusters }) => clusters);
}
function groupByNames(findings, listNames) {
  const groups = /* @__PURE__ */ new Map();
  for (const finding of findings) {
    for (const name of listNames(finding)) {
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
