import type { RunContext } from "./run-context.ts";

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly isOpen: boolean;
}

/** What an issue says: its title and text, and whether it is open. */
export type IssueText = Omit<Issue, "number">;

/** The issues of a repository. Each operation rejects with GitHub's answer where that is a refusal. */
export interface Issues {
  /** Issues that start with a marker and that this token has written: open ones first, then the oldest first. */
  readonly own: (marker: string) => Promise<Issue[]>;
  readonly create: (text: IssueText) => Promise<void>;
  readonly update: (number: number, text: IssueText) => Promise<void>;
}

/** Opens the issues of the repository that a run is for. */
export async function openIssues(token: string, { owner, repo }: RunContext): Promise<Issues> {
  const { openClient, ownLogin } = await import("./client.ts");
  const client = openClient(token);
  const { issues } = client.rest;
  return {
    own: async (marker) => {
      const creator = await ownLogin(client);
      const all = await client.paginate(issues.listForRepo, { owner, repo, creator, state: "all", per_page: 100 });
      const own = all.filter(({ body, pull_request, user }) => !pull_request && user?.login === creator && body?.startsWith(marker));
      const found = own.map(({ number, title, body, state }) => ({ number, title, body: body ?? "", isOpen: state === "open" }));
      return found.sort((one, other) => Number(other.isOpen) - Number(one.isOpen) || one.number - other.number);
    },
    create: async ({ title, body }) => void (await issues.create({ owner, repo, title, body })),
    update: async (number, { title, body, isOpen }) =>
      void (await issues.update({ owner, repo, issue_number: number, title, body, state: isOpen ? "open" : "closed" })),
  };
}
