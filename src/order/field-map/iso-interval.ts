import { readTime } from '../read-time.js';
import { textOf } from './text-of.js';

/** The units of a duration that is a number alone, in milliseconds. */
export const durationUnits = { seconds: 1000, minutes: 60_000, hours: 3_600_000 };
export type DurationUnit = keyof typeof durationUnits;

/**
 * The end of an interval: `end` is a time, which is returned as it is, or a duration from `start`.
 *
 * @param unit of a duration that is a number alone
 */
export function endOfInterval(start: unknown, end: unknown, unit?: DurationUnit): unknown {
  const length = milliseconds(textOf(end).trim(), unit);
  if (Number.isNaN(length)) return end;
  const time = readTime(start, true);
  if (!(time instanceof Date)) return undefined;
  const finish = new Date(+time + length);
  // `toISOString` throws for a duration of millions of years.
  if (Number.isNaN(+finish)) return undefined;
  const text = finish.toISOString();
  // An interval without a zone keeps having none.
  return readTime(start) === 'zoneless' ? text.slice(0, -1) : text;
}

/** ISO 8601: `PT25M`. Months have no fixed length. */
const isoDuration = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;
/** `00:25:00`. */
const clockDuration = /^()()(\d\d?):(\d\d):(\d\d)$/;
/** `25 min`, `1h 25m`, `20–25 minutes`, which lasts up to 25. */
const wordedDuration =
  /^()()[^\d-]{0,8}(?:([\d.]+) ?h(?:ours?|rs?)?\.?)?,? ?(?:(?:\d+ ?\p{Pd} ?)?(\d+) ?m(?:in\p{L}*)?\.?)?$/iu;
/** `25`, `20-25`. */
const bareDuration = /^(?:\d+ ?\p{Pd} ?)?(\d+(?:\.\d+)?)$/u;

/** The length of a duration; `NaN` if it is none. */
function milliseconds(duration: string, unit?: DurationUnit): number {
  const number = unit && bareDuration.exec(duration)?.[1];
  if (number) return Number(number) * durationUnits[unit];
  const found = [isoDuration, clockDuration, wordedDuration].map((form) => form.exec(duration)).find(Boolean);
  if (!found?.slice(1).some(Boolean)) return Number.NaN;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = [...found].map((part) => Number(part || 0));
  return 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * (days + 7 * weeks))));
}
