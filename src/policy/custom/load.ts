import type { Cluster, ClusterDocument } from "../../model/cluster.ts";
import type { Violation } from "../../model/finding.ts";
import type { Place } from "../../model/location.ts";
import type { Policy, PolicyMetadata } from "../../model/policy.ts";
import { isConcerned, PolicyFailure } from "../evaluate.ts";
import { policyLimits } from "../limits.ts";
import { acceptMetadata, MetadataError } from "../metadata.ts";
import { acceptViolations, ViolationError } from "../violations.ts";
import type { ModuleText, Sandbox } from "./sandbox/host.ts";
import type { Answer } from "./sandbox/protocol.ts";

/** An error in a policy file, before its place is known. */
export interface LoadFailure {
  readonly message: string;
  readonly file: string;
  readonly line?: number;
  readonly pointer?: string;
}

/** Converts a line of a policy's file to a place in its text. */
export type PlaceOfLine = (file: string, line: number | undefined) => Place;

/** A policy in the sandbox. Its verdicts are fetched first; `check` then returns them like any other policy. */
export interface SandboxedPolicy {
  readonly file: string;
  readonly policy: Policy;
  readonly verdicts: Map<ClusterDocument, readonly Violation[] | PolicyFailure>;
}

/** Loads one policy file. */
export async function loadPolicy(
  sandbox: Sandbox,
  file: string,
  text: string,
  moduleText: ModuleText,
): Promise<SandboxedPolicy | LoadFailure> {
  const answer = await sandbox.load(file, text, moduleText);
  if (answer.answer === "failed") return { file, ...answer };
  try {
    return buildSandboxedPolicy(file, acceptMetadata(answer.answer === "loaded" ? answer.metadata : undefined));
  } catch (error) {
    if (!(error instanceof MetadataError)) throw error;
    return { file, message: error.message };
  }
}

function buildSandboxedPolicy(file: string, metadata: PolicyMetadata): SandboxedPolicy {
  const verdicts: SandboxedPolicy["verdicts"] = new Map();
  const check = (document: ClusterDocument) => {
    const verdict = verdicts.get(document) ?? [];
    if (verdict instanceof PolicyFailure) throw verdict;
    return verdict;
  };
  return { file, policy: { page: metadata.links[0] ?? "", ...metadata, check }, verdicts };
}

/** Fetches the sandbox's verdicts on all clusters. A policy that fails is not run again. */
export async function fetchVerdicts(
  sandbox: Sandbox,
  policies: readonly SandboxedPolicy[],
  clusters: readonly Cluster[],
  placeOf: PlaceOfLine,
): Promise<void> {
  const more = policyLimits.judgeCluster * clusters.length;
  const left = new Map(policies.map((policy) => [policy, policyLimits.judge + more]));
  sandbox.allow(policyLimits.allJudge + more * policies.length);
  for (const { document } of clusters) {
    const text = JSON.stringify(document);
    const asked = [...left.keys()].filter((candidate) => isConcerned(document, candidate.policy));
    await Promise.all(asked.map((policy) => judgeOne(sandbox, policy, { document, text, left, placeOf })));
  }
}

interface Judged {
  readonly document: ClusterDocument;
  readonly text: string;
  /** The remaining time of each policy that has not failed. */
  readonly left: Map<SandboxedPolicy, number>;
  readonly placeOf: PlaceOfLine;
}

async function judgeOne(sandbox: Sandbox, policy: SandboxedPolicy, { document, text, left, placeOf }: Judged): Promise<void> {
  const mine = left.get(policy) ?? 0;
  const answer = await sandbox.judge(policy.file, text, Math.max(0, mine));
  left.set(policy, mine - (answer.took ?? mine));
  const verdict = checkVerdict(answer, policy, document, placeOf);
  policy.verdicts.set(document, verdict);
  if (verdict instanceof PolicyFailure) left.delete(policy);
}

function checkVerdict(
  answer: Answer,
  { file }: SandboxedPolicy,
  document: ClusterDocument,
  placeOf: PlaceOfLine,
): readonly Violation[] | PolicyFailure {
  if (answer.answer === "failed") return new PolicyFailure(answer.message, placeOf(answer.file ?? file, answer.line));
  try {
    return acceptViolations(answer.answer === "judged" ? answer.violations : undefined, document);
  } catch (error) {
    if (!(error instanceof ViolationError)) throw error;
    return new PolicyFailure(error.message, placeOf(file, undefined));
  }
}
