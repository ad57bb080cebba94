/**
 * How an SMS is counted.
 *
 * The alphabet is the default one of GSM 03.38 (3GPP TS 23.038, 6.2.1). Texts outside it go as UCS-2, in which a segment
 * holds 70 instead of 160. The national tables of that standard are not used: no vendor sends with them unasked.
 */

/** These take one septet each. */
export const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take two septets each. */
const extended = new Set('^{}\\[~]|€\f');

export const isGsm = (character: string) => basic.has(character) || extended.has(character);

/** How many segments a text takes: what is paid for. No character is split between two of them. */
export function countSegments(text: string): number {
  const characters = [...text];
  const isPlain = characters.every(isGsm);
  const [alone, joined] = isPlain ? [160, 153] : [70, 67];
  const sizes = characters.map((character) => (isPlain ? (extended.has(character) ? 2 : 1) : character.length));
  if (sizes.reduce((sum, size) => sum + size, 0) <= alone) return 1;
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return segments;
}
