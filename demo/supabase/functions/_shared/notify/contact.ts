import * as v from 'valibot';
import { readEmailAddress } from './email-address.ts';
import type { Channel, PushAddress } from './sender.ts';

/** Neither control characters nor half of a surrogate pair: PostgreSQL can store neither. Marks of direction are words. */
const storableLine = /^[^\p{Cc}\p{Surrogate}]*$/u;

/** A contact as guests and restaurants' servers send it. `address` depends on the channel, so `readAddress` reads it. */
export const contactSchema = v.object(
  {
    channel: v.picklist(['push', 'sms', 'email'], 'must be push, sms or email'),
    address: v.unknown(),
    /** The very words beside the box that the guest ticked. */
    wording: v.pipe(
      v.string('must be a text of 1 to 1000 characters'),
      v.trim(),
      v.minLength(1, 'must be a text of 1 to 1000 characters'),
      v.maxLength(1000, 'must be a text of 1 to 1000 characters'),
      v.regex(storableLine, 'must be one line of text'),
    ),
    language: v.pipe(
      v.string('must be a language such as de or pt-BR'),
      v.regex(/^[A-Za-z0-9-]{2,35}$/, 'must be a language such as de or pt-BR'),
    ),
    /** Where a number without + belongs. */
    country: v.optional(
      v.pipe(
        v.string('must be two letters such as DE'),
        v.toUpperCase(),
        v.regex(/^[A-Z]{2}$/, 'must be two letters such as DE'),
      ),
    ),
  },
  'must be an object',
);
export type Contact = v.InferOutput<typeof contactSchema>;

/** Why a contact is refused, for programs. `ended`: the order takes no more. `stopped`: the guest has answered STOP. */
export type ContactFault = 'number' | 'address' | 'channel' | 'endpoint' | 'ended' | 'stopped' | 'unavailable';

/** A contact that is refused. `error` is for the guest and never holds the address. */
export interface RefusedContact {
  readonly code: ContactFault;
  readonly error: string;
}

/** An address as `private.recipients` keeps it, and what of it names it in the ledger. */
export interface ReadAddress {
  readonly address: PushAddress | { readonly number: string } | { readonly address: string };
  readonly name: string;
}

/** How numbers and subscriptions are judged. */
export interface AddressReaders {
  /** A number as typed, in E.164, or why no SMS can go there. `country` is that of a number without +. */
  parseNumber(typed: string, country: string | undefined): { readonly number: string } | { readonly error: string };
  /** Whether a push service of a browser has this address: the server calls no other. */
  isPushEndpoint(url: string): boolean;
}

const subscription = v.object({
  endpoint: v.pipe(v.string(), v.maxLength(2048)),
  keys: v.object({
    p256dh: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{87}=?$/)),
    auth: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}(==)?$/)),
  }),
});

/** Reads the address of a contact. */
export function readAddress(
  { channel, address, country, language }: Contact,
  readers: AddressReaders,
): ReadAddress | RefusedContact {
  switch (channel) {
    case 'push':
      return readSubscription(address, readers);
    case 'sms':
      return readNumber(address, country ?? countryOf(language), readers);
    case 'email': {
      const read = typeof address === 'string' ? readEmailAddress(address) : undefined;
      if (read !== undefined) return { address: { address: read }, name: read };
      return refused('address', 'This is not one e-mail address. Write it like name@example.com.');
    }
  }
}

function readSubscription(address: unknown, { isPushEndpoint }: AddressReaders): ReadAddress | RefusedContact {
  const read = v.safeParse(subscription, typeof address === 'string' ? parsed(address) : address);
  if (!read.success) {
    return refused('endpoint', 'address must be the JSON of a push subscription, with endpoint, p256dh and auth.');
  }
  const { endpoint, keys } = read.output;
  if (!isPushEndpoint(endpoint)) {
    return refused('endpoint', 'The subscription is not of a push service that browsers use.');
  }
  return { address: { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } }, name: endpoint };
}

function readNumber(
  address: unknown,
  country: string | undefined,
  { parseNumber }: AddressReaders,
): ReadAddress | RefusedContact {
  if (typeof address !== 'string' || address.length > 60) {
    return refused('number', 'This is not a telephone number. Write it with + and the code of its country.');
  }
  const read = parseNumber(address, country);
  return 'error' in read ? refused('number', read.error) : { address: { number: read.number }, name: read.number };
}

/** The country where a language is most spoken, unless the tag names one: `de-AT` is Austria, `de` Germany. */
function countryOf(language: string): string | undefined {
  try {
    return new Intl.Locale(language).maximize().region;
  } catch {
    return undefined;
  }
}

export function refused(code: ContactFault, error: string): RefusedContact {
  return { code, error };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Whether a server may send on this channel at all. */
export type ServerChannels = Readonly<Partial<Record<Channel, object>>>;
