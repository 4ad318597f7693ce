import { createColors } from "picocolors";
import type { Colors, Formatter } from "picocolors/types";
import type { PolicyMetadata } from "../model/policy.ts";
import { alignColumns } from "./columns.ts";
import { escapeTerminal } from "./escape.ts";
import { wrapText } from "./prose.ts";
import { enumerate } from "./wording.ts";

/** Renders the list of rules, one per line. */
export function renderRules(rules: readonly PolicyMetadata[], options: { readonly color: boolean }): string {
  const colors = createColors(options.color);
  const rows = rules.map((rule) => [rule.id, rule.severity, rule.platforms?.join(" ") ?? "any", rule.title]);
  const lines = alignColumns(rows, [colors.bold, (text) => chooseSeverityColor(text, colors)(text), colors.dim, String]);
  return `${lines.join("\n")}\n\n${colors.dim("istio-preflight explain RULE shows what breaks, and how to fix it.")}\n`;
}

/** Renders the complete page of a rule. */
export function explainText(rule: PolicyMetadata, options: { readonly color: boolean }): string {
  const colors = createColors(options.color);
  const severity = chooseSeverityColor(rule.severity, colors)(rule.severity);
  const sections = [
    [`${colors.bold(escapeTerminal(rule.id))}  ${severity}`, ...wrapText(rule.title, width)],
    [colors.dim(escapeTerminal(describeScope(rule)))],
    renderSection("What breaks", rule.description, colors),
    renderSection("Fix", rule.remedy, colors),
    rule.links.length > 0 ? [colors.bold("Links"), ...rule.links.map((link) => `  ${colors.cyan(escapeTerminal(link))}`)] : [],
    [
      colors.bold("Turn it off"),
      "  In .istio-preflight.yaml:",
      colors.cyan(`    rules: { ${escapeTerminal(rule.id)}: off }`),
      "  In one place, on the line or the line above:",
      colors.cyan(`    # istio-preflight-ignore: ${escapeTerminal(rule.id)} -- <reason>`),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Describes the scope of a rule: "Applies to gke clusters with ambient, Istio >=1.26". */
export function describeScope({ platforms, ambient, versions }: PolicyMetadata): string {
  const clusters = platforms ? `${enumerate(platforms)} clusters` : "clusters of any platform";
  return `Applies to ${clusters}${ambient ? " with ambient" : ""}${versions ? `, Istio ${versions}` : ""}`;
}

const width = 92;

function renderSection(title: string, text: string, colors: Colors): string[] {
  return text === "" ? [] : [colors.bold(title), ...wrapText(text, width - 2).map((line) => (line === "" ? "" : `  ${line}`))];
}

function chooseSeverityColor(severity: string, colors: Colors): Formatter {
  if (severity === "error") return colors.red;
  return severity === "warning" ? colors.yellow : colors.blue;
}
