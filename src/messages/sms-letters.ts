import { basic, countSegments, isGsm } from './sms-segments.js';

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
 * without its accent misspells or makes other words: Vietnamese, Spanish (`esta`, `está`), French, Portuguese, Catalan.
 */
const accentsMayGo = new Set(['pl', 'cs', 'sk', 'hu', 'ro', 'tr', 'hr', 'sl', 'lt', 'lv', 'et']);

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

/**
 * The text in the letters in which it is sent. Typographic characters become everyday ones if then everything fits into the alphabet of GSM;
 * accents go if the language allows it and fewer segments are paid for. Otherwise the text stays as it is.
 *
 * @param language a BCP 47 tag
 * @param accents `keep` never drops one, whatever it costs
 */
export function smsLetters(text: string, language: string, accents: 'drop' | 'keep'): string {
  const composed = text.normalize('NFC');
  const plain = replaced(composed, (character) => everyday[character]);
  const spelled = [...plain].every(isGsm) ? plain : composed;
  const base = language.toLowerCase().split('-')[0] ?? '';
  if (accents === 'keep' || !accentsMayGo.has(base)) return spelled;
  const bare = replaced(plain, bareLetter);
  return countSegments(bare) < countSegments(spelled) ? bare : spelled;
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
