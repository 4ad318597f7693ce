/** A kebab-case name, perhaps with a name space before it: `pin-version`, `acme/pin-version`. */
export const policyId = "^([a-z][a-z0-9]*(-[a-z0-9]+)*/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$";

/** A dotted path of ordinary keys. */
export const keyPath = "^[\\w./~-]{1,200}$";

/** A text that means the same in YAML, in HCL and in a shell: what a fix writes may end up in a script. */
export const plainText = "^[\\w./:@,+ -]{0,500}$";

/** What a finding is known by across runs. */
export const fingerprint = "^[0-9a-f]{16}$";
