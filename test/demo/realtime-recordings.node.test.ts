import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Query } from '../../demo/server/database/database.js';
import { replay } from './recording-replay.js';
import { type DemoServer, demoRestaurantId, startTestServer } from './support.js';

/** The two orders of the recordings. */
const orderA = '11111111-1111-4111-8111-111111111111';
const orderB = '22222222-2222-4222-8222-222222222222';

describe('the Realtime endpoint, beside recordings of a real Supabase server', () => {
  let server: DemoServer;

  before(async () => {
    server = await startTestServer();
    await server.database.transaction(async (query) => {
      // As in the recorded project; there, too, row level security shows anon nothing.
      await query.query('grant select on public.orders to anon');
      for (const [number, id] of [orderA, orderB].entries()) {
        await query.query('insert into public.orders (id, restaurant_id, number) values ($1, $2, $3)', [
          id,
          demoRestaurantId,
          String(number),
        ]);
        for (const status of ['preparing', 'ready']) {
          await query.query('update public.orders set status = $2 where id = $1', [id, status]);
        }
      }
    });
  });
  after(() => server.close());

  /** Our database has rules that the recorded one had not, so an update there is a change without a move here. */
  async function runSql(sql: string): Promise<void> {
    const [, updated] = /^update public\.orders .* where id='([^']+)'/.exec(sql) ?? [];
    await server.database.transaction(async (query) => {
      if (updated) await query.query('update public.orders set version = version where id = $1', [updated]);
      else if (sql.startsWith('revoke select')) await query.query(sql);
      else if (sql.startsWith('select realtime.send')) await query.query(sql.replace('order:A', `order:${orderA}`));
      else if (sql === 'realtime.send private=true') await send(query, { status: 'private' }, orderA, true);
      else if (sql === 'realtime.send private=false') await send(query, { status: 'public' }, orderA, false);
      else if (sql.includes('private=false')) await send(query, { status: 'public' }, orderA, false);
      else if (sql === 'realtime.send to order:A') await send(query, { status: 'ready' }, orderA, true);
      else if (sql === 'realtime.send to order:B') await send(query, { status: 'ready' }, orderB, true);
      else if (sql.startsWith('two sends')) {
        await send(query, { n: 1 }, orderA, true);
        await send(query, { n: 2 }, orderA, true);
      } else throw new Error(`no meaning is known for: ${sql}`);
    });
    if (sql.includes('rollback of a third')) await assert.rejects(sendAndRollBack(), /rolled back/);
  }

  function send(query: Query, payload: object, orderId: string, isPrivate: boolean): Promise<unknown> {
    return query.query(`select realtime.send($1, 'status', $2, $3)`, [
      JSON.stringify(payload),
      `order:${orderId}`,
      isPrivate,
    ]);
  }

  function sendAndRollBack(): Promise<void> {
    return server.database.transaction(async (query) => {
      await send(query, { n: 3 }, orderA, true);
      throw new Error('rolled back');
    });
  }

  const scenarios = {
    update: 'tells changes of the order that was asked for, until the channel is left',
    'bad-tokens': 'refuses a join with a bad token, in the same words',
    'garbage-token-later': 'ends a channel whose new token is garbage',
    'private-broadcast': 'sends messages from the database to a private channel as binary frames',
    'private-denied': 'refuses a private channel of another order, each time again',
    'public-namesake': 'keeps private messages from the public channel of the same name',
    'private-token-of-another-order': 'ends a private channel when the token becomes one of another order',
    heartbeats: 'answers heartbeats',
    'bad-filters': 'says what is wrong with a table, a column, a filter or a value',
    'version-1': 'speaks version 1 of the serializer',
    'malformed-frames': 'ignores what it cannot read',
    'same-topic-twice': 'closes the older of two joins of one topic',
    'no-select-privilege': 'tells a reader without the privilege that there was a change, and nothing of it',
  };
  for (const [name, promise] of Object.entries(scenarios)) {
    it(promise, async () => {
      const compared = await replay(server, name, runSql);
      assert.ok(compared > 0, 'the recording has answers');
    });
  }
});
