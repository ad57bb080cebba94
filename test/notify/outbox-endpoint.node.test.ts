import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, beforeEach, describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import type { Handler } from '../../demo/supabase/functions/_shared/endpoint.js';
import { createOutbox } from '../../demo/supabase/functions/_shared/notify/outbox.js';
import { createOutboxWorker } from '../../demo/supabase/functions/_shared/notify/worker.js';
import { FakeSender, plainMessage } from './fake-senders.js';
import { OutboxKit } from './outbox-kit.js';

const secret = 'the-secret-of-the-test';
let kit: OutboxKit;
let restaurant: string;
before(async () => {
  kit = await OutboxKit.open();
  restaurant = await kit.addRestaurant();
});
after(() => kit.close());

describe('the outbox as an endpoint', () => {
  let push: FakeSender;
  let sms: FakeSender;
  let outbox: Handler;
  beforeEach(() => {
    push = new FakeSender('push');
    sms = new FakeSender('sms');
    outbox = createOutbox({
      worker: createOutboxWorker({ database: kit.kitDatabase, senders: [push, sms], render: plainMessage }),
      secret,
      now: () => kit.now,
      wait: (milliseconds) => kit.setClock(milliseconds / 1000),
      followSeconds: 25,
    });
  });
  const post = async (authorization: string) => {
    const response = await outbox(
      new Request('https://project.example/functions/v1/outbox', {
        method: 'POST',
        body: '{}',
        headers: { Authorization: authorization },
      }),
    );
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };

  it('sends nothing for anybody without its secret', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    await kit.moveTo(order, 'preparing');
    for (const wrong of ['', 'Bearer', 'Bearer wrong', `Basic ${secret}`])
      assert.equal((await post(wrong)).status, 401);
    assert.equal(push.sent.length, 0);
  });

  it('sends what is due, and goes on for some seconds with the next step', async () => {
    const order = await kit.addOrder(restaurant);
    for (const channel of ['push', 'sms'] as const) await kit.addRecipient(order, channel);
    await kit.moveTo(order, 'preparing', 'ready');
    const { status } = await post(`Bearer ${secret}`);
    assert.equal(status, 200);
    const about = (sender: FakeSender) =>
      sender.sent.filter(({ orderId }) => orderId === order).map(({ kind }) => kind);
    assert.deepEqual([about(push), about(sms)], [['ready'], ['ready']]);
  });
});

/** What a hosted project has of pg_cron, pg_net and the Vault, as far as the file uses it. */
const hostedExtensions = `
  create schema cron; create schema net; create schema vault;
  create table cron.job (jobname text primary key, schedule text, command text);
  create table cron.job_run_details (end_time timestamptz);
  create function cron.schedule(job_name text, schedule text, command text) returns bigint language sql as $$
    insert into cron.job values (job_name, schedule, command)
    on conflict (jobname) do update set schedule = excluded.schedule, command = excluded.command returning 1::bigint $$;
  create table net.requests (url text, body jsonb, headers jsonb);
  create function net.http_post(
    url text, body jsonb default '{}', params jsonb default '{}', headers jsonb default '{}', timeout_milliseconds integer default 5000
  ) returns bigint language sql as $$ insert into net.requests values (url, body, headers) returning 1::bigint $$;
  create table vault.decrypted_secrets (name text, decrypted_secret text);`;

describe('a hosted project that calls the outbox by itself', () => {
  const file = readFileSync(projectPath('demo', 'supabase', 'send-notifications.sql'), 'utf8');
  const run = (sql: string) => kit.database.exclusively((connection) => connection.exec(sql));
  const requests = () =>
    kit.query<{ url: string; headers: Record<string, string> }>('select url, headers from net.requests');
  before(async () => {
    await run(hostedExtensions);
    // PGlite has neither extension; both are there on a hosted project.
    const here = file.replace(/^create extension .*$/gm, '');
    await run(here);
    await run(here);
  });

  it('refuses no order while its secrets are missing', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    await kit.moveTo(order, 'preparing');
    assert.deepEqual(await requests(), []);
  });

  it('calls the function with the change, and again when a step of the ladder is due', async () => {
    await run(`insert into vault.decrypted_secrets values ('project_url', 'https://p.supabase.co'), ('outbox_secret', 's');
      insert into private.sending_channels (channel) values ('push'), ('sms') on conflict do nothing;`);
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    await kit.moveTo(order, 'preparing', 'ready');
    const [request] = await requests();
    assert.equal(request?.url, 'https://p.supabase.co/functions/v1/outbox');
    assert.equal(request?.headers.Authorization, 'Bearer s');
    await run('delete from net.requests');
    const [job] = await kit.query<{ schedule: string; command: string }>(
      `select schedule, command from cron.job where jobname = 'outbox'`,
    );
    assert.equal(job?.schedule, '5 seconds');
    await run(job?.command ?? '');
    assert.equal((await requests()).length, 1);
  });

  it('calls the function for an SMS to the owner about an order that nobody has accepted', async () => {
    const silent = await kit.addRestaurant({
      is_adaptive: false,
      accept_minutes: 4,
      unanswered_minutes: 5,
      unanswered_rule: 'call',
    });
    await kit.setOwnerPhone(silent, '+4917099988877');
    await run('delete from public.orders');
    await kit.addOrder(silent);
    await kit.setClock(535);
    await run('select private.turn_outbox(); delete from net.requests; select private.turn_outbox()');
    assert.equal((await requests()).length, 0);
    await kit.setClock(5);
    await run('select private.turn_outbox()');
    assert.equal((await requests()).length, 1);
  });

  it('tells staff in time although the function never runs', async () => {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'push');
    await kit.moveTo(order, 'preparing', 'ready');
    for (let second = 0; second < 90; second += 5) {
      await kit.setClock(5);
      await run('select private.turn_outbox()');
    }
    const alerts = await kit.query('select kind from public.staff_alerts where order_id = $1', [order]);
    assert.deepEqual(alerts, [{ kind: 'not_reached' }]);
  });

  it('deletes what is left of ended orders', async () => {
    const [job] = await kit.query<{ command: string }>(`select command from cron.job where jobname = 'outbox clean'`);
    await run(job?.command ?? '');
  });
});
