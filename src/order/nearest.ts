import { sameWord } from './words.js';

/** The known name that a mistyped one probably means: the same letters, or up to two that differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const word = sameWord(name);
  const distances = known.map((other) => [distance(word, sameWord(other)), other] as const);
  const [best] = distances.sort(([one], [other]) => one - other);
  return best && best[0] <= Math.min(2, word.length / 3) ? best[1] : undefined;
}

/** How many letters must be added, left out or changed. */
function distance(one: string, other: string): number {
  let row = [...other, ''].map((_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, otherLetter] of [...other].entries()) {
      const changed = (row[at] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
