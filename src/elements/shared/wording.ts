import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { BoardKey, Labels, Locale, LocaleKey, Plural } from '../../locales/locale.js';
import { english, findLocale, onLocaleSettled, requestLocale } from '../../locales/registry.js';
import type { Fulfilment, OrderStatus } from '../../order/status.js';
import { clockRange, unbroken, zoneOf } from './clock-range.js';
import { loadLanguageFile } from './language-file.js';
import { isOnServer } from './on-server.js';
import { firstValid, languageAround } from './page-language.js';
import { scriptFolder } from './script-folder.js';

type Values = Readonly<Record<string, string | number>>;
type WordingHost = ReactiveControllerHost &
  HTMLElement & { labels?: Labels | undefined; now?: number; folder?: string | null | undefined };

const halfDay = 12 * 60 * 60_000;

interface RangeFormat {
  formatRange(from: number, to: number): string;
}

/**
 * The words of an element, in the language of the nearest `lang` attribute, else the browser's. Follows changes of that
 * attribute, and languages that are registered later. Written by hand because the usual localization library shares its
 * registry, keys and fallback language with all other component libraries on the page.
 */
export class Wording implements ReactiveController {
  readonly #host: WordingHost;
  #observer: MutationObserver | undefined;
  #stopListening: (() => void) | undefined;
  #locale: Locale = english;
  /** The language of times and numbers, and that of plural forms. */
  #tag = english.code;
  #grammar = english.code;
  #areSettled = true;
  #wanted = english.code;
  #wording: object = {};
  #labels: Labels | undefined;

  constructor(host: WordingHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    const update = () => this.#host.requestUpdate();
    this.#observer = new MutationObserver(update);
    const attributes = { attributes: true, attributeFilter: ['lang'] };
    this.#observer.observe(this.#host.ownerDocument, { ...attributes, subtree: true });
    this.#observer.observe(this.#host, attributes);
    this.#stopListening = onLocaleSettled(update);
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#stopListening?.();
  }

