import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sendMessages } from '../../../demo/pages/confirmation/send-messages.js';
import type { DemoConfig } from '../../../demo/pages/shared/demo-config.js';
import { type DemoServer, placeOrder, startTestServer, type TestOrder } from '../support.js';

/** An event of the tracker with which the guest tells the kitchen something. */
class GuestEvent extends Event {
  response: Promise<unknown> | undefined;

  constructor(
    type: string,
    readonly order: { readonly id: string },
  ) {
    super(type);
  }

  respondWith(response: Promise<unknown>): void {
    this.response = response;
  }
}

describe('what the confirmation page sends to the kitchen', () => {
  let server: DemoServer;
  let config: DemoConfig;

  before(async () => {
    server = await startTestServer();
    config = (await (await fetch(`${server.url}/demo.json`)).json()) as DemoConfig;
  });
  after(() => server.close());

  function tell(type: string, { id, capability }: TestOrder): Promise<unknown> | undefined {
    const tracker = new EventTarget();
    sendMessages(tracker, config, capability);
    const event = new GuestEvent(type, { id });
    tracker.dispatchEvent(event);
    return event.response;
  }

  async function kept(id: string): Promise<readonly string[]> {
    const { rows } = await server.database.transaction((query) =>
      query.query<{ message: string }>('select message from public.order_messages where order_id = $1', [id]),
    );
    return rows.map(({ message }) => message).sort();
  }

  it('is each message of the guest, and the tracker learns that it got through', async () => {
    const order = await placeOrder(server, { fulfilment: 'pickup' });
    await tell('order-on-my-way', order);
    await tell('order-here', order);
    assert.deepEqual(await kept(order.id), ['here', 'on_my_way']);
  });

  it('fails for the tracker when the server does not take it', async () => {
    const order = await placeOrder(server, { fulfilment: 'pickup' });
    await assert.rejects(tell('order-got-it', order) ?? Promise.resolve(), /409/);
    await assert.rejects(tell('order-here', { ...order, capability: 'wrong' }) ?? Promise.resolve(), /404/);
    assert.deepEqual(await kept(order.id), []);
  });
});
