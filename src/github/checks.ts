import type { RunContext } from "./run-context.ts";

/** A finding at its line, in GitHub's own words. */
export interface CheckAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
}

/** What a check run says; annotations add to those that it has. */
export interface CheckResult {
  readonly conclusion: "success" | "failure";
  readonly title: string;
  readonly summary: string;
  readonly annotations: CheckAnnotation[];
}

/** The check runs of the commit that a run is for. Each operation rejects with GitHub's answer where that is a refusal. */
export interface Checks {
  readonly create: (name: string, result: CheckResult) => Promise<number>;
  readonly append: (id: number, result: CheckResult) => Promise<void>;
}

/** Opens the check runs of a commit. */
export async function openChecks(token: string, { owner, repo, sha }: RunContext): Promise<Checks> {
  const { openClient } = await import("./client.ts");
  const { checks } = openClient(token).rest;
  return {
    create: async (name, { conclusion, ...output }) => {
      const { data } = await checks.create({ owner, repo, name, head_sha: sha, status: "completed", conclusion, output });
      return data.id;
    },
    append: async (id, { conclusion, ...output }) =>
      void (await checks.update({ owner, repo, check_run_id: id, status: "completed", conclusion, output })),
  };
}
