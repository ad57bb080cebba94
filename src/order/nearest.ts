import { sameWord } from './words.js';

/** The known name that a mistyped one probably means: the same letters, or up to two that differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const word = sameWord(name);
  const distances = known.map((other) => [distance(word, sameWord(other)), other] as const);
  const [best] = distances.sort(([one], [other]) => one - other);
  return best && best[0] <= Math.min(2, word.length / 3) ? best[1] : undefined;
}

/** How many letters must be added, left out, changed or swapped with their neighbour. */
function distance(one: string, other: string): number {
  const rows = [[0, ...other].map((_, index) => index)];
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    const [above = [], before = []] = [rows[row - 1], rows[row - 2]];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      line[column] = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(line);
  }
  return rows.at(-1)?.[other.length] ?? 0;
}
