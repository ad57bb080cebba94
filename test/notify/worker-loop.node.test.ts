import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { WorkerLoop } from '../../demo/server/notify/worker-loop.js';
import type { Message, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { createOutboxWorker } from '../../demo/supabase/functions/_shared/notify/worker.js';
import { FakeSender, plainMessage } from './fake-senders.js';
import { OutboxKit } from './outbox-kit.js';

/** Tells when something was sent, so that a test need not look again and again. */
class HeardSender extends FakeSender {
  #heard: (() => void) | undefined;

  override async send(message: Message): Promise<SendResult> {
    const result = super.send(message);
    this.#heard?.();
    return result;
  }

  async next(count: number): Promise<void> {
    while (this.sent.length < count)
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
  }
}

describe('the worker in the server’s process', () => {
  let kit: OutboxKit;
  let loop: WorkerLoop;
  let push: HeardSender;
  let sms: HeardSender;
  let restaurant: string;
  before(async () => {
    kit = await OutboxKit.open();
    await kit.useSystemClock();
    restaurant = await kit.addRestaurant({ is_adaptive: false, push_seconds: 5 });
    push = new HeardSender('push');
    sms = new HeardSender('sms');
    const worker = createOutboxWorker({ database: kit.kitDatabase, senders: [push, sms], render: plainMessage });
    loop = new WorkerLoop({ database: kit.database, worker, now: Date.now });
    await loop.start();
  });
  after(() => kit.close());

  it('sends within a moment of the commit, and while another vendor keeps a message waiting', {
    timeout: 20_000,
  }, async () => {
    const slow = await kit.addOrder(restaurant);
    await kit.addRecipient(slow, 'sms');
    let answer: (result: SendResult) => void = () => undefined;
    sms.answers = [
      new Promise((resolve) => {
        answer = resolve;
      }),
    ];
    await kit.moveTo(slow, 'preparing', 'ready');
    await sms.next(1);
    const quick = await kit.addOrder(restaurant);
    await kit.addRecipient(quick, 'push');
    const begun = performance.now();
    await kit.moveTo(quick, 'preparing');
    await push.next(1);
    assert.ok(performance.now() - begun < 3000, `${performance.now() - begun} ms`);
    answer({ outcome: 'accepted' });
  });

  it('goes on to the next channel at once when the first one refuses', { timeout: 20_000 }, async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    await kit.addRecipient(order, 'sms');
    await kit.moveTo(order, 'preparing');
    const before = sms.sent.length;
    await push.next(2);
    push.answers = [{ outcome: 'refused', reason: 'gone', recipient: 'gone' }];
    await kit.moveTo(order, 'ready');
    await sms.next(before + 1);
    assert.equal(sms.sent.at(-1)?.orderId, order);
  });

  it('sends nothing more once it has stopped', async () => {
    await loop.stop();
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    const before = push.sent.length;
    await kit.moveTo(order, 'preparing', 'ready');
    await kit.query('select 1');
    assert.equal(push.sent.length, before);
  });
});
