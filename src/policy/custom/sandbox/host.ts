import { policyLimits } from "../../limits.ts";
import { type Line, openLine, type Question } from "./line.ts";
import { type Answer, detectLanguage, type Language, type PolicyText } from "./protocol.ts";

/** A sandbox for custom policies: each runs in its own realm, with limits on time and memory. */
export interface Sandbox {
  /** Loads a policy; the answer contains its metadata. */
  readonly load: (file: string, text: string, moduleText: ModuleText) => Promise<Answer>;
  /** Sets the time limit for all policies together from now on. */
  readonly allow: (milliseconds: number) => void;
  /** Checks a document, which is given as JSON; the answer contains the violations. */
  readonly judge: (file: string, document: string, milliseconds: number) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** Reads the text of a file that a policy imports; undefined if the file does not exist. */
export type ModuleText = (path: string) => Promise<string | undefined>;

const startMilliseconds = 10_000;
const mostModules = 100;

interface Host {
  readonly line: Line;
  readonly known: Known;
}

interface Known {
  readonly opened: Set<Language>;
  /** The policies that a new worker must load. */
  readonly loaded: Map<string, PolicyText>;
  /** The remaining time for all policies. */
  allowed: number;
  document: string | undefined;
  /** The document that is current once all waiting requests are answered. */
  lastAsked: string | undefined;
}

/** Opens a sandbox and starts its worker at once. */
export async function openSandbox(languages: readonly Language[]): Promise<Sandbox> {
  const known: Known = { opened: new Set(), loaded: new Map(), allowed: 0, document: undefined, lastAsked: undefined };
  const host: Host = { line: await openLine(languages, () => listReplays(known)), known };
  return {
    load: (file, text, moduleText) => load(host, { file, text, modules: {} }, policyLimits.load, moduleText),
    allow: (milliseconds) => {
      host.known.allowed = milliseconds;
      host.line.ask(allowRequest(milliseconds));
    },
    judge: (file, document, milliseconds) => judge(host, file, document, milliseconds),
    close: () => host.line.close(),
  };
}

/** Loads a policy. The engine for its language is opened first, which does not count towards the policy's time. */
async function load(host: Host, policy: PolicyText, milliseconds: number, moduleText: ModuleText): Promise<Answer> {
  const { file } = policy;
  if (milliseconds <= 0) return { answer: "failed", message: "it took too long", file };
  open(host, detectLanguage(file));
  const answer = await host.line.ask(loadRequest(host.known, policy, milliseconds));
  if (answer.answer !== "needs") return answer;
  const text = await moduleText(answer.path);
  if (text === undefined) return { answer: "failed", message: `it imports ${answer.path}, which is not there`, file };
  if (Object.keys(policy.modules).length >= mostModules)
    return { answer: "failed", message: `it has more than ${mostModules} modules`, file };
  const modules = { ...policy.modules, [answer.path]: text };
  return load(host, { ...policy, modules }, milliseconds - (answer.took ?? 0), moduleText);
}

function open({ line, known }: Host, language: Language): void {
  if (known.opened.has(language)) return;
  known.opened.add(language);
  // If an engine cannot be opened, every request to it fails.
  line.ask(openRequest(known, language));
}

function openRequest(known: Known, language: Language): Question {
  const learn = ({ answer }: Answer) => {
    if (answer === "failed") known.opened.delete(language);
  };
  return { request: { ask: "open", language }, milliseconds: startMilliseconds, learn };
}

function loadRequest(known: Known, policy: PolicyText, milliseconds: number): Question {
  const learn = ({ answer, took }: Answer) => {
    known.allowed -= took ?? milliseconds;
    if (answer === "loaded") known.loaded.set(policy.file, policy);
    else known.loaded.delete(policy.file);
  };
  return { request: { ask: "load", policy, milliseconds }, milliseconds, learn };
}

function allowRequest(milliseconds: number): Question {
  return { request: { ask: "allow", milliseconds }, milliseconds: startMilliseconds };
}

function judge({ line, known }: Host, file: string, text: string, milliseconds: number): Promise<Answer> {
  if (known.lastAsked !== text) {
    known.lastAsked = text;
    line.ask(buildDocumentRequest(known, text));
  }
  const learn = ({ answer, took }: Answer) => {
    known.allowed -= took ?? milliseconds;
    if (answer === "failed") known.loaded.delete(file);
  };
  return line.ask({ request: { ask: "judge", file, milliseconds }, milliseconds, learn });
}

function buildDocumentRequest(known: Known, text: string): Question {
  const learn = () => {
    known.document = text;
  };
  return { request: { ask: "document", text }, milliseconds: startMilliseconds, learn };
}

/** Returns the first requests to a new worker. A request that fails is not repeated to the next worker. */
function listReplays(known: Known): Question[] {
  const { opened, loaded, allowed, document } = known;
  // A policy that was loaded once must not fail because other policies have used up the time since.
  return [
    allowRequest(startMilliseconds),
    ...[...opened].map((language) => openRequest(known, language)),
    ...[...loaded.values()].map((policy) => loadRequest(known, policy, policyLimits.load)),
    allowRequest(allowed),
    ...(document === undefined ? [] : [buildDocumentRequest(known, document)]),
  ];
}
