import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const colours = { light: ["#fff", "#f6f8fa", "#d1d9e0", "#59636e"], dark: ["#0d1117", "#151b23", "#3d444d", "#9198a1"] };

/** Shows Markdown like GitHub, in a frame with a header. */
export function markdownPage({ packages, marked, theme, header, text }) {
  const sheet = readFileSync(join(packages, `github-markdown-css/github-markdown-${theme}.css`), "utf8");
  const [page, bar, line, quiet] = colours[theme];
  const style = `body { margin: 0; background: ${page} } .frame { border: 1px solid ${line}; border-radius: 6px; overflow: hidden }
.bar { background: ${bar}; border-bottom: 1px solid ${line}; color: ${quiet}; font: 14px/1.5 sans-serif; padding: 6px 16px }
.bar b { color: ${theme === "light" ? "#1f2328" : "#f0f6fc"} } .markdown-body { padding: 16px; font-size: 14px } .mermaid { text-align: center }`;
  const diagram = (code) => `<div class="mermaid">${code}</div>`;
  const html = marked
    .parse(text, { gfm: true })
    .replace(/<pre><code class="language-mermaid">([\s\S]*?)<\/code><\/pre>/g, (_, code) => diagram(code));
  const script = html.includes('class="mermaid"') ? mermaidScript(packages, theme) : "";
  return `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>${sheet}\n${style}</style>
<div class="frame"><div class="bar">${header}</div><div class="markdown-body">${html}</div></div>${script}`;
}

function mermaidScript(packages, theme) {
  const source = pathToFileURL(join(packages, "mermaid/dist/mermaid.min.js")).href;
  const options = JSON.stringify({ startOnLoad: true, securityLevel: "strict", theme: theme === "light" ? "default" : "dark" });
  return `<script src="${source}"></script><script>mermaid.initialize(${options})</script>`;
}

/** Shows the output of a terminal as xterm draws it. */
export function terminalPage({ packages, text }) {
  const file = (path) => pathToFileURL(join(packages, "@xterm/xterm", path)).href;
  const rows = text.trimEnd().split("\n").length;
  const theme = {
    background: "#0d1117",
    foreground: "#e6edf3",
    black: "#484f58",
    red: "#ff7b72",
    green: "#3fb950",
    yellow: "#d29922",
    cyan: "#39c5cf",
    blue: "#58a6ff",
  };
  const options = { cols: 80, rows, fontFamily: "monospace", fontSize: 14, theme, cursorInactiveStyle: "none", scrollback: 0 };
  return `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="${file("css/xterm.css")}">
<style>body { margin: 0; background: #0d1117 } #screen { border: 12px solid #0d1117; box-shadow: 0 0 0 1px #3d444d; margin: 1px; width: max-content } .xterm-viewport { overflow: hidden !important }</style>
<div id="screen"></div><script src="${file("lib/xterm.js")}"></script>
<script>const terminal = new Terminal(${JSON.stringify(options)}); terminal.open(document.getElementById("screen")); terminal.write(${JSON.stringify(text.trimEnd())});</script>`;
}
