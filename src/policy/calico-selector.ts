import type { Selector, Term } from "./selector.ts";

/** Reads a selector in Calico's language; undefined unless it is a list of conditions that must all hold. */
export function readCalicoSelector(written: unknown): Selector | undefined {
  if (written === undefined || written === null || written === "") return [];
  if (typeof written !== "string" || written.length > longest) return undefined;
  const terms: Term[] = [];
  for (const part of written.split("&&")) {
    const text = part.trim();
    if (/^all\(\)$/.test(text)) continue;
    const term = parseSelectorTerm(text);
    if (!term) return undefined;
    terms.push(term);
  }
  return terms;
}

const longest = 10_000;

/** https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#selectors */
function parseSelectorTerm(text: string): Term | undefined {
  const [, key, sign, value] = /^([\w./-]+)\s*(==|!=)\s*["']([^"']*)["']$/.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return { key, operator: sign === "==" ? "In" : "NotIn", values: [value] };
  const [, not, present] = /^(!?)\s*has\(\s*([\w./-]+)\s*\)$/.exec(text) ?? [];
  if (present !== undefined) return { key: present, operator: not ? "DoesNotExist" : "Exists", values: [] };
  const [, listed, negated, items = ""] = /^([\w./-]+)\s+(not\s+)?in\s*\{([^{}]*)\}$/.exec(text) ?? [];
  if (listed === undefined) return undefined;
  return { key: listed, operator: negated ? "NotIn" : "In", values: [...items.matchAll(/["']([^"']*)["']/g)].map(([, item = ""]) => item) };
}
