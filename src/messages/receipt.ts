import type { Order } from '../order/order.js';
import type { MessageWords } from './message-words.js';

/** One line of a receipt, as it is read. */
export interface ReceiptLine {
  readonly quantity: string;
  readonly name: string;
  /** What all its pieces cost; empty where prices are not known. */
  readonly price: string;
}

export interface Receipt {
  readonly lines: readonly ReceiptLine[];
  /** Empty where it is not known. */
  readonly total: string;
}

/** What was ordered and what it costs, by the words of the language. `undefined` for an order without dishes. */
export function readReceipt(order: Order, wire: unknown, words: MessageWords): Receipt | undefined {
  const { items, totalMinor, currency } = order;
  if (items.length === 0) return undefined;
  const prices = pricesOf(wire);
  // Prices of some dishes alone would look like a sum that is wrong.
  const areKnown =
    currency !== undefined && prices.length === items.length && prices.every((price) => price !== undefined);
  return {
    lines: items.map(({ name, quantity, amount }, at) => {
      const price = prices[at];
      return {
        quantity: amount ?? `${words.number(quantity)}×`,
        name,
        price: areKnown && price !== undefined ? words.money(Math.round(price * quantity), currency) : '',
      };
    }),
    total: totalMinor !== undefined && currency ? words.money(totalMinor, currency) : '',
  };
}

/** `price_minor` of every dish, in the order of the payload. */
function pricesOf(wire: unknown): readonly (number | undefined)[] {
  const { items } = Object(wire) as { readonly items?: unknown };
  if (!Array.isArray(items)) return [];
  return items.map((item: unknown) => {
    const { price_minor: price } = Object(item) as { readonly price_minor?: unknown };
    return typeof price === 'number' && Number.isSafeInteger(price) && price >= 0 ? price : undefined;
  });
}
