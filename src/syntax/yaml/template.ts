/** A placeholder for an unknown value of a template: a character that does not occur in texts. */
export const valueMark = "\uE000";

/** Returns the reason why a text is a template (an action, a variable, a placeholder); undefined for plain text. */
export function explainTemplate(text: string): string | undefined {
  if (text.includes("{{")) return "a template";
  if (text.includes(valueMark)) return "a template";
  if (text.includes("${")) return "a variable";
  if (/^<[A-Za-z][\w .-]*>$/.test(text)) return "a placeholder";
  // https://argocd-vault-plugin.readthedocs.io/en/stable/howitworks/
  if (/<path:[^<>]+>/.test(text)) return "a placeholder";
  // https://helmfile.readthedocs.io/en/latest/remote-secrets/
  if (/^(?:secret)?ref\+[a-z0-9]+:/.test(text)) return "a reference to a secret";
  // https://getsops.io/docs/
  if (text.startsWith("ENC[AES256_GCM,")) return "an encrypted value";
  if (/^###\w+###$/.test(text)) return "a placeholder";
  return undefined;
}
