import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DemoServer } from '../../demo/server/server.js';
import { columnOf, startTestServer } from '../demo/support.js';

interface Fired {
  readonly sent: { readonly url: string; readonly headers: Record<string, string>; readonly body: string } | null;
  readonly status?: number;
  readonly outcome?: string;
  readonly order: { readonly id: string; readonly capability: string } | null;
}

interface Sample {
  readonly provider: string;
  readonly steps: readonly { readonly word: string; readonly shows?: string }[];
}

describe("the demo's webhooks", () => {
  let server: DemoServer;
  let samples: readonly Sample[];
  before(async () => {
    server = await startTestServer();
    samples = (await (await fetch(`${server.url}/api/relay/samples`)).json()) as readonly Sample[];
  });
  after(() => server.close());

  const startedAt = Date.now();
  async function fire(provider: string, run: string, step: number, how: string, order_id?: string): Promise<Fired> {
    const body = JSON.stringify({ provider, run, startedAt, step, how, order_id });
    const response = await fetch(`${server.url}/api/relay/fire`, { method: 'POST', body });
    assert.equal(response.status, 200);
    return (await response.json()) as Fired;
  }

  it('plays every provider through to the end, as the guest sees it', async () => {
    for (const { provider, steps } of samples) {
      let id: string | undefined;
      for (const [step, { word, shows }] of steps.entries()) {
        const { status, order } = await fire(provider, 'whole001', step, 'signed', id);
        assert.ok(status && status < 300, `${provider} ${word}`);
        id ??= order?.id;
        assert.ok(id, `${provider} has no order after ${word}`);
        assert.equal(await columnOf(server, id, 'status'), shows, `${provider} ${word}`);
      }
    }
  });

  it('gives the link of the new order, which opens it', async () => {
    const { order } = await fire('toast', 'linked01', 0, 'signed');
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ order_id: order?.id, capability: order?.capability });
    assert.equal((await fetch(`${server.url}/api/track`, { method: 'POST', headers, body })).status, 200);
  });

  it('refuses what is forged, and what strangers send to the address itself', async () => {
    for (const { provider } of samples) {
      assert.equal((await fire(provider, 'forged01', 0, 'forged')).status, 401, provider);
      const response = await fetch(`${server.url}/functions/v1/relay/${provider}`, { method: 'POST', body: '{}' });
      assert.equal(response.status, 401, provider);
    }
  });

  it('shows how a message was signed, and no key', async () => {
    const { sent: square } = await fire('square', 'secret01', 0, 'signed');
    assert.match(square?.headers['x-square-hmacsha256-signature'] ?? '', /^[\w+/]{43}=$/);
    const { sent: doordash } = await fire('doordash', 'secret01', 0, 'signed');
    assert.equal(doordash?.headers.Authorization, 'Basic …');
  });

  it('finds out by reading back what was lost', async () => {
    const { order } = await fire('woocommerce', 'lost0001', 0, 'signed');
    assert.ok(order);
    await fire('woocommerce', 'lost0001', 1, 'lost', order.id);
    await fire('woocommerce', 'lost0001', 2, 'lost', order.id);
    assert.equal(await columnOf(server, order.id, 'status'), 'pending');
    await fetch(`${server.url}/api/relay/reconcile`, { method: 'POST' });
    assert.equal(await columnOf(server, order.id, 'status'), 'completed');
  });

  it('answers 400 to a page that asks for nonsense', async () => {
    for (const body of ['', '{}', '{"provider":"x","run":"aaaaaa","startedAt":1,"step":0,"how":"signed"}', '[]']) {
      const response = await fetch(`${server.url}/api/relay/fire`, { method: 'POST', body });
      assert.equal(response.status, 400, body);
    }
  });

  it('serves the page', async () => {
    const response = await fetch(`${server.url}/relay`);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
  });
});
