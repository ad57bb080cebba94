/** A restaurant’s name in at most so many characters, cut between words where it can be. */
export function shortName(name: string, most: number): string {
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name)];
  if (letters.length <= most) return name;
  const cut = letters.slice(0, most).map(({ segment }) => segment);
  const atWord = letters[most]?.segment === ' ' ? cut.length : cut.lastIndexOf(' ');
  return cut
    .slice(0, atWord > most / 2 ? atWord : most)
    .join('')
    .replace(/[\s,;:&–-]+$/, '');
}
