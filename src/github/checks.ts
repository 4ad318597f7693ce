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
export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly annotations?: CheckAnnotation[];
}

/** The check runs of the commit that a run is for. Each operation rejects with GitHub's answer where that is a refusal. */
export interface Checks {
  readonly create: (name: string, output: CheckOutput) => Promise<number>;
  readonly append: (id: number, output: CheckOutput) => Promise<void>;
  readonly complete: (id: number, conclusion: "success" | "failure", output: CheckOutput) => Promise<void>;
}

/** Opens the check runs of a commit. */
export async function openChecks(token: string, { owner, repo, sha }: RunContext): Promise<Checks> {
  const { openClient } = await import("./client.ts");
  const { checks } = openClient(token).rest;
  return {
    create: async (name, output) => {
      const { data } = await checks.create({ owner, repo, name, head_sha: sha, status: "in_progress", output });
      return data.id;
    },
    append: async (id, output) => void (await checks.update({ owner, repo, check_run_id: id, status: "in_progress", output })),
    complete: async (id, conclusion, output) =>
      void (await checks.update({ owner, repo, check_run_id: id, status: "completed", conclusion, output })),
  };
}
