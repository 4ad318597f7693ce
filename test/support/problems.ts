/** The problems of a report but for those that only say what is not known of a cluster's platform. */
export function withoutPlatforms<Item extends { readonly code: string }>(problems: readonly Item[]): Item[] {
  return problems.filter(({ code }) => !code.startsWith("platform-"));
}
