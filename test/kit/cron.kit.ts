import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { createRelay } from '../../src/relay.js';
import { MemoryStore } from '../relay/memory-store.js';
import { type HostedPostgres, startHostedPostgres } from './hosted-postgres.js';

/** pg_net, as far as the guides use it, which Debian does not have: it tells what was asked. */
const pgNet = `
  create schema net;
  grant usage on schema net to postgres;
  create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{"Content-Type": "application/json"}',
    timeout_milliseconds integer default 5000
  ) returns bigint language sql as $$
    select pg_notify('asked', jsonb_build_object('url', url, 'headers', headers, 'body', body)::text);
    select 1::bigint
  $$;
  create extension pg_cron;
  grant usage on schema cron to postgres;`;

describe('what is called every minute', () => {
  let server: HostedPostgres;
  before(async () => {
    server = await startHostedPostgres(
      'today',
      ['shared_preload_libraries=pg_cron', 'cron.database_name=postgres'],
      pgNet,
    );
  });
  after(() => server.close());

  it('is the relay’s reconcile, by the statement of its guide, which the relay takes', {
    timeout: 120_000,
  }, async () => {
    const guide = readFileSync(projectPath('demo', 'guides', 'relay.md'), 'utf8');
    const statement = /```sql\n(select cron\.schedule[\s\S]*?)```/.exec(guide)?.[1] ?? '';
    const listener = await server.connect();
    const heard = new Promise<string>((resolve) => void listener.listen('asked', resolve));
    await server.own(statement.replace('<project>', 'abc').replace('<random>', 'secret-of-the-cron'));

    const { url, headers, body } = JSON.parse(await heard) as {
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: object;
    };
    await listener.end();
    assert.equal(url, 'https://abc.supabase.co/functions/v1/relay/reconcile');
    const store = new MemoryStore();
    const providers = { square: { secret: 'key', readBack: { token: 'token' } } };
    const relay = createRelay({ providers, store, restaurant: 'r', reconcileSecret: 'secret-of-the-cron' });
    const response = await relay(new Request(url, { method: 'POST', headers, body: JSON.stringify(body) }));
    assert.deepEqual(await response.json(), { asked: 0, read: 0 });
    const runs = await server.own('select status from cron.job_run_details');
    assert.ok(
      runs.every(({ status }) => status !== 'failed'),
      JSON.stringify(runs),
    );
  });
});
