import * as v from 'valibot';

export const contactChannels = ['push', 'sms', 'email'] as const;
/** A way in which a guest wants to be told. */
export type ContactChannel = (typeof contactChannels)[number];

const words: Readonly<Record<ContactChannel | 'sms_link', string>> = {
  push: 'Trattoria Aurora may notify me on this device about this order, also when this page is closed. It ends with the order, and I can stop it on the order’s page.',
  sms: 'Trattoria Aurora may text me about this order, and about nothing else. Message and data rates may apply. Reply STOP to end, HELP for help.',
  sms_link:
    'Trattoria Aurora may text me about this order, and about nothing else. Each message has a link that ends them. Message and data rates may apply.',
  email:
    'Trattoria Aurora may e-mail me about this order, and about nothing else. Each e-mail has a link that ends them.',
};

/** What the server says of SMS. */
interface OfferedSms {
  readonly sms?: { readonly may_reply?: boolean | undefined } | undefined;
}

/**
 * The words beside each box. They go into the ledger as they are, so they say who writes, what comes, for how long, and
 * its end: STOP only where SMS can be answered.
 */
export function consentWords(channel: ContactChannel, { sms }: OfferedSms): string {
  return words[channel === 'sms' && sms?.may_reply !== true ? 'sms_link' : channel];
}

const contactSchema = v.object({
  channel: v.picklist(contactChannels),
  /** As typed, or the JSON of a push subscription. */
  address: v.string(),
  wording: v.string(),
});
/** What a guest has ticked, and typed. */
export type TickedContact = v.InferOutput<typeof contactSchema>;

const keptSchema = v.object({ orderId: v.string(), contacts: v.array(contactSchema) });

const key = 'trattoria-contacts';

/** Hands the contacts on to the confirmation page, in this tab alone. Rejects nothing: it returns whether it worked. */
export function keepContacts(orderId: string, contacts: readonly TickedContact[]): boolean {
  try {
    if (contacts.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify({ orderId, contacts }));
    return true;
  } catch {
    return false;
  }
}

/** The contacts of an order that the server has not taken yet. */
export function keptContacts(orderId: string): readonly TickedContact[] {
  try {
    const kept = v.parse(keptSchema, JSON.parse(sessionStorage.getItem(key) ?? ''));
    return kept.orderId === orderId ? kept.contacts : [];
  } catch {
    return [];
  }
}
