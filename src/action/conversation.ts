import { buildRepositoryPath, type Client } from "./client.ts";
import { isHead } from "./head.ts";
import type { RunContext } from "./run-context.ts";
import { id, optional, record, text } from "./shape.ts";

export interface Comment {
  readonly id: number;
  readonly body: string;
}

/**
 * The comments of a pull request. Each operation rejects with a reason if GitHub refuses it, does not answer or gives an unusable answer.
 */
export interface Conversation {
  /** Checks whether nothing has been pushed since the run started. */
  readonly isAtHead: () => Promise<boolean>;
  /** Returns comments that start with a marker and were written with this token, the oldest first. */
  readonly ownComments: (marker: string) => Promise<Comment[]>;
  readonly create: (body: string) => Promise<void>;
  readonly update: (id: number, body: string) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
}

const comment = record({ id, body: optional(text), user: optional(record({ login: text })) });

/** Opens the comments of a pull request. */
export function openConversation(client: Client, context: RunContext, number: number): Conversation {
  const repository = buildRepositoryPath(context);
  const comments = `${repository}/issues/${number}/comments`;
  return {
    isAtHead: () => isHead(client, context, number),
    ownComments: async (marker) => {
      const marked = await client.list(`${comments}?per_page=100`, comment, ({ body }) => body?.startsWith(marker) ?? false);
      if (marked.length === 0) return [];
      const login = await client.ownLogin();
      const own = marked.filter(({ user }) => user?.login === login);
      return own.sort((one, other) => one.id - other.id).map(({ id, body = "" }) => ({ id, body }));
    },
    create: async (body) => {
      const { user } = await client.write("POST", comments, { body }, comment);
      client.learnLogin(user);
    },
    update: async (id, body) => void (await client.write("PATCH", `${repository}/issues/comments/${id}`, { body }, comment)),
    remove: (id) => client.remove(`${repository}/issues/comments/${id}`),
  };
}
