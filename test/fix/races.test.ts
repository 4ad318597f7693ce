import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeLock } from "../../src/files/writing/lock.ts";
import { runWarm } from "../support/command.ts";
import { randomFrom } from "../support/host-mutations.ts";

const root = join(import.meta.dirname, "../..");
const release = readFileSync(join(root, "test/fixtures/fixes/flux-comments-between/cni.yaml"), "utf8");
const script = "#!/bin/sh\nk3d cluster create mesh\nhelm install istio-cni istio/cni --version 1.29.0 \\\n  --set profile=ambient\n";
const original = { "one/cni.yaml": release, "two/cni.yaml": release, "install.sh": script };
const args = ["--fix", "--quiet", "--platform", "k3s", "--kustomize", "off"];
const comment = "# Saved by an editor.\n";
const rounds = 100;

const directory = realpathSync(mkdtempSync(join(tmpdir(), "races-")));
const temporary = join(directory, "tmp");
/** What one run alone makes of the files, and how long that takes here. */
let fixed: Readonly<Record<string, string>>;
let duration: number;

beforeAll(async () => {
  mkdirSync(temporary);
  const alone = repository("alone");
  const started = performance.now();
  expect(await errorsOf(start(alone))).toBe("3 fixes written\n");
  duration = performance.now() - started;
  fixed = contents(alone);
  expect(fixed["one/cni.yaml"]).toContain("platform: k3s");
});

afterAll(() => rmSync(directory, { recursive: true }));

