import { type ConditionalPath, type FieldPath, type FieldPaths, find, list } from './follow-path.js';
import { textOf } from './text-of.js';
import { single } from './wrapped-values.js';

/** A price in decimals: `{"path": "total", "scale": 2}` makes 1250 of 12.5 and of "12.50". */
export interface ScaledPath {
  readonly path: FieldPaths;
  /**
   * How many decimal places the currency's smallest unit has: 2 for EUR, 0 for JPY, 3 for KWD. `currency`: as many as the
   * payload's currency has; a price without a currency is left out.
   */
  readonly scale: number | 'currency';
  /**
   * For amounts without a point, such as 1250: how many of the last digits are decimals, or the path to that. If it leads
   * to no number, the amount is in the smallest unit.
   */
  readonly decimals?: number | FieldPath;
}

/** Where a price stands: in the currency's smallest unit, or scaled. The first path that leads to a value counts. */
export type PricePaths = FieldPaths | ScaledPath | readonly PricePath[];

type PricePath = FieldPath | ConditionalPath | ScaledPath;

/** The price in the currency's smallest unit. What cannot be read stays as it is. */
export function findPrice(order: unknown, paths: PricePaths, currency: unknown): unknown {
  const found = list<PricePath>(paths).map((path) => {
    const value = single(find(order, isScaled(path) ? path.path : path));
    return value != null && isScaled(path) ? scaled(value, path, order, currency) : value;
  });
  return found.find((value) => value != null) ?? found.find((value) => value === null);
}

function isScaled(path: PricePath): path is ScaledPath {
  return typeof path === 'object' && 'scale' in path;
}

function scaled(value: unknown, { scale, decimals = 0 }: ScaledPath, order: unknown, currency: unknown): unknown {
  const shift = typeof decimals === 'string' ? numberOf(find(order, decimals)) : decimals;
  if (shift === undefined) return value;
  const places = scale === 'currency' ? placesOf(currency) : scale;
  return places === undefined ? undefined : decimalToMinor(value, places, shift);
}

/** How many decimal places the currency's smallest unit has. */
function placesOf(currency: unknown): number | undefined {
  try {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: textOf(currency) });
    return format.resolvedOptions().maximumFractionDigits;
  } catch {
    return undefined;
  }
}

function numberOf(value: unknown): number | undefined {
  return /^\d$/.test(textOf(value)) ? Number(value) : undefined;
}

/** A longer text is no price. The expression below would take minutes for one of 60,000 blanks. */
const longestPrice = 60;

/** 12.5, "12.50", "12,50" and "€ 1.234,50" in the smallest unit, of which one has `scale` decimal places. */
function decimalToMinor(price: unknown, scale: number, shift: number): unknown {
  const text = typeof price === 'number' || typeof price === 'string' ? String(price).trim() : '';
  if (text.length > longestPrice) return price;
  const [, digits] = /^(?:[^\d\s.,+-]{1,4}\.?\s*)?(\d[\d.,'\u2019\s]*)(?:\s*[^\d\s.,]{1,4})?$/.exec(text) ?? [];
  if (digits === undefined) return price;
  const decimal = Number(typeof price === 'number' ? price : withPoint(digits.trim(), scale));
  // "1.005" times 100 is 100.49999999999999.
  return Number.isFinite(decimal) ? Math.round(Number(`${decimal}e${scale - shift}`)) : price;
}

/**
 * The digits with a point before the decimals. The last comma or point stands before them, unless it is repeated, or
 * stands before three digits where the currency has another number of decimals: "1,234". `undefined`: "12.50.00".
 */
function withPoint(digits: string, scale: number): string | undefined {
  const [, whole = digits, mark = '', decimals = ''] = /^(.*)([.,])(\d*)$/.exec(digits) ?? [];
  const isRepeated = mark !== '' && whole.includes(mark);
  if (isRepeated && decimals.length !== 3) return undefined;
  const isThousands = isRepeated || (mark === ',' && decimals.length === 3 && scale !== 3);
  return isThousands ? digits.replace(/\D/g, '') : `${whole.replace(/\D/g, '')}.${decimals}`;
}
