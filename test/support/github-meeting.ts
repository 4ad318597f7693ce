import type { GitHubServer } from "./github-server.ts";

/** Requests that are answered, once, when as many as awaited are there: none of them knows what the others do next. */
export interface Meeting {
  readonly method: string;
  /** How the path ends. */
  readonly path: string;
  readonly awaited: number;
}

const present = new WeakMap<Meeting, (() => void)[]>();

/** Holds the answer to a request back while others are awaited. */
export async function meet(state: GitHubServer, method: string, path: string): Promise<void> {
  const { meeting } = state;
  if (meeting?.method !== method || !path.endsWith(meeting.path)) return;
  const others = present.get(meeting) ?? [];
  present.set(meeting, others);
  await new Promise<void>((done) => {
    others.push(done);
    if (others.length < meeting.awaited) return;
    state.meeting = undefined;
    for (const release of others) release();
  });
}
