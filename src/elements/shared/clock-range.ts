const hour = 60 * 60_000;
/** The letters before and after the figures of a clock time: ` PM`. */
const letters = /^(\P{Nd}*).*?(\P{Nd}*)$/u;

/**
 * ` CET` for a time less than an hour from a change of the clocks, else nothing: when summer time ends, readings come twice,
 * and 2:50 is before 2:10.
 */
export function zoneOf(date: Date, tag: string): string {
  const [before, after] = [-hour, hour].map((by) => new Date(+date + by).getTimezoneOffset());
  if (before === after) return '';
  const parts = new Intl.DateTimeFormat(tag, { timeZoneName: 'short' }).formatToParts(date);
  return ` ${parts.find(({ type }) => type === 'timeZoneName')?.value}`;
}

/** Keeps what belongs together on one line: "11:45", with its "PM" on the next, is read as another time. */
export function unbroken(time: string): string {
  return time.replace(/ /g, '\u00a0');
}

/**
 * `14:25–14:35`: two clock times, each as it is written alone. For ranges, `Intl` has a style of its own in some languages.
 */
export function clockRange(tag: string, { format }: Intl.DateTimeFormat, from: Date, to: Date): string {
  const [start, end] = [unbroken(format(from)), unbroken(format(to))];
  const [zone, zoneOfEnd] = [unbroken(zoneOf(from, tag)), unbroken(zoneOf(to, tag))];
  const dash = /^(?:ja|ko)/.test(tag) ? '~' : '–';
  if (zone !== zoneOfEnd) return `${start}${zone}\u00a0${dash} ${end}${zoneOfEnd}`;
  if (start === end) return start + zone;
  const [[, before = '', after = ''], [, ...ofEnd]] = [letters.exec(start) ?? [], letters.exec(end) ?? []];
  if (before !== ofEnd[0] || after !== ofEnd[1]) return `${start}\u00a0${dash} ${end}${zone}`;
  return start.slice(0, start.length - after.length) + dash + end.slice(before.length) + zone;
}
