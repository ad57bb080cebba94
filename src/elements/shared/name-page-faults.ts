/*
 * Loaded on demand by page-faults-code.ts. The files for CDNs have it as a module that stands alone, so it may import
 * nothing that keeps something for the page (test/support/bundles/stand-alone-files.mjs).
 */

import type { LitElement } from 'lit';
import { otherSpellings, propertyNamed } from './lenient.js';
import { nearestName } from './nearest-name.js';
import { attributeNamesOf, type FaultyHost, isOfEveryElement } from './own-attributes.js';
import { slotNames } from './slot-names.js';

export { jsonFault } from './name-json-faults.js';
export { languageFaults, propertyFaults, valueFaults } from './name-value-faults.js';

/** Attributes that hold JSON are checked by themselves. */
const ofJson = /^(websocket-(hello|heartbeat|confirm|refuse)|events-hello|poll-(headers|body)|field-map|order|board)$/;
/** Milliseconds until a page that a framework's server has written must have got its properties from the framework's script. */
const hydrationLimit = 5_000;
/** How many letters of a value are told. */
const longestValue = 40;
/** Children that no page shows while it waits for the element: they were meant to follow it. */
const follows =
  'form, button, input, select, nav, header, footer, main, section, article, aside, table, iframe, link, style, [id], h1, h2, h3, order-status-board';

const looked = new WeakSet<HTMLElement>();

/** Tells, once for each element, what is wrong with its tag, as soon as all that is in it is there. */
export async function lookAt(host: FaultyHost): Promise<void> {
  if (looked.has(host)) return;
  looked.add(host);
  if (document.readyState === 'loading')
    await new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }));
  for (const message of await faultsOf(host)) host.report({ code: 'config', message, recoverable: true });
}

/** What is wrong with an element's tag, in sentences that say what to do. */
async function faultsOf(host: HTMLElement): Promise<readonly string[]> {
  const known = attributeNamesOf(host);
  // An attribute of plain text is no place for an object at any time.
  const mayBecomeObject = (name: string) => !known.includes(name) || name === 'order' || ofJson.test(name);
  if ([...host.attributes].some(({ name, value }) => isObjectAsText(value) && mayBecomeObject(name)))
    await new Promise((resolve) => setTimeout(resolve, hydrationLimit));
  const tag = `<${host.localName}>`;
  const spellings = otherSpellings(known);
  const ofAttributes = [...host.attributes].flatMap(({ name, value }) => {
    const property = propertyNamed(host.constructor as typeof LitElement, name);
    // A framework's server writes as text what its script then sets as the property.
    if (property && /^(?:object|function)$/.test(typeof Reflect.get(host, property))) return [];
    const isObject = isObjectAsText(value);
    // The order itself is an object, as JSON.
    const isOrder = name === 'order' && (isObject || value.includes('{'));
    const isOurs = known.includes(name) && (name !== 'order' || isOrder);
    const isMeant = isOurs || spellings.has(name) || isObject;
    const fault = isMeant && (!ofJson.test(name) || (isOrder && isObject)) ? valueFault(value) : undefined;
    if (fault) return [`The attribute ${name} of ${tag} is "${value.slice(0, longestValue)}": ${fault}`];
    if (isOurs) return [];
    if (property && !known.includes(name) && !spellings.has(name))
      return [`${tag} has no attribute ${name}, and ignores it: a script has to set the property ${String(property)}.`];
    const missing = known.find((other) => other.includes('-') && name.includes(other) && !isSet(host, other));
    if (missing) return [`${tag} has no attribute ${name}, and ignores it. Is ${missing}="…" meant?`];
    if (isOfEveryElement(name)) return [];
    const meant = spellings.get(name);
    if (meant) return [`The attribute ${name} of ${tag} is taken for ${meant}: write ${meant}="…".`];
    const near = nearestName(name, known);
    return near ? [`${tag} has no attribute ${name}, and ignores it. Is ${near}="…" meant?`] : [];
  });
  return [...ofAttributes, ...contentFaults(host, tag), ...slotFaults(host, tag)];
}

function isObjectAsText(value: string): boolean {
  return value.startsWith('[object ');
}

/** What is wrong with a value that no attribute of ours can have. */
function valueFault(value: string): string | undefined {
  if (isObjectAsText(value)) return 'an object was made into text. Set the property by script, or write JSON.';
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

/** A child for a slot that is not there is never shown, and JSON under another type is never read. */
function slotFaults(host: HTMLElement, tag: string): readonly string[] {
  return [...host.children].flatMap((child) => {
    const { slot, localName } = child;
    if (slot && !slotNames.includes(slot)) {
      const meant = nearestName(slot, slotNames);
      return [
        `${tag} has no slot "${slot}", so its <${localName}> is not shown. ${meant ? `Is "${meant}" meant?` : `There are: ${slotNames.join(', ')}.`}`,
      ];
    }
    const isData = localName === 'script' && !isOrder(child) && /^\s*[[{]/.test(child.textContent ?? '');
    return isData ? [`The <script> in ${tag} is not read: an order has to have type="application/json".`] : [];
  });
}

function isOrder(child: Element): boolean {
  return child.localName === 'script' && child.getAttribute('type') === 'application/json';
}
