import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { fillKit } from '../kit/actors.js';
import { openKit } from '../kit/pglite-kit.js';
import { readSamples } from '../support/samples/read-samples.js';
import { onDatabase, samplesOf } from '../support/samples/sample-runs.js';

/** What a hosted project has of pg_cron, pg_net and the Vault, as far as these use it. What is planned runs once, at once. */
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

/** The statements of notifications.md, relay.md, wallet.md and the skill; other guides have a test of their own for theirs. */
describe('the statements of the guides to messages, the relay and wallets, and of the skill', () => {
  const opened = openKit();
  after(async () => (await opened).close());

  it('run on the database of the kit, in the order of the documents', async () => {
    const kit = await opened;
    await fillKit(kit);
    await kit.own(extensions);
    await kit.own('create table public.kitchen_tickets (id uuid primary key, stage text)');
    const samples = samplesOf(onDatabase, readSamples());
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
