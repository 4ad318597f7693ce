import type { Comparison, SettingChange } from "../model/comparison.ts";
import type { Finding } from "../model/finding.ts";
import { takeFitting } from "./budget.ts";
import { clip, escapeMarkdown, toCodeSpan } from "./escape.ts";
import { nameCode, type PlaceLink, renderPlaceMarkdown } from "./finding-markdown.ts";
import { formatSetting } from "./inspect-text.ts";
import { count, describeComparison, enumerate } from "./wording.ts";

/**
 * Renders the effect of a change as Markdown of at most `budget` UTF-16 units: the numbers, the changed effective settings of
 * installs, and the resolved findings.
 */
export function renderComparison(comparison: Comparison | undefined, place: PlaceLink, budget: number): string[] {
  if (!comparison) return [];
  const { settings, resolved } = comparison;
  return [
    `**${withCommit(escapeMarkdown(describeComparison(comparison)), comparison)}**`,
    ...renderSettings(settings, place, budget / 2),
    ...foldItems(`Resolved: ${resolved.length}`, resolved.map(renderResolvedItem), budget / 4),
  ];
}

/** The id of the earlier commit comes from istio-preflight, not from the repository, so GitHub may link it. */
function withCommit(text: string, { base }: Comparison): string {
  const id = /(?:^|^\S+ \()([\da-f]{7})\)?$/.exec(base)?.[1];
  return id === undefined ? text : text.replace(escapeMarkdown(id), id);
}

/** The maximum number of installs that are shown without folding. */
const shownInstalls = 3;

function renderSettings(settings: readonly SettingChange[], place: PlaceLink, budget: number): string[] {
  const items = groupByInstall(settings).map((changes) => installItem(changes, place));
  if (items.length <= shownInstalls) return items.length > 0 && items.join("\n").length <= budget ? [items.join("\n")] : [];
  return foldItems(`${count(settings.length, "effective setting")} changed`, items, budget);
}

type Changes = [SettingChange, ...SettingChange[]];

/** Groups the changes that one place makes to one install; each group becomes one sentence. */
function groupByInstall(settings: readonly SettingChange[]): Changes[] {
  const groups = new Map<string, Changes>();
  for (const change of settings) {
    const { cluster, component, release, file, line } = change;
    const key = JSON.stringify([cluster, component, release, file, line]);
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  return [...groups.values()];
}

function installItem(changes: Changes, place: PlaceLink): string {
  const [{ cluster, component, release, file, line }] = changes;
  const install = toCodeSpan(clip(release ?? component, 100));
  const settings = enumerate(changes.map(renderSetting), mostOfInstall);
  return `- After this change ${install} on ${nameCode(cluster)} runs with ${settings}: ${renderPlaceMarkdown(file, line, place)}`;
}

const mostOfInstall = 8;

function renderSetting({ setting, before, after }: SettingChange): string {
  const [then, now] = [before, after].map((value) => toCodeSpan(clip(formatSetting(value), 200)));
  return `${toCodeSpan(setting)} ${now} (was ${then})`;
}

function renderResolvedItem({ rule, location: { file, line } }: Finding): string {
  return `- ${toCodeSpan(clip(rule, 100))} at ${toCodeSpan(`${clip(file, 300)}:${line}`)}`;
}

function foldItems(title: string, items: readonly string[], budget: number): string[] {
  if (items.length === 0) return [];
  const shown = takeFitting(items, budget);
  const left = items.length - shown.length;
  const lines = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [`<details><summary>${title}</summary>`, lines.join("\n"), "</details>"];
}
