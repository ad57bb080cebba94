import type { Message, PushAddress } from '../../demo/supabase/functions/_shared/notify/sender.ts';

/** When the tests of push take place. */
export const noon = Date.parse('2026-12-01T12:00:00Z');

/** A message that an order is ready, five minutes before it is of no use. */
export function readyMessage(push: PushAddress, changes: Partial<Message> = {}): Message {
  return {
    id: '2f1c0c8e-8f63-4a54-9f2e-7d1f6a4be001',
    kind: 'ready',
    orderId: '9b2de5a0-1c1f-4c57-9a53-3a5a0a6b7c42',
    to: { channel: 'push', push },
    language: 'en',
    direction: 'ltr',
    title: 'Your order is ready',
    text: 'Pick it up at the counter.',
    link: 'https://www.restaurant.example/order/42#track=secret',
    withdrawLink: 'https://project.supabase.example/functions/v1/withdraw/AAAAAAAAAAAAAAAAAAAAAA',
    expiresAt: new Date(noon + 300_000),
    isUrgent: true,
    ...changes,
  };
}
