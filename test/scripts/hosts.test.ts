import { join } from "node:path";
import { expect, test } from "vitest";
import { hostSamples } from "../support/host-mutations.ts";

const samples = hostSamples(join(import.meta.dirname, "../fixtures/forms"));

test("there are samples of every kind of file", () => {
  expect(new Set(samples.map(({ path }) => path.split("/").at(-1)))).toEqual(
    new Set([
      "deploy.yaml",
      "e2e.yml",
      "action.yml",
      ".gitlab-ci.yml",
      "Makefile",
      "versions.mk",
      "test.mk",
      "Taskfile.yaml",
      "justfile",
      "Dockerfile",
    ]),
  );
});
