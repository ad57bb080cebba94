import type { Message } from '../../demo/supabase/functions/_shared/notify/sender.ts';

/** The moment at which messages of tests are sent. */
export const now = Date.parse('2026-11-30T18:00:00Z');

/** A message that the order is ready, which is of use for an hour. */
export function readyMessage(number = '+4915112345678', more: Partial<Message> = {}): Message {
  return {
    id: '3f1c9a52-6f0e-4f6e-9d1c-2b7f5a9c0e11',
    kind: 'ready',
    orderId: '8c1e5f0a-0000-4000-8000-000000000001',
    to: { channel: 'sms', number },
    language: 'en',
    direction: 'ltr',
    title: '',
    text: 'Trattoria Aurora: order 42 is ready. https://www.trattoria.example/o#track=secret',
    link: 'https://www.trattoria.example/o#track=secret',
    withdrawLink: 'https://www.trattoria.example/w/AAAAAAAAAAAAAAAAAAAAAA',
    expiresAt: new Date(now + 3_600_000),
    isUrgent: true,
    ...more,
  };
}

/** Reads settings from an object. */
export const settingsOf = (settings: Readonly<Record<string, string>>) => (name: string) => settings[name];
