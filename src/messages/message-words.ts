import type { Locale, LocaleKey } from '../locales/locale.js';
import type { MessageStrings } from '../locales/messages/en.js';
import type { Fulfilment, OrderStatus } from '../order/status.js';
import { languageFor } from './languages.js';

type Values = Readonly<Record<string, string>>;

const halfDay = 12 * 60 * 60_000;
const hour = 60 * 60_000;
const day = { weekday: 'short', month: 'short', day: 'numeric' } as const;
const clockParts: ReadonlySet<string> = new Set(['dayPeriod', 'hour', 'minute']);
/** Newer versions of the table of languages write Korean day periods in English: `PM 8:05`. */
const koreanPeriods: Readonly<Record<string, string>> = { AM: '오전', PM: '오후' };
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** The words of messages in one language: the element's own and those of messages, with times in the restaurant's zone. */
export class MessageWords {
  readonly locale: Locale & MessageStrings;
  readonly #tag: string;
  readonly #zone: string;
  readonly #now: Date;

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
    return this.#dayThenClock(date) + this.#zoneOf(date);
  }

  /** The ends of a time range. The day stands once, at the first, and the zone at the last. */
  fromTo(from: Date, to: Date): { readonly from: string; readonly to: string } {
    return { from: this.#dayAndClock(from), to: this.#clock(to) + this.#zoneOf(to) };
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
    return Math.abs(+date - +this.#now) < halfDay ? this.#clock(date) : this.#dayThenClock(date);
  }

  /** A time that stands alone, as the language writes it: `09:05` or `9:05`, `晚上8:05`. */
  #clock(date: Date): string {
    const clock = this.#format({ timeStyle: 'short' }, date);
    return this.locale.code === 'ko' ? clock.replace(/^[AP]M/, (period) => koreanPeriods[period] ?? period) : clock;
  }

  /** A day takes no `timeStyle` beside it, and names the part of the day in other words than a time alone. */
  #dayThenClock(date: Date): string {
    const parts = this.#formatOf({ ...day, hour: 'numeric', minute: '2-digit' }).formatToParts(date);
    const isOfClock = ({ type }: Intl.DateTimeFormatPart) => clockParts.has(type);
    const first = parts.findIndex(isOfClock);
    const written = [parts.slice(0, first), parts.slice(parts.findLastIndex(isOfClock) + 1)];
    return written.map((part) => part.map(({ value }) => value).join('')).join(this.#clock(date));
  }

  #format(parts: Intl.DateTimeFormatOptions, date: Date): string {
    return this.#formatOf(parts).format(date);
  }

  #formatOf(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.#tag, { ...parts, timeZone: this.#zone });
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

function validZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
