/**
 * How an SMS is counted, and how it is made to need fewer segments.
 *
 * The alphabet is the default one of GSM 03.38 (3GPP TS 23.038, 6.2.1). Texts outside it go as UCS-2, in which a segment
 * holds 70 instead of 160. The national tables of that standard are not used: no vendor sends with them unasked.
 */

export interface SmsSegments {
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Septets, or units of 16 bits. */
  readonly units: number;
  /** What is paid for: at least 1. */
  readonly segments: number;
  /** Units that are free in the last segment. */
  readonly left: number;
}

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** These take two septets each. */
const extended = new Set('^{}\\[~]|€\f');

const isGsm = (character: string) => basic.has(character) || extended.has(character);

/** Counts the segments of a text as networks do: no character is split between two of them. */
export function smsSegments(text: string): SmsSegments {
  const characters = [...text];
  const encoding = characters.every(isGsm) ? 'GSM-7' : 'UCS-2';
  const [alone, joined] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
  const sizes = characters.map((character) =>
    encoding === 'UCS-2' ? character.length : extended.has(character) ? 2 : 1,
  );
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units <= alone) return { encoding, units, segments: 1, left: alone - units };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, segments, left: joined - used };
}

/** Typographic characters and their everyday forms, which say the same. */
const everyday: Readonly<Record<string, string>> = {
  ...each('‘’‚‛ʼ′', "'"),
  ...each('“”„‟«»″', '"'),
  ...each('‐‑‒–—―−', '-'),
  ...each('\u00a0\u2002\u2003\u2007\u2009\u200a\u202f', ' '),
  // Invisible: soft hyphen, zero-width space and joiner, byte order mark, marks and isolates of direction.
  ...each('\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\ufeff', ''),
  '…': '...',
  '•': '*',
  '·': '-',
  '×': 'x',
  '→': '->',
  '№': 'No',
  '™': 'TM',
};

function each(characters: string, replacement: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, replacement]));
}

/**
 * Languages in which people write SMS without accents, and read them so: `zamówienie` as `zamowienie`. The letters that
 * GSM 03.38 has stay (é, ñ, ü, ö, à, ø, å …). Not here: languages that it holds whole, and those in which a letter
 * without its accent makes other words (Vietnamese).
 */
const accentsMayGo = new Set([
  'pl',
  'cs',
  'sk',
  'hu',
  'ro',
  'tr',
  'pt',
  'es',
  'fr',
  'ca',
  'hr',
  'sl',
  'lt',
  'lv',
  'et',
]);

const withoutMarks: Readonly<Record<string, string>> = {
  ő: 'ö',
  Ő: 'Ö',
  ű: 'ü',
  Ű: 'Ü',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  œ: 'oe',
  Œ: 'OE',
  ª: 'a',
  º: 'o',
};

export interface SmsTextOptions {
  /** A BCP 47 tag. */
  readonly language: string;
  /** `keep` never drops an accent, whatever it costs. Default `drop`, where the language allows it and it saves. */
  readonly accents?: 'drop' | 'keep';
}

/**
 * The text as it is sent. Typographic characters become everyday ones if then everything fits into the alphabet of GSM;
 * accents go if the language allows it and fewer segments are paid for. Otherwise the text stays as it is.
 */
export function smsText(text: string, { language, accents = 'drop' }: SmsTextOptions): string {
  const composed = text.normalize('NFC');
  const plain = replaced(composed, (character) => everyday[character]);
  const spelled = [...plain].every(isGsm) ? plain : composed;
  const base = language.toLowerCase().split('-')[0] ?? '';
  if (accents === 'keep' || !accentsMayGo.has(base)) return spelled;
  const bare = replaced(plain, bareLetter);
  return smsSegments(bare).segments < smsSegments(spelled).segments ? bare : spelled;
}

/** Of several wordings, the best first, the first that needs one segment; if none does, one with the fewest. */
export function shortestSms(wordings: readonly [string, ...string[]], options: SmsTextOptions): string {
  const [first, ...others] = wordings.map((wording) => smsText(wording, options));
  let best = first ?? '';
  for (const other of others) {
    if (smsSegments(best).segments === 1) return best;
    if (smsSegments(other).segments < smsSegments(best).segments) best = other;
  }
  return best;
}

/** A restaurant's name in at most so many characters, cut between words where it can be. */
export function shortName(name: string, most: number): string {
  const whole = name.replace(/\s+/g, ' ').trim();
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(whole)];
  if (letters.length <= most) return whole;
  const cut = letters.slice(0, most).map(({ segment }) => segment);
  const atWord = letters[most]?.segment === ' ' ? cut.length : cut.lastIndexOf(' ');
  return cut
    .slice(0, atWord > most / 2 ? atWord : most)
    .join('')
    .replace(/[\s,;:&–-]+$/, '');
}

/** The estimated price of a text, in the unit of `perSegment`. */
export function smsPrice(text: string, perSegment: number): number {
  return smsSegments(text).segments * perSegment;
}

function replaced(text: string, replacement: (character: string) => string | undefined): string {
  return Array.from(text, (character) =>
    basic.has(character) ? character : (replacement(character) ?? character),
  ).join('');
}

function bareLetter(character: string): string | undefined {
  const known = withoutMarks[character];
  if (known !== undefined) return known;
  const [letter = ''] = character.normalize('NFD');
  return basic.has(letter) ? letter : undefined;
}
