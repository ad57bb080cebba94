import assert from 'node:assert/strict';
import type { DemoServer } from '../demo/support.js';
import { startDenoFunction } from '../kit/deno.js';
import { secretKey, startGateway } from '../kit/gateway.js';

/** Where the functions of notifications answer, and the orders that bring contacts along. */
export interface NotifyHost {
  readonly notify: string;
  readonly withdraw: string;
  readonly orders: string;
  /** All that the functions have written. */
  output(): string;
  stop(): Promise<unknown>;
}

/** A VAPID key that no server has. */
export const publicKey = `B${'A'.repeat(86)}`;

/** The same handlers in two programs; Deno reaches the demo's database as a hosted project's, through the gateway. */
export const notifyHosts: Readonly<Record<string, (server: DemoServer) => Promise<NotifyHost>>> = {
  'the Node demo': async ({ url }) => ({
    notify: `${url}/functions/v1/notify`,
    withdraw: `${url}/w`,
    orders: `${url}/functions/v1/orders`,
    output: () => '',
    stop: async () => undefined,
  }),
  Deno: async (server) => {
    const gateway = await startGateway(server);
    const settings = {
      SUPABASE_URL: gateway.url,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: server.secrets.publishableKey }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
      MESSAGE_SECRET: server.secrets.messageSecret,
      NOTIFY_PUSH_PUBLIC_KEY: publicKey,
      NOTIFY_SMS: 'twilio',
      NOTIFY_EMAIL: 'smtp',
    };
    const [notify, withdraw, orders] = await Promise.all(
      ['notify', 'withdraw', 'orders'].map((name) => startDenoFunction(name, settings)),
    );
    assert.ok(notify && withdraw && orders);
    return {
      notify: notify.url,
      withdraw: withdraw.url,
      orders: orders.url,
      output: () => notify.output() + withdraw.output() + orders.output(),
      stop: () => Promise.all([notify.stop(), withdraw.stop(), orders.stop(), gateway.close()]),
    };
  },
};

/** What a guest's browser sends to the functions. */
export class GuestRequests {
  readonly #host: Pick<NotifyHost, 'notify'>;
  readonly orderId: string;
  readonly token: string | undefined;

  constructor(host: Pick<NotifyHost, 'notify'>, orderId: string, token: string | undefined) {
    this.#host = host;
    this.orderId = orderId;
    this.token = token;
  }

  async post(body: unknown): Promise<{ readonly status: number; readonly answer: Readonly<Record<string, unknown>> }> {
    const response = await fetch(this.#host.notify, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(this.token !== undefined && { Authorization: `Bearer ${this.token}` }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const answer: unknown = text === '' ? {} : JSON.parse(text);
    assert.ok(typeof answer === 'object' && answer !== null);
    return { status: response.status, answer: { ...answer } };
  }

  ask(action: string, more: object = {}) {
    return this.post({ action, order_id: this.orderId, ...more });
  }

  consent(channel: string, address: unknown, more: object = {}) {
    return this.ask('consent', { channel, address, ...agreed, ...more });
  }
}

/** A box that a guest has ticked. */
export const agreed = {
  wording: 'Text me about this order. I can stop it at any time.',
  language: 'en-GB',
  method: 'tracker',
} as const;

/** A subscription as Chrome's `PushSubscription.toJSON()` gives it. */
export function subscription(name = 'a') {
  return {
    endpoint: `https://fcm.googleapis.com/fcm/send/${name}`,
    expirationTime: null,
    keys: { p256dh: `B${'x'.repeat(86)}`, auth: 'y'.repeat(22) },
  };
}

/** Rows of the database, as its owner sees them. */
export async function rowsOf<Row extends object>(
  { database }: DemoServer,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const { rows } = await database.transaction((query) => query.query<Row>(sql, [...values]));
  return rows;
}
