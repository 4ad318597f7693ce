import type { RunContext } from "./run-context.ts";

export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** The comments of one pull request. Each operation rejects with GitHub's answer where that is a refusal. */
export interface Conversation {
  /** Comments that start with a marker and that this token has written, the oldest first. */
  readonly ownComments: (marker: string) => Promise<Comment[]>;
  readonly create: (body: string) => Promise<void>;
  readonly update: (id: number, body: string) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
}

/** Opens the conversation of a pull request. */
export async function openConversation(token: string, { owner, repo }: RunContext, number: number): Promise<Conversation> {
  // Half a megabyte that only runs with a comment need.
  const { getOctokit } = await import("@actions/github");
  const octokit = getOctokit(token, { request: { signal: AbortSignal.timeout(patience) } });
  const { rest } = octokit;
  return {
    ownComments: async (marker) => {
      const all = await octokit.paginate(rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
      const marked = all.filter(({ body }) => body?.startsWith(marker));
      if (marked.length === 0) return [];
      const login = await ownLogin(octokit);
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id, body }) => ({ id, body: body ?? "" }));
    },
    create: async (body) => void (await rest.issues.createComment({ owner, repo, issue_number: number, body })),
    update: async (id, body) => void (await rest.issues.updateComment({ owner, repo, comment_id: id, body })),
    remove: async (id) => void (await rest.issues.deleteComment({ owner, repo, comment_id: id })),
  };
}

/** For all that is asked of GitHub in one run, in milliseconds. */
const patience = 60_000;

/** Who the token is: `GET /user` refuses the tokens of Actions and of apps, this does not. */
async function ownLogin(octokit: { graphql: <Answer>(query: string) => Promise<Answer> }): Promise<string> {
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
    return viewer.login;
  } catch {
    return "github-actions[bot]";
  }
}
