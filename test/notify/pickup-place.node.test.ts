import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { renderJobs } from '../../demo/supabase/functions/_shared/notify/render-job.js';
import { renderMessage } from '../../src/messages.js';
import { createTestWorker, FakeSender } from './fake-senders.js';
import { OutboxKit } from './outbox-kit.js';

describe('the place where guests collect', () => {
  let kit: OutboxKit;
  before(async () => {
    kit = await OutboxKit.open();
  });
  after(() => kit.close());

  /** The first line of the SMS that an order of such a restaurant is ready. */
  async function smsOf(settings: Readonly<Record<string, unknown>>, fulfilment?: string): Promise<string | undefined> {
    const restaurant = await kit.addRestaurant({ is_adaptive: false, ...settings });
    const order = await kit.addOrder(restaurant, fulfilment);
    await kit.addRecipient(order, 'sms');
    const sms = new FakeSender('sms');
    const render = renderJobs({
      renderMessage,
      secret: messageSecret('s'.repeat(32)),
      withdrawUrl: 'https://aurora.example/w',
      trackingPage: 'https://aurora.example/o/{id}',
      now: () => kit.now,
    });
    const worker = createTestWorker({ database: kit.kitDatabase, senders: [sms], render });
    await worker.run();
    await kit.moveTo(order, 'preparing', 'ready');
    await worker.run();
    return sms.sent.find(({ kind, orderId }) => kind === 'ready' && orderId === order)?.text.split('\n')[0];
  }

  it('stands in the SMS that an order is ready, as the restaurant has set it', async () => {
    const pickup_place = 'Counter at the back';
    assert.equal(
      await smsOf({ pickup_place }),
      'Da Gino: Your order 42 is ready. Collect it here: Counter at the back.',
    );
    assert.match((await smsOf({ pickup_place }, 'dine_in')) ?? '', /is ready\. (?!Collect)/);
  });

  it('is not spoken of where the restaurant has set none', async () => {
    assert.equal(await smsOf({}), 'Da Gino: Your order 42 is ready. Collect it at the counter.');
  });

  it('is neither empty nor padded, and no longer than 200 characters', async () => {
    for (const pickup_place of ['', ' ', ' Bar', 'Bar\n', 'x'.repeat(201)]) {
      await assert.rejects(kit.addRestaurant({ pickup_place }), /pickup_place_check/, JSON.stringify(pickup_place));
    }
    await kit.addRestaurant({ pickup_place: 'x'.repeat(200) });
  });
});