  /** Finds the language before anything is drawn. That of a server says nothing about the guest. */
  hostUpdate(): void {
    const wanted = languageAround(this.#host) || (isOnServer ? '' : navigator.language) || english.code;
    const found = findLocale(wanted);
    this.#wanted = wanted;
    this.#areSettled = found !== undefined || isOnServer || !this.#isLoading(wanted);
    const locale = found ?? english;
    // Where guests must read English, at least times and numbers are those they know.
    const tag = firstValid(found || isOnServer ? wanted : navigator.language, locale.code);
    const { labels } = this.#host;
    if (locale === this.#locale && tag === this.#tag && labels === this.#labels) return;
    this.#wording = {};
    this.#labels = labels;
    this.#locale = locale;
    this.#tag = tag;
    this.#grammar = firstValid(locale.code, tag);
  }

  #isLoading(tag: string): boolean {
    const folder = scriptFolder(this.#host.folder);
    return requestLocale(tag, (path) => loadLanguageFile(path, folder), folder);
  }

  /** Whether the words are in the wanted language, or cannot be had in it: `false` while its file is being loaded. */
  get areSettled(): boolean {
    return this.#areSettled;
  }

  /** Stays the same object while language and labels stay: what was drawn with it need not be drawn again. */
  get wording(): object {
    return this.#wording;
  }

  get dir(): 'ltr' | 'rtl' {
    return this.#locale.dir;
  }

  /** The language that is really shown. */
  get lang(): string {
    return this.#locale.code;
  }

  /** The language that is shown once its file is there, if it is awaited. */
  get nextLang(): string {
    return this.#areSettled ? this.lang : this.#wanted;
  }

  /** The language in which times and numbers are written. */
  get tag(): string {
    return this.#tag;
  }

  /**
   * Whether times and numbers can be written. They cannot in the very first picture of a page: a phone takes longer for
   * the first formatter than for the card, so that the words are painted first, and these a moment later.
   */
  get canFormat(): boolean {
    if (!isPainted) {
      heldBack.add(this);
      makeFormattersAfterPaint();
    }
    return isPainted;
  }

  /** A string with its values filled in; for one with plural forms, `count` picks the form. */
  text(key: LocaleKey | BoardKey, values: Values = {}): string {
    const own: unknown = this.#host.labels?.[key];
    // A page may give anything.
    const isOurs = typeof own === 'string' || typeof Object(own).other === 'string';
    const term = (isOurs ? (own as string | Plural) : undefined) ?? this.#locale[key] ?? english[key] ?? '';
    const form = typeof term === 'string' ? term : this.#form(term, Number(values.count));
    return form.replace(/\{(\w+)\}/g, (_, name: string) => this.#isolate(values[name] ?? ''));
  }

  /**
   * The string of a status, in the wording for this kind of order where there is one: `ready_pickup_text`.
   *
   * @param fulfilment `undefined` where the kind of order is not known
   */
  status(status: OrderStatus, fulfilment: Fulfilment | undefined, suffix: '' | '_text' = ''): string {
    const keys = fulfilment ? [`${status}_${fulfilment}${suffix}`, `${status}_known${suffix}`] : [];
    const special = keys.find((key) => key in english);
    return this.text((special as LocaleKey | undefined) ?? `${status}${suffix}`);
  }

  /** `14:32`; with the day, where that may be another one. */
  time(date: Date): string {
    if (!this.canFormat || (isOnServer && isZoneUnknown())) return blankTime;
    return this.#withDay(date, this.#clockTime(date));
  }

  /** `14:25–14:35`. There is no letter to give the direction: a mark puts the earlier time where reading begins. */
  timeRange(from: Date, to: Date): string {
    if (!this.canFormat || (isOnServer && isZoneUnknown())) return `${blankTime} ${blankTime} ${blank}${blankTime}`;
    const key = `${this.#tag} ${minuteOf(from)}–${minuteOf(to)}`;
    const range = remembered(clockTimes, key, () => clockRange(this.#tag, this.#timeFormat(), from, to));
    return this.#withDay(from, this.#mark + range);
  }

  #clockTime(date: Date): string {
    const key = `${this.#tag} ${minuteOf(date)}`;
    return remembered(clockTimes, key, () => unbroken(this.#timeFormat().format(date) + zoneOf(date, this.#tag)));
  }

  /** `Mon, Nov 30, 14:32` for a moment that is further away than half a day: there the time alone would be misread. */
  #withDay(date: Date, time: string): string {
    if (Math.abs(+date - (this.#host.now ?? Date.now())) < halfDay) return time;
    const parts = { weekday: 'short', month: 'short', day: 'numeric' } as const;
    return this.#mark + this.text('day_time', { day: date.toLocaleDateString(this.#tag, parts), time });
  }

  /** Gives the direction where no letter does. */
  get #mark(): string {
    return this.dir === 'rtl' ? '\u200f' : '';
  }

  /** `5–10 min`. */
  minuteRange(from: number, to: number): string {
    if (!this.canFormat) return blankMinutes;
    const format = this.#number({ style: 'unit', unit: 'minute', unitDisplay: 'short' });
    return from === to || !('formatRange' in format)
      ? format.format(to)
      : (format as RangeFormat).formatRange(from, to);
  }

  /** `40 %`. */
  percent(percent: number): string {
    return this.canFormat ? this.#number({ style: 'percent' }).format(percent / 100) : blank;
  }

  number(value: number): string {
    return this.canFormat ? this.#number({}).format(value) : blank;
  }

  /** `€ 34.50`, from the currency's smallest unit. An unknown currency stays a plain code. */
  money(minor: number, currency: string): string {
    if (!this.canFormat) return blank;
    try {
      const format = this.#number({ style: 'currency', currency });
      return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    } catch {
      return `${this.number(minor / 100)} ${currency}`;
    }
  }

  /** Draws what was held back. @internal */
  drawHeldBack(): void {
    this.#wording = {};
    this.#host.requestUpdate();
  }

  /** The formatters that a card needs, one a task: each takes a slow phone some 60 ms. @internal */
  readonly formatters = [() => this.#timeFormat(), () => this.#number({ style: 'percent' })] as const;

  #timeFormat(): Intl.DateTimeFormat {
    return remembered(times, this.#tag, () => new Intl.DateTimeFormat(this.#tag, { timeStyle: 'short' }));
  }

  #number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return remembered(numbers, this.#tag + JSON.stringify(options), () => new Intl.NumberFormat(this.#tag, options));
  }

  #form(plural: Plural, count: number): string {
    const rules = remembered(plurals, this.#grammar, () => new Intl.PluralRules(this.#grammar));
    return plural[rules.select(count)] ?? plural.other;
  }

  /** Isolates a value: Latin letters must not change the order of the Arabic words around them. */
  #isolate(value: string | number): string {
    return this.dir === 'rtl' ? `\u2068${value}\u2069` : `${value}`;
  }
}

/** Takes as much room as a text of one line. */
export const blank = '\u00a0';
/** About as wide as a time: spaces of the width of a digit, so that lines break as they will with it. */
const blankTime = '\u2007'.repeat(5);
/** About as wide as `5–10 min`. */
const blankMinutes = '\u2007'.repeat(7);
/** A server that runs in UTC does not know when it is where the guests are: it leaves room for the times. */
const isZoneUnknown = (): boolean => /UTC|GMT/.test(Intl.DateTimeFormat().resolvedOptions().timeZone);
let isPainted = isOnServer;
let areBeingMade = false;
const heldBack = new Set<Wording>();

/** From now on times and numbers are written at once. */
export function formatAtOnce(): void {
  isPainted = true;
  for (const wording of heldBack) wording.drawHeldBack();
  heldBack.clear();
}

function makeFormattersAfterPaint(): void {
  if (areBeingMade) return;
  areBeingMade = true;
  const makers = [...heldBack].flatMap(({ formatters }) => formatters);
  const makeNext = () => {
    const make = makers.shift();
    if (!make) return formatAtOnce();
    setTimeout(makeNext);
    make();
  };
  let isBegun = false;
  const begin = () => {
    if (!isBegun) makeNext();
    isBegun = true;
  };
  // The frame after the one that holds the words.
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(begin)));
  // Hidden pages have no frames.
  setTimeout(begin, longestWait);
}

/** How long times and numbers wait for a frame, in milliseconds. */
const longestWait = 200;

// Shared by all elements of the page: making a formatter takes a slow phone about as long as drawing the whole card.
const times = new Map<string, Intl.DateTimeFormat>();
const numbers = new Map<string, Intl.NumberFormat>();
const plurals = new Map<string, Intl.PluralRules>();

// So does each use of one.
const clockTimes = new Map<string, string>();
/** More than a page needs at one time. */
const mostTimes = 500;

function remembered<Made>(all: Map<string, Made>, key: string, make: () => Made): Made {
  const known = all.get(key);
  if (known !== undefined) return known;
  if (all.size > mostTimes) all.clear();
  const made = make();
  all.set(key, made);
  return made;
}

function minuteOf(date: Date): number {
  return Math.floor(+date / 60_000);
}
