import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DemoServer } from '../../demo/server/server.js';
import { clientOf } from '../demo/supabase-js.js';
import { columnOf, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import { rowsOf, type Saying, type Status, say as sayTo } from './provider-says.js';

describe('what a provider says of an order', () => {
  let server: DemoServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());

  const say = (saying: Saying) => sayTo(server, saying);
  const linksOf = (id: string) =>
    rowsOf(server, 'select expires_at from private.tracking_links where order_id = $1', [id]);

  it('is confirmed by a later event of the same status, with a source or without', async () => {
    for (const source of ['confirmed', undefined, null] as const) {
      const { id } = await placeOrder(server);
      const of = (minute: number, status_source?: 'confirmed' | 'estimated' | null) =>
        say({
          externalId: `sure-${source}`,
          minute,
          reference: id,
          fields: { status: 'preparing', ...(status_source !== undefined && { status_source }) },
        });
      await of(1, 'estimated');
      assert.equal(await columnOf(server, id, 'status_source'), 'estimated');
      assert.equal((await of(2, source)).outcome, 'applied');
      assert.equal(await columnOf(server, id, 'status_source'), 'confirmed');
      assert.equal((await of(1, 'estimated')).outcome, 'late');
      assert.equal(await columnOf(server, id, 'status_source'), 'confirmed', 'an older guess changes nothing');
    }
  });

  it('is as sure as its own source, not as that of the status before', async () => {
    const { id } = await placeOrder(server);
    const of = (minute: number, status: Status, more: object = {}) =>
      say({ externalId: 'own-source', minute, reference: id, fields: { status, ...more } });
    await of(1, 'preparing', { status_source: 'estimated' });
    await of(2, 'ready');
    assert.equal(await columnOf(server, id, 'status_source'), 'confirmed');
  });

  it('is sure once staff have moved the order, and as sure as before when a clock of the restaurant moves it', async () => {
    const { id } = await placeOrder(server, { fulfilment: 'pickup' });
    await say({
      externalId: 'by-hand',
      minute: 1,
      reference: id,
      fields: { status: 'preparing', status_source: 'estimated' },
    });
    await moveTo(server, id, 'ready');
    assert.equal(await columnOf(server, id, 'status_source'), 'estimated');
    const staff = clientOf(server);
    await staff.auth.signInWithPassword(server.staff);
    const { error } = await staff.from('orders').update({ status: 'completed' }).eq('id', id);
    assert.equal(error, null);
    assert.equal(await columnOf(server, id, 'status_source'), 'confirmed');
  });

  it('leaves sure what staff had confirmed', async () => {
    const { id } = await placeOrder(server);
    await moveTo(server, id, 'preparing');
    await say({
      externalId: 'of-hand',
      minute: 1,
      reference: id,
      fields: { status: 'preparing', status_source: 'estimated' },
    });
    assert.equal(await columnOf(server, id, 'status_source'), 'confirmed');
  });

  it('takes back an unhappy end of its own, with the links that it had let expire', async () => {
    for (const end of ['failed', 'cancelled', 'rejected'] as const) {
      const { id } = await placeOrder(server);
      const of = (minute: number, status: Status, more: object = {}) =>
        say({ externalId: `again-${end}`, minute, reference: id, fields: { status, ...more } });
      await of(1, end, { reason: 'Card declined' });
      assert.ok((await linksOf(id)).every(({ expires_at: at }) => at !== null));
      assert.equal((await of(2, 'preparing')).outcome, 'applied');
      assert.equal(await columnOf(server, id, 'status'), 'preparing');
      assert.equal(await columnOf(server, id, 'reason'), null);
      const links = await linksOf(id);
      assert.ok(links.length > 0 && links.every(({ expires_at: at }) => at === null));
      assert.equal((await of(1.5, end)).outcome, 'late');
      assert.equal(await columnOf(server, id, 'status'), 'preparing', 'an older end comes too late');
    }
  });

  it('leaves links expired that staff had revoked', async () => {
    const { id } = await placeOrder(server);
    const of = (minute: number, status: Status) =>
      say({ externalId: 'revoked', minute, reference: id, fields: { status } });
    await rowsOf(server, 'update private.tracking_links set expires_at = now() where order_id = $1', [id]);
    await of(1, 'failed');
    await of(2, 'preparing');
    assert.ok((await linksOf(id)).every(({ expires_at: at }) => at !== null));
  });

  it('takes back no end of staff, of another provider, or that was completed', async () => {
    const { id: ofStaff } = await placeOrder(server);
    await moveTo(server, ofStaff, 'cancelled');
    for (const [minute, status] of [
      [1, 'cancelled'],
      [2, 'preparing'],
    ] as const) {
      await say({ externalId: 'of-staff', minute, reference: ofStaff, fields: { status } });
    }
    assert.equal(await columnOf(server, ofStaff, 'status'), 'cancelled');

    const { id } = await placeOrder(server);
    await say({ externalId: 'x', provider: 'square', minute: 1, reference: id, fields: { status: 'failed' } });
    await say({ externalId: 'x', minute: 2, reference: id, fields: { status: 'preparing' } });
    assert.equal(await columnOf(server, id, 'status'), 'failed');
  });

  it('takes back that an order may have been completed, when somebody is on the way with it', async () => {
    const guess = { status: 'completed', status_source: 'estimated' } as const;
    const told: readonly (readonly [name: string, provider: string])[] = [
      ['by itself', 'toast'],
      ['by a courier’s own company', 'uber-direct'],
    ];
    for (const [name, provider] of told) {
      const { id } = await placeOrder(server, { fulfilment: 'delivery' });
      const of = (minute: number, fields: object, who = 'toast') =>
        say({ externalId: `guess-${name}`, provider: who, minute, reference: id, fields });
      await of(1, guess);
      assert.ok((await linksOf(id)).every(({ expires_at: at }) => at !== null));
      assert.equal((await of(2, { status: 'out_for_delivery' }, provider)).outcome, 'applied', name);
      assert.equal(await columnOf(server, id, 'status'), 'out_for_delivery');
      assert.equal(await columnOf(server, id, 'status_source'), 'confirmed');
      assert.ok((await linksOf(id)).every(({ expires_at: at }) => at === null));
      await of(1.5, guess);
      assert.equal(await columnOf(server, id, 'status'), 'out_for_delivery', 'the guess from before changes nothing');
      await of(3, { status: 'completed' }, provider);
      await of(4, { status: 'out_for_delivery' }, provider);
      await of(5, guess);
      assert.equal(await columnOf(server, id, 'status'), 'completed');
      assert.equal(await columnOf(server, id, 'status_source'), 'confirmed', 'a later guess takes nothing back');
    }
  });
});
