import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { hashCapability } from '../../demo/supabase/functions/_shared/capability.js';
import { fillKit, ids } from './actors.js';
import { describeAccess } from './describe-access.js';
import { describeIndexes } from './describe-indexes.js';
import { describeOtherRestaurant } from './describe-other-restaurant.js';
import { describePublication, describeUpgrade } from './describe-upgrade.js';
import { contentsOf, firstVersion } from './first-version.js';
import { type HostedPostgres, postgresName, startHostedPostgres } from './hosted-postgres.js';
import { migrationNames } from './pglite-kit.js';
import { kitWith, type Ran, supabase } from './supabase-cli.js';

const seed = readFileSync(projectPath('demo', 'supabase', 'seed.sql'), 'utf8');
const publish = readFileSync(projectPath('demo', 'supabase', 'publish-changes.sql'), 'utf8');

async function push(url: string, ...more: readonly string[]): Promise<Ran> {
  const ran = await supabase(['db', 'push', '--yes', '--db-url', url, ...more]);
  assert.equal(ran.code, 0, ran.output);
  return ran;
}

const started: HostedPostgres[] = [];
after(() => Promise.all(started.map((database) => database.close())));
async function start(made: 'today' | 'before 2026' = 'today'): Promise<HostedPostgres> {
  const database = await startHostedPostgres(made);
  started.push(database);
  return database;
}

const pushed = start().then(async (database) => {
  await push(database.url);
  return database;
});

describe('supabase db push', () => {
  let database: HostedPostgres;
  before(async () => {
    database = await pushed;
  });

  it('applies every migration as a role that is no superuser', async () => {
    const applied = await database.own('select version from supabase_migrations.schema_migrations order by version');
    assert.deepEqual(
      applied.map(({ version }) => version),
      (await migrationNames()).map((name) => name.slice(0, 14)),
    );
    const [me] = await database.own(
      'select usesuper, current_user::text as name from pg_user where usename = current_user',
    );
    assert.deepEqual(me, { usesuper: false, name: 'postgres' });
  });

  it('does nothing the second time', async () => {
    const before = await contentsOf(database);
    const { output } = await push(database.url);
    assert.match(output, /up to date/i);
    assert.deepEqual(await contentsOf(database), before);
  });
});

describePublication(postgresName, () => pushed, publish);

describe('the seed', () => {
  it('may run twice, by the command and by hand', async () => {
    const database = await pushed;
    await push(database.url, '--include-seed');
    await push(database.url, '--include-seed');
    await database.own(seed);
    await database.own(seed);
    const restaurants = await database.own('select name from public.restaurants');
    assert.deepEqual(restaurants, [{ name: 'Trattoria Aurora' }]);
    await database.own('delete from public.restaurants');
  });
});

const filled = async () => {
  const database = await pushed;
  const [restaurant] = await database.own('select from public.restaurants limit 1');
  if (!restaurant) await fillKit(database);
  return database;
};
describeAccess(postgresName, filled);
describeOtherRestaurant(postgresName, filled);
describeIndexes(postgresName, filled);

describe('eight tills at once', () => {
  it('place each order once, under numbers of its own', async () => {
    const database = await filled();
    const [made] = await database.own(`select public.create_order_key('${ids.A}', 'tills') as key`);
    const hash = hashCapability(String(made?.key));
    const tills = await Promise.all(Array.from({ length: 8 }, () => database.connect()));
    const placed = await Promise.all(
      tills.flatMap((till, number) =>
        ['first', 'second', 'first'].map(async (request, nth) => {
          const link = hashCapability(`${number} ${nth}`);
          const order = { fulfilment: 'pickup', payment_status: 'succeeded', items: [{ name: 'Soup', quantity: 1 }] };
          const [row] = await till<{ id: string; number: string; is_new: boolean }[]>`
            select * from public.place_order_as_server(${till.json(order)}, ${link}, ${request}, ${hash})`;
          return row;
        }),
      ),
    );
    await Promise.all(tills.map((till) => till.end()));
    assert.equal(placed.length, 24);
    assert.equal(placed.filter((row) => row?.is_new).length, 2);
    assert.equal(new Set(placed.map((row) => row?.id)).size, 2);
    assert.equal(new Set(placed.map((row) => row?.number)).size, 2);
  });
});

describeUpgrade(`${postgresName}, by the command`, async () => {
  const database = await start('before 2026');
  const names = await migrationNames();
  const first = kitWith(names.filter((name) => name <= firstVersion));
  return {
    database,
    async install() {
      const { code, output } = await supabase(['db', 'push', '--yes', '--db-url', database.url], first);
      rmSync(first, { recursive: true });
      assert.equal(code, 0, output);
    },
    upgrade: async () => void (await push(database.url)),
  };
});
