/** A time outside these limits is a mistake. */
const earliest = Date.UTC(2010);
const latest = Date.UTC(2080);

/**
 * ISO 8601 with a zone that exists (-14 to +14 hours), and with the liberties of databases and languages: a blank for `T`,
 * no seconds, a comma, `+02`, `[Europe/Rome]`.
 */
const isoTime =
  /^(\d{4})[-/]?(\d\d)[-/]?(\d\d)[T\s]\s*(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d+))?)?\s*([a-z]*)\s*([+-](?:0\d|1[0-4])(?::?[0-5]\d)?)?(?: UTC|\[\S+\])?$/i;
/** `Fri, 01 May 2026 12:00:00 +0200` of RFC 2822, and `Fri May 01 2026 12:00:00 GMT+0200 (CEST)` of JavaScript. */
const namedTime =
  /^([a-z]{3},? )?(\d\d? [a-z]{3}|[a-z]{3} \d\d?) \d{4} \d\d:\d\d(:\d\d)? ?([ECMP][SD]T|(GMT|UTC?|Z)?([+-]\d{4})?)( \(.*\))?$/i;
/** The time since 1970; in .NET's old JSON within `/Date(…)/`. */
const epochTime = /^(?:\/Date\()?(\d{10,19}(?:\.\d+)?)(?:[+-]\d{4})?(?:\)\/)?$/;
/** What `epochTime` may be counted in: seconds, milliseconds, microseconds, nanoseconds, in milliseconds. */
const epochUnits = [1e3, 1, 1e-3, 1e-6];

/**
 * Reads a time between 2010 and 2080: ISO 8601 in the variants of databases and providers, RFC 2822, or the time since
 * 1970 as a number or text. `zoneless`: it has no zone, so each device would read another moment.
 *
 * @param isUtc whether a time without a zone is meant in UTC
 */
export function readTime(value: unknown, isUtc = false): Date | 'zoneless' | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 99) : '';
  const since1970 = Number(epochTime.exec(text)?.[1]);
  if (since1970) return epochUnits.map((unit) => sensible(Math.floor(since1970 * unit))).find(Boolean);

  const named = namedTime.exec(text);
  // Without a zone, `Date` would take the device's.
  if (named) return named[4] || isUtc ? sensible(+new Date(named[4] ? text : `${text} GMT`)) : 'zoneless';
  const [year, month, day, hour, minute, second = '0', fraction = '', word, offset] =
    isoTime.exec(text)?.slice(1) ?? [];
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  // 31 June would become 1 July.
  if (new Date(midnight).getUTCMonth() !== Number(month) - 1 || Number(hour) > 24 || Number(minute) > 59)
    return undefined;
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  const wall = sensible(midnight + seconds * 1000 + Math.floor(Number(`0.${fraction}`) * 1000));
  const ahead = minutesAhead(word, offset);
  if (!wall || Number.isNaN(ahead)) return undefined;
  return ahead === undefined && !isUtc ? 'zoneless' : sensible(+wall - (ahead ?? 0) * 60_000);
}

/** The minutes that a zone is ahead of UTC; `undefined` without a zone, `NaN` for one that is not known. */
function minutesAhead(word = '', offset?: string): number | undefined {
  if (!/^(Z|UTC?|GMT|)$/i.test(word)) return Number.NaN;
  if (!offset) return word ? 0 : undefined;
  const digits = offset.replace(/\D/g, '').padEnd(4, '0');
  return Number(`${offset[0]}1`) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

function sensible(time: number): Date | undefined {
  return time >= earliest && time < latest ? new Date(time) : undefined;
}
