import { expect, test } from "vitest";
import { toPlainValue } from "../../src/model/cursor.ts";
import { mergeValues, parseSet } from "../../src/model/values.ts";
import { cursorOf } from "../support/cursors.ts";
import { timed } from "../support/processor-time.ts";

test("merging stays linear for many flags over many keys", async () => {
  const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`k${index}`, index]));
  const set = (index: number) => parseSet(`k${index}=x`, "set", { file: "install.sh", start: 100, end: 110 });
  const layers = [cursorOf(keys, { file: "values.yaml", start: 0, end: 5 }), ...Array.from({ length: 20_000 }, (_, index) => set(index))];
  const { result, seconds } = await timed(() => toPlainValue(mergeValues(layers)));
  expect(result).toMatchObject({ k0: "x", k19999: "x" });
  expect(seconds).toBeLessThan(8);
});