function repository(name: string): string {
  const folder = join(directory, name);
  for (const [file, text] of Object.entries(original)) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

/** Every file, also one that should not be there. */
function contents(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

const env = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: temporary };

function start(folder: string): ChildProcess {
  return spawn(process.execPath, [join(root, "dist/cli.js"), ...args], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
}

async function errorsOf(child: ChildProcess): Promise<string> {
  let text = "";
  child.stderr?.on("data", (piece: Buffer) => {
    text += piece;
  });
  await once(child, "close");
  return text;
}

/** In a process that is warm, where the moments at which runs can meet are most of a run. */
async function fix(folder: string): Promise<string> {
  return (await runWarm(args, { cwd: folder, env })).errors;
}

/** As some editors save: in place; as others do: a new file in the old one's place. */
function save(folder: string, file: string, inPlace: boolean): void {
  const [path, other] = [join(folder, file), join(directory, "saved")];
  writeFileSync(inPlace ? path : other, comment + original["two/cni.yaml"]);
  if (!inPlace) renameSync(other, path);
}

test(`${rounds} pairs of runs, with an editor beside them, leave what one run would`, async () => {
  const random = randomFrom(13);
  let leftAlone = 0;
  await Promise.all([repository("warm-1"), repository("warm-2")].map(fix));
  const started = performance.now();
  await fix(repository("warm-3"));
  let usual = performance.now() - started;
  for (let round = 0; round < rounds; round++) {
    const folder = repository(`pair-${round}`);
    const [later, saved] = [random() * usual * 0.2, random() * usual * 1.2];
    const started = performance.now();
    const editor = setTimeout(saved).then(() => save(folder, "two/cni.yaml", round % 2 === 0));
    const pair = [fix(folder), setTimeout(later).then(() => fix(folder))];
    const said = await Promise.all(pair);
    usual = performance.now() - started;
    await editor;
    const { "two/cni.yaml": edited, ...others } = contents(folder);
    const { "two/cni.yaml": repaired, ...expected } = fixed;
    expect(others).toEqual(expected);
    expect([comment + original["two/cni.yaml"], comment + repaired]).toContain(edited);
    for (const text of said)
      expect(text).toMatch(
        /^\d fix(es)? written\n(1 fix left to you:\n {2}\S+: .*: `\S+` changed (while it was checked|after it was written); run again\n)?$/,
      );
    if (said.some((text) => text.includes("two/cni.yaml` changed"))) leftAlone += 1;
    rmSync(folder, { recursive: true });
  }
  expect(leftAlone).toBeGreaterThan(0);
}, 1_800_000);

test("signals at 50 moments leave whole files, and nothing else", async () => {
  const random = randomFrom(14);
  const folders: string[] = [];
  let span = duration;
  for (let round = 0; round < 50; round++) {
    const folder = repository(`signal-${round}`);
    folders.push(folder);
    const child = start(folder);
    const closed = once(child, "close");
    await setTimeout(random() * span);
    child.kill(round % 2 === 0 ? "SIGKILL" : "SIGTERM");
    await closed;
    // Up to the end of a run, however busy the machine is.
    span *= child.signalCode === null ? 0.9 : 1.1;
  }
  await expectNoProcess();
  const ends = new Set<string>();
  for (const folder of folders) {
    const found = contents(folder);
    expect(Object.keys(found)).toEqual(Object.keys(original).sort());
    for (const [file, text] of Object.entries(found)) {
      expect([original[file as keyof typeof original], fixed[file]]).toContain(text);
      ends.add(text === fixed[file] ? "written" : "not written");
    }
  }
  expect([...ends].sort()).toEqual(["not written", "written"]);
  expect(readdirSync(temporary)).toEqual([]);
}, 1_800_000);

const canBeApart = spawnSync("unshare", ["-rn", "true"]).status === 0;

/** Another process must hold the lock for as long as a run waits: in a network of its own, where no other test can meet it. */
function startBesideWriter(folder: string, words: readonly string[]): ChildProcess {
  const [program = "", ...before] = [
    ...(canBeApart ? ["unshare", "-rn"] : ["env"]),
    process.execPath,
    join(root, "test/support/beside-writer.mjs"),
  ];
  return spawn(program, [...before, join(root, "dist/cli.js"), ...words], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
}

describe("while another process writes", () => {
  const testBeside = canBeApart ? test.concurrent : test;

  testBeside("a run waits, and says so where that takes too long", async () => {
    const folder = repository("bounded");
    const said = await errorsOf(startBesideWriter(folder, args));
    expect(said).toMatch(/^0 fixes written\n3 fixes left to you:\n/);
    expect(said).toContain(
      "`install.sh` was not written: another run of istio-preflight has been writing files for 10 seconds; run again\n",
    );
    expect(contents(folder)).toEqual(original);
  });

  testBeside("a run that waits for too long still leaves its report", async () => {
    const folder = repository("reported");
    expect(await errorsOf(startBesideWriter(folder, ["--format", "json", "--output", "report.json"]))).toBe("");
    expect(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")).findings).not.toEqual([]);
  });

  test("a run that does not wait for long writes", async () => {
    const release = await takeLock();
    const patient = repository("patient");
    const waiting = errorsOf(start(patient));
    await processAt(patient, "istio-preflight-writer");
    release?.();
    expect(await waiting).toBe("3 fixes written\n");
    expect(contents(patient)).toEqual(fixed);
  });

  test("a run that is killed does not write later", async () => {
    const release = await takeLock();
    const folder = repository("killed");
    const child = start(folder);
    await processAt(folder, "istio-preflight-writer");
    child.kill("SIGKILL");
    await expectNoProcess();
    release?.();
    expect(contents(folder)).toEqual(original);
  });
});

/** The command lines of the processes that work in a folder. */
function processesAt(folder: string): string[] {
  return readdirSync("/proc").flatMap((id) => {
    try {
      const isThere = /^\d+$/.test(id) && `${readlinkSync(`/proc/${id}/cwd`)}/`.startsWith(`${folder}/`);
      return isThere ? readFileSync(`/proc/${id}/cmdline`, "utf8") : [];
    } catch {
      return [];
    }
  });
}

async function processAt(folder: string, word: string): Promise<void> {
  while (!processesAt(folder).some((line) => line.includes(word))) await setTimeout(10);
}

async function expectNoProcess(): Promise<void> {
  for (let tries = 0; tries < 200 && processesAt(directory).length > 0; tries++) await setTimeout(50);
  expect(processesAt(directory)).toEqual([]);
}
