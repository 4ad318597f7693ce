// src/policy/value-at.ts
function valueAt(data, path) {
  let current = data;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return void 0;
    current = current[key];
  }
  return current;
}

export {
  valueAt
};
