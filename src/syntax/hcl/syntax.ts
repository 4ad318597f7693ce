import type { Scalar } from "../../model/cursor.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";

/** What stands between two braces, or in a whole file. */
export interface Body {
  /** By name; written twice, the first counts, as Terraform refuses the second. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  /** Where something stands in it that cannot be read, and that may have been anything. */
  readonly broken?: Place | undefined;
}

export interface Attribute {
  readonly name: string;
  readonly key: Place;
  readonly value: Expression;
}

/** `type "label" "label" { … }` */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly place: Place;
  readonly body: Body;
}

/** An expression as it is written; `source` is its text, for people and to tell two references apart. */
export type Expression = { readonly place: Place; readonly source: string } & (
  | { readonly kind: "literal"; readonly value: Scalar }
  | { readonly kind: "template"; readonly parts: readonly TemplatePart[] }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly items: readonly ObjectItem[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "attribute"; readonly of: Expression; readonly name: string }
  | { readonly kind: "index"; readonly of: Expression; readonly key: Expression }
  | { readonly kind: "splat"; readonly of: Expression; readonly path: readonly (string | Expression)[] }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[]; readonly expandsLast: boolean }
  | ForExpression
  | { readonly kind: "conditional"; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly kind: "operation"; readonly operator: string; readonly operands: readonly Expression[] }
  | { readonly kind: "unread"; readonly reason: string }
);

export interface ObjectItem {
  readonly key: Expression;
  readonly value: Expression;
}

/** `[for k, v in … : value if condition]`, or with `key => value` in braces. */
export interface ForExpression {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly collection: Expression;
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `value...` collects values under one key. */
  readonly groups: boolean;
}

/** A stretch of a quoted string, heredoc or template file. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: SourceText }
  | { readonly kind: "value"; readonly value: Expression; readonly place: Place }
  | {
      readonly kind: "if";
      readonly condition: Expression;
      readonly yes: readonly TemplatePart[];
      readonly no: readonly TemplatePart[];
      readonly place: Place;
    }
  | {
      readonly kind: "for";
      readonly names: readonly string[];
      readonly collection: Expression;
      readonly parts: readonly TemplatePart[];
      readonly place: Place;
    };
