/** A message is never put off for longer than this many seconds: it would be of no use. */
const longest = 24 * 60 * 60;

/** `Retry-After`, seconds or a date (RFC 9110, 10.2.3), as seconds from `now`; `undefined` where there is none. */
export function secondsUntil(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), longest) : undefined;
}
