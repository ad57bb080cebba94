import { lettersApart } from '../../order/letters-apart.js';

/** How many letters may be wrong in a name that is still recognised. */
const mostWrongLetters = 2;

/**
 * The known name that was probably meant: the one that begins with it, or that differs by a letter or two.
 * Unlike `nearest` of the order, it knows that attributes may have the prefix `data-`, and be cut off at a hyphen.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const begun = known.filter((other) => other.startsWith(`${name}-`)).sort((one, other) => one.length - other.length);
  if (begun[0]) return begun[0];
  const plain = (text: string) => text.replace(/^data-|[-_]/g, '').toLowerCase();
  const [best] = known
    .map((other) => ({ other, wrong: lettersApart(plain(name), plain(other)) }))
    .sort((one, other) => one.wrong - other.wrong);
  return best && best.wrong <= Math.min(mostWrongLetters, best.other.length / 3) ? best.other : undefined;
}
