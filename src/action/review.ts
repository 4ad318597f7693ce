import { buildRepositoryPath, type Client } from "./client.ts";
import { isHead } from "./head.ts";
import type { RunContext } from "./run-context.ts";
import { anything, id, optional, record, text } from "./shape.ts";

/** A comment on lines of a pull request. */
export interface LineComment {
  readonly id: number;
  readonly path: string;
  readonly body: string;
  /** True if the commented lines are still part of the pull request. */
  readonly isCurrent: boolean;
  readonly isAnswered: boolean;
}

/** A new comment on whole lines of the head. */
export interface LineDraft {
  readonly path: string;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly body: string;
}

/** A file that a pull request changes, as it is at the head. */
export interface PullFile {
  readonly path: string;
  readonly blob: string;
  /** The hunks of its diff; empty if GitHub shows none. */
  readonly patch: string;
}

/** The lines of a pull request. Each operation rejects with a reason if GitHub refuses it, does not answer or gives an unusable answer. */
export interface Review {
  /** Checks whether nothing has been pushed since the run started. */
  readonly isAtHead: () => Promise<boolean>;
  readonly files: () => Promise<PullFile[]>;
  /** Returns comments that start with a marker and were written with this token, the oldest first. */
  readonly ownComments: (marker: string) => Promise<LineComment[]>;
  readonly create: (drafts: readonly LineDraft[]) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
}

const author = optional(record({ login: text }));
const file = record({ filename: text, sha: optional(text), patch: optional(text) });
const lineComment = record({
  id,
  path: text,
  body: text,
  user: author,
  line: optional(anything),
  in_reply_to_id: optional(id),
});
const review = record({ user: author });

/** Opens the review of a pull request. */
export function openReview(client: Client, context: RunContext, number: number): Review {
  const repository = buildRepositoryPath(context);
  const pull = `${repository}/pulls/${number}`;
  return {
    isAtHead: () => isHead(client, context, number),
    files: async () => {
      const files = await client.list(`${pull}/files?per_page=100`, file);
      return files.map(({ filename, sha = "", patch = "" }) => ({ path: filename, blob: sha, patch }));
    },
    ownComments: async (marker) => {
      const all = await client.list(`${pull}/comments?per_page=100`, lineComment, ({ body, in_reply_to_id: replied }) => {
        return replied !== undefined || body.startsWith(marker);
      });
      const marked = all.filter(({ body }) => body.startsWith(marker));
      if (marked.length === 0) return [];
      const login = await client.ownLogin();
      const answered = new Set(all.map(({ in_reply_to_id: replied }) => replied));
      const own = marked.filter(({ user }) => user?.login === login);
      return own
        .sort((one, other) => one.id - other.id)
        .map(({ id, path, body, line }) => ({ id, path, body, isCurrent: typeof line === "number", isAnswered: answered.has(id) }));
    },
    create: async (drafts) => {
      const comments = drafts.map(({ path, firstLine, lastLine, body }) => {
        const start = firstLine < lastLine ? { start_line: firstLine, start_side: "RIGHT" } : {};
        return { path, body, ...start, line: lastLine, side: "RIGHT" };
      });
      // A review without its own text disappears with the last of its comments.
      const draft = { commit_id: context.sha, event: "COMMENT", body: "", comments };
      const { user } = await client.write("POST", `${pull}/reviews`, draft, review);
      client.learnLogin(user);
    },
    remove: (id) => client.remove(`${repository}/pulls/comments/${id}`),
  };
}
