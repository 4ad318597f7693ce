import type { RunContext } from "./run-context.ts";

/** A comment on lines of a pull request. */
export interface LineComment {
  readonly id: number;
  readonly path: string;
  readonly body: string;
  /** Whether the lines that it is about are still those of the pull request. */
  readonly isCurrent: boolean;
  readonly isAnswered: boolean;
}

/** A comment to be made, on whole lines of the head side. */
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
  /** The hunks of its diff; empty where GitHub shows none. */
  readonly patch: string;
}

/** The lines of one pull request. Each operation rejects with GitHub's answer where that is a refusal. */
export interface Review {
  /** Whether nothing has been pushed since the run began. */
  readonly isAtHead: () => Promise<boolean>;
  readonly files: () => Promise<PullFile[]>;
  /** Comments that start with a marker and that this token has written, the oldest first. */
  readonly ownComments: (marker: string) => Promise<LineComment[]>;
  readonly create: (drafts: readonly LineDraft[]) => Promise<void>;
  readonly remove: (id: number) => Promise<void>;
}

/** Opens the review of a pull request. */
export async function openReview(token: string, context: RunContext, number: number): Promise<Review> {
  const { isHead, learnLogin, openClient, ownLogin, unlessGone } = await import("./client.ts");
  const client = openClient(token);
  const { pulls } = client.rest;
  const { owner, repo, sha } = context;
  const pull = { owner, repo, pull_number: number };
  return {
    isAtHead: () => isHead(client, context, number),
    files: async () => {
      const files = await client.paginate(pulls.listFiles, { ...pull, per_page: 100 });
      return files.map(({ filename, sha: blob, patch = "" }) => ({ path: filename, blob: blob ?? "", patch }));
    },
    ownComments: async (marker) => {
      const all = await client.paginate(pulls.listReviewComments, { ...pull, per_page: 100 });
      const marked = all.filter(({ body }) => body.startsWith(marker));
      if (marked.length === 0) return [];
      const login = await ownLogin(client);
      const answered = new Set(all.map(({ in_reply_to_id: id }) => id));
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
      // Without words of its own, a review goes when the last of its comments does.
      const { data } = await pulls.createReview({ ...pull, commit_id: sha, event: "COMMENT", body: "", comments });
      learnLogin(client, data.user);
    },
    remove: (id) => unlessGone(pulls.deleteReviewComment({ owner, repo, comment_id: id })),
  };
}
