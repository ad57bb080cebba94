import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Query } from '../../demo/server/database/database.js';
import { replay } from './recording-replay.js';
import { type DemoServer, demoRestaurantId, startTestServer } from './support.js';

/** The ids of the two orders in the recordings. */
const orderA = '11111111-1111-4111-8111-111111111111';
const orderB = '22222222-2222-4222-8222-222222222222';

describe('the Realtime endpoint, compared with recordings of a real Supabase server', () => {
  let server: DemoServer;

  before(async () => {
    server = await startTestServer();
    await server.database.transaction(async (query) => {
      // The recorded project had this grant as well. Row level security still hides all rows from `anon`.
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

  /**
   * Runs the equivalent of a recorded statement. Our database refuses the recorded status changes, so a recorded update
   * becomes an update that only increments the version.
   */
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
      } else throw new Error(`runSql has no translation for the recorded statement: ${sql}`);
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
    update: 'sends the changes of the filtered order until the client leaves the channel',
    'bad-tokens': 'refuses a join with a bad token, with the same text as the real server',
    'garbage-token-later': 'closes a channel when its renewed token is malformed',
    'private-broadcast': 'sends messages from the database to a private channel as binary frames',
    'private-denied': 'refuses the private channel of another order, also when the client tries again',
    'public-namesake': 'does not send private messages to the public channel of the same name',
    'private-token-of-another-order': 'closes a private channel when the renewed token is for another order',
    heartbeats: 'answers heartbeats',
    'bad-filters': 'reports an invalid table, column, filter or value',
    'version-1': 'supports version 1.0.0 of the serializer',
    'malformed-frames': 'ignores malformed frames',
    'same-topic-twice': 'closes the older channel when the client joins the same topic twice',
    'no-select-privilege': 'sends an error without data when the role has no select privilege',
  };
  for (const [name, title] of Object.entries(scenarios)) {
    it(title, async () => {
      const compared = await replay(server, name, runSql);
      assert.ok(compared > 0, 'the recording has no answers to compare');
    });
  }
});
