import * as v from 'valibot';
import type { Database } from '../database/database.js';
import { isOrderId } from '../orders.js';
import { hashCapability, shareCapability, type Tokens } from '../tokens.js';

const shortText = v.pipe(v.string(), v.maxLength(200));
/** A guest's link names an order. A screen's link names a restaurant. */
const linkSchema = v.union([
  v.object({ order_id: shortText, capability: shortText }),
  v.object({ restaurant_id: shortText, capability: shortText }),
]);
export type Link = v.InferOutput<typeof linkSchema>;

/** Reads the body of `POST /api/track`; `undefined` where it names no link. */
export function readLink(body: unknown): Link | undefined {
  const link = v.safeParse(linkSchema, body);
  return link.success ? link.output : undefined;
}

/** What a link is exchanged for: only the guest's own brings the secret of a link to share. */
interface OpenedLink {
  readonly access_token: string;
  readonly share?: string;
  readonly read_only?: true;
}

/** Exchanges the secret of a link for a token. */
export async function openLink(
  database: Database,
  tokens: Tokens,
  link: Link,
): Promise<OpenedLink | 'expired' | 'unknown'> {
  const hash = hashCapability(link.capability);
  if ('restaurant_id' in link) {
    const state = await askDatabase(database, 'check_board_link', [link.restaurant_id, hash]);
    return state === 'valid' ? { access_token: await tokens.signForBoard(link.restaurant_id) } : refusalOf(state);
  }
  const share = shareCapability(link.capability);
  const state = await askDatabase(database, 'open_tracking_link', [link.order_id, hash, hashCapability(share)]);
  switch (state) {
    case 'guest':
      return { access_token: await tokens.signForGuest(link.order_id), share };
    case 'viewer':
      return { access_token: await tokens.signForViewer(link.order_id), read_only: true };
    default:
      return refusalOf(state);
  }
}

function refusalOf(state: unknown): 'expired' | 'unknown' {
  return state === 'expired' ? 'expired' : 'unknown';
}

async function askDatabase(
  database: Database,
  name: 'check_board_link' | 'open_tracking_link',
  [id = '', ...hashes]: readonly string[],
): Promise<unknown> {
  // The database is queried even when the id is malformed, so that every wrong link takes the same time.
  const asked = [isOrderId(id) ? id : '00000000-0000-0000-0000-000000000000', ...hashes];
  const places = asked.map((_, index) => `$${index + 1}`);
  const { rows } = await database.as({ role: 'service_role' }, (query) =>
    query.query<{ state: unknown }>(`select public.${name}(${places}) as state`, asked),
  );
  return rows[0]?.state;
}
