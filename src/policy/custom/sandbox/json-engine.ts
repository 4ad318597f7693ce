import { Ajv2020 } from "ajv/dist/2020.js";
import { RE2JS } from "re2js";
import policySchema from "../../../../schemas/policy.schema.json" with { type: "json" };
import type { ClusterDocument } from "../../../model/cluster.ts";
import type { Policy } from "../../../model/policy.ts";
import { remembered } from "../../../model/remembered.ts";
import { describeFaults } from "../../policy-file.ts";
import { policyFromJson, type RegExpEngine } from "../../schema.ts";
import type { Engine } from "./engine.ts";
import type { Answer, Failure } from "./protocol.ts";

/** Runs JSON policies: data for the engine of the built-in policies, with regular expressions that cannot backtrack. */
export function openJsonEngine(): Engine {
  const policies = new Map<string, Policy>();
  let document: ClusterDocument | undefined;
  return {
    load: ({ file, text }) => {
      const json: unknown = JSON.parse(text);
      const policy = compilePolicy(json);
      if ("answer" in policy) return findWholeFailure(json) ?? policy;
      policies.set(file, policy);
      const { check: _, ...metadata } = policy;
      return { answer: "loaded", metadata };
    },
    document: (text) => {
      document = JSON.parse(text) as ClusterDocument;
    },
    judge: (file) => judgeDocument(policies.get(file), document),
  };
}

const ajvOptions = { allErrors: true, strict: false, validateFormats: false, logger: false } as const;

/** Finds the exact error in an invalid schema, if the schema of schemas shows it. */
function findWholeFailure(json: unknown): Failure | undefined {
  const check = new Ajv2020(ajvOptions).compile(policySchema);
  return check(json) ? undefined : { answer: "failed", ...describeFaults(check.errors ?? []) };
}

function compilePolicy(json: unknown): Policy | Failure {
  try {
    return policyFromJson(json, regularExpressions);
  } catch (error) {
    const { message, pointer } = error as Error & { pointer?: string };
    return { answer: "failed", message: message.slice(0, 500), pointer: pointer ?? "" };
  }
}

function judgeDocument(policy: Policy | undefined, document: ClusterDocument | undefined): Answer {
  if (!policy || !document) throw new Error("nothing is loaded");
  try {
    return { answer: "judged", violations: [...policy.check(document)] };
  } catch (error) {
    return { answer: "failed", message: error instanceof Error ? error.message.slice(0, 500) : String(error) };
  }
}

/** RE2 needs time in proportion to the length of the text: https://github.com/google/re2/wiki/WhyRE2 */
const regularExpressions: RegExpEngine = Object.assign(
  (pattern: string) => {
    const expression = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return { test: remembered((text) => expression.test(text)), toString: () => `/${pattern}/u` };
  },
  { code: "users' regular expressions" },
);
