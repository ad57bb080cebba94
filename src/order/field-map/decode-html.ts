/** U+00A0 to U+00BF, in this order. */
const signs =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro ' +
  'para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest';

/** U+00C0 to U+00DE, in this order; small letters have the same names in small letters, 32 further. */
const latin =
  'Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde ' +
  'Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN';

/** The same for U+0391 to U+03A9; U+03A2 is no letter. */
const greek =
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho - Sigma Tau Upsilon Phi ' +
  'Chi Psi Omega';

/** Punctuation, letters and signs, each with its name in HTML 4. Those of mathematics alone are left out. */
const others =
  'szligß divide÷ yumlÿ sigmafς quot" amp& apos\' lt< gt> OEligŒ oeligœ ScaronŠ scaronš YumlŸ fnofƒ circˆ tilde˜ ndash– mdash— lsquo‘ rsquo’ sbquo‚ ' +
  'ldquo“ rdquo” bdquo„ dagger† Dagger‡ bull• hellip… permil‰ prime′ Prime″ lsaquo‹ rsaquo› oline‾ frasl⁄ euro€ trade™ ' +
  'larr← uarr↑ rarr→ darr↓ harr↔ minus− infin∞ asymp≈ ne≠ le≤ ge≥ loz◊ spades♠ clubs♣ hearts♥ diams♦ ensp\u2002 ' +
  'emsp\u2003 thinsp\u2009 zwnj\u200c zwj\u200d lrm\u200e rlm\u200f';

/** What U+0080 to U+009F mean in HTML: the characters of Windows-1252. */
const windows = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

let characters: ReadonlyMap<string, string> | undefined;

function named(): ReadonlyMap<string, string> {
  const row = (names: string, first: number): [string, string][] =>
    names.split(' ').map((name, index) => [name, String.fromCharCode(first + index)]);
  // `times` is a sign, which has no small one.
  const letters = (names: string, first: number) => [...row(names.toLowerCase(), first + 32), ...row(names, first)];
  const pairs = [...others.matchAll(/([a-z\d]+)(\S|[\u2002-\u200f])/gi)].map(([, name = '', character = '']) => [
    name,
    character,
  ]);
  return new Map([
    ...row(signs, 0xa0),
    ...letters(latin, 0xc0),
    ...letters(greek, 0x391),
    ...(pairs as [string, string][]),
  ]);
}

/**
 * The text of a piece of HTML: tags are left out, and character references are decoded, once. The result is text and
 * may contain `<`; it must never be used as HTML. It takes time in proportion to the length: orders come from strangers.
 */
export function decodeHtml(html: string): string {
  if (!/[<&]/.test(html)) return html;
  characters ??= named();
  const shown = withoutHidden(html);
  // What follows the last `>` is no tag. Each `<` in it would be followed to the end.
  const end = shown.lastIndexOf('>') + 1;
  const text = shown
    .slice(0, end)
    .replace(/<\/?([a-z][^\s/>]*)[^>]*>/gi, (_, name: string) => (/^(?:br|p|div|li|tr|h\d)$/i.test(name) ? ' ' : ''));
  return `${text}${shown.slice(end)}`.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,9}));/gi,
    (reference, decimal, hexadecimal, name) =>
      name ? (characters?.get(name) ?? reference) : fromCode(Number(decimal ?? `0x${hexadecimal}`)),
  );
}

/** HTML without scripts, styles and comments. Those without an end stay; for each kind, it is looked for once. */
function withoutHidden(html: string): string {
  const opening = /<(?:(script|style)\b|!--)/gi;
  const endless = new Set<string>();
  let shown = '';
  let from = 0;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const kind = found[1]?.toLowerCase() ?? '';
    if (endless.has(kind)) continue;
    const closing = kind === '' ? /-->/g : new RegExp(`</${kind}\\s*>`, 'gi');
    closing.lastIndex = opening.lastIndex;
    if (!closing.test(html)) {
      endless.add(kind);
      continue;
    }
    shown += html.slice(from, found.index);
    from = closing.lastIndex;
    opening.lastIndex = from;
  }
  return shown + html.slice(from);
}

function fromCode(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return windows[code - 0x80] ?? (isCharacter ? String.fromCodePoint(code) : '\ufffd');
}
