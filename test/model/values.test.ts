import { describe, expect, test } from "vitest";
import { type Cursor, collectUnknownPointers, findAt, toPlainValue } from "../../src/model/cursor.ts";
import { coalesce, mergeValues, parseSet } from "../../src/model/values.ts";
import { cursorOf } from "../support/cursors.ts";

const secret: Cursor = { kind: "unknown", origin: { file: "release.yaml", start: 10, end: 20 }, reason: "the content of a Secret" };
const file = (value: unknown, name = "values.yaml") => cursorOf(value, { file: name, start: 0, end: 5 });
const set = (expression: string) => parseSet(expression, "set", { file: "install.sh", start: 100, end: 100 + expression.length });

describe("mergeValues", () => {
  test("keeps the origin of the layer that won", () => {
    const merged = mergeValues([file({ a: { b: 1, c: 1 } }, "base.yaml"), file({ a: { b: 2 } }, "prod.yaml")]);
    expect(toPlainValue(merged)).toEqual({ a: { b: 2, c: 1 } });
    expect(findAt(merged, "a", "b")?.origin).toMatchObject({ file: "prod.yaml" });
    expect(findAt(merged, "a", "c")?.origin).toMatchObject({ file: "base.yaml" });
  });

  test("leaves the layers as they were", () => {
    const base = file({ a: { b: 1 } });
    mergeValues([base, file({ a: { b: 2, c: 3 } }), set("a.d=4")]);
    expect(toPlainValue(base)).toEqual({ a: { b: 1 } });
  });

  test("knows below an unreadable layer only what later layers say", () => {
    const merged = mergeValues([file({ a: 1, cni: { x: 1, y: { z: 1 } } }), secret, file({ cni: { y: { q: 2 } } }), set("b=3")]);
    expect(toPlainValue(merged)).toEqual({ cni: { y: { q: 2 } }, b: 3 });
    expect(findAt(merged, "a")).toBe(secret);
    expect(findAt(merged, "cni", "x")).toBe(secret);
    expect(findAt(merged, "cni", "y", "z")).toBe(secret);
    expect([...collectUnknownPointers(merged)]).toEqual(["", "/cni", "/cni/y"]);
  });

  test("forgets what an unreadable map may have changed", () => {
    const rest = mergeValues([secret, file({ cni: { a: 1 } })]);
    const merged = mergeValues([file({ b: 1, cni: { c: 1 } }), rest]);
    expect(toPlainValue(merged)).toEqual({ cni: { a: 1 } });
    expect(findAt(merged, "b")).toBe(secret);
    expect(findAt(merged, "cni", "c")).toBe(secret);
  });

  test("keeps an unknown scalar to its own path", () => {
    const unknown: Cursor = { kind: "map", origin: secret.origin, entries: new Map([["platform", { key: secret.origin, value: secret }]]) };
    const merged = mergeValues([file({ platform: "k3s", profile: "ambient" }), unknown]);
    expect([...collectUnknownPointers(merged)]).toEqual(["/platform"]);
    expect(toPlainValue(mergeValues([merged, set("platform=gke")]))).toEqual({ platform: "gke", profile: "ambient" });
  });

  test("edits the list below with an index", () => {
    expect(toPlainValue(mergeValues([file({ a: [{ b: 1, c: 1 }, 2] }), set("a[0].b=9,a[2]=x")]))).toEqual({ a: [{ b: 9, c: 1 }, 2, "x"] });
    expect(findAt(mergeValues([secret, set("a[0]=x")]), "a")).toBe(secret);
  });

  test("reads keys that are names of object members as keys", () => {
    const merged = mergeValues([file(JSON.parse('{"__proto__":{"a":1}}')), set("constructor.b=1,__proto__.c=2")]);
    expect(findAt(merged, "__proto__", "a")).toMatchObject({ value: 1 });
    expect(findAt(merged, "__proto__", "c")).toMatchObject({ value: 2 });
    expect(({} as Record<string, unknown>).c).toBeUndefined();
  });
});

describe("coalesce", () => {
  test("takes unknown keys for unknown even where the chart has a default", () => {
    const values = coalesce(file({ a: 1, b: { c: 1, d: 1 } }), mergeValues([secret, file({ b: { c: 2 } })]));
    expect(toPlainValue(values)).toEqual({ b: { c: 2 } });
    expect(findAt(values, "a")).toBe(secret);
    expect(findAt(values, "b", "d")).toBe(secret);
  });
});

describe("parseSet", () => {
  test("knows where keys and values stand", () => {
    const layer = set("global.platform=k3s,cni.dirs={a,b}");
    expect(findAt(layer, "global", "platform")?.origin).toEqual({ file: "install.sh", start: 116, end: 119 });
    expect(layer.kind === "map" && layer.entries.get("cni")?.key).toEqual({ file: "install.sh", start: 120, end: 123 });
    expect(findAt(layer, "cni", "dirs", 1)?.origin).toEqual({ file: "install.sh", start: 132, end: 133 });
  });

  test("gives the whole place where the text was written otherwise", () => {
    const place = { file: "install.sh", start: 7, end: 12 };
    expect(findAt(parseSet("a.b=1", "set", { ...place, end: 99 }), "a", "b")?.origin).toEqual({ ...place, end: 99 });
  });

  test("does not know the content of a file", () => {
    expect(findAt(parseSet("a=ca.pem,b=x", "set-file", { file: "install.sh", start: 0, end: 12 }), "a")).toMatchObject({ kind: "unknown" });
  });

  test.each([`${"a.".repeat(90_000)}b=1`, `a${"[0]".repeat(90_000)}=1`, "a[99999]=1", "\\", "", "=", "a["])(
    "survives %.20s",
    (expression) => {
      expect(["map", "unknown"]).toContain(set(expression).kind);
    },
  );

  test("survives JSON that is deep or broken", () => {
    for (const value of ["[".repeat(200_000), "{", '{"a":', '"', "}", "nul"]) {
      expect(parseSet(`a=${value}`, "set-json", { file: "install.sh", start: 0, end: 1 }).kind).toBe("unknown");
    }
    expect(parseSet(`{"a":${"[".repeat(5000)}${"]".repeat(5000)}}`, "set-json", { file: "install.sh", start: 0, end: 1 }).kind).toBe(
      "unknown",
    );
  });
});
