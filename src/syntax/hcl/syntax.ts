import type { Scalar } from "../../model/cursor.ts";
import type { Place } from "../../model/location.ts";
import type { SourceText } from "../../model/source-text.ts";

/** The content between two braces, or of a whole file. */
export interface Body {
  /** Attributes by name. If a name occurs twice, the first counts, because Terraform rejects the second. */
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  /** The place of a part that cannot be read, and that may have contained anything. */
  readonly broken?: Place | undefined;
}

export interface Attribute {
  readonly name: string;
  readonly key: Place;
  readonly value: Expression;
}

/** A block: `type "label" "label" { … }`. */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly place: Place;
  readonly body: Body;
}

/** An expression as written; `source` is its text, for messages and to compare references. */
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

/** A `for` expression: `[for k, v in … : value if condition]`, or with `key => value` in braces. */
export interface ForExpression {
  readonly kind: "for";
  readonly names: readonly string[];
  readonly collection: Expression;
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** True for `value...`, which collects values under one key. */
  readonly groups: boolean;
}

/** A part of a quoted string, heredoc or template file. */
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
