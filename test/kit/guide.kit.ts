import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { projectPath } from '../../demo/server/project-files.js';
import { readLinkTokens } from '../../demo/supabase/functions/_shared/signing-key.js';
import { type DemoServer, startTestServer } from '../demo/support.js';
import { blocksOf, cliCommands } from './guide.js';
import { type HostedPostgres, postgresName, startHostedPostgres } from './hosted-postgres.js';
import { offline, supabase, supabaseCommand } from './supabase-cli.js';

const bash = (command: string, folder: string, variables: Readonly<Record<string, string>>) =>
  promisify(execFile)('bash', ['-ec', command], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...offline, ...variables },
  });

/** Lines of the guide's shell blocks that match. */
function commandsWith(part: string): readonly string[] {
  return blocksOf('sh')
    .flatMap((block) => block.replace(/\\\n\s*/g, ' ').split('\n'))
    .filter((line) => line.includes(part));
}

const user = `insert into auth.users (id, email) values (gen_random_uuid(), 'you@restaurant.example')`;

describe('the guide to a hosted project', () => {
  it('names commands and flags that the Supabase CLI has', async () => {
    const commands = cliCommands();
    assert.ok(commands.length >= 10);
    const helps = new Map<string, string>();
    for (const { words, flags } of commands) {
      const [command = '', below = ''] = words;
      const path = ['login', 'link'].includes(command) ? [command] : [command, below];
      const help = helps.get(path.join(' ')) ?? (await supabase([...path, '--help'])).output;
      helps.set(path.join(' '), help);
      assert.match(help, new RegExp(`supabase ${path.join(' ')}\\b`), path.join(' '));
      for (const flag of flags) assert.ok(help.includes(flag.split('=')[0] ?? ''), `${path.join(' ')} has no ${flag}`);
    }
  });

  it('makes a key that signs tokens', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'kit-guide-'));
    const [command = ''] = commandsWith('gen signing-key');
    await bash(command.replace('npx supabase', supabaseCommand), folder, { HOME: folder });
    const tokens = await readLinkTokens(readFileSync(join(folder, 'signing-key.json'), 'utf8'), Date.now);
    assert.equal((await tokens.signForGuest('x')).split('.').length, 3);
    rmSync(folder, { recursive: true });
  });

  describe(`on ${postgresName}`, () => {
    let database: HostedPostgres;
    before(async () => {
      database = await startHostedPostgres();
    });
    after(() => database.close());

    it('brings the kit there, and every statement of it runs', async () => {
      const [command = ''] = commandsWith('--db-url');
      await bash(`${command.replace('npx supabase', supabaseCommand)} --yes`, projectPath(), {
        DATABASE_URL: database.url,
      });
      await database.own(user);
      for (const sql of blocksOf('sql')) await database.own(sql);
      const staff = await database.own('select role from public.staff');
      assert.deepEqual(staff, [{ role: 'manager' }]);
    });
  });

  describe('on the demo', () => {
    let server: DemoServer;
    before(async () => {
      server = await startTestServer();
    });
    after(() => server.close());

    it('places an order by its curl command, whose link opens, and moves it', async () => {
      const run = (sql: string) =>
        server.database.exclusively(async (postgres) => {
          const results = (await postgres.exec(sql)) as readonly {
            readonly rows: readonly Record<string, unknown>[];
          }[];
          return results.at(-1)?.rows[0];
        });
      await run(`delete from public.restaurants; ${user}`);
      const statements = blocksOf('sql');
      const makesKey = statements.findIndex((sql) => sql.includes('create_order_key'));
      for (const sql of statements.slice(0, makesKey)) await run(sql);
      const made = await run(statements[makesKey] ?? '');
      const [command = ''] = commandsWith('curl');
      const { stdout } = await bash(
        command.replace('https://YOUR_PROJECT_REF.supabase.co', server.url),
        projectPath(),
        { ORDER_KEY: String(made?.create_order_key) },
      );
      const placed = JSON.parse(stdout) as Record<'id' | 'track_url' | 'number', string>;
      assert.equal(placed.number, '1');
      const exchange = await fetch(`${server.url}/functions/v1/track`, {
        method: 'POST',
        body: JSON.stringify({
          order_id: placed.id,
          capability: new URL(placed.track_url).hash.replace('#track=', ''),
        }),
      });
      const { access_token } = (await exchange.json()) as { access_token: string };
      await run(statements.find((sql) => sql.startsWith('update public.orders')) ?? '');
      const read = await fetch(`${server.url}/rest/v1/rpc/order_snapshot`, {
        method: 'POST',
        headers: {
          apikey: server.secrets.publishableKey,
          Authorization: `Bearer ${access_token}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ order_id: placed.id }),
      });
      assert.equal(((await read.json()) as { status: string }).status, 'preparing');
    });
  });
});
