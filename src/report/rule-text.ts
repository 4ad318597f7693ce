import { createColors } from "picocolors";
import type { Colors, Formatter } from "picocolors/types";
import type { PolicyMetadata } from "../model/policy.ts";
import { columns } from "./columns.ts";
import { terminal } from "./escape.ts";
import { wrapped } from "./prose.ts";
import { enumerate } from "./wording.ts";

/** Renders the list of rules, one per line. */
export function rulesText(rules: readonly PolicyMetadata[], options: { readonly color: boolean }): string {
  const colors = createColors(options.color);
  const rows = rules.map((rule) => [rule.id, rule.severity, rule.platforms?.join(" ") ?? "any", rule.title]);
  const lines = columns(rows, [colors.bold, (text) => severityColor(text, colors)(text), colors.dim, String]);
  return `${lines.join("\n")}\n\n${colors.dim("istio-preflight explain RULE shows what breaks, and how to fix it.")}\n`;
}

/** Renders the complete page of a rule. */
export function explainText(rule: PolicyMetadata, options: { readonly color: boolean }): string {
  const colors = createColors(options.color);
  const severity = severityColor(rule.severity, colors)(rule.severity);
  const sections = [
    [`${colors.bold(terminal(rule.id))}  ${severity}`, ...wrapped(rule.title, width)],
    [colors.dim(terminal(scopeText(rule)))],
    section("What breaks", rule.description, colors),
    section("Fix", rule.remedy, colors),
    rule.links.length > 0 ? [colors.bold("Links"), ...rule.links.map((link) => `  ${colors.cyan(terminal(link))}`)] : [],
    [
      colors.bold("Turn it off"),
      "  In .istio-preflight.yaml:",
      colors.cyan(`    rules: { ${terminal(rule.id)}: off }`),
      "  In one place, on the line or the line above:",
      colors.cyan(`    # istio-preflight-ignore: ${terminal(rule.id)} -- <reason>`),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Describes the scope of a rule: "Applies to gke clusters with ambient, Istio >=1.26". */
export function scopeText({ platforms, ambient, versions }: PolicyMetadata): string {
  const clusters = platforms ? `${enumerate(platforms)} clusters` : "clusters of any platform";
  return `Applies to ${clusters}${ambient ? " with ambient" : ""}${versions ? `, Istio ${versions}` : ""}`;
}

const width = 92;

function section(title: string, text: string, colors: Colors): string[] {
  return text === "" ? [] : [colors.bold(title), ...wrapped(text, width - 2).map((line) => (line === "" ? "" : `  ${line}`))];
}

function severityColor(severity: string, colors: Colors): Formatter {
  if (severity === "error") return colors.red;
  return severity === "warning" ? colors.yellow : colors.blue;
}
