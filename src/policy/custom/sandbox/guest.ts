/**
 * The source of the code that runs in the realm of the documents, before any code of a policy. It keeps references to the built-in
 * functions that it needs. The whole realm is frozen, so that policies cannot influence each other through it. It returns text,
 * which the host checks: a policy that manipulates the text harms only its own findings.
 */
export const guestSource = `(() => {
  "use strict";
  const { freeze, isFrozen, getOwnPropertyDescriptors, getPrototypeOf } = Object;
  const { ownKeys } = Reflect;
  const { parse, stringify } = JSON;
  const { iterator } = Symbol;
  const isObject = (value) => (typeof value === "object" && value !== null) || typeof value === "function";
  const freezeData = (value) => {
    freeze(value);
    for (const key in value) {
      const inner = value[key];
      if (typeof inner === "object" && inner !== null) freezeData(inner);
    }
  };
  const guest = {
    read(text) {
      const value = parse(text);
      freezeData(value);
      return value;
    },
    describe(policy) {
      if (typeof policy !== "object" || policy === null) throw new TypeError("the default export must be what definePolicy returns");
      if (typeof policy.check !== "function") throw new TypeError("a policy needs a function \`check\`");
      return stringify(policy);
    },
    judge(policy, document, most, longest) {
      const violations = policy.check(document);
      if (typeof violations !== "object" || violations === null || typeof violations[iterator] !== "function") {
        throw new TypeError("\`check\` must be a generator, or return an array");
      }
      let text = "";
      let count = 0;
      for (const violation of violations) {
        count += 1;
        if (count > most) throw new RangeError("it has more than " + most + " findings");
        text += (text === "" ? "" : ",") + stringify(violation);
        if (text.length > longest) throw new RangeError("its findings are longer than " + longest + " characters");
      }
      return "[" + text + "]";
    },
    isInRange: (ask) => {
      const known = { __proto__: null };
      let count = 0;
      return freeze((version, range) => {
        if (typeof version !== "string" || typeof range !== "string") return false;
        const key = version + " in " + range;
        const answer = known[key] ?? ask(version, range);
        if (known[key] === undefined && count++ < 1000) known[key] = answer;
        return answer;
      });
    },
  };
  const waiting = [globalThis, guest, (function* () {})(), [][iterator](), ""[iterator]()];
  for (let at = 0; at < waiting.length; at++) {
    const value = waiting[at];
    if (!isObject(value) || isFrozen(value)) continue;
    freeze(value);
    waiting.push(getPrototypeOf(value));
    const descriptors = getOwnPropertyDescriptors(value);
    for (const key of ownKeys(descriptors)) {
      const { value: inner, get, set } = descriptors[key];
      waiting.push(inner, get, set);
    }
  }
  return guest;
})()`;

/** Replaces `version-range.ts` in the sandbox, which does not contain Istio's versions: the host sets the function under this name. */
export const rangeModule = `
export const isInRange = globalThis.__isInRange;
delete globalThis.__isInRange;
`;
