import type { Fulfilment } from '../../../src/order/status.js';
import { type Dish, findDish } from '../shared/menu.js';

export const testCards = ['succeeds', 'pending', 'fails'] as const;
/** The simulated card. Each has its own payment result. */
export type TestCard = (typeof testCards)[number];

/** What the guest has chosen so far. */
export interface Draft {
  /** How many of each dish, by its name. Never 0. */
  readonly quantities: Readonly<Record<string, number>>;
  readonly fulfilment: Fulfilment;
  readonly table: string;
  readonly card: TestCard;
}

export interface BasketLine {
  readonly dish: Dish;
  readonly quantity: number;
}

/** The errors of a draft, by the field that shows them. */
export interface DraftErrors {
  readonly basket?: string;
  readonly table?: string;
}

export const emptyDraft: Draft = { quantities: {}, fulfilment: 'dine_in', table: '', card: 'succeeds' };

/** The largest quantity of one dish. */
export const mostOfOneDish = 20;

export function withQuantity(draft: Draft, name: string, quantity: number): Draft {
  const { [name]: _, ...others } = draft.quantities;
  const count = Math.min(Math.max(quantity, 0), mostOfOneDish);
  return { ...draft, quantities: count === 0 ? others : { ...draft.quantities, [name]: count } };
}

/** The chosen dishes. Dishes that are no longer on the menu are left out. */
export function basketLines(draft: Draft): readonly BasketLine[] {
  return Object.entries(draft.quantities).flatMap(([name, quantity]) => {
    const dish = findDish(name);
    return dish ? [{ dish, quantity }] : [];
  });
}

export function totalMinor(draft: Draft): number {
  return basketLines(draft).reduce((sum, { dish, quantity }) => sum + dish.priceMinor * quantity, 0);
}

export function dishCount(draft: Draft): number {
  return basketLines(draft).reduce((sum, { quantity }) => sum + quantity, 0);
}

export function findErrors(draft: Draft): DraftErrors {
  return {
    ...(dishCount(draft) === 0 && { basket: 'Choose at least one dish.' }),
    ...(draft.fulfilment === 'dine_in' &&
      draft.table.trim() === '' && {
        table: 'Tell us your table, so that we find you.',
      }),
  };
}
