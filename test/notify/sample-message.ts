import type { Message } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { type MessageInput, type RenderedMessage, renderMessage } from '../../src/messages.js';

export const sampleOrderId = '5c2f1c1e-8b1e-4a34-9d0c-0f6f5e5d7a11';
export const sampleLink = `https://aurora.example/o?order_id=${sampleOrderId}#track=abcdefghijklmnopqrstuv`;
export const sampleWithdrawLink = 'https://kit.example/functions/v1/withdraw/abcdefghijklmnopqrstuv';
export const sampleNow = new Date('2026-11-30T18:42:00Z');

/** An order in the format of our endpoints. */
export function sampleOrder(changes: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    id: sampleOrderId,
    number: '42',
    status: 'preparing',
    status_source: 'confirmed',
    fulfilment: 'pickup',
    version: 3,
    delayed: false,
    on_hold: false,
    currency: 'EUR',
    total_minor: 3450,
    estimated_ready_from: '2026-11-30T19:00:00Z',
    estimated_ready_to: '2026-11-30T19:10:00Z',
    items: [
      { name: 'Margherita', quantity: 2, price_minor: 950 },
      { name: 'Tiramisù', quantity: 1, price_minor: 650 },
      { name: 'Acqua', quantity: 2, price_minor: 450 },
    ],
    ...changes,
  };
}

type Changes = Partial<MessageInput<{ readonly channel: 'email'; readonly address: string }>>;

/** A message in English to a guest of Trattoria Aurora in Berlin; `undefined` if there is nothing true to say. */
export function rendered(
  changes: Changes = {},
): RenderedMessage<{ readonly channel: 'email'; readonly address: string }> | undefined {
  return renderMessage({
    id: '7f0c8a52-3c11-4e0e-9a5e-2f6f6f0d9b01',
    kind: 'ready',
    order: sampleOrder({ status: 'ready' }),
    restaurantName: 'Trattoria Aurora',
    language: 'en-GB',
    link: sampleLink,
    withdrawLink: sampleWithdrawLink,
    timeZone: 'Europe/Berlin',
    channel: 'email',
    recipient: { channel: 'email', address: 'guest@example.com' },
    expiresAt: new Date(+sampleNow + 15 * 60_000),
    now: sampleNow,
    ...changes,
  });
}

/** A finished mail, as senders take it. */
export function sampleMail(changes: Partial<Message> = {}): Message {
  const message = rendered();
  if (!message) throw new Error('The sample says nothing.');
  return { ...message, ...changes };
}
