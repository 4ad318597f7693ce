import type { Comparison, SettingChange } from "../model/comparison.ts";
import type { Finding } from "../model/finding.ts";
import { fitting } from "./budget.ts";
import { clip, code, markdown } from "./escape.ts";
import { nameCode, type PlaceLink, placeMarkdown } from "./finding-markdown.ts";
import { settingText } from "./inspect-text.ts";
import { comparisonText, count } from "./wording.ts";

/** What a change has done, as Markdown of at most `budget` units: the numbers, the settings that installs run with after it, what it has repaired. */
export function comparisonSection(comparison: Comparison | undefined, place: PlaceLink, budget: number): string[] {
  if (!comparison) return [];
  const { settings, resolved } = comparison;
  return [
    `**${withCommit(markdown(comparisonText(comparison)), comparison)}**`,
    ...settingsSection(settings, place, budget / 2),
    ...folded(`Resolved: ${resolved.length}`, resolved.map(resolvedItem), budget / 4),
  ];
}

/** The id of the earlier commit is our own word: GitHub may make a link of it. */
function withCommit(text: string, { base }: Comparison): string {
  const [id] = /[\da-f]{7}(?=\)?$)/.exec(base) ?? [];
  return id === undefined ? text : text.replace(markdown(id), id);
}

/** How many settings are shown unfolded. */
const shownSettings = 3;

function settingsSection(settings: readonly SettingChange[], place: PlaceLink, budget: number): string[] {
  const items = settings.map((change) => settingItem(change, place));
  if (items.length <= shownSettings) return items.length > 0 && items.join("\n").length <= budget ? [items.join("\n")] : [];
  return folded(`${count(items.length, "effective setting")} changed`, items, budget);
}

function settingItem({ cluster, component, release, setting, before, after, file, line }: SettingChange, place: PlaceLink): string {
  const install = code(clip(release ?? component, 100));
  const [then, now] = [before, after].map((value) => code(clip(settingText(value), 200)));
  return `- After this change ${install} on ${nameCode(cluster)} runs with ${code(setting)} ${now} (was ${then}): ${placeMarkdown(file, line, place)}`;
}

function resolvedItem({ rule, location: { file, line } }: Finding): string {
  return `- ${code(clip(rule, 100))} at ${code(`${clip(file, 300)}:${line}`)}`;
}

function folded(title: string, items: readonly string[], budget: number): string[] {
  if (items.length === 0) return [];
  const shown = fitting(items, budget);
  const left = items.length - shown.length;
  const lines = left > 0 ? [...shown, `- and ${left} more`] : shown;
  return [`<details><summary>${title}</summary>`, lines.join("\n"), "</details>"];
}
