// The baseline: lists the files that git tracks or would track, reads them, and prints how many there were.
import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";

const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
let files = 0;
for (const path of listed.split("\0")) {
  if (path === "" || !lstatSync(path).isFile()) continue;
  readFileSync(path);
  files++;
}
console.log(files);
