import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const width = 868;

/** Opens a browser that draws pages at their full height. */
export function openBrowser(place) {
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--allow-file-access-from-files", "--no-first-run"];
  const quiet = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    `--user-data-dir=${join(place, "browser")}`,
  ];
  const run = (...args) =>
    execFileSync("chromium", [...flags, ...quiet, "--virtual-time-budget=10000", ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  return {
    draw(file, picture, columns = width) {
      const address = pathToFileURL(file).href;
      run(`--window-size=${columns},4000`, `--screenshot=${picture}`, "--force-device-scale-factor=2", address);
      execFileSync("convert", [picture, "-trim", "+repage", "-colors", "96", "-strip", picture]);
    },
  };
}
