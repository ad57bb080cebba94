import type { Locale, LocaleKey } from '../locales/locale.js';
import type { MessageStrings } from '../locales/messages/en.js';
import type { Fulfilment, OrderStatus } from '../order/status.js';
import { languageFor } from './languages.js';

type Values = Readonly<Record<string, string>>;

const halfDay = 12 * 60 * 60_000;
const hour = 60 * 60_000;
const day = { weekday: 'short', month: 'short', day: 'numeric' } as const;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The words of messages in one language: the element's own and those of messages, with times in the restaurant's zone. */
export class MessageWords {
  readonly locale: Locale & MessageStrings;
  readonly #tag: string;
  readonly #zone: string;
  readonly #now: Date;
  readonly #clock: Intl.DateTimeFormatOptions;

  /**
   * @param language the guest's BCP 47 tag; English serves those that have no file
   * @param timeZone an IANA name; one that is not known counts as UTC
   * @param now when the message is read at the earliest: times further away than half a day get their day
   */
  constructor(language: string, timeZone: string, now: Date) {
    this.locale = languageFor(language);
    this.#tag = validTag(language, this.locale.code);
    this.#zone = validZone(timeZone);
    this.#now = now;
    this.#clock = { hour: hourStyle(this.#tag), minute: '2-digit' };
  }

  /** A string with its values filled in. Without a value, the space before the placeholder and its brackets go as well. */
  text(key: LocaleKey | keyof MessageStrings, values: Values = {}): string {
    const term: unknown = this.locale[key];
    const placeholder = /([ \u00a0]?\(?)\{(\w+)\}(\)?)/g;
    return String(term).replace(placeholder, (_, before: string, name: string, after: string) => {
      const value = values[name] ?? '';
      return value && before + this.isolated(value) + after;
    });
  }

  /** The sentences of a string, where the language ends them by marks. */
  sentences(key: keyof MessageStrings): readonly string[] {
    const segmenter = new Intl.Segmenter(this.locale.code, { granularity: 'sentence' });
    return Array.from(segmenter.segment(this.text(key)), ({ segment }) => segment.trim());
  }

  /** The string of a status, in the wording for this kind of order where there is one: `ready_pickup_text`. */
  status(status: OrderStatus, fulfilment: Fulfilment | undefined, suffix: '' | '_text' = ''): string {
    const keys = fulfilment ? [`${status}_${fulfilment}${suffix}`, `${status}_known${suffix}`] : [];
    const special = keys.find((key) => key in this.locale);
    return this.text((special as LocaleKey | undefined) ?? `${status}${suffix}`);
  }

  /** `14:32`; with the day, where that may be another one, and with the zone, where the time alone may be misread. */
  time(date: Date): string {
    return this.#dayAndClock(date) + this.#zoneOf(date);
  }

  /** `Mon, Nov 30, 14:32` */
  dayAndTime(date: Date): string {
    return this.#format({ ...day, ...this.#clock }, date) + this.#zoneOf(date);
  }

  /** The ends of a time range. The day stands once, at the first, and the zone at the last. */
  fromTo(from: Date, to: Date): { readonly from: string; readonly to: string } {
    return { from: this.#dayAndClock(from), to: this.#format(this.#clock, to) + this.#zoneOf(to) };
  }

  number(value: number): string {
    return this.#number({}).format(value);
  }

  /** `€ 34.50`, from the currency's smallest unit. An unknown currency stays a plain code. */
  money(minor: number, currency: string): string {
    try {
      const format = this.#number({ style: 'currency', currency });
      return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
    } catch {
      return `${this.number(minor / 100)} ${currency}`;
    }
  }

  /** Keeps a value from changing the order of the words around it, where the directions of writing may differ. */
  isolated(value: string): string {
    return this.locale.dir === 'rtl' || rightToLeft.test(value) ? `\u2068${value}\u2069` : value;
  }

  #number(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    return new Intl.NumberFormat(this.#tag, options);
  }

  #dayAndClock(date: Date): string {
    return this.#format(Math.abs(+date - +this.#now) < halfDay ? this.#clock : { ...day, ...this.#clock }, date);
  }

  #format(parts: Intl.DateTimeFormatOptions, date: Date): string {
    return new Intl.DateTimeFormat(this.#tag, { ...parts, timeZone: this.#zone }).format(date);
  }

  /** When the clocks change, readings come twice; and a restaurant that has not said its zone is not in UTC. */
  #zoneOf(date: Date): string {
    const isSure = this.#zoneName(+date - hour) === this.#zoneName(+date + hour) && this.#zone !== 'UTC';
    return isSure ? '' : ` ${this.#zoneName(+date)}`;
  }

  #zoneName(time: number): string {
    const parts = new Intl.DateTimeFormat(this.#tag, { timeZone: this.#zone, timeZoneName: 'short' }).formatToParts(
      time,
    );
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  }
}

/** The guest's own tag, `de-AT`, writes times and numbers as the guest knows them: if it is one, and of this language. */
function validTag(language: string, code: string): string {
  try {
    const [tag = code] = Intl.getCanonicalLocales(language.replaceAll('_', '-'));
    return new Intl.Locale(tag).language === new Intl.Locale(code).language ? tag : code;
  } catch {
    return code;
  }
}

/** `09:05` or `9:05`: as the language writes a time that stands alone. */
function hourStyle(tag: string): '2-digit' | 'numeric' {
  const parts = new Intl.DateTimeFormat(tag, { timeStyle: 'short', timeZone: 'UTC' }).formatToParts(hour);
  return parts.some(({ type, value }) => type === 'hour' && value.length > 1) ? '2-digit' : 'numeric';
}

function validZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
