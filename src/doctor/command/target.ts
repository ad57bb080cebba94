import { pageFetch } from '../page/page-fetch.js';
import { withTimeLimit } from '../page/time-limit.js';
import { anyOrigin } from '../setup.js';
import type { World } from '../world.js';
import { findTag, type Tag } from './tag.js';
import { UsageError } from './usage-error.js';

/** What the given address, tag or page says of the back end. */
export interface Target extends Tag {
  /** What was concluded, in a sentence; empty where everything was said. */
  readonly note: string;
  /** The address of the page, if it is one. */
  readonly page?: string;
}

/** The text of a file; `undefined` where there is none. */
export type ReadFile = (name: string) => Promise<string | undefined>;

/** What is known of an address that gives no answer. */
const unanswered = { type: '', body: '', place: '' };

const nothing: Target = { attributes: new Map(), mistyped: [], count: 0, note: '' };

/** @throws UsageError where it is none of these */
export async function readTarget(
  text: string | undefined,
  orderId: string | undefined,
  readFile: ReadFile,
  world: World,
): Promise<Target> {
  if (text === undefined) return nothing;
  if (text.trimStart().startsWith('<')) return ofTag(text, 'The text');
  if (/^wss?:\/\//i.test(text))
    return { ...nothing, attributes: new Map([['websocket-url', text]]), note: 'A WebSocket.' };
  if (/^https?:\/\//i.test(text)) return ofAddress(text, orderId, world);
  const file = await readFile(text);
  if (file !== undefined) return ofTag(file, text);
  if (/^(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?(\/|$)/.test(text) && !/\.\w*htm\w*$/.test(text))
    throw new UsageError(
      `Is http://${text.slice(0, 80)} meant, or https://, ws://, wss://? An address begins with one of these.`,
    );
  throw new UsageError(
    `"${text.slice(0, 80)}" is neither an address (https://…, wss://…), nor a tag, nor a file. A tag stands in single quotes.`,
  );
}

function ofTag(text: string, place: string): Target {
  const tag = findTag(text);
  if (!tag) throw new UsageError(`${place} has no <order-status-tracker …>.`);
  return { ...tag, note: noteOf(tag) };
}

function noteOf({ count }: Tag): string {
  return count > 1 ? `The first of ${count} tags: give another one by itself.` : '';
}

/** Asks the address what it is. */
async function ofAddress(text: string, orderId: string | undefined, { fetch, limits, timers }: World): Promise<Target> {
  const { hostname } = new URL(text);
  if (/\.supabase\.(co|in)$/.test(hostname)) {
    return { ...nothing, attributes: new Map([['supabase-url', new URL(text).origin]]), note: 'A Supabase project.' };
  }
  const url = text.replaceAll('{id}', encodeURIComponent(orderId ?? ''));
  const { type, body, place } = await withTimeLimit(timers, limits.answer, async (signal) => {
    const headers = { Accept: 'application/json, text/event-stream;q=0.9, text/html;q=0.5' };
    const request = pageFetch({ fetch, origin: anyOrigin, enforces: false });
    const response = await request(url, { headers, redirect: 'follow', signal });
    const type = response.headers.get('content-type') ?? '';
    const isPage = /html/i.test(type);
    const body = isPage ? await response.text() : '';
    if (!isPage) await response.body?.cancel();
    return { type, body, place: response.url };
  }).catch(() => unanswered);
  if (/^text\/event-stream/i.test(type)) {
    return { ...nothing, attributes: withId('events-url', text, orderId), note: 'An event stream.' };
  }
  const tag = findTag(body);
  if (tag) {
    const attributes = new Map([...ofGuestLink(text), ...tag.attributes]);
    return { ...tag, attributes, note: `A page with the tag. ${noteOf(tag)}`.trim(), page: place };
  }
  return { ...nothing, attributes: withId('poll-url', text, orderId), note: 'A JSON endpoint.' };
}

/** What the element takes from the address of its page: the order, and the secret of a tracking link. */
function ofGuestLink(text: string): ReadonlyMap<string, string> {
  const { searchParams, hash } = new URL(text);
  const orderId = searchParams.get('order_id');
  const capability = new URLSearchParams(hash.slice(1)).get('track');
  return new Map([
    ...(orderId ? [['order-id', orderId] as const] : []),
    ...(capability ? [['capability', capability] as const] : []),
  ]);
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
