import { readTime } from '../read-time.js';

/** The end of an ISO 8601 interval: `end` is a time, which is returned as it is, or a duration from `start`. */
export function endOfInterval(start: unknown, end: unknown): unknown {
  if (typeof end !== 'string' || !end.startsWith('P')) return end;
  const time = readTime(start, true);
  if (!(time instanceof Date)) return undefined;
  const length = milliseconds(end);
  if (Number.isNaN(length)) return end;
  const text = new Date(+time + length).toISOString();
  // An interval without a zone keeps having none.
  return readTime(start) === 'zoneless' ? text.slice(0, -1) : text;
}

/** The length of an ISO 8601 duration; `NaN` if it is not one, or has months, which have no fixed length. */
function milliseconds(duration: string): number {
  const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(duration);
  if (!parts) return Number.NaN;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
  return 1000 * (seconds + 60 * (minutes + 60 * (hours + 24 * (days + 7 * weeks))));
}
