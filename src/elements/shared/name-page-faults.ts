/*
 * Loaded on demand by page-faults-code.ts.
 */

import { otherSpellings } from './lenient.js';

/** Attributes that hold JSON are checked by themselves. */
const ofJson = /^(websocket-(hello|heartbeat|confirm|refuse)|events-hello|poll-(headers|body)|field-map|order|board)$/;
/** How many letters of a value are told. */
const longestValue = 40;
/** How many letters may be wrong in a name that is still recognised. */
const mostWrongLetters = 2;
/** Children that no page shows while it waits for the element: they were meant to follow it. */
const follows =
  'form, button, input, select, nav, header, footer, main, section, article, aside, table, iframe, link, style, [id], h1, h2, h3, order-status-board';

/**
 * What is wrong with an element's tag, in sentences that say what to do.
 *
 * @param known the names of its attributes
 * @param isOfAnyElement whether an attribute is none of ours, and right
 */
export function faultsOf(
  host: HTMLElement,
  known: readonly string[],
  isOfAnyElement: (name: string) => boolean,
): readonly string[] {
  const tag = `<${host.localName}>`;
  const spellings = otherSpellings(known);
  const ofAttributes = [...host.attributes].flatMap(({ name, value }) => {
    // The order itself is an object, as JSON.
    const isOurs = known.includes(name) && (name !== 'order' || value.includes('{'));
    const isMeant = isOurs || spellings.has(name) || value.startsWith('[object ');
    const fault = isMeant && !ofJson.test(name) ? valueFault(value) : undefined;
    if (fault) return [`The attribute ${name} of ${tag} is "${value.slice(0, longestValue)}": ${fault}`];
    if (isOurs) return [];
    const missing = known.find((other) => other.includes('-') && name.includes(other) && !isSet(host, other));
    if (missing) return [`${tag} has no attribute ${name}, and ignores it. Is ${missing}="…" meant?`];
    if (isOfAnyElement(name)) return [];
    const meant = spellings.get(name);
    if (meant) return [`The attribute ${name} of ${tag} is taken for ${meant}: write ${meant}="…".`];
    const near = nearest(name, known);
    return near ? [`${tag} has no attribute ${name}, and ignores it. Is ${near}="…" meant?`] : [];
  });
  return [...ofAttributes, ...contentFaults(host, tag)];
}

/** What is wrong with a value that no attribute of ours can have. */
function valueFault(value: string): string | undefined {
  if (value.startsWith('[object ')) return 'an object was made into text. Set the property by script, or write JSON.';
  if (/^(undefined|null|NaN)$/.test(value))
    return 'a script wrote it before it had the value. Set it once it is known.';
  if (/^[“”„″]/.test(value)) return 'an editor has made its quotes curly. Write straight ones.';
  if (/{{|<%|\${/.test(value)) return 'a template has not been filled in. The page has to do that.';
  return undefined;
}

/** Whether the element has an attribute, or a script has set its property. */
function isSet(host: HTMLElement, attribute: string): boolean {
  if (host.hasAttribute(attribute)) return true;
  const property = attribute.replace(/-./g, ([, letter = '']) => letter.toUpperCase());
  return Boolean((host as unknown as Readonly<Record<string, unknown>>)[property]);
}

function contentFaults(host: HTMLElement, tag: string): readonly string[] {
  const hidden = [...host.children].filter((child) => !child.slot && !isOrder(child));
  // Nothing follows an element that was never closed: all that was to follow is in it.
  const isLast = host.nextSibling === null && hidden.length > 1;
  const meant = `${follows}, ${host.localName}`;
  if (!isLast && !hidden.some((child) => child.matches(meant) || child.querySelector(meant))) return [];
  const content = hidden.map(({ localName }) => `<${localName}>`).join(', ');
  return [
    `${tag} has content that is not shown: ${content}. If it was meant to follow, close the tag: ` +
      `${tag}</${host.localName}>, as HTML knows no "/>" here. If it is meant for the card, give it a slot.`,
  ];
}

function isOrder(child: Element): boolean {
  return child.localName === 'script' && child.getAttribute('type') === 'application/json';
}

/** Not that of order/nearest.ts: what two parts share has to be in the first load, and every guest would pay for it. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const begun = known.filter((other) => other.startsWith(`${name}-`)).sort((one, other) => one.length - other.length);
  if (begun[0]) return begun[0];
  const plain = (text: string) => text.replace(/^data-|[-_]/g, '');
  const [best] = known
    .map((other) => ({ other, wrong: wrongLetters(plain(name), plain(other)) }))
    .sort((one, other) => one.wrong - other.wrong);
  return best && best.wrong <= Math.min(mostWrongLetters, best.other.length / 3) ? best.other : undefined;
}

/** How many letters must be added, removed, changed or swapped with their neighbour to get from one word to another. */
function wrongLetters(one: string, other: string): number {
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
