/** How many letters must be added, left out, changed or swapped with their neighbour to get from one word to another. */
export function lettersApart(one: string, other: string): number {
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
