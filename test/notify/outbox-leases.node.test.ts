import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { OutboxKit } from './outbox-kit.js';

interface Lease {
  readonly delivery_id: string;
  readonly lease: string;
}

describe('a message that a worker has claimed', () => {
  let kit: OutboxKit;
  let order: string;
  before(async () => {
    kit = await OutboxKit.open();
  });
  after(() => kit.close());
  beforeEach(async () => {
    await kit.query('delete from public.orders');
    // `ready` of a delivery is one message, after which no other channel follows.
    order = await kit.addOrder(await kit.addRestaurant({ is_adaptive: false }), 'delivery');
    await kit.addRecipient(order, 'push');
    await kit.moveTo(order, 'preparing', 'ready');
  });

  async function claim(): Promise<readonly Lease[]> {
    const args = { worker: 'w', most: 10, lease_seconds: 15, channels: ['push'] };
    return (await kit.kitDatabase.call('claim_deliveries', args)) as readonly Lease[];
  }
  async function claimOne(): Promise<Lease> {
    const [claimed, ...more] = await claim();
    assert.ok(claimed && more.length === 0);
    return { delivery_id: claimed.delivery_id, lease: claimed.lease };
  }
  async function begin(mine: Lease, isIdempotent = false): Promise<unknown> {
    const sending = { vendor: 'v', is_idempotent: isIdempotent, cost_thousandths: 0 };
    return (await kit.kitDatabase.call('begin_delivery', { ...mine, lease_seconds: 15, ...sending }))[0];
  }
  async function finish(mine: Lease, outcome: string): Promise<unknown> {
    return (await kit.kitDatabase.call('finish_delivery', { ...mine, result: { outcome } }))[0];
  }
  const state = async () =>
    (await kit.query<{ state: string }>('select state from private.deliveries'))[0]?.state ?? 'none';

  it('is not claimed by another while the lease runs', async () => {
    await claimOne();
    await kit.setClock(14);
    assert.deepEqual(await claim(), []);
  });

  it('is not begun after the lease, whether another worker has it or not', async () => {
    const late = await claimOne();
    await kit.setClock(15);
    assert.equal(await begin(late), false);
    const next = await claimOne();
    assert.notEqual(next.lease, late.lease);
    assert.equal(await begin(late), false);
    assert.equal(await begin(next), true);
    assert.equal(await begin(late), false);
  });

  it('is begun once a lease', async () => {
    const mine = await claimOne();
    assert.deepEqual([await begin(mine), await begin(mine)], [true, false]);
  });

  it('is not sent again if its worker died while it sent', async () => {
    const mine = await claimOne();
    await begin(mine);
    await kit.setClock(16);
    assert.deepEqual([await claim(), await state()], [[], 'maybe']);
  });

  it('is sent again under its id if the vendor knows that', async () => {
    const mine = await claimOne();
    await begin(mine, true);
    await kit.setClock(16);
    const next = await claimOne();
    assert.equal(next.delivery_id, mine.delivery_id);
  });

  it('is told by a worker that comes back late, if that says more', async () => {
    const mine = await claimOne();
    await begin(mine);
    await kit.setClock(16);
    await claim();
    assert.equal(await finish(mine, 'accepted'), true);
    assert.equal(await state(), 'accepted');
    assert.equal(await finish(mine, 'refused'), false);
    assert.equal(await state(), 'accepted');
  });

  it('is no business of a worker that never had it', async () => {
    const mine = await claimOne();
    await begin(mine);
    assert.equal(await finish({ ...mine, lease: mine.delivery_id }, 'accepted'), false);
    assert.equal(await state(), 'claimed');
  });

  it('is taken back when the order moves on before it is begun, and not after', async () => {
    const early = await claimOne();
    await kit.moveTo(order, 'preparing');
    assert.deepEqual([await state(), await begin(early)], ['withheld', false]);
    await kit.moveTo(order, 'ready');
    const late = await claimOne();
    await begin(late);
    await kit.moveTo(order, 'preparing');
    assert.equal(await finish(late, 'accepted'), true);
  });
});
