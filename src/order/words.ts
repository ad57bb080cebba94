/**
 * A word without what spellings differ in: `Out for delivery`, `out-for-delivery` and `outForDelivery` are one, and so are
 * `İptal` and `IPTAL`, `ΕΤΟΙΜΟΣ` and `έτοιμος`, accents in one character or two, and `Cooking…` and `cooking`.
 * The sign of `-1` counts.
 */
export function sameWord(word: string): string {
  return (
    word
      .trim()
      .slice(0, 200)
      .normalize('NFKD')
      .replace(/(?!^-\d)[\s_\p{Pd}\p{Cf}\p{sc=Zinh}]+|[.!]+$/gu, '')
      // Some letters have two small forms.
      .toUpperCase()
      .toLowerCase()
  );
}
