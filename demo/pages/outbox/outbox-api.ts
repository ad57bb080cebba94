/** A message that the demo would have sent. */
export interface SentMessage {
  readonly number: number;
  readonly id: string;
  readonly at: string;
  readonly channel: 'push' | 'sms' | 'email';
  readonly kind: string;
  readonly orderId: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly text: string;
  readonly html?: string;
  readonly link: string;
  readonly to: string;
}

/** What was decided about a message of an order, and why. */
export interface Decision {
  readonly at: string;
  readonly decision: string;
  readonly reason: string;
  readonly kind: string | null;
}

/** What a visitor can play: what the vendor, the phone or the guest would tell. */
export type Play = 'delivered' | 'failed' | 'shown' | 'stop';

export async function loadMessages(after: number): Promise<readonly SentMessage[]> {
  const { messages } = (await answerOf(await fetch(`/api/outbox/messages?after=${after}`))) as {
    readonly messages: readonly SentMessage[];
  };
  return messages;
}

export async function loadLog(orderId: string): Promise<readonly Decision[]> {
  const { log } = (await answerOf(await fetch(`/api/outbox/log?order_id=${orderId}`))) as {
    readonly log: readonly Decision[];
  };
  return log;
}

export async function play(id: string, what: Play): Promise<void> {
  const headers = { 'Content-Type': 'application/json' };
  await answerOf(await fetch('/api/outbox/play', { method: 'POST', headers, body: JSON.stringify({ id, what }) }));
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}
