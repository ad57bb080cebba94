import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Claims } from '../../demo/server/database/identity.js';
import type { Acting, Outcome } from './acting.js';
import { ids } from './actors.js';
import { everythingOfA, fillMessages, idsOfA, mark, more, oddClaims, outsiders } from './other-restaurant.js';

const relations = `
  select format('%I', relname) as name, array(
    select attname::text from pg_attribute
    where attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
    order by attnum) as columns, array(
    select attname::text from pg_attribute
    where attrelid = pg_class.oid and attnum > 0 and not attisdropped and atttypid = 'uuid'::regtype) as ids
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') order by 1`;

const functions = `
  select proname as name, array(select format_type(type, null) from unnest(proargtypes) as type) as types
  from pg_proc where pronamespace = 'public'::regnamespace order by proname`;

/** For parameters of a type: what an attacker would try. Ids are those of A, one after the other. */
const values: Readonly<Record<string, readonly string[]>> = {
  uuid: idsOfA.map((id) => `'${id}'`),
  text: [`'${mark}'`, `'coming'`, `repeat('1', 64)`],
  integer: ['5'],
  bigint: ['5'],
  boolean: ['true'],
  jsonb: [
    `'${JSON.stringify({ restaurant_id: ids.A, order_id: ids.a1, fulfilment: 'pickup', payment_status: 'succeeded', items: [{ name: 'Soup', quantity: 1 }] })}'`,
    `'${JSON.stringify({ endpoint: 'https://push.example/a', keys: { p256dh: 'k', auth: 'a' } })}'`,
  ],
};

const topics = ['order', 'board', 'kitchen'].flatMap((kind) =>
  [ids.A, ids.a1, ids.a2, ids.a1.toUpperCase(), '%', ''].map((id) => `${kind}:${id}`),
);

/**
 * Everybody who has nothing to do with restaurant A, at every table, view, function and channel of the kit: nothing of A's may
 * be in an answer, and nothing of A's may change. Tables and functions are those that the database has, so new ones are
 * attacked too. `open` gives a kit that `fillKit` has filled.
 */
export function describeOtherRestaurant(name: string, open: () => Promise<Acting>): void {
  describe(`another restaurant in ${name}`, () => {
    let database: Acting;
    let state: string;
    let untouched: unknown;
    before(async () => {
      database = await open();
      await fillMessages(database);
      await database.own(`
        insert into realtime.messages (topic, extension, event, payload) values
          ('order:${ids.a1}', 'broadcast', 'order', '{"text": "${mark}"}'),
          ('board:${ids.A}', 'broadcast', 'board', '{"text": "${mark}"}'),
          ('kitchen:${ids.A}', 'broadcast', 'kitchen', '{"text": "${mark}"}')`);
      state = await everythingOfA(database);
      untouched = (await database.own(state))[0];
    });

    const says = (outcome: Outcome) =>
      outcome.refused === undefined ? JSON.stringify(outcome.rows) : `${outcome.refused} ${outcome.message}`;

    /** Runs a statement as an outsider, and looks at the answer and at what it has done. */
    const attack = async (who: string, claims: Claims, ...sql: readonly string[]) => {
      const outcome = await database.as(claims, ...sql);
      const answer = says(outcome);
      // What a refusal repeats of the statement itself is nothing that was read.
      assert.ok(!answer.includes(mark) || sql.join().includes(mark), `${who} read: ${sql.join('; ')} -> ${answer}`);
      if (outcome.refused !== undefined) return answer;
      const after = await database.as(claims, ...sql, 'reset role', state);
      if (after.refused === undefined) {
        assert.deepEqual(after.rows[0], untouched, `${who} changed something: ${sql.join('; ')} -> ${answer}`);
      }
      return answer;
    };

    for (const [who, claims] of Object.entries(outsiders)) {
      it(`gives ${who} no row of a table or view, and lets none be changed`, async () => {
        for (const { name: table, ...its } of await database.own(relations)) {
          const columns = its.columns as readonly string[];
          const idColumns = its.ids as readonly string[];
          const sees = async (sql: string) => {
            const answer = says(await database.as(claims, sql));
            for (const text of [mark, ...idsOfA]) assert.ok(!answer.includes(text), `${who} sees: ${sql} -> ${answer}`);
            return answer;
          };
          const isRefused = (await sees(`select * from public.${table}`)).startsWith('42501');
          if (oddClaims.includes(who)) continue;
          await attack(who, claims, `delete from public.${table}`);
          for (const column of columns) {
            if (isRefused) await sees(`select ${column} from public.${table}`);
            await attack(who, claims, `update public.${table} set ${column} = ${column}`);
          }
          for (const column of idColumns) {
            for (const id of [ids.A, ids.a1])
              await attack(who, claims, `update public.${table} set ${column} = '${id}'`);
          }
          for (const key of idColumns.filter((column) => /^(restaurant|order)_id$/.test(column))) {
            const id = key === 'order_id' ? ids.a1 : ids.A;
            const others = columns.filter((column) => column !== key && column !== 'id');
            const copied = `select ${others.join(', ')}, '${id}' from public.${table}`;
            await attack(who, claims, `insert into public.${table} (${[...others, key].join(', ')}) ${copied}`);
            await attack(who, claims, `insert into public.${table} (${key}) values ('${id}')`);
            await attack(
              who,
              claims,
              `insert into public.${table} (${key}) values ('${id}') on conflict (${key}) do update set ${key} = excluded.${key}`,
            );
          }
        }
      });

      it(`answers ${who} nothing from functions, whichever id of A they are called with`, async () => {
        for (const { name: called, types } of await database.own(functions)) {
          const kinds = types as readonly string[];
          const tries = Math.max(1, ...kinds.map((type) => values[type]?.length ?? 1));
          for (let index = 0; index < tries; index += 1) {
            const given = kinds.map((type) => {
              const known = values[type] ?? ['null'];
              return `${known[index % known.length]}::${type}`;
            });
            const answer = await attack(
              who,
              claims,
              `select to_jsonb(public.${called}(${given.join(', ')})) as answer`,
            );
            if (answer.includes('permission denied for function')) break;
            for (const id of idsOfA.filter((one) => !given.join().includes(one)))
              assert.ok(!answer.includes(id), `${who}: ${called}(${given.join(', ')}) -> ${answer}`);
          }
        }
      });

      it(`lets ${who} into no channel of A`, async () => {
        for (const topic of topics) {
          const set = `select set_config('realtime.topic', '${topic}', true)`;
          const heard = await database.as(
            claims,
            set,
            `select payload from realtime.messages where topic = '${topic}'`,
          );
          assert.ok(!says(heard).includes(mark), `${who} hears ${topic}`);
          const sent = `insert into realtime.messages (topic, extension, event) values ('${topic}', 'broadcast', 'order')`;
          assert.equal((await database.as(claims, set, sent)).refused, '42501', `${who} sends to ${topic}`);
        }
      });
    }

    it('is only worth something because A’s own people get all of it', async () => {
      const manager = { role: 'authenticated', sub: ids.managerA };
      for (const table of ['notification_settings', 'staff_alerts', 'restaurants', 'unmapped_words']) {
        assert.match(
          says(await database.as(manager, `select to_jsonb(seen) from public.${table} as seen`)),
          /a0000000/,
        );
      }
      const removed = await database.as(
        { role: 'authenticated', sub: ids.staffA },
        `select public.remove_staff_recipient('${more.tablet}')`,
        'reset role',
        state,
      );
      assert.notDeepEqual(removed.refused === undefined && removed.rows[0], untouched);
    });
  });
}
