// src/model/remembered.ts
var limit = 1e3;
function remembered(compute) {
  const recall = memory();
  return (key) => recall(key, compute);
}
function memory() {
  const known = /* @__PURE__ */ new Map();
  return (key, compute) => {
    const found = known.get(key);
    if (found) return found.result;
    const result = compute(key);
    if (known.size >= limit) known.clear();
    known.set(key, { result });
    return result;
  };
}
function once(compute) {
  let waiting = compute;
  let result;
  return () => {
    if (!result && waiting) {
      result = { value: waiting() };
      waiting = void 0;
    }
    return result.value;
  };
}

export {
  remembered,
  memory,
  once
};
