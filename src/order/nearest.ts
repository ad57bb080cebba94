import { lettersApart } from './letters-apart.js';
import { sameWord } from './words.js';

/** The known name that a mistyped one probably means: the same letters, or up to two that differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const word = sameWord(name);
  const distances = known.map((other) => [lettersApart(word, sameWord(other)), other] as const);
  const [best] = distances.sort(([one], [other]) => one - other);
  return best && best[0] <= Math.min(2, word.length / 3) ? best[1] : undefined;
}
