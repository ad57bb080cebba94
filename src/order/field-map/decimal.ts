/**
 * A price in decimals, in the currency's smallest unit: 12.5, "12.50", "12,50" and "€ 1.234,50" with a scale of 2. What
 * cannot be read is returned as it is.
 */
export function decimalToMinor(price: unknown, scale: number): unknown {
  const text = typeof price === 'number' || typeof price === 'string' ? String(price).trim() : '';
  const [, digits] = /^(?:[^\d\s.,+-]{1,4}\s*)?(\d[\d.,' \u00a0]*)(?:\s*[^\d\s.,]{1,4})?$/.exec(text) ?? [];
  if (digits === undefined) return price;
  const decimal = Number(typeof price === 'number' ? price : withPoint(digits.trim(), scale));
  // "1.005" times 100 is 100.49999999999999.
  return Number.isFinite(decimal) ? Math.round(Number(`${decimal}e${scale}`)) : price;
}

/**
 * The digits with a point before the decimals. The last comma or point stands before them, unless it is repeated, or
 * stands before three digits where the currency has another number of decimals: "1,234".
 */
function withPoint(digits: string, scale: number): string {
  const [, whole = digits, mark = '', decimals = ''] = /^(.*)([.,])(\d*)$/.exec(digits) ?? [];
  const isThousands = whole.includes(mark) || (mark === ',' && decimals.length === 3 && scale !== 3);
  return isThousands && mark ? digits.replace(/\D/g, '') : `${whole.replace(/\D/g, '')}.${decimals}`;
}
