import * as v from 'valibot';
import { readBody, uuid, wholeNumber } from '../body-schema.ts';
import { bearerToken, endpoint, type Handler, type Posted, refusal, tooMany } from '../endpoint.ts';
import { DatabaseRefusal } from '../kit-database.ts';
import { type Rate, RateLimit } from '../rate-limit.ts';
import { contactSchema } from './contact.ts';
import { addContact, type ContactServices, statusOf } from './contacts.ts';

export interface NotifyLimits {
  /** All requests about one order, from however many phones. */
  readonly requestsPerOrder: Rate;
  /** Contacts of one order, refused ones among them. */
  readonly contactsPerOrder: Rate;
  /** What a browser says of one push: it was shown, it was clicked. */
  readonly reportsPerPush: Rate;
  /** Requests of one IP address without a token that counts. */
  readonly refusedPerAddress: Rate;
}

export const defaultNotifyLimits: NotifyLimits = {
  requestsPerOrder: { burst: 60, perMinute: 60 },
  contactsPerOrder: { burst: 12, perMinute: 6 },
  reportsPerPush: { burst: 4, perMinute: 4 },
  refusedPerAddress: { burst: 30, perMinute: 30 },
};

export interface NotifyServices extends ContactServices {
  /** Milliseconds, for the limits. */
  readonly now: () => number;
  readonly limits: NotifyLimits;
}

const action = <Name extends string>(name: Name) => v.literal(name);
const order_id = uuid;
/** What a guest's page asks or says, with the token of its order. */
const guestSchema = v.variant('action', [
  v.object({ action: action('offers'), order_id }),
  v.object({
    action: action('page'),
    order_id,
    page: v.pipe(
      v.string('must be 8 to 40 letters, digits, - and _'),
      v.regex(/^[A-Za-z0-9_-]{8,40}$/, 'must be 8 to 40 letters, digits, - and _'),
    ),
    visible: v.boolean('must be true or false'),
    version: v.optional(v.nullable(wholeNumber(0, Number.MAX_SAFE_INTEGER))),
    /** Minutes that the guest needs to the restaurant, where the site knows them. */
    minutes_away: v.optional(v.nullable(wholeNumber(0, 600))),
  }),
  v.object({
    action: action('consent'),
    order_id,
    ...contactSchema.entries,
    method: v.picklist(['order_page', 'tracker'], 'must be order_page or tracker'),
  }),
  v.object({ action: action('withdraw'), order_id, channel: contactSchema.entries.channel }),
]);
/** What is said without a token: the id of a message is the secret of the browser that got it. */
const openSchema = v.variant('action', [
  v.object({ action: action('shown'), message: uuid }),
  v.object({ action: action('clicked'), message: uuid }),
  /** What a restaurant offers, before there is an order. */
  v.object({ action: action('offers'), restaurant_id: uuid }),
]);
type GuestRequest = v.InferOutput<typeof guestSchema>;
type OpenRequest = v.InferOutput<typeof openSchema>;

const actions = ['offers', 'page', 'consent', 'withdraw', 'shown', 'clicked'];

/**
 * The guest's endpoint of notifications: what is offered, what the guest's pages show, consents and withdrawals, and
 * what became of a push. Requests bear the tracker's token, but for `shown`, `clicked`, and `offers` of a restaurant.
 *
 * The limits are those of this process, as those of `createTrack`.
 */
