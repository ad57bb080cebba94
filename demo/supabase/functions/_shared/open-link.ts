import * as v from 'valibot';
import { hashCapability, shareCapability } from './capability.ts';
import type { KitDatabase } from './kit-database.ts';
import type { LinkTokens } from './link-tokens.ts';

const shortText = v.pipe(v.string(), v.maxLength(200));
/** A guest's link names an order. A screen's link names a restaurant. */
const linkSchema = v.union([
  v.object({ order_id: shortText, capability: shortText }),
  v.object({ restaurant_id: shortText, capability: shortText }),
]);
export type Link = v.InferOutput<typeof linkSchema>;

/** Reads the body of a request to `track`; `undefined` where it names no link. */
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
  database: KitDatabase,
  tokens: LinkTokens,
  link: Link,
): Promise<OpenedLink | 'expired' | 'unknown'> {
  const capability_hash = hashCapability(link.capability);
  if ('restaurant_id' in link) {
    const restaurant_id = orNone(link.restaurant_id);
    const [state] = await database.call('check_board_link', { restaurant_id, capability_hash });
    return state === 'valid' ? { access_token: await tokens.signForBoard(link.restaurant_id) } : refusalOf(state);
  }
  const share = shareCapability(link.capability);
  const [state] = await database.call('open_tracking_link', {
    order_id: orNone(link.order_id),
    capability_hash,
    share_hash: hashCapability(share),
  });
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The database is asked even when the id is malformed, so that every wrong link takes the same time. */
function orNone(id: string): string {
  return uuid.test(id) ? id : '00000000-0000-0000-0000-000000000000';
}
