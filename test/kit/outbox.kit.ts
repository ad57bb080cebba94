import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import postgres, { type Sql } from 'postgres';
import type { KitDatabase } from '../../demo/supabase/functions/_shared/kit-database.js';
import type { Message, SendResult } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { createTestWorker, FakeSender, plainMessage } from '../notify/fake-senders.js';
import { type HostedPostgres, startHostedPostgres } from './hosted-postgres.js';
import { migrationNames, migrationsFolder } from './pglite-kit.js';

const orders = 60;

/** A vendor that several workers share, slow enough for them to meet. */
class SharedSender extends FakeSender {
  override async send(message: Message): Promise<SendResult> {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return super.send(message);
  }
}

/** As a worker calls it, on a connection of its own. */
function databaseOn(sql: Sql): KitDatabase {
  const call: KitDatabase['call'] = async (name, args) => {
    const isJson = (value: unknown) => typeof value === 'object' && value !== null;
    const places = Object.entries(args).map(
      ([argument, value], index) => `${argument} => $${index + 1}${isJson(value) ? '::text::jsonb' : ''}`,
    );
    const values = Object.values(args).map((value) =>
      isJson(value) ? JSON.stringify(value) : (value as string | number | boolean | null),
    );
    const rows = await sql.unsafe<{ answer: unknown }[]>(
      `select to_jsonb(answer) as answer from public.${name}(${places.join(', ')}) as answer`,
      values,
    );
    return rows.map(({ answer }) => answer);
  };
  return { call, callAs: (_token, name, args) => call(name, args) };
}

describe('four workers on one PostgreSQL', () => {
  let server: HostedPostgres;
  before(async () => {
    server = await startHostedPostgres();
    for (const name of await migrationNames()) await server.own(await readFile(`${migrationsFolder}/${name}`, 'utf8'));
  });
  after(() => server.close());

  it('send each message once, while the kitchen and the guests go on', { timeout: 120_000 }, async () => {
    await server.own(`
      insert into public.restaurants (id, name) values ('a0000000-0000-4000-8000-000000000000', 'A');
      insert into public.notification_settings (restaurant_id, is_adaptive, retention_days)
      values ('a0000000-0000-4000-8000-000000000000', false, 1);
      insert into public.orders (restaurant_id, number, fulfilment)
      select 'a0000000-0000-4000-8000-000000000000', series::text, 'pickup' from generate_series(1, ${orders}) as series;
      with consents as (
        insert into private.consents (restaurant_id, order_id, channel, address_hash, wording, language, method)
        select restaurant_id, id, channel, encode(sha256(convert_to(id::text || channel, 'UTF8')), 'hex'), 'Yes', 'en', 'api'
        from public.orders, unnest(array['push', 'sms', 'email']) as channel returning *)
      insert into private.recipients (order_id, channel, address, address_hash, consent_id)
      select order_id, channel, '{}', address_hash, id from consents;`);
    const senders = (['push', 'sms', 'email'] as const).map((channel) => new SharedSender(channel));
    const refusals: string[] = [];
    let isOver = false;
    const work = async () => {
      const sql = await server.connect();
      const worker = createTestWorker({ database: databaseOn(sql), senders, render: plainMessage });
      while (!isOver) await worker.run().catch((error: unknown) => refusals.push(codeOf(error)));
      await worker.run();
      await sql.end();
    };
    const kitchen = async () => {
      const sql = await server.connect();
      for (const status of ['preparing', 'ready', 'preparing', 'ready', 'completed']) {
        for (const { id } of await sql<{ id: string }[]>`select id from public.orders order by random()`) {
          await sql`update public.orders set status = ${status} where id = ${id}`.catch((error: unknown) =>
            refusals.push(codeOf(error)),
          );
        }
      }
      await sql.end();
      isOver = true;
    };
    const guests = async () => {
      const sql = await server.connect();
      while (!isOver) {
        await sql`select private.push_was_shown(id, false) from private.deliveries
          where state = 'accepted' and channel = 'push' order by random() limit 3`.catch((error: unknown) =>
          refusals.push(codeOf(error)),
        );
        await sql`select private.page_was_seen(id, version) from public.orders order by random() limit 1`.catch(
          (error: unknown) => refusals.push(codeOf(error)),
        );
      }
      await sql.end();
    };
    await Promise.all([work(), work(), work(), work(), kitchen(), guests()]);
    assert.deepEqual(refusals, [], 'no deadlock');
    const ids = senders.flatMap(({ sent }) => sent.map(({ id }) => id));
    assert.ok(ids.length > orders, `${ids.length} messages`);
    assert.equal(new Set(ids).size, ids.length);
    const open = await server.own(`select kind, state from private.notifications where state = 'open'`);
    assert.deepEqual(open, []);
    assert.deepEqual(await server.own('select * from private.recipients'), []);
  });
});

function codeOf(error: unknown): string {
  return error instanceof postgres.PostgresError ? `${error.code} ${error.message}` : String(error);
}
