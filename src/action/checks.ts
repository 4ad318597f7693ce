import { buildRepositoryPath, type Client } from "./client.ts";
import type { RunContext } from "./run-context.ts";
import { id, record } from "./shape.ts";

/** An annotation of a line, with the field names of GitHub's API. */
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

/** The result of a check run; its annotations are added to the existing ones. */
export interface CheckResult {
  readonly conclusion: "success" | "failure";
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

/** The check runs of a commit. Each operation rejects with a reason if GitHub refuses it, does not answer or gives an unusable answer. */
export interface Checks {
  readonly create: (name: string, result: CheckResult) => Promise<number>;
  readonly append: (id: number, result: CheckResult) => Promise<void>;
}

const checkRun = record({ id });

/** Opens the check runs of a commit. */
export function openChecks(client: Client, context: RunContext): Checks {
  const path = `${buildRepositoryPath(context)}/check-runs`;
  const completed = ({ conclusion, ...output }: CheckResult) => ({ status: "completed", conclusion, output });
  return {
    create: async (name, result) => {
      const created = await client.write("POST", path, { name, head_sha: context.sha, ...completed(result) }, checkRun);
      return created.id;
    },
    append: async (id, result) => void (await client.write("PATCH", `${path}/${id}`, completed(result), checkRun)),
  };
}
