import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { runStep } from "../support/action-runner.ts";
import { examples } from "../support/action-workspace.ts";
import {
  answer,
  commitSuggestion,
  github,
  onPullRequest,
  outdate,
  propose,
  reviewWrites,
  run,
  usePullRequest,
  workspace,
} from "../support/suggestions.ts";

usePullRequest();

const values = "istio/cni/values.yaml";
const review = "POST /repos/acme/platform/pulls/7/reviews";

describe("what is offered already", () => {
  beforeEach(async () => {
    propose(() => cpSync(join(examples, "k3s-values"), workspace, { recursive: true }));
    await run();
    expect(github.lineComments).toHaveLength(1);
  });

  test("stays where somebody has answered it, also when it is repaired", async () => {
    answer(github.lineComments[0]);
    commitSuggestion(github.lineComments[0]);
    await run();
    expect(reviewWrites()).toEqual([review]);
  });

  test("is not offered again where somebody has answered it, and its lines have changed since", async () => {
    answer(github.lineComments[0]);
    propose(() => writeFileSync(join(workspace, values), `# Of the agents\n${readFileSync(join(workspace, values), "utf8")}`));
    outdate();
    await run();
    expect(reviewWrites()).toEqual([review]);
  });

  test("is replaced where its lines have changed since", async () => {
    propose(() => writeFileSync(join(workspace, values), `# Of the agents\n${readFileSync(join(workspace, values), "utf8")}`));
    outdate();
    const [before] = github.lineComments;
    await run();
    expect(reviewWrites()).toEqual([review, review, `DELETE /repos/acme/platform/pulls/comments/${before?.id}`]);
    expect(github.lineComments).toHaveLength(1);
    await run();
    expect(reviewWrites()).toHaveLength(3);
  });

  test("is found behind more than a hundred others, of which those of other authors stay", async () => {
    const [own] = github.lineComments;
    if (!own) throw new Error("no comment");
    const others = Array.from({ length: 150 }, (_, index) => ({ ...own, id: index + 1, login: "mallory" }));
    github.lineComments = [...others, own];
    await run();
    commitSuggestion(own);
    await run();
    expect(github.lineComments).toEqual(others);
  });

  test("is left alone by a run that a later push has overtaken", async () => {
    const written = readFileSync(join(workspace, values), "utf8");
    writeFileSync(join(workspace, values), "# nothing\n");
    const step = onPullRequest({});
    github.head = "0123456789012345678901234567890123456789";
    await runStep(step);
    writeFileSync(join(workspace, values), written);
    expect(reviewWrites()).toEqual([review]);
  });

  test("is left alone by a job that checks another directory", async () => {
    propose(() => cpSync(join(examples, "clean-gke-flux"), join(workspace, "gke"), { recursive: true }));
    await run({ paths: "gke" });
    await run({ "working-directory": "gke" });
    expect(reviewWrites()).toEqual([review]);
  });

  test("is left alone where the workflow wants no comment", async () => {
    commitSuggestion(github.lineComments[0]);
    await run({ comment: "never" });
    expect(reviewWrites()).toEqual([review]);
  });
});
