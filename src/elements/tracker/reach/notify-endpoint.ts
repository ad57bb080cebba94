import type { Presence } from './page-presence.js';

/** A way to reach a guest who does not look at the page. */
export type Channel = 'push' | 'sms' | 'email';

/** In the order in which they are offered: what costs the restaurant nothing comes first. */
export const channels: readonly Channel[] = ['push', 'sms', 'email'];

/** What can be sent to the endpoint of `push-url`, beside the order. */
export type NotifyRequest =
  | { readonly action: 'offers' }
  | ({ readonly action: 'page'; readonly page: string } & Presence)
  | {
      readonly action: 'consent';
      readonly channel: Channel;
      readonly address: string | PushSubscriptionJSON;
      /** Of a number as typed: the guest's country, as `DE`. */
      readonly country?: string | undefined;
      readonly wording: string;
      readonly language: string;
      readonly method: 'tracker';
    }
  | { readonly action: 'withdraw'; readonly channel: Channel };

/** An answer of the endpoint. */
export interface NotifyAnswer {
  readonly isDone: boolean;
  /** What is wrong with what was sent (422): `number`, `address`, `channel`, `endpoint`. */
  readonly code?: string | undefined;
  readonly body?: unknown;
}

export interface NotifyEndpointOptions {
  readonly url: string;
  readonly orderId: string;
  readonly fetch: typeof fetch;
  /** The token that the tracker holds at this moment. */
  readonly token: () => string | undefined;
}

/** The endpoint of one order. Never rejects: without an answer, `isDone` is `false`. */
export class NotifyEndpoint {
  readonly #options: NotifyEndpointOptions;

  constructor(options: NotifyEndpointOptions) {
    this.#options = options;
  }

  async send(request: NotifyRequest): Promise<NotifyAnswer> {
    const { url, orderId, fetch, token } = this.#options;
    const held = token();
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(held ? { Authorization: `Bearer ${held}` } : {}) },
        body: JSON.stringify({ ...request, order_id: orderId }),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // What a page says while it is being left arrives all the same.
        keepalive: request.action === 'page',
      });
      const body: unknown = response.status === 204 ? undefined : await response.json().catch(() => undefined);
      const { code }: { readonly code?: unknown } = Object(body);
      return { isDone: response.ok, body, code: typeof code === 'string' ? code : undefined };
    } catch {
      return { isDone: false };
    }
  }
}
