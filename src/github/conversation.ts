import type { RunContext } from "./run-context.ts";

export interface Comment {
  readonly id: number;
  readonly body: string;
}

/** The comments of one pull request. Each operation rejects with GitHub's answer where that is a refusal. */
export interface Conversation {
  /** Whether nothing has been pushed since the run began. */
  readonly isAtHead: () => Promise<boolean>;
  /** Comments that start with a marker and that this token has written, the oldest first. */
  readonly ownComments: (marker: string) => Promise<Comment[]>;
  readonly create: (body: string) => Promise<void>;
  readonly update: (id: number, body: string) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
}

/** Opens the conversation of a pull request. */
export async function openConversation(token: string, context: RunContext, number: number): Promise<Conversation> {
  // Half a megabyte that only runs with a comment need.
  const { isHead, learnLogin, openClient, ownLogin, unlessGone } = await import("./client.ts");
  const client = openClient(token);
  const { rest } = client;
  const { owner, repo } = context;
  return {
    isAtHead: () => isHead(client, context, number),
    ownComments: async (marker) => {
      const all = await client.paginate(rest.issues.listComments, { owner, repo, issue_number: number, per_page: 100 });
      const marked = all.filter(({ body }) => body?.startsWith(marker));
      if (marked.length === 0) return [];
      const login = await ownLogin(client);
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id, body }) => ({ id, body: body ?? "" }));
    },
    create: async (body) => {
      const { data } = await rest.issues.createComment({ owner, repo, issue_number: number, body });
      learnLogin(client, data.user);
    },
    update: async (id, body) => void (await rest.issues.updateComment({ owner, repo, comment_id: id, body })),
    remove: (id) => unlessGone(rest.issues.deleteComment({ owner, repo, comment_id: id })),
  };
}
