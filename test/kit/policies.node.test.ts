import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { readSamples } from '../support/samples/read-samples.js';
import { onDatabase, samplesOf } from '../support/samples/sample-runs.js';
import { fillKit } from './actors.js';
import { describeAccess } from './describe-access.js';
import { describeIndexes } from './describe-indexes.js';
import { describePublication } from './describe-upgrade.js';
import { blocksOf } from './guide.js';
import { openKit } from './pglite-kit.js';

// One database for all of them, in this order: PGlite takes seconds to start.
const opened = openKit();
const filled = opened.then(async (kit) => {
  await fillKit(kit);
  return kit;
});
after(async () => (await filled).close());

const publish = readFileSync(projectPath('demo', 'supabase', 'publish-changes.sql'), 'utf8');
describePublication('PGlite', () => opened, publish);
describeAccess('PGlite', () => filled);
describeIndexes('PGlite', () => filled);

describe('the statements of the guide, in PGlite', () => {
  it('all run', async () => {
    const kit = await filled;
    await kit.own(`
      insert into auth.users (id, email) values (gen_random_uuid(), 'you@restaurant.example');
      alter publication supabase_realtime drop table public.orders;`);
    for (const sql of blocksOf('sql')) await kit.own(sql);
  });
});

/** What a hosted project has of pg_cron, pg_net and the Vault, as far as the guides use it. What is planned runs once, at once. */
const extensions = `
  create schema cron; create schema net; create schema vault;
  create function cron.schedule(name text, schedule text, command text) returns bigint language plpgsql as $$
    begin execute command; return 1; end $$;
  create table net.requests (url text, body jsonb, headers jsonb);
  create function net.http_post(url text, body jsonb, headers jsonb) returns bigint language sql as $$
    insert into net.requests values (url, body, headers) returning 1::bigint $$;
  create table vault.decrypted_secrets (name text, decrypted_secret text);
  create function vault.create_secret(secret text, name text) returns void language sql as $$
    insert into vault.decrypted_secrets values (name, secret) $$;`;

describe('the statements of other guides and of the skill, in PGlite', () => {
  it('all run, in the order of the documents', async () => {
    const kit = await filled;
    await kit.own(extensions);
    await kit.own('create table public.kitchen_tickets (id uuid primary key, stage text)');
    const samples = samplesOf(onDatabase, readSamples()).filter(({ place }) => !place.includes('supabase.md'));
    assert.equal(samples.length, 6);
    for (const { place, code } of samples) {
      await kit.own(code).catch((error) => assert.fail(`${place}: ${error}`));
    }
    const [asked] = await kit.own('select url, headers from net.requests');
    assert.deepEqual(
      { ...asked },
      {
        url: 'https://<project>.supabase.co/functions/v1/wallet/tell',
        headers: { 'Content-Type': 'application/json', Authorization: 'Bearer <OUTBOX_SECRET>' },
      },
      'the wallets’ statement finds what that of the outbox has put into the Vault',
    );
  });
});
