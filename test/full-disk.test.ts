import { spawnSync } from "node:child_process";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";

const root = join(import.meta.dirname, "..");
const command = join(root, "dist/cli.js");
const script =
  "#!/bin/sh\nk3d cluster create mesh --image rancher/k3s:v1.32.2-k3s1\nhelm install istio-cni istio/cni --version 1.29.0 \\\n  --set profile=ambient\n";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "full-disk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "install.sh"), script);
  return folder;
}

describe("standard output on a full disk", () => {
  test.each([["--help"], ["--version"], ["rules"], ["explain", "gke-platform"], [], ["--format", "json"], ["inspect"], ["--fix-dry-run"]])(
    "is exit code 2 with %s %s",
    (...args) => {
      const full = openSync("/dev/full", "w");
      const { status, stderr } = spawnSync(process.execPath, [command, ...args], {
        cwd: temporaryFolder(),
        stdio: ["ignore", full, "pipe"],
        encoding: "utf8",
      });
      expect({ status, stderr }).toEqual({
        status: 2,
        stderr: "istio-preflight: Cannot write to standard output: the disk is full.\n",
      });
    },
  );

  test("is no matter where all is said to standard error", () => {
    const full = openSync("/dev/full", "w");
    const { status } = spawnSync(process.execPath, [command, "--nonsense"], { cwd: temporaryFolder(), stdio: ["ignore", full, full] });
    expect(status).toBe(2);
  });
});

test("a reader that has seen enough does not change the verdict", () => {
  const folder = temporaryFolder();
  const line = `'${process.execPath}' '${command}' --format json | head -c 1 >/dev/null; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({ stdout: "1\n", stderr: "" });
});

/** Runs the command on a file system of 64 KiB of its own, of which the last page is free or nothing is; then says what is there. */
function onFullDisk(args: string, { free = 0 } = {}) {
  const folder = temporaryFolder();
  const lines = [
    `mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && cp install.sh disk && cd disk && echo '{"schemaVersion":1,"findings":[]}' > old.json`,
    "head -c 100000 /dev/zero > filler 2> /dev/null",
    `truncate -s -${free} filler`,
    `'${process.execPath}' '${command}' ${args}`,
    'echo "exit $?"; ls -A; cat old.json install.sh',
  ];
  const { stdout, stderr } = spawnSync("unshare", ["-rm", "sh", "-c", lines.join("\n")], { encoding: "utf8", cwd: folder });
  return { stdout: stdout.slice(stdout.lastIndexOf("exit ")), stderr };
}

const canMount = spawnSync("unshare", ["-rm", "true"]).status === 0;
const untouched = `filler\ninstall.sh\nold.json\n{"schemaVersion":1,"findings":[]}\n${script}`;

describe.runIf(canMount)("a disk with too little room", () => {
  test("is told of where a part of the report fits", () => {
    const { stdout, stderr } = onFullDisk("--format sarif > part.sarif", { free: 4096 });
    expect(stdout).toMatch(/^exit 2\n/);
    expect(stderr).toBe("istio-preflight: Cannot write to standard output: the disk is full.\n");
  });

  test.each([
    ["a report", "--format sarif --output old.json", "old.json"],
    ["a new report", "--format sarif --output new.json", "new.json"],
    ["a baseline", "--write-baseline --baseline old.json", "old.json"],
    ["a configuration", "init", ".istio-preflight.yaml"],
  ])("leaves what was there in place of %s", (_what, args, file) => {
    const { stdout, stderr } = onFullDisk(args);
    expect(stderr).toBe(`istio-preflight: Cannot write ${file}: the disk is full.\n`);
    expect(stdout).toBe(`exit 2\n${untouched}`);
  });

  test("leaves what --fix would repair", () => {
    const { stdout, stderr } = onFullDisk("--fix --quiet");
    expect(stderr).toBe(
      "0 fixes written\n1 fix left to you:\n  install.sh:3: Set `global.platform: k3d`: `install.sh` cannot be written: the disk is full\n",
    );
    expect(stdout).toBe(`exit 1\n${untouched}`);
  });
});
