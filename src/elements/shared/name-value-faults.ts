import type { LitElement } from 'lit';
import { en as board } from '../../locales/board/en.js';
import { en } from '../../locales/en.js';
import { alertStrings } from '../../locales/parts/alerts.js';
import { answerStrings } from '../../locales/parts/answers.js';
import { copyLinkStrings } from '../../locales/parts/copy-link.js';
import { guestActionStrings } from '../../locales/parts/guest-actions.js';
import { handoverStrings } from '../../locales/parts/handover.js';
import { reachStrings } from '../../locales/parts/reach.js';
import { recentStrings } from '../../locales/parts/recent.js';
import { attributeOf, type CheckedRow } from './element-option.js';
import { propertyNamed } from './lenient.js';
import { nearestName } from './nearest-name.js';

/** How many letters of a value are told. */
const longestValue = 40;

/** The names of all words that a page can put its own in place of. */
const wordings = [
  en,
  board,
  alertStrings,
  answerStrings,
  copyLinkStrings,
  guestActionStrings,
  handoverStrings,
  reachStrings,
  recentStrings,
].flatMap((strings) => Object.keys(strings));

/** What is wrong with a value that seemed odd (`WordCheck`), in sentences that say what to do. */
export function valueFaults(name: string, row: CheckedRow, value: unknown): readonly string[] {
  if (name === 'labels') return labelFaults(value);
  const { value: allowed, range: [least, most] = [0, 1_440], unit = 'minutes', words } = row;
  const attribute = attributeOf(name, row) ?? name;
  if (allowed === 'number') {
    return Number.isNaN(Number(value))
      ? [`${attribute} is no number. Write it without a unit, such as ${attribute}="10".`]
      : [`${attribute} is ${Number(value)}; it can be from ${least} to ${most}, in ${unit}.`];
  }
  if (Array.isArray(allowed) || allowed === 'link' || allowed === 'sound') {
    const given = `${attribute}="${shown(value)}"`;
    const words = Array.isArray(allowed)
      ? allowed.join(', ')
      : `on, off, or an address such as https://… or ./${value ? shown(value) : 'file'}`;
    return [`${given} is not known. It can be: ${words}.`];
  }
  if (words && typeof value === 'string') {
    const unknown = value.split(/[\s,]+/).filter((word) => word && !words.includes(word));
    return unknown.map(
      (word) => `${attribute} has "${shown(word)}", which is not known. It can have: ${words.join(', ')}.`,
    );
  }
  return [`${attribute} must be a text, not ${kindOf(value)}.`];
}

/** Whether a property that a script has set is none of ours, but nearly. The page may keep what it likes under other names. */
export function propertyFaults(host: HTMLElement, name: string): readonly string[] {
  const Class = host.constructor as typeof LitElement;
  const known = [...Class.elementProperties.keys()].map(String);
  const meant = propertyNamed(Class, name) ?? nearestName(name, known);
  return meant ? [`There is no property ${shown(name)}, so it is ignored. Is ${String(meant)} meant?`] : [];
}

/** Languages of ISO 639-1 that Chromium 156 has no name for. */
const unnamedLanguages =
  'aa ab ae av ba bi bo ce ch cr cu cv dz ff fj gv ho hz ie ii ik io iu kg ki kj kl kr ks kv kw li lu mh na nd ng nr nv oj os pi rn sc se sg ss ty ve vo za';

/**
 * That a tag of the page names no language. Three letters may be a language that browsers have not heard of: there are
 * thousands.
 */
export function languageFaults(tag: string): readonly string[] {
  const [language = ''] = tag.split(/[-_]/);
  if (/^[a-z](?:..)?$/i.test(language) || unnamedLanguages.split(' ').includes(language.toLowerCase())) return [];
  const meant = /^[a-z]{2}$/i.test(language) && new Intl.Locale(`und-${language}`).maximize().language;
  const advice =
    meant && meant !== 'en' && meant !== 'und'
      ? `Is "${meant}" meant? "${shown(language)}" is a country.`
      : 'Write the code of one, such as lang="de".';
  return [`lang="${shown(tag)}" is no language that this browser knows, so English is shown. ${advice}`];
}

function labelFaults(labels: unknown): readonly string[] {
  if (typeof labels !== 'object' || Array.isArray(labels))
    return [`labels must be an object, such as {"ready":"Come and get it"}, not ${kindOf(labels)}.`];
  return Object.entries(Object(labels)).flatMap(([key, value]) => {
    if (!wordings.includes(key)) {
      const meant = nearestName(key, wordings);
      return [
        `labels has "${key}", which is none of our words. ${meant ? `Is "${meant}" meant?` : 'The guide to languages lists them.'}`,
      ];
    }
    const isText = value == null || typeof value === 'string' || typeof Object(value).other === 'string';
    return isText ? [] : [`labels.${key} must be a text, not ${kindOf(value)}.`];
  });
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Promise) return 'a promise: wait for it';
  if (typeof value === 'function') return 'a function';
  return typeof value === 'object' ? 'an object' : `${JSON.stringify(shown(value))} (${typeof value})`;
}

function shown(value: unknown): string {
  try {
    return String(value).slice(0, longestValue);
  } catch {
    // An object without a prototype.
    return '{…}';
  }
}
