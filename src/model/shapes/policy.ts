// Made of src/shapes/policy.ts by `npm run build`: change it there.
import type { Platform, Severity, Tool } from "./names.ts";

/** Values that repair it, by path of keys. */
export interface FileFix {
  readonly set: Readonly<Record<string, unknown>>;
  /** Values to take away where they are written. */
  readonly remove?: readonly string[];
  readonly tools?: readonly Tool[];
  /** Istio versions it works for, such as `>=1.25`. */
  readonly versions?: string;
}

export type JsonSchema = Readonly<Record<string, unknown>> | boolean;

/** What a policy says of itself. */
export interface PolicyDescription {
  /** Kebab-case, equal to the file name; a custom policy may have a name space before it, such as `acme/pin-version`. */
  readonly id: string;
  /** The requirement, in the imperative. */
  readonly title: string;
  /** How much a violation weighs. */
  readonly severity: Severity;
  /**
   * The platforms that the rule is about; without it, every cluster. Where the platform is known from less than strong evidence, errors
   * become warnings.
   */
  readonly platforms?: readonly Platform[];
  /** true: only clusters on which ambient mode is on. */
  readonly ambient?: boolean;
  /**
   * The Istio versions that the rule is about: bounds separated by blanks, all of which must hold, such as `>=1.25` or `>=1.24 <1.28.7`.
   */
  readonly versions?: string;
  /** true: what another rule says of the same place says it better. */
  readonly yields?: boolean;
  /** What breaks, with the symptom a user sees. */
  readonly description: string;
  /** What to write instead. */
  readonly remedy: string;
  /** The page that states the requirement, and an issue that shows the failure. */
  readonly links: readonly string[];
  /** What repairs an install that it is violated at. */
  readonly fix?: PolicyFix;
}

/** A rule that is a JSON Schema over a cluster document, or over each install, resource or piece of evidence of it. */
export interface PolicyFile {
  readonly $schema?: string;
  /** Kebab-case; a custom policy has a name space before it, such as `acme/pin-version`. */
  readonly id: string;
  /** The requirement, in the imperative. */
  readonly title: string;
  readonly severity: Severity;
  /**
   * The platforms that the rule is about; without it, every cluster. Where the platform is known from less than strong evidence, errors
   * become warnings.
   */
  readonly platforms?: readonly Platform[];
  /** true: only clusters on which ambient mode is on. */
  readonly ambient?: boolean;
  /**
   * The Istio versions that the rule is about: bounds separated by blanks, all of which must hold, such as `>=1.25` or `>=1.24 <1.28.7`.
   */
  readonly versions?: string;
  /**
   * What is judged: each install, resource or piece of evidence by itself, or the whole cluster document. `istio-preflight inspect --format
   * json` prints them.
   */
  readonly subject: "installs" | "resources" | "evidence" | "cluster";
  /**
   * The clusters to judge: those whose whole document validates. It says where a rule depends on more than its subject, such as on the
   * other installs of a cluster.
   */
  readonly clusterWhere?: JsonSchema;
  /** The subjects to judge: those that validate. Name a key under `required` where its absence should leave the subject out. */
  readonly where?: JsonSchema;
  /**
   * What subjects must be like. The first value that fails is the place of the finding, others that fail are related to it; of an `anyOf`,
   * the first branch says what fails. A value that the repository does not show (an install's `unknown`) never fails, not by `required`
   * either; avoid `not` over such values.
   */
  readonly require: JsonSchema;
  /** Subjects for which a violation is only a warning: those that validate. */
  readonly warnWhere?: JsonSchema;
  /**
   * What is, and what must be. `{{/effective/cniConfDir}}` stands for the value at that JSON pointer of the subject, `{{value}}` for the
   * value that fails; what is missing reads `unset`.
   */
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
  /** What breaks, with the symptom a user sees. */
  readonly description: string;
  /** The page that states the requirement, and an issue that shows the failure. */
  readonly links?: readonly string[];
  readonly fix?: FileFix;
}

/** Values that repair an install that the policy is violated at. */
export interface PolicyFix {
  /** Those to write, by path of keys such as `global.platform`. */
  readonly set: Readonly<Record<string, string | number | boolean | null>>;
  /** Those to take away where they are written. */
  readonly remove?: readonly string[];
  /** The tools it works for; all where missing. */
  readonly tools?: readonly Tool[];
  /** The Istio versions it works for, such as `>=1.25`; all where missing. */
  readonly versions?: string;
}
