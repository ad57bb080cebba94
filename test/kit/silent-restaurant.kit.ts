import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, it } from 'node:test';
import { fillKit, ids } from './actors.js';
import { startHostedPostgres } from './hosted-postgres.js';
import { migrationNames, migrationsFolder } from './pglite-kit.js';

const opened = startHostedPostgres().then(async (kit) => {
  for (const name of await migrationNames()) await kit.own(await readFile(`${migrationsFolder}/${name}`, 'utf8'));
  await fillKit(kit);
  return kit;
});
after(async () => (await opened).close());

it('six workers at once alert, tell staff and the owner, and send an answer, once an order', async () => {
  const kit = await opened;
  const workers = await Promise.all(Array.from({ length: 6 }, () => kit.connect()));
  const count = async (sql: string) => Number(Object.values((await kit.own(sql))[0] ?? {})[0]);
  await kit.own(`
    insert into public.notification_settings (restaurant_id, accept_minutes) values ('${ids.A}', 1);
    insert into public.orders (restaurant_id, number) select '${ids.A}', n::text from generate_series(1, 50) as n;
    update private.accept_deadlines set accept_by = now() - interval '10 seconds'`);
  await Promise.all(workers.map((sql) => sql`select private.check_unanswered(clock_timestamp())`));
  assert.equal(await count('select count(*) from public.staff_alerts'), 50);
  assert.equal(await count('select count(*) from private.staff_messages'), 50);

  // Everyone on a tablet, and the owner's telephone, which fillKit has set.
  await kit.own(`
    insert into private.staff_recipients (restaurant_id, user_id, channel, address, page)
    values ('${ids.A}', '${ids.staffA}', 'push', '{"endpoint": "https://push.example/a"}', 'https://a.example/kitchen');
    update public.notification_settings set unanswered_rule = 'call';
    update private.accept_deadlines set accept_by = now() - interval '1 hour'`);
  await Promise.all(
    workers.map(async (sql, index) => {
      for (let look = 0; look < 5; look += 1) {
        const jobs = await sql<{ id: string; lease: string }[]>`
          select job ->> 'delivery_id' as id, job ->> 'lease' as lease
          from public.claim_deliveries(${`worker ${index}`}, 20, 60, '["push", "sms"]') as job where job ->> 'kind' = 'staff'`;
        for (const { id, lease } of jobs) {
          const [begun] = await sql`select public.begin_delivery(${id}, ${lease}, 60, 'vendor', false, 0) as may`;
          if (begun?.may) await sql`select public.finish_delivery(${id}, ${lease}, '{"outcome": "accepted"}')`;
        }
      }
    }),
  );
  assert.equal(
    await count(
      `select count(*) from private.deliveries where staff_message_id is not null and state = 'accepted' and attempts = 1`,
    ),
    100,
  );
  assert.equal(await count('select count(*) from private.deliveries where staff_message_id is not null'), 100);

  await kit.own(`
    insert into private.order_answers (alert_id, order_id, answer, send_at)
    select id, order_id, 'later', now() from public.staff_alerts`);
  const versions = 'select sum(version) from public.orders';
  const before = await count(versions);
  await Promise.all(workers.map((sql) => sql`select private.send_answers(clock_timestamp())`));
  assert.equal(await count(versions), before + 50);
  await Promise.all(workers.map((sql) => sql.end()));
});
