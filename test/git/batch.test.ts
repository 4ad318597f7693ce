import fc from "fast-check";
import { expect, test } from "vitest";
import { createBatchReader } from "../../src/git/batch.ts";

test("objects come out as they went in, however the pieces are cut", () => {
  const object = fc.option(fc.uint8Array({ maxLength: 40 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(object, { maxLength: 6 }), fc.array(fc.nat({ max: 30 })), (objects, cuts) => {
      const bytes = Buffer.concat(objects.map((content) => (content ? answer(content) : Buffer.from("0123abcd missing\n"))));
      const found: (Buffer | undefined)[] = [];
      const read = createBatchReader((content) => found.push(content && Buffer.from(content)));
      let at = 0;
      for (const cut of [...cuts, bytes.length]) {
        read(bytes.subarray(at, at + cut));
        at += cut;
      }
      expect(found).toEqual(objects.map((content) => content && Buffer.from(content)));
    }),
  );
});

function answer(content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`0123abcd blob ${content.length}\n`), content, Buffer.from("\n")]);
}
