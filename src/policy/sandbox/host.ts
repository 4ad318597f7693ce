import { type Asked, type Line, openLine, type Question } from "./line.ts";
import { type Answer, type Language, languageOf, type PolicyText, type Request } from "./protocol.ts";

/** Somebody else's policies, each in a world of its own that ends where its bounds are. */
export interface Sandbox {
  /** Answers with the policy's metadata. */
  readonly load: (file: string, text: string, moduleText: ModuleText) => Promise<Answer>;
  /** Answers with the violations of a document that is given as JSON; how long that may take is asked for when its turn comes. */
  readonly judge: (file: string, document: string, milliseconds: () => number) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** The text of a file that a policy imports; undefined where there is none. */
export type ModuleText = (path: string) => Promise<string | undefined>;

const startMilliseconds = 10_000;
const loadMilliseconds = 500;
const mostModules = 100;

interface Host {
  readonly line: Line;
  readonly known: Known;
}

interface Known {
  readonly opened: Set<Language>;
  /** What a new worker has to be told. */
  readonly loaded: Map<string, PolicyText>;
  document: string | undefined;
  /** The document that is judged once all that waits is answered. */
  lastAsked: string | undefined;
}

/** Opens a sandbox, whose worker starts at once. */
export async function openSandbox(languages: readonly Language[]): Promise<Sandbox> {
  const known: Known = { opened: new Set(), loaded: new Map(), document: undefined, lastAsked: undefined };
  const host: Host = { line: await openLine(languages, () => replays(known)), known };
  return {
    load: (file, text, moduleText) => load(host, { file, text, modules: {} }, moduleText),
    judge: (file, document, milliseconds) => judge(host, file, document, milliseconds),
    close: () => host.line.close(),
  };
}

/** What a language needs is opened first, in time of its own. */
async function load(host: Host, policy: PolicyText, moduleText: ModuleText): Promise<Answer> {
  const { file } = policy;
  open(host, languageOf(file));
  const answer = await host.line.ask({ request: () => ({ ask: "load", policy }), milliseconds: () => loadMilliseconds });
  if (answer.answer === "loaded") host.known.loaded.set(file, policy);
  if (answer.answer !== "needs") return answer;
  const text = await moduleText(answer.path);
  if (text === undefined) return { answer: "failed", message: `it imports ${answer.path}, which is not there`, file };
  if (Object.keys(policy.modules).length >= mostModules)
    return { answer: "failed", message: `it has more than ${mostModules} modules`, file };
  return load(host, { ...policy, modules: { ...policy.modules, [answer.path]: text } }, moduleText);
}

function open({ line, known }: Host, language: Language): void {
  if (known.opened.has(language)) return;
  known.opened.add(language);
  // One that cannot be opened fails whatever it is asked for.
  line.ask(openRequest(language));
}

function openRequest(language: Language): Question {
  return { request: () => ({ ask: "open", language }), milliseconds: () => startMilliseconds };
}

async function judge(host: Host, file: string, text: string, milliseconds: () => number): Promise<Answer> {
  if (host.known.lastAsked !== text) {
    host.known.lastAsked = text;
    const given = host.line.ask(documentRequest(text));
    given.then(() => {
      host.known.document = text;
    });
  }
  let limit = 0;
  const request = (): Request => {
    limit = milliseconds();
    return { ask: "judge", file, milliseconds: limit };
  };
  const answer = await host.line.ask({ request, milliseconds: () => limit });
  if (answer.answer === "failed") host.known.loaded.delete(file);
  return answer;
}

function documentRequest(text: string): Question {
  return { request: () => ({ ask: "document", text }), milliseconds: () => startMilliseconds };
}

/** What a new worker is told first; what fails at that is told no other. */
function replays({ opened, loaded, document }: Known): Asked[] {
  const languages = [...opened].map((language): Asked => {
    const done = ({ answer }: Answer) => {
      if (answer === "failed") opened.delete(language);
    };
    return { ...openRequest(language), done };
  });
  const policies = [...loaded.values()].map((policy): Asked => {
    const { file } = policy;
    const done = ({ answer }: Answer) => {
      if (answer === "failed") loaded.delete(file);
    };
    return { request: () => ({ ask: "load", policy }), milliseconds: () => loadMilliseconds, done };
  });
  const documents = document === undefined ? [] : [{ ...documentRequest(document), done: () => undefined }];
  return [...languages, ...policies, ...documents];
}
