import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isChecked, markChecked } from "../../../src/files/programs/checked-directories.ts";
import { findProgram, listCandidates } from "../../../src/files/programs/find.ts";

let folder: string;
/** A work tree that is checked below `mesh`, and a directory of tools beside it. */
let [checkout, tools]: string[] = [];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "find-")));
  [checkout, tools] = [join(folder, "checkout"), join(folder, "tools")];
  for (const directory of ["checkout/.git", "checkout/mesh", "links"]) mkdirSync(join(folder, directory), { recursive: true });
  write(join(checkout as string, "bin/kustomize"));
  write(join(tools as string, "kustomize"));
  markChecked(join(checkout as string, "mesh"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, mode = 0o755): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, "#!/bin/sh\n");
  chmodSync(path, mode);
}

function find(...entries: readonly string[]): string | undefined {
  return findProgram("kustomize", { env: { PATH: entries.join(":") } });
}

describe("a program is found", () => {
  test("in the first absolute directory that has it", () => {
    write(join(folder, "more/kustomize"));
    expect(find(join(folder, "links"), tools as string, join(folder, "more"))).toBe(join(folder, "tools/kustomize"));
  });

  test("behind links that lead elsewhere outside", () => {
    symlinkSync(tools as string, join(folder, "links/tools"));
    symlinkSync("tools/kustomize", join(folder, "links/kustomize"));
    expect(find(join(folder, "links"))).toBe(join(folder, "links/kustomize"));
  });

  test("where only another directory of the same beginning is checked", () => {
    write(join(folder, "checkout-tools/kustomize"));
    expect(find(join(folder, "checkout-tools"))).toBe(join(folder, "checkout-tools/kustomize"));
  });

  test("not where it cannot be executed, is a directory, or there is no PATH", () => {
    write(join(folder, "plain/kustomize"), 0o644);
    mkdirSync(join(folder, "directory/kustomize"), { recursive: true });
    symlinkSync("nowhere", join(folder, "links/kustomize"));
    expect(find(join(folder, "plain"), join(folder, "directory"), join(folder, "links"))).toBeUndefined();
    expect(findProgram("kustomize", { env: {} })).toBeUndefined();
  });
});

describe("a directory of what is checked gives none", () => {
  test.each<[name: string, entry: () => string]>([
    ["by its path", () => join(checkout as string, "bin")],
    ["with a slash at the end", () => `${checkout}/bin/`],
    ["with odd steps", () => `${folder}//links/./../checkout/mesh/../bin`],
    ["by a link to it", () => linked(join(checkout as string, "bin"), "bin")],
    ["by a link to what it lies in", () => join(linked(checkout as string, "repository"), "bin")],
    ["by a link from a link", () => linked(linked(join(checkout as string, "bin"), "one"), "two")],
    ["by a relative link", () => linked("../checkout/bin", "relative")],
    ["by a link of it that leads out", () => linkInside("out", tools as string)],
    ["by a link outside to a link of it that leads out", () => linked(linkInside("out", tools as string), "through")],
    ["of its own below another one", () => join(checkout as string, "mesh")],
    ["by the file system of processes", () => `/proc/self/root${checkout}/bin`],
  ])("%s", (_, entry) => {
    write(join(checkout as string, "mesh/kustomize"));
    const path = entry();
    expect(find(path)).toBeUndefined();
    expect(find(path, tools as string)).toBe(join(folder, "tools/kustomize"));
  });

  test.each(["", ".", "..", "./bin", "bin", "bin/../bin", "../checkout/bin", "~/bin", "bin/"])("relative as `%s`", (entry) => {
    const before = process.cwd();
    process.chdir(checkout as string);
    try {
      expect(find(entry)).toBeUndefined();
      expect(find(entry, tools as string, entry)).toBe(join(folder, "tools/kustomize"));
    } finally {
      process.chdir(before);
    }
  });

  test("by a file outside that is a link to one in it", () => {
    symlinkSync(join(checkout as string, "bin/kustomize"), join(folder, "links/kustomize"));
    expect(find(join(folder, "links"))).toBeUndefined();
  });

  test("by a file outside that is a link to one in it, which leads out", () => {
    symlinkSync("/bin/sh", join(checkout as string, "bin/shell"));
    symlinkSync("../checkout/bin/shell", join(folder, "links/kustomize"));
    expect(find(join(folder, "links"))).toBeUndefined();
  });
});

test("a work tree around another one is checked with it, and any path that is", () => {
  const inner = join(checkout as string, "vendor/inner");
  mkdirSync(join(inner, ".git"), { recursive: true });
  mkdirSync(join(folder, "other"));
  markChecked(inner, [join(folder, "other")]);
  expect(isChecked(join(checkout as string, "bin"))).toBe(true);
  expect(isChecked(join(folder, "other/bin/git"))).toBe(true);
  expect(isChecked(join(folder, "others"))).toBe(false);
});

function linked(target: string, name: string): string {
  const path = join(folder, "links", name);
  symlinkSync(target, path);
  return path;
}

function linkInside(name: string, target: string): string {
  const path = join(checkout as string, name);
  symlinkSync(target, path);
  return path;
}

describe("on Windows", () => {
  const machine = (Path: string) => ({ platform: "win32", env: { Path } }) as const;

  test("a program is an .exe or .com in an absolute directory, never a script", () => {
    expect(listCandidates("git", machine("C:\\Program Files\\Git\\cmd;D:/tools/;\\\\server\\share"))).toEqual([
      ...["C:\\Program Files\\Git\\cmd\\git.exe", "C:\\Program Files\\Git\\cmd\\git.com"],
      ...["D:\\tools\\git.exe", "D:\\tools\\git.com", "\\\\server\\share\\git.exe", "\\\\server\\share\\git.com"],
    ]);
  });

  test.each(["", ".", ".\\bin", "bin", "..\\bin", "\\bin", "/bin", "C:bin", "C:", "C:.\\bin", "%CD%", '"."', '""', "~\\bin"])(
    "`%s` is no directory to look in",
    (entry) => {
      expect(listCandidates("git", machine(entry))).toEqual([]);
      expect(listCandidates("git", machine(`${entry};C:\\Git;${entry}`))).toEqual(["C:\\Git\\git.exe", "C:\\Git\\git.com"]);
    },
  );

  test("quotes around a directory are no part of it", () => {
    expect(listCandidates("git", machine('"C:\\a b";D:\\'))).toEqual([
      "C:\\a b\\git.exe",
      "C:\\a b\\git.com",
      "D:\\git.exe",
      "D:\\git.com",
    ]);
  });
});
