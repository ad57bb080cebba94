/** Formats an amount in the smallest unit (cents) for display: `€12.50`. */
export function formatMoney(minor: number, currency = 'EUR'): string {
  const format = new Intl.NumberFormat('en-IE', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
