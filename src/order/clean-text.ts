/**
 * Control characters, halves of a surrogate pair, and the characters that turn the direction of the text around
 * them: a name made of these could rearrange the words beside it.
 */
const unwanted = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;
/** More marks on one letter than any language needs; they would climb over the neighbouring lines. */
const towers = /(\p{M}{4})\p{M}+/gu;
const spaces = /\s+/gu;

/** Makes foreign text fit to be shown: one line, no tricks, at most `maximalLength` characters as a reader counts them. */
export function cleanText(value: string, maximalLength: number): string {
  // What a reader sees as one character seldom has more than 16 units, and 100 kB need not be looked through.
  const clean = value
    .slice(0, maximalLength * 16)
    .replace(spaces, ' ')
    .replace(unwanted, '')
    .replace(towers, '$1')
    .trim();
  if (clean.length <= maximalLength) return clean;
  const characters = Intl.Segmenter
    ? Array.from(new Intl.Segmenter().segment(clean), ({ segment }) => segment)
    : Array.from(clean);
  return characters.slice(0, maximalLength).join('').trim();
}
