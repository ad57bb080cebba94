import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Acting, Outcome } from './acting.js';
import { type Actor, actorNames, actors, ids } from './actors.js';
import { calls, joins, privateFunctions, reads, writes } from './expected-access.js';
import { fillSettings } from './other-restaurant.js';

const order = { fulfilment: 'pickup', payment_status: 'succeeded', items: [{ name: 'Soup', quantity: 1 }] };
const fillings: Readonly<Record<string, string>> = {
  ...ids,
  'new order': JSON.stringify(order),
  'push subscription': JSON.stringify({ endpoint: 'https://push.example/a', keys: { p256dh: 'k', auth: 'a' } }),
  'new order of A': JSON.stringify({ ...order, restaurant_id: ids.A }),
};

/**
 * Holds the kit to `expected-access.ts`: every actor, every table, every function. `open` gives a kit that `fillKit` has
 * filled.
 */
export function describeAccess(name: string, open: () => Promise<Acting>): void {
  describe(`access to the kit in ${name}`, () => {
    let database: Acting;
    before(async () => {
      database = await open();
      await fillSettings(database);
      await database.own(
        `insert into realtime.messages (topic, extension, event) values ('any', 'broadcast', 'probe')`,
      );
    });

    it('is decided for every table and view of the kit', async () => {
      const tables = await names(`
        select format('%s.%s', relnamespace::regnamespace, relname) as name from pg_class
        where relnamespace::regnamespace::text in ('public', 'private') and relkind in ('r', 'p', 'v', 'm', 'f')`);
      assert.deepEqual(tables, Object.keys(reads).sort());
    });

    it('is decided for every function of the kit', async () => {
      const functions = await names(`
        select distinct proname as name from pg_proc where pronamespace = 'public'::regnamespace`);
      const called = new Set(Object.keys(calls).map((sql) => /public\.(\w+)/.exec(sql)?.[1]));
      assert.deepEqual(functions, [...called].sort());
    });

    it('has row level security on every table that the API shows', async () => {
      assert.deepEqual(
        await names(`select tablename as name from pg_tables where schemaname = 'public' and not rowsecurity`),
        [],
      );
    });

    it('reaches no function of the schema private, but for those that policies call', async () => {
      const reachable = await database.own(`
        select proname as name, array_agg(rolname order by rolname)::text[] as roles
        from pg_proc, pg_roles
        where pronamespace = 'private'::regnamespace and has_function_privilege(pg_roles.oid, pg_proc.oid, 'execute')
          and rolname in ('anon', 'authenticated', 'tracker', 'viewer', 'service_role')
        group by proname`);
      assert.deepEqual(Object.fromEntries(reachable.map(({ name, roles }) => [name, roles])), privateFunctions);
    });

    it('lets only the restaurant’s own staff end links', async () => {
      const ended = async (sub: string) => {
        const [counted] = await database.own(`
          begin;
          select set_config('request.jwt.claims', '${JSON.stringify({ role: 'authenticated', sub })}', true),
            set_config('request.jwt.claim.sub', '${sub}', true);
          set local role authenticated;
          select public.revoke_tracking_links('${ids.a1}'), public.revoke_board_links('${ids.A}');
          reset role;
          commit;
          select (select count(*) from private.tracking_links where expires_at is not null)
            + (select count(*) from private.board_links where revoked_at is not null) as ended`);
        return Number(counted?.ended);
      };
      await database.own(`select public.add_board_link('${ids.A}', repeat('f', 64))`);
      assert.equal(await ended(ids.stranger), 0);
      assert.equal(await ended(ids.staffB), 0);
      assert.equal(await ended(ids.staffA), 2);
      await database.own('update private.tracking_links set expires_at = null; delete from private.board_links');
    });

    for (const [table, line] of Object.entries(reads)) {
      // Guests have rights to single columns.
      const column = table === 'public.orders' ? 'id' : '*';
      hold(`select ${column} from ${table}`, line, ({ rows }) => `${rows.length}`);
    }
    for (const [sql, line] of Object.entries(writes)) hold(sql, line, ({ changed }) => `${changed}`);
    for (const [sql, line] of Object.entries(calls)) hold(sql, line, answerOf);
    for (const [topic, line] of Object.entries(joins)) {
      // As Realtime asks: the topic of the join is a setting, and a message must be readable.
      const read = `select from realtime.messages where event = 'probe' and extension = 'broadcast'`;
      hold(read, line, ({ rows }) => `${rows.length}`, `select set_config('realtime.topic', '${topic}', true)`);
    }

    function hold(
      sql: string,
      line: string,
      read: (outcome: Outcome & { readonly refused?: undefined }) => string,
      before = 'select',
    ): void {
      it(`${before === 'select' ? sql : before}: ${line}`, async () => {
        const got: string[] = [];
        for (const actor of actorNames) got.push(await outcomeOf(actor));
        assert.deepEqual(Object.fromEntries(zip(got)), Object.fromEntries(zip(line.split(' '))));
      });

      async function outcomeOf(actor: Actor): Promise<string> {
        const outcome = await database.as(actors[actor], filled(before), filled(sql));
        if (outcome.refused === undefined) return read(outcome);
        return outcome.refused === '42501' ? 'x' : `${outcome.refused} ${outcome.message}`;
      }
    }

    async function names(sql: string): Promise<readonly string[]> {
      return (await database.own(sql)).map((row) => String(row.name)).sort();
    }
  });
}

function filled(sql: string): string {
  return sql.replace(/\{([^}]+)\}/g, (whole, key: string) => fillings[key] ?? whole);
}

function zip(values: readonly string[]): readonly (readonly [Actor, string | undefined])[] {
  return actorNames.map((actor, index) => [actor, values[index]]);
}

function answerOf({ rows: [row] }: Outcome & { readonly refused?: undefined }): string {
  const value = row && Object.values(row)[0];
  if (value === false) return '0';
  return value === null || value === undefined ? '-' : '+';
}
