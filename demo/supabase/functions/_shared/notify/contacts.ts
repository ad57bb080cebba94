import { hashCapability } from '../capability.ts';
import { DatabaseRefusal, type KitDatabase } from '../kit-database.ts';
import {
  type AddressReaders,
  type Contact,
  type ContactFault,
  type RefusedContact,
  readAddress,
  refused,
  type ServerChannels,
} from './contact.ts';
import type { MessageSecret } from './message-secret.ts';

/** What it takes to add the contacts of guests. */
export interface ContactServices {
  readonly database: KitDatabase;
  readonly secret: MessageSecret;
  readonly readers: AddressReaders;
  /** The channels for which this server has keys, with what a page needs to know of each. */
  readonly channels: OfferedChannels;
}

/** What a page needs to know of each channel before a guest agrees to it. */
export interface OfferedChannels extends ServerChannels {
  readonly push?: { readonly public_key: string };
  /** Whether SMS can be answered: only then the words may name STOP. */
  readonly sms?: { readonly may_reply: boolean };
}

/** How a guest has agreed: on the page of the order form, in the tracker, or at the restaurant's own server. */
export type ConsentMethod = 'order_page' | 'tracker' | 'api';

/** Adds a contact of a guest to an order: the recipient's id, or why not. Rejects when the database cannot be asked. */
export async function addContact(
  { database, secret, readers, channels }: ContactServices,
  orderId: string,
  contact: Contact,
  method: ConsentMethod,
): Promise<{ readonly recipient: string } | RefusedContact> {
  const { channel, wording, language } = contact;
  if (channels[channel] === undefined) return notOffered;
  const read = readAddress(contact, readers);
  if ('error' in read) return read;
  try {
    const [recipient] = await database.call('add_recipient', {
      order_id: orderId,
      channel,
      address: read.address,
      address_hash: await secret.addressHash(channel, read.name),
      wording,
      language,
      method,
      capability_hash: hashCapability(await secret.linkCapability(orderId)),
    });
    return { recipient: String(recipient) };
  } catch (error) {
    const refusal = error instanceof DatabaseRefusal ? refusals[error.code] : undefined;
    if (refusal === undefined) throw error;
    return refusal;
  }
}

const notOffered = refused('channel', 'The restaurant does not send messages this way.');

/** What `add_recipient` refuses with. */
const refusals: Readonly<Record<string, RefusedContact>> = {
  PT403: refused(
    'stopped',
    'From here came STOP. Send START to the number that the messages came from, then try again.',
  ),
  PT409: refused('channel', 'This order already tells three guests this way, which is the most.'),
  PT410: refused('ended', 'This order has ended. Nothing more will be sent.'),
  PT422: notOffered,
};

/** HTTP's word for why a contact is refused. */
export const statusOf: Readonly<Record<ContactFault, number>> = {
  number: 422,
  address: 422,
  channel: 422,
  endpoint: 422,
  stopped: 422,
  ended: 410,
  unavailable: 503,
};
