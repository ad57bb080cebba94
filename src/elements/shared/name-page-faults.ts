/*
 * Loaded on demand by page-faults-code.ts.
 */

import { nearest } from '../../order/nearest.js';
import { otherSpellings } from './lenient.js';

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
    if (value.startsWith('[object '))
      return [
        `The attribute ${name} of ${tag} is "${value}": an object was made into text. Set the property by script, or write JSON.`,
      ];
    if (known.includes(name) || isOfAnyElement(name)) return [];
    const meant = spellings.get(name);
    if (meant) return [`The attribute ${name} of ${tag} is taken for ${meant}: write ${meant}="…".`];
    const near = nearest(name.replace(/^data-/, ''), known);
    return near ? [`${tag} has no attribute ${name}, and ignores it. Is ${near}="…" meant?`] : [];
  });
  return [...ofAttributes, ...contentFaults(host, tag)];
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
