import type { Setting, Settings } from "./settings.ts";

/** Keeps the settings that are equal in all renderings; the others are unknown. */
export function keepAgreedSettings(variants: readonly Settings[]): Settings {
  const [first = {}, ...others] = variants;
  if (others.length === 0) return first;
  const settings = new Map<string, Setting>();
  for (const [name, setting] of Object.entries(first)) {
    const text = JSON.stringify(setting.value);
    const isSame = others.every((variant) => JSON.stringify(variant[name]?.value) === text);
    settings.set(name, isSame ? setting : { ...setting, value: undefined });
  }
  return Object.fromEntries(settings);
}
