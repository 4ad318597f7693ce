// Creates the pictures in docs/pictures: the output of the Action and the command for three of the examples, as Chromium shows it.
// npm run build && node scripts/pictures.mjs [DIRECTORY]   needs chromium, ImageMagick and script(1); installs the rest temporarily
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { openBrowser } from "./pictures/browser.mjs";
import { textOfCommand, textsOfAction } from "./pictures/output.mjs";
import { markdownPage, terminalPage } from "./pictures/page.mjs";
import { writeRepository } from "./pictures/repository.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const target = resolve(process.argv[2] ?? join(root, "docs/pictures"));
const place = mkdtempSync(join(tmpdir(), "pictures-"));

try {
  execFileSync("npm", ["install", "--silent", "--prefix", place, "marked@18", "github-markdown-css@5", "mermaid@11", "@xterm/xterm@6"]);
  const repository = writeRepository(join(place, "repository"), join(root, "examples"));
  const { comment, summary } = await textsOfAction(root, repository);
  const terminal = textOfCommand(root, repository.path, ["shop", "dev"]);
  const packages = join(place, "node_modules");
  const { marked } = await import(pathToFileURL(join(packages, "marked/lib/marked.esm.js")).href);
  const pages = {
    "comment-light": markdownPage({ packages, marked, theme: "light", header: "<b>github-actions</b> bot commented now", text: comment }),
    "comment-dark": markdownPage({ packages, marked, theme: "dark", header: "<b>github-actions</b> bot commented now", text: comment }),
    summary: markdownPage({ packages, marked, theme: "light", header: "<b>preflight</b> summary", text: summary }),
    terminal: terminalPage({ packages, text: terminal }),
  };
  const browser = openBrowser(place);
  for (const [name, page] of Object.entries(pages)) {
    const file = join(place, `${name}.html`);
    writeFileSync(file, page);
    browser.draw(file, join(target, `${name}.png`));
  }
  // Only for viewing; these are not kept.
  for (const name of process.argv[2] ? ["comment-light", "summary"] : [])
    browser.draw(join(place, `${name}.html`), join(target, `${name}-phone.png`), 390);
} finally {
  rmSync(place, { recursive: true });
}
