import type { OrderStatus } from '../order/status.js';

/** A text for each plural category of the language, as `Intl.PluralRules` names them. */
export type Plural = { readonly other: string } & { readonly [Category in Intl.LDMLPluralRule]?: string };

/** The strings of every status: its label, and a text for the guest. The compiler demands both in every language. */
export type StatusStrings = { readonly [Key in OrderStatus | `${OrderStatus}_text`]: string };
