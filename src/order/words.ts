/** A word without what spellings differ in: `Out for delivery`, `out-for-delivery` and `outForDelivery` are one. */
export function sameWord(word: string): string {
  return word
    .trim()
    .slice(0, 200)
    .replace(/[\s_\p{Pd}]+/gu, '')
    .toLowerCase();
}
