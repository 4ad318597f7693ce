// Checks whether a tag may become a release. Prints facts for the workflow as `name=value` lines, and writes the notes to a file.
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const [tag = "", notesFile = ""] = process.argv.slice(2);
const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
if (!version || !notesFile) fail("usage: node scripts/release.mjs vX.Y.Z NOTES-FILE");

for (const file of ["package.json", "package-lock.json"]) {
  const written = JSON.parse(readFileSync(file, "utf8")).version;
  if (written !== version) fail(`${file} says ${written}, the tag ${tag}`);
}
const notes = section(readFileSync("CHANGELOG.md", "utf8"), version);
if (notes === "") fail(`CHANGELOG.md says nothing of ${version}`);
if (!isOnMain()) fail(`${tag} is not on main`);

const [major] = tag.split(".");
writeFileSync(notesFile, `${notes}\n`);
process.stdout.write(`commit=${git("rev-parse", "HEAD")}\nmajor=${major}\nnewest=${newestOf(major) === tag}\n`);

function section(changelog, heading) {
  const [, text = ""] = changelog.split(`\n## [${heading}]`);
  return text
    .slice(text.indexOf("\n") + 1)
    .split(/^## \[/m, 1)[0]
    .trim();
}

function isOnMain() {
  try {
    git("merge-base", "--is-ancestor", "HEAD", "origin/main");
    return true;
  } catch {
    return false;
  }
}

/** A patch for an older release must not move the major tag back. */
function newestOf(name) {
  return git("tag", "--list", `${name}.*`, "--sort=-version:refname")
    .split("\n")
    .find((candidate) => /^v\d+\.\d+\.\d+$/.test(candidate));
}

function git(...args) {
  return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}

function fail(reason) {
  console.error(`This is no release: ${reason}.`);
  process.exit(1);
}
