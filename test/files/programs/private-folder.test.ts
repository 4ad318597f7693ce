import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { markChecked } from "../../../src/files/programs/checked-directories.ts";
import { openPrivateFolder } from "../../../src/files/programs/private-folder.ts";
import { leftOf, processesWith } from "../../support/processes.ts";

let temporary: string;
const before = process.env.TMPDIR;

beforeEach(() => {
  temporary = realpathSync(mkdtempSync(join(tmpdir(), "private-")));
  process.env.TMPDIR = temporary;
});

afterEach(() => {
  process.env.TMPDIR = before;
  if (before === undefined) delete process.env.TMPDIR;
  rmSync(temporary, { recursive: true });
});

test.runIf(process.platform !== "win32")(
  "a private folder is for this user alone, and gone with its keeper once it is closed",
  async () => {
    const [one, other] = [openPrivateFolder(), openPrivateFolder()];
    for (const { path } of [one, other]) {
      expect(path.startsWith(temporary)).toBe(true);
      for (const directory of [path, dirname(path)]) expect(statSync(directory).mode & 0o777).toBe(0o700);
    }
    expect(one.path).not.toBe(other.path);
    expect(processesWith(temporary)).toHaveLength(1);
    mkdirSync(join(one.path, "a/b"), { recursive: true });
    writeFileSync(join(one.path, "a/b/c"), "");
    one.close();
    expect([existsSync(one.path), existsSync(other.path)]).toEqual([false, true]);
    other.close();
    other.close();
    expect(readdirSync(temporary)).toEqual([]);
    expect(await leftOf(() => processesWith(temporary))).toEqual([]);
  },
);

test("a private folder opens after others were closed", () => {
  openPrivateFolder().close();
  const { path, close } = openPrivateFolder();
  expect(existsSync(path)).toBe(true);
  close();
});

test("no private folder lies in what is checked", () => {
  const checkout = join(temporary, "checkout");
  mkdirSync(join(checkout, ".git"), { recursive: true });
  mkdirSync(join(checkout, "tmp"));
  markChecked(join(checkout, "tmp"));
  process.env.TMPDIR = join(checkout, "tmp");
  const { path, close } = openPrivateFolder();
  expect(path.startsWith(temporary)).toBe(false);
  expect(readdirSync(join(checkout, "tmp"))).toEqual([]);
  close();
});
