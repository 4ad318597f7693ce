import { buildRepositoryPath, type Client } from "./client.ts";
import type { RunContext } from "./run-context.ts";
import { anything, id, optional, record, text } from "./shape.ts";

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

/** The content of an issue: its title and text, and whether it is open. */
export type IssueText = Omit<Issue, "number">;

/** The issues of a repository. Each operation rejects with a reason if GitHub refuses it, does not answer or gives an unusable answer. */
export interface Issues {
  /** Returns issues that start with a marker and were written with this token: open ones first, then the oldest first. */
  readonly own: (marker: string) => Promise<Issue[]>;
  readonly create: (text: IssueText) => Promise<void>;
  readonly update: (number: number, text: IssueText) => Promise<void>;
}

const issue = record({
  number: id,
  title: text,
  body: optional(text),
  state: text,
  pull_request: optional(anything),
  user: optional(record({ login: text })),
});

/** Opens the issues of the repository that a run is for. */
export function openIssues(client: Client, context: RunContext): Issues {
  const path = `${buildRepositoryPath(context)}/issues`;
  return {
    own: async (marker) => {
      const creator = await client.ownLogin();
      const query = new URLSearchParams({ creator, state: "all", per_page: "100" });
      const own = await client.list(`${path}?${query}`, issue, ({ body, pull_request, user }) => {
        return !pull_request && user?.login === creator && (body?.startsWith(marker) ?? false);
      });
      const found = own.map(({ number, title, body = "", state }) => ({ number, title, body, isOpen: state === "open" }));
      return found.sort((one, other) => Number(other.isOpen) - Number(one.isOpen) || one.number - other.number);
    },
    create: async ({ title, body }) => void (await client.write("POST", path, { title, body }, issue)),
    update: async (number, { title, body, isOpen }) =>
      void (await client.write("PATCH", `${path}/${number}`, { title, body, state: isOpen ? "open" : "closed" }, issue)),
  };
}
