/** The letters of GSM 03.38, each of which an SMS has 160; those of the second line count twice. */
const single =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const double = '\f^{}\\[~]|€';

/** What a printer would set, as the letters of an SMS. */
const plain: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚]/g, "'"],
  [/[“”„«»]/g, '"'],
  [/[–—‐‑]/g, '-'],
  [/…/g, '...'],
  [/[\u00a0\u202f\u2009]/g, ' '],
  [/×/g, 'x'],
];

/** How many SMS a text takes: what it costs. */
export function countSegments(text: string): number {
  const length = gsmLength(text);
  const [whole, part] = length === undefined ? [70, 67] : [160, 153];
  const units = length ?? text.length;
  return units <= whole ? 1 : Math.ceil(units / part);
}

/** The text in the letters of GSM 03.38 if that changes nothing but quotes, dashes and spaces; else as it is. */
export function withCheapLetters(text: string): string {
  const simple = plain.reduce((changed, [from, to]) => changed.replace(from, to), text);
  return gsmLength(simple) === undefined ? text : simple;
}

function gsmLength(text: string): number | undefined {
  let length = 0;
  for (const letter of text) {
    if (single.includes(letter)) length += 1;
    else if (double.includes(letter)) length += 2;
    else return undefined;
  }
  return length;
}
