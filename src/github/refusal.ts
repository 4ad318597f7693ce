/** Why something could not be shown on GitHub, in one line that says what to do; `permission` is what it takes. */
export function refusalText(what: string, permission: string, error: unknown): string {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (status === 401) return `No ${what}: GitHub does not accept the token. The findings are in the job summary.`;
  const reason = error instanceof Error ? (error.message.split("\n", 1)[0] ?? "") : String(error);
  if ((status === 403 || status === 404) && !/rate limit/i.test(reason)) {
    return `No ${what}: the token may not write it. Give the job the permission \`${permission}\`; on pull requests from forks GitHub does not grant it. The findings are in the job summary.`;
  }
  return `No ${what}: ${reason}`;
}