export function createNotify(services: NotifyServices): Handler {
  const { database, channels, now, limits } = services;
  const requests = new RateLimit(limits.requestsPerOrder, now);
  const contacts = new RateLimit(limits.contactsPerOrder, now);
  const reports = new RateLimit(limits.reportsPerPush, now);
  const refusals = new RateLimit(limits.refusedPerAddress, now);

  return endpoint('notify', async (posted) => {
    const request = readRequest(posted.body);
    if ('error' in request) return refusal(400, request.error);
    if (!('order_id' in request)) return answerAnybody(request);
    const denied = await deny(request.order_id, posted);
    if (denied) return denied;
    const limited = requests.take(request.order_id);
    return limited ? tooMany(limited.retryAfter) : answerGuest(request);
  });

  async function answerAnybody(request: OpenRequest): Promise<Response> {
    if (request.action === 'offers') {
      const [offers] = await database.call('restaurant_offers', { restaurant_id: request.restaurant_id });
      return isOffers(offers)
        ? Response.json({ channels: offered(offers.channels) })
        : refusal(404, 'There is no such restaurant.');
    }
    const { message, action } = request;
    const limited = reports.take(message);
    if (limited) return tooMany(limited.retryAfter);
    await database.call('note_push', { message, was_clicked: action === 'clicked' });
    return done();
  }

  async function answerGuest(request: GuestRequest): Promise<Response> {
    const { order_id } = request;
    switch (request.action) {
      case 'offers': {
        const [offers] = await database.call('notification_offers', { order_id });
        if (!isOffers(offers)) return refusal(404, 'There is no such order.');
        return Response.json({ channels: offered(offers.channels), given: offers.given ?? [] });
      }
      case 'page': {
        const { page, visible, version = null, minutes_away } = request;
        await database.call('note_page_view', { order_id, page, visible, version });
        // The database notes them with the page that was heard of last.
        if (typeof minutes_away === 'number') {
          await database.call('note_minutes_away', { order_id, minutes: minutes_away });
        }
        return done();
      }
      case 'consent': {
        const limited = contacts.take(order_id);
        if (limited) return tooMany(limited.retryAfter);
        const added = await addContact(services, order_id, request, request.method);
        if ('recipient' in added) return Response.json(added, { status: 201 });
        return Response.json(added, { status: statusOf[added.code] });
      }
      case 'withdraw':
        await database.call('withdraw_channel', { order_id, channel: request.channel, method: 'tracker' });
        return done();
    }
  }

  /** Of what the restaurant offers, the channels for which this server has keys. */
  function offered(names: readonly string[]): object {
    return Object.fromEntries(Object.entries(channels).filter(([name, facts]) => names.includes(name) && facts));
  }

  /** Why the sender may not speak for the guest of this order. The database, or the API before it, checks the token. */
  async function deny(order_id: string, { headers, address }: Posted): Promise<Response | undefined> {
    const denied = await judge(bearerToken(headers.get('Authorization')), order_id);
    if (denied === undefined) return undefined;
    // Only failures count per address: guests in one restaurant share theirs.
    const guessing = refusals.take(address);
    return guessing ? tooMany(guessing.retryAfter) : denied;
  }

  async function judge(token: string | undefined, order_id: string): Promise<Response | undefined> {
    if (token === undefined) {
      return refusal(401, 'The token of the order is needed, as track gives it.', { 'WWW-Authenticate': 'Bearer' });
    }
    try {
      const [isGuest] = await database.callAs(token, 'is_guest_of', { order_id });
      return isGuest === true ? undefined : refusal(404, 'The token is not for this order.');
    } catch (error) {
      if (!(error instanceof DatabaseRefusal)) throw error;
      if (error.code === '42501') return refusal(403, 'This link can only read.');
      if (!error.code.startsWith('PGRST3')) throw error;
      return refusal(401, 'The token is not valid, or has expired.', {
        'WWW-Authenticate': 'Bearer error="invalid_token"',
      });
    }
  }
}

function readRequest(body: unknown): GuestRequest | OpenRequest | { readonly error: string } {
  const named = typeof body === 'object' && body !== null && 'action' in body ? body.action : undefined;
  if (typeof named !== 'string' || !actions.includes(named)) {
    return { error: `action must be one of ${actions.join(', ')}, in a JSON object.` };
  }
  const isOpen = named === 'shown' || named === 'clicked' || (named === 'offers' && hasKey(body, 'restaurant_id'));
  const result = isOpen ? readBody(openSchema, body) : readBody(guestSchema, body);
  return 'error' in result ? result : result.read;
}

function hasKey(body: unknown, key: string): boolean {
  return typeof body === 'object' && body !== null && key in body;
}

function isOffers(
  value: unknown,
): value is { readonly channels: readonly string[]; readonly given?: readonly string[] } {
  return typeof value === 'object' && value !== null && 'channels' in value && Array.isArray(value.channels);
}

function done(): Response {
  return new Response(null, { status: 204 });
}
