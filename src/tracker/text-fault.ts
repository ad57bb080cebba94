import type { FoundText } from '../transports/transport.js';

/** What a body that is no JSON looks like, and what to do. Of what it holds, nothing is quoted but a word of another language. */
export function textFault({ type, start, isWhole }: FoundText): string {
  const beginning = start.slice(0, enough);
  const looks = likenesses.find(([form]) => form.test(beginning))?.[1];
  if (looks) return looks;
  const text = start.trim();
  if (!isWhole && /^(?:[[{]|$)/.test(text))
    return 'It is longer than that: let the back end leave out what the tracker does not need.';
  if (!text) return 'It is empty.';
  if (/^[[{]/.test(text)) return brokenJson(text);
  return /\bxml\b/.test(type) && !/html/.test(type)
    ? xml
    : `Its content type is "${type}": check that the URL leads to the data of the order, not to a page.`;
}

/** So many characters tell what a text is. Expressions that meet a great many blanks fail in Firefox. */
const enough = 1_000;

const xml = 'It is XML: send JSON.';
const guarded = 'Something stands before the JSON: let the back end answer with JSON alone.';

/** A character that no text has, but blanks and line ends. */
const control = String.raw`(?:(?!\s)\p{Cc})`;

const likenesses: readonly (readonly [form: RegExp, words: string])[] = [
  [
    new RegExp(String.raw`^\ufffd{0,2}(?:[[{]${control}{1,3}["\s\]}]|${control}{1,3}[[{])`, 'u'),
    'It is UTF-16 or UTF-32: send UTF-8.',
  ],
  [/^\p{Cc}\ufffd/u, 'It is compressed, and does not say so: send Content-Encoding: gzip with it.'],
  [/^(?:[\ufeff\xa0\u200b]|\)\]\}|(?:while|for)\s*\()/, guarded],
  [
    /^\s*(?:\/\*.*?\*\/)?\s*(?:typeof\b|[\w.$]+\s*\()/s,
    'It is JSONP, a call: let the back end answer with JSON alone.',
  ],
  [
    /^\s*(?:<br|(?:PHP )?(?:Notice|Warning|Deprecated|Strict Standards|(?:Fatal|Parse) error)\b)/i,
    'It begins with a message of PHP: correct its cause.',
  ],
  [/^\s*<\?xml/, xml],
  [/^\s*\/[/*]/, 'It begins with a comment, which JSON does not have.'],
  [/^(?:(?:id|retry):.*\s+)*(?:data|event):/, 'It is an event stream: set events-url instead.'],
  [new RegExp(String.raw`^[^<[{]{0,20}(?:${control}|\ufffd)`, 'u'), 'It is binary, not text: send JSON.'],
];

/** Words and marks of languages whose literals look like JSON. */
const foreignParts: readonly (readonly [form: RegExp, what: string])[] = [
  [/'/, 'single quotes'],
  [/\b(?:NaN|-?Infinity|undefined|None|True|False)\b/, 'a word that JSON does not know'],
  [/,\s*[}\]]/, 'a comma before a bracket'],
  [/\/[/*]/, 'a comment'],
  [/[{,]\s*[\w$]+\s*:/, 'a name without quotes'],
];

function brokenJson(text: string): string {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
  const end = firstEnd(bare);
  const rest = end === undefined ? '' : bare.slice(end).trim();
  if (/^,?\s*[[{"]/.test(rest)) return 'It is several JSON values, such as NDJSON: send one, the order.';
  for (const [form, what] of foreignParts) {
    const found = form.exec(bare)?.[0];
    if (found) return `It begins like JSON, but has ${what}${/^\w{3,}$/.test(found) ? `: ${found}` : ''}.`;
  }
  if (end === undefined) return 'It begins like JSON, and ends in the middle of it: something cuts it off.';
  return rest
    ? 'Something stands behind the JSON: let the back end answer with JSON alone.'
    : 'It begins like JSON, but is not.';
}

/** Where the first value ends. */
function firstEnd(bare: string): number | undefined {
  let depth = 0;
  for (let at = 0; at < bare.length; at++) {
    if ('{['.includes(bare.charAt(at))) depth += 1;
    else if ('}]'.includes(bare.charAt(at)) && --depth === 0) return at + 1;
  }
  return undefined;
}
