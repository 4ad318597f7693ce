// src/policy/define.ts
function definePolicy(policy) {
  return policy;
}

export {
  definePolicy
};
