import { execFileSync } from "node:child_process";
import fs, {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { replaceFiles } from "../../../src/files/writing/replace.ts";
import type { NewText } from "../../../src/files/writing/request.ts";

const home = process.cwd();
let directory: string;

beforeEach(() => {
  directory = realpathSync(mkdtempSync(join(tmpdir(), "replace-")));
  put("a.yaml", "a: 1\n");
});

afterEach(() => {
  process.chdir(home);
  rmSync(directory, { recursive: true, force: true });
});

function put(file: string, text: string | Buffer): void {
  mkdirSync(join(directory, file, ".."), { recursive: true });
  writeFileSync(join(directory, file), text);
}

function textOf(file: string): string {
  return readFileSync(join(directory, file), "utf8");
}

/** What is left in a directory besides what was there: no temporary file ever is. */
function names(folder = "."): string[] {
  return readdirSync(join(directory, folder)).sort();
}

function replace(...groups: readonly (readonly NewText[])[]): string[] {
  return replaceFiles({ directory, groups }).map(({ file, reason }) => `${file} ${reason}`);
}

const change = { file: "a.yaml", before: "a: 1\n", text: "a: 2\n" };

test("a file that is what was judged is replaced", () => {
  expect(replace([change])).toEqual([]);
  expect(textOf("a.yaml")).toBe("a: 2\n");
  expect(names()).toEqual(["a.yaml"]);
});

test.each([0o644, 0o600, 0o755, 0o664, 0o640, 0o777])("the mode %o stays", (mode) => {
  chmodSync(join(directory, "a.yaml"), mode);
  expect(replace([change])).toEqual([]);
  expect(lstatSync(join(directory, "a.yaml")).mode & 0o7777).toBe(mode);
});

const unfit: readonly (readonly [name: string, change: (file: string) => void, reason: string])[] = [
  ["with one more byte", (file) => writeFileSync(file, "a: 1\n\n"), "changed while it was checked; run again"],
  ["with a byte order mark", (file) => writeFileSync(file, "\ufeffa: 1\n"), "changed while it was checked; run again"],
  ["with other line breaks", (file) => writeFileSync(file, "a: 1\r\n"), "changed while it was checked; run again"],
  ["that is empty now", (file) => writeFileSync(file, ""), "changed while it was checked; run again"],
  ["that holds no UTF-8", (file) => writeFileSync(file, Buffer.from([0x61, 0xff])), "is not UTF-8 text"],
  ["that is gone", (file) => rmSync(file), "was removed while it was checked; run again"],
  ["that may only be read", (file) => chmodSync(file, 0o444), "is read-only"],
  ["with another name", (file) => linkSync(file, `${file}.other`), "has other names (hard links), which would keep the old text"],
  ["that is a link now", (file) => [renameSync(file, `${file}.other`), symlinkSync(`${file}.other`, file)], "is a link"],
  ["that is a directory now", (file) => [rmSync(file), mkdirSync(file)], "is not a regular file"],
];

test.each(unfit)("a file %s stays, and others are written", (_name, spoil, reason) => {
  put("b.yaml", "b: 1\n");
  spoil(join(directory, "a.yaml"));
  const before = snapshot();
  expect(replace([change], [{ file: "b.yaml", before: "b: 1\n", text: "b: 2\n" }])).toEqual([`a.yaml ${reason}`]);
  expect(textOf("b.yaml")).toBe("b: 2\n");
  expect(snapshot().filter((line) => !line.startsWith("b.yaml"))).toEqual(before.filter((line) => !line.startsWith("b.yaml")));
});

/** Every name with its kind, mode, inode and text. */
function snapshot(): string[] {
  return names().map((name) => {
    const { mode, ino } = lstatSync(join(directory, name));
    const text = lstatSync(join(directory, name)).isFile() ? readFileSync(join(directory, name), "hex") : "";
    return `${name} ${mode.toString(8)} ${ino} ${text}`;
  });
}

test("all files of a group are written, or none", () => {
  put("b.yaml", "b: 0\n");
  const group = [change, { file: "b.yaml", before: "b: 1\n", text: "b: 2\n" }, { file: "c.yaml", before: null, text: "c\n" }];
  expect(replace(group)).toEqual(["b.yaml changed while it was checked; run again"]);
  expect([names(), textOf("a.yaml"), textOf("b.yaml")]).toEqual([["a.yaml", "b.yaml"], "a: 1\n", "b: 0\n"]);
  put("b.yaml", "b: 1\n");
  expect(replace(group)).toEqual([]);
  expect([textOf("a.yaml"), textOf("b.yaml"), textOf("c.yaml")]).toEqual(["a: 2\n", "b: 2\n", "c\n"]);
});

test("a new file takes no other's place, be it a dangling link", () => {
  symlinkSync(join(directory, "elsewhere"), join(directory, "link.yaml"));
  const group = (file: string) => [{ file, before: null, text: "new\n" }];
  expect(replace(group("a.yaml"), group("link.yaml"), group("new.yaml"))).toEqual(["a.yaml exists already", "link.yaml exists already"]);
  expect([names(), textOf("a.yaml"), textOf("new.yaml")]).toEqual([["a.yaml", "link.yaml", "new.yaml"], "a: 1\n", "new\n"]);
});

test.each([`${"x".repeat(245)}.yaml`, "two\nlines.yaml", "-rf", "  .yaml", "ünïcode \u202e.yaml", "$(id).yaml", "::error::.yaml"])(
  "the name %j is one like any other",
  (file) => {
    put(file, "a: 1\n");
    expect(replace([{ ...change, file }])).toEqual([]);
    expect(textOf(file)).toBe("a: 2\n");
    expect(names()).toEqual(["a.yaml", file].sort());
  },
);

test("a directory that is gone keeps only its own files from being written", () => {
  const gone = { file: "sub/b.yaml", before: "b: 1\n", text: "b: 2\n" };
  expect(replace([gone], [change])).toEqual(["sub/b.yaml cannot be written: its directory does not exist"]);
  expect(textOf("a.yaml")).toBe("a: 2\n");
});

test.each(["sub", "sub/deep"])("nothing is written where %s has become a link since it was judged", (link) => {
  put("sub/deep/b.yaml", "b: 1\n");
  const outside = realpathSync(mkdtempSync(join(tmpdir(), "outside-")));
  try {
    mkdirSync(join(outside, "deep"));
    for (const name of ["b.yaml", "deep/b.yaml"]) writeFileSync(join(outside, name), "b: 1\n");
    renameSync(join(directory, link), join(directory, "moved"));
    symlinkSync(outside, join(directory, link));
    expect(replace([{ file: "sub/deep/b.yaml", before: "b: 1\n", text: "b: 2\n" }])).toEqual(["sub/deep/b.yaml is behind a link"]);
    expect(["b.yaml", "deep/b.yaml"].map((name) => readFileSync(join(outside, name), "utf8"))).toEqual(["b: 1\n", "b: 1\n"]);
    expect(readdirSync(outside).sort()).toEqual(["b.yaml", "deep"]);
  } finally {
    rmSync(outside, { recursive: true });
  }
});

test("the tree itself may not become a link either", () => {
  renameSync(directory, `${directory}-moved`);
  symlinkSync(`${directory}-moved`, directory);
  try {
    expect(replace([change])).toEqual(["a.yaml is behind a link"]);
    expect(textOf("a.yaml")).toBe("a: 1\n");
  } finally {
    rmSync(`${directory}-moved`, { recursive: true });
    rmSync(directory);
  }
});

test.runIf(process.getuid?.() === 0)("the owner and the group stay", async () => {
  const { chownSync } = await import("node:fs");
  chownSync(join(directory, "a.yaml"), 1234, 2345);
  expect(replace([change])).toEqual([]);
  expect(lstatSync(join(directory, "a.yaml"))).toMatchObject({ uid: 1234, gid: 2345 });
});

describe("what a writer that was killed has left", () => {
  const left = ".istio-preflight-0123456789abcdef";

  test("goes with the next one, in the directories that it writes to", () => {
    put(left, "half");
    put(`other/${left}`, "half");
    expect(replace([change])).toEqual([]);
    expect([names(), names("other")]).toEqual([["a.yaml", "other"], [left]]);
  });

  test("goes also where it is another name of a file that was put in its place", () => {
    linkSync(join(directory, "a.yaml"), join(directory, left));
    expect(replace([change])).toEqual([]);
    expect([names(), textOf("a.yaml")]).toEqual([["a.yaml"], "a: 2\n"]);
  });

  test("is a plain file of exactly such a name", () => {
    const others = [`${left}0`, left.slice(0, -1), left.toUpperCase(), `x${left}`, `${left}.yaml`];
    for (const name of others) put(name, "kept");
    mkdirSync(join(directory, ".istio-preflight-1111111111111111"));
    symlinkSync("a.yaml", join(directory, ".istio-preflight-2222222222222222"));
    const before = names();
    expect(replace([change])).toEqual([]);
    expect(names()).toEqual(before);
  });
});

test("a file that becomes a pipe as it is looked at is not waited for", () => {
  execFileSync("sh", ["-c", 'mkfifo "$0"', join(directory, "pipe")]);
  const { lstatSync: look } = fs;
  // As if it had been the plain file until a moment ago.
  const spy = vi.spyOn(fs, "lstatSync").mockImplementation(((path: string) => look(path === "pipe" ? "a.yaml" : path)) as never);
  syncBuiltinESMExports();
  onTestFinished(() => {
    spy.mockRestore();
    syncBuiltinESMExports();
  });
  expect(replace([{ ...change, file: "pipe" }])).toEqual(["pipe is not a regular file"]);
});
