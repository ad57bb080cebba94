import { pageFetch } from '../page/page-fetch.js';
import { anyOrigin } from '../setup.js';
import { findTag, type Tag } from './tag.js';
import { UsageError } from './usage-error.js';

/** What the given address, tag or page says of the back end. */
export interface Target extends Tag {
  /** What was concluded, in a sentence; empty where everything was said. */
  readonly note: string;
  /** The address of the page, if it is one. */
  readonly page?: string;
}

export interface TargetReaders {
  readonly fetch: typeof fetch;
  /** The time for an answer, ms. */
  readonly limit: number;
  /** The text of a file; `undefined` where there is none. */
  readonly readFile: (name: string) => Promise<string | undefined>;
}

const nothing: Target = { attributes: new Map(), mistyped: [], note: '' };

/** @throws UsageError where it is none of these */
export async function readTarget(
  text: string | undefined,
  orderId: string | undefined,
  readers: TargetReaders,
): Promise<Target> {
  if (text === undefined) return nothing;
  if (text.trimStart().startsWith('<')) return ofTag(text, 'The text');
  if (/^wss?:\/\//i.test(text))
    return { ...nothing, attributes: new Map([['websocket-url', text]]), note: 'A WebSocket.' };
  if (/^https?:\/\//i.test(text)) return ofAddress(text, orderId, readers);
  const file = await readers.readFile(text);
  if (file !== undefined) return ofTag(file, text);
  throw new UsageError(
    `"${text.slice(0, 80)}" is neither an address (https://…, wss://…), nor a tag, nor a file. A tag stands in single quotes.`,
  );
}

function ofTag(text: string, place: string): Target {
  const tag = findTag(text);
  if (!tag) throw new UsageError(`${place} has no <order-status-tracker …>.`);
  return { ...tag, note: '' };
}

/** Asks the address what it is. */
async function ofAddress(text: string, orderId: string | undefined, { fetch, limit }: TargetReaders): Promise<Target> {
  const { hostname } = new URL(text);
  if (/\.supabase\.(co|in)$/.test(hostname)) {
    return { ...nothing, attributes: new Map([['supabase-url', new URL(text).origin]]), note: 'A Supabase project.' };
  }
  const url = text.replaceAll('{id}', encodeURIComponent(orderId ?? ''));
  const asking = new AbortController();
  const timer = setTimeout(() => asking.abort(), limit);
  const response = await pageFetch({ fetch, origin: anyOrigin, enforces: false })(url, {
    headers: { Accept: 'application/json, text/event-stream;q=0.9, text/html;q=0.5' },
    redirect: 'follow',
    signal: asking.signal,
  }).catch(() => undefined);
  const type = response?.headers.get('content-type') ?? '';
  if (/^text\/event-stream/i.test(type)) {
    clearTimeout(timer);
    asking.abort();
    return { ...nothing, attributes: withId('events-url', text, orderId), note: 'An event stream.' };
  }
  const body = /html/i.test(type) ? await response?.text().catch(() => '') : '';
  clearTimeout(timer);
  asking.abort();
  const tag = findTag(body ?? '');
  if (tag) return { ...tag, note: 'A page with the tag.', page: response?.url || url };
  return { ...nothing, attributes: withId('poll-url', text, orderId), note: 'A JSON end point.' };
}

/** The address, with `{id}` in the place of the id, which is taken from the address where it was not given. */
function withId(option: string, text: string, orderId: string | undefined): ReadonlyMap<string, string> {
  if (text.includes('{id}') || orderId !== undefined) return new Map([[option, text]]);
  const place = new URL(text);
  const parameters = [...place.searchParams].filter(([name]) => /^(id|order|order.?id)$/i.test(name));
  const [, parameter] = parameters[0] ?? [];
  const segments = place.pathname.split('/').filter((segment) => segment !== '');
  const segment = segments.findLast((one) => /\d/.test(one) && !/^v\d+$/i.test(one));
  const id = parameter ?? (segment === undefined ? undefined : decodeURIComponent(segment.replace(/\.json$/, '')));
  if (id === undefined) return new Map([[option, text]]);
  const at = text.lastIndexOf(encodeURIComponent(id));
  const template = at < 0 ? text : `${text.slice(0, at)}{id}${text.slice(at + encodeURIComponent(id).length)}`;
  return new Map([
    [option, template],
    ['order-id', id],
  ]);
}
