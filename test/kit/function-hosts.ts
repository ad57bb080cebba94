import assert from 'node:assert/strict';
import type { DemoServer } from '../demo/support.js';
import { startDenoFunction } from './deno.js';
import { secretKey, startGateway } from './gateway.js';

/** Where the two functions answer. */
export interface Functions {
  readonly track: string;
  readonly orders: string;
}

/** The same handlers in two programs; Deno reaches the demo's database as a hosted project's, through the gateway. */
export const hosts: Readonly<
  Record<string, (server: DemoServer) => Promise<Functions & { stop(): Promise<unknown>; output(): string }>>
> = {
  'the Node demo': async ({ url }) => ({
    track: `${url}/functions/v1/track`,
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
      TRACKING_SIGNING_KEY: server.secrets.jwtSecret,
      TRACKING_PAGE: 'https://www.restaurant.example/order/{id}',
    };
    const [track, orders] = await Promise.all(['track', 'orders'].map((name) => startDenoFunction(name, settings)));
    assert.ok(track && orders);
    return {
      track: track.url,
      orders: orders.url,
      output: () => track.output() + orders.output(),
      stop: () => Promise.all([track.stop(), orders.stop(), gateway.close()]),
    };
  },
};
