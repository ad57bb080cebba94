/**
 * Control characters, lone surrogates, and characters that change the direction of text: they could rearrange the words
 * beside a name.
 */
const unwanted = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;
/** More than four combining marks on one letter ("Zalgo"): they would cover the neighbouring lines. */
const excessMarks = /(\p{M}{4})\p{M}+/gu;
const spaces = /\s+/gu;

/**
 * Makes foreign text safe to show: one line, without `unwanted`, at most `maximalLength` characters (grapheme
 * clusters).
 */
export function cleanText(value: string, maximalLength: number): string {
  // A grapheme cluster seldom has more than 16 code units. Cutting first keeps 100 kB of text cheap.
  const clean = value
    .slice(0, maximalLength * 16)
    .replace(spaces, ' ')
    .replace(unwanted, '')
    .replace(excessMarks, '$1')
    .trim();
  if (clean.length <= maximalLength) return clean;
  const characters = Intl.Segmenter
    ? [...new Intl.Segmenter().segment(clean)].map(({ segment }) => segment)
    : [...clean];
  return characters.slice(0, maximalLength).join('').trim();
}
