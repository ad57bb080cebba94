import { hashCapability, newCapability } from './capability.ts';
import { bearerToken, endpoint, type Handler, type Posted, refusal } from './endpoint.ts';
import { DatabaseRefusal, type KitDatabase } from './kit-database.ts';
import { type NewOrder, readNewOrder, toDatabase } from './new-order.ts';
import type { RefusedContact } from './notify/contact.ts';
import { addContact, type ContactServices } from './notify/contacts.ts';

/** An order that was placed. `capability` is the secret of the guest's link; only its hash is stored. */
export interface PlacedOrder {
  readonly id: string;
  readonly number: string;
  readonly capability: string;
}

/** What the database answers: one row; none if the caller may not place orders there. */
interface PlacedRow {
  readonly id: string;
  readonly number: string;
  /** False if a request with the same `Idempotency-Key` had placed it before. */
  readonly is_new?: boolean;
}

/** Places an order for the sender of a request, or says why that sender may not. */
export type Placing = (order: NewOrder, capabilityHash: string, posted: Posted) => Promise<PlacedRow | Response>;

export interface OrdersServices {
  /** In production `placeForCaller`. */
  readonly place: Placing;
  /** The guest's link, where the address of the page is known. */
  readonly trackUrl: (placed: PlacedOrder, posted: Posted) => string | undefined;
  /** For `notify`, the contacts of the guest that come with an order. Without it they are refused, the order is not. */
  readonly contacts?: ContactServices | undefined;
}

/**
 * Takes a new order and answers 201 with `{id, number, track_url}`, or with `capability`, the secret of the guest's link,
 * where the page's address is not known; 200 if the order had been placed before. An order is placed even if contacts
 * of its `notify` are refused; `refused` lists those, by their place in `notify`.
 */
export function createOrders({ place, trackUrl, contacts }: OrdersServices): Handler {
  return endpoint('orders', async (posted) => {
    const read = readNewOrder(posted.body);
    if ('error' in read) return refusal(400, read.error);
    const capability = newCapability();
    const row = await place(read.order, hashCapability(capability), posted);
    if (row instanceof Response) return row;
    const { id, number, is_new = true } = row;
    const url = trackUrl({ id, number, capability }, posted);
    const link = url === undefined ? { capability } : { track_url: url };
    const { notify } = read.order;
    const refused = notify && { refused: await refusedContacts(contacts, id, notify) };
    return Response.json({ id, number, ...link, ...refused }, { status: is_new ? 201 : 200 });
  });
}

/** Adds the contacts that came with an order. It never rejects: the order is placed. */
async function refusedContacts(
  services: ContactServices | undefined,
  orderId: string,
  contacts: NonNullable<NewOrder['notify']>,
): Promise<readonly (RefusedContact & { readonly index: number })[]> {
  const unavailable = { code: 'unavailable', error: 'The contact could not be stored. Send the order again.' } as const;
  const off = { code: 'channel', error: 'This server is not set up to send messages.' } as const;
  const refused: (RefusedContact & { readonly index: number })[] = [];
  // One after the other: the database would let them wait for each other anyway.
  for (const [index, contact] of contacts.entries()) {
    const added = services ? await addContact(services, orderId, contact, 'api').catch(() => unavailable) : off;
    if ('error' in added) refused.push({ index, code: added.code, error: added.error });
  }
  return refused;
}

/** How keys for a restaurant's server begin; the database makes them. */
const serverKeyPrefix = 'order_key_';

/** What the database says where an `Idempotency-Key` comes with another order than before. */
const keyOfAnotherOrder = 'PT422';

const whoMay =
  'Only the server of a restaurant, with its order_key_…, or its staff, with their own token, place orders.';

/**
 * The callers of production: a restaurant's server with its key, or a signed-in member of its staff. Both may say that
 * an order is paid; nobody else may place one. An order that is sent again within a day with the same `Idempotency-Key`
 * is the same order, with one more link; another order under that key is refused with 422.
 */
export function placeForCaller(database: KitDatabase): Placing {
  return async (order, capabilityHash, { headers }) => {
    const token = bearerToken(headers.get('Authorization'));
    if (token === undefined) return refusal(401, whoMay, { 'WWW-Authenticate': 'Bearer' });
    const requestKey = headers.get('Idempotency-Key');
    if (requestKey !== null && !/^[\x21-\x7e]{1,200}$/.test(requestKey)) {
      return refusal(400, 'Idempotency-Key must be 1 to 200 visible characters.');
    }
    const args = { new_order: toDatabase(order), capability_hash: capabilityHash, request_key: requestKey };
    try {
      if (token.startsWith(serverKeyPrefix)) {
        const key_hash = hashCapability(token);
        const [placed] = await database.call('place_order_as_server', { ...args, key_hash });
        return isPlaced(placed)
          ? placed
          : refusal(401, 'This key does not work: it was revoked, or is for another restaurant.', {
              'WWW-Authenticate': 'Bearer error="invalid_token"',
            });
      }
      const [placed] = await database.callAs(token, 'place_order_as_staff', args);
      return isPlaced(placed)
        ? placed
        : refusal(403, 'You do not work in this restaurant, or restaurant_id is missing.');
    } catch (error) {
      if (error instanceof DatabaseRefusal && error.code === keyOfAnotherOrder) {
        return refusal(422, 'This Idempotency-Key has placed another order. Send a new key with a new order.');
      }
      // With a server's key the function's own rights count: their refusal is no fault of the sender.
      if (token.startsWith(serverKeyPrefix)) throw error;
      return refusalOf(error);
    }
  };
}

/** For a demo: anybody places an order in this restaurant, and says whether it is paid. Never in production. */
export function placeForAnybody(database: KitDatabase, restaurantId: string): Placing {
  return async (order, capability_hash) => {
    const new_order = { ...toDatabase(order), restaurant_id: restaurantId };
    const [placed] = await database.call('place_order', { new_order, capability_hash });
    if (!isPlaced(placed)) throw new Error('The database function place_order returned no row.');
    return placed;
  };
}

function refusalOf(error: unknown): Response {
  if (!(error instanceof DatabaseRefusal)) throw error;
  if (error.code === '42501') return refusal(403, whoMay);
  if (error.code.startsWith('PGRST3')) {
    return refusal(401, 'The token is not valid, or has expired.', {
      'WWW-Authenticate': 'Bearer error="invalid_token"',
    });
  }
  throw error;
}

function isPlaced(row: unknown): row is PlacedRow {
  return typeof row === 'object' && row !== null && 'id' in row && 'number' in row;
}
