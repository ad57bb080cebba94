/** How many letters may be wrong in a name that is still recognised. */
const mostWrongLetters = 2;

/**
 * The known name that was probably meant: the one that begins with it, or that differs by a letter or two.
 * Not that of order/nearest.ts: names of attributes have prefixes, and their letters are often swapped.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const begun = known.filter((other) => other.startsWith(`${name}-`)).sort((one, other) => one.length - other.length);
  if (begun[0]) return begun[0];
  const plain = (text: string) => text.replace(/^data-|[-_]/g, '').toLowerCase();
  const [best] = known
    .map((other) => ({ other, wrong: wrongLetters(plain(name), plain(other)) }))
    .sort((one, other) => one.wrong - other.wrong);
  return best && best.wrong <= Math.min(mostWrongLetters, best.other.length / 3) ? best.other : undefined;
}

/** How many letters must be added, removed, changed or swapped with their neighbour to get from one word to another. */
function wrongLetters(one: string, other: string): number {
  const rows: number[][] = [[0, ...other].map((_, index) => index)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const [above = [], before = []] = [rows[row - 1], rows[row - 2]];
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line[column] = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows[row] = line;
  }
  return rows[one.length]?.[other.length] ?? 0;
}
