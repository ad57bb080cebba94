import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Hono } from 'hono';
import { kitDatabase } from '../../demo/server/database/kit-database.js';
import { doubleSenders } from '../../demo/server/notify/double-senders.js';
import { createOutboxDemo } from '../../demo/server/notify/outbox-demo.js';
import { pushKeysOf } from '../../demo/server/notify/push-keys.js';
import { SentMessages } from '../../demo/server/notify/sent-messages.js';
import { type DemoServer, startDemoServer } from '../../demo/server/server.js';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { renderJobs } from '../../demo/supabase/functions/_shared/notify/render-job.js';
import { createOutboxWorker } from '../../demo/supabase/functions/_shared/notify/worker.js';
import { renderMessage } from '../../src/messages.js';
import { lunch, placeOrder, postOrder, startTestServer, type TestOrder } from '../demo/support.js';
import { migratedCluster } from '../support/empty-cluster.js';
import { sampleMail } from './sample-message.js';

interface Shown {
  readonly id: string;
  readonly number: number;
  readonly channel: string;
  readonly kind: string;
  readonly to: string;
  readonly text: string;
  readonly link: string;
}

describe('the page /outbox of the demo', () => {
  let server: DemoServer;
  let sent: SentMessages;
  let page: Hono;
  let order: TestOrder;

  const work = async () => {
    const secret = messageSecret(server.secrets.messageSecret);
    const worker = createOutboxWorker({
      database: kitDatabase(server.database, server.tokens),
      senders: doubleSenders(sent),
      render: renderJobs({
        renderMessage,
        secret,
        withdrawUrl: `${server.url}/functions/v1/withdraw`,
        trackingPage: `${server.url}/confirmation?order_id={id}`,
        now: Date.now,
      }),
      onNews: (news) => assert.fail(JSON.stringify(news)),
    });
    const { sent: underWay } = await worker.tick();
    await underWay;
  };
  const owner = (sql: string, values: unknown[] = []) =>
    server.database.transaction((query) => query.query<Record<string, unknown>>(sql, values));
  const messages = async (after = 0) => {
    const answer = await page.request(`/api/outbox/messages?after=${after}`);
    return ((await answer.json()) as { messages: readonly Shown[] }).messages;
  };
  const play = (id: string, what: string) =>
    page.request('/api/outbox/play', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, what }),
    });

  before(async () => {
    server = await startTestServer();
    sent = new SentMessages(Date.now);
    page = createOutboxDemo({ database: server.database, sent });
    order = await placeOrder(server);
    const secret = messageSecret(server.secrets.messageSecret);
    for (const [channel, address, name] of [
      ['sms', { number: '+4915112345678' }, '+4915112345678'],
      ['email', { address: 'guest@example.com' }, 'guest@example.com'],
    ] as const) {
      const hash = await secret.addressHash(channel, name);
      await owner(
        `with consent as (
          insert into private.consents (restaurant_id, order_id, channel, address_hash, wording, language, method)
          select restaurant_id, id, $2, $3, 'Yes', 'en', 'api' from public.orders where id = $1 returning id)
        insert into private.recipients (order_id, channel, address, address_hash, language, consent_id)
        select $1, $2, $4, $3, 'en', consent.id from consent`,
        [order.id, channel, hash, JSON.stringify(address)],
      );
    }
  });
  after(() => server.close());

  it('shows what a guest whose page is closed gets, with the link that opens the order, and without the number', async () => {
    await owner(`update public.orders set status = 'preparing' where id = $1`, [order.id]);
    await owner(`update public.orders set status = 'ready' where id = $1`, [order.id]);
    await work();
    const [sms] = (await messages()).filter(({ kind }) => kind === 'ready');
    assert.equal(sms?.channel, 'sms');
    assert.match(
      sms?.text ?? '',
      new RegExp(`^Trattoria Aurora: Your order ${order.number} is ready\\. We're bringing it to your table\\.`),
    );
    assert.equal(sms?.to, '+49 … 78');
    assert.doesNotMatch(JSON.stringify(await messages()), /4915112345678|guest@example/);
    assert.match(sms?.link ?? '', new RegExp(`order_id=${order.id}#track=`));
    assert.deepEqual(await messages(sms?.number), []);
  });

  it('says why', async () => {
    const answer = await page.request(`/api/outbox/log?order_id=${order.id}`);
    const { log } = (await answer.json()) as {
      log: readonly { decision: string; reason: string; kind: string | null }[];
    };
    assert.ok(
      log.some(({ kind, reason }) => kind === 'ready' && reason !== ''),
      JSON.stringify(log),
    );
    assert.equal((await page.request('/api/outbox/log?order_id=42')).status, 400);
  });

  it('plays the report that the SMS is on the phone: the guest counts as reached', async () => {
    const [sms] = (await messages()).filter(({ kind }) => kind === 'ready');
    assert.equal((await play(sms?.id ?? '', 'delivered')).status, 200);
    const { rows } = await owner(
      `select state, reached_by from private.notifications where order_id = $1 and kind = 'ready'`,
      [order.id],
    );
    assert.deepEqual(
      rows.map(({ state, reached_by }) => [state, reached_by]),
      [['reached', 'sms']],
    );
  });

  it('plays STOP: nothing more goes to that number', async () => {
    const [sms] = (await messages()).filter(({ kind }) => kind === 'ready');
    assert.equal((await play(sms?.id ?? '', 'stop')).status, 200);
    const { rows } = await owner(`select stopped from private.recipients where order_id = $1 and channel = 'sms'`, [
      order.id,
    ]);
    assert.deepEqual(rows, [{ stopped: 'withdrawn' }]);
    assert.equal((await play('7f0c8a52-3c11-4e0e-9a5e-2f6f6f0d9b01', 'stop')).status, 400);
    assert.equal((await play(sms?.id ?? '', 'explode')).status, 400);
  });

  it('is there, and empty, at the start of a server', async () => {
    assert.match(await (await fetch(`${server.url}/outbox`)).text(), /<title>Outbox/);
    assert.deepEqual(await (await fetch(`${server.url}/api/outbox/messages`)).json(), { messages: [] });
  });
});

describe('the demo as it is started', () => {
  let server: DemoServer;
  before(async () => {
    server = await startDemoServer({ port: 0, emptyCluster: await migratedCluster(), setting: () => undefined });
  });
  after(() => server.close());

  /** The first message of this kind that the page gets. */
  async function shownOf(kind: string): Promise<Shown> {
    const end = performance.now() + 10_000;
    for (;;) {
      const answer = await fetch(`${server.url}/api/outbox/messages`);
      const { messages } = (await answer.json()) as { messages: readonly Shown[] };
      const found = messages.find((message) => message.kind === kind);
      if (found) return found;
      assert.ok(performance.now() < end, `no ${kind} within 10 s`);
    }
  }

  it('tells a guest who has left a number and closed the page, by a link that opens the order', async () => {
    const notify = [{ channel: 'sms', address: '+4915112345678', wording: 'Tell me by SMS', language: 'de' }];
    const response = await postOrder(server, { ...lunch, notify });
    const { id } = (await response.json()) as { id: string };
    for (const status of ['preparing', 'ready']) {
      await server.database.transaction((query) =>
        query.query('update public.orders set status = $2 where id = $1', [id, status]),
      );
    }
    const { text, link } = await shownOf('ready');
    assert.match(text, /^Trattoria Aurora: Ihre Bestellung .* ist fertig\./);
    const capability = new URL(link).hash.replace('#track=', '');
    const opened = await fetch(`${server.url}/functions/v1/track`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ order_id: id, capability }),
    });
    assert.equal(opened.status, 200, await opened.text());
  });

  it('offers push with keys of its own, which stay with its database, and SMS and e-mail by its doubles', async () => {
    const { id } = await placeOrder(server);
    const offers = await fetch(`${server.url}/functions/v1/notify`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${await server.tokens.signForGuest(id)}`,
      },
      body: JSON.stringify({ action: 'offers', order_id: id }),
    });
    const { channels } = (await offers.json()) as {
      channels: { push: { public_key: string }; sms: object; email: object };
    };
    assert.match(channels.push.public_key, /^B[\w-]{86}$/);
    assert.deepEqual([channels.sms, channels.email], [{ may_reply: true }, {}]);
    assert.equal((await pushKeysOf(server.database)).NOTIFY_PUSH_PUBLIC_KEY, channels.push.public_key);
  });

  it('does not start where a vendor is half set up, and says which setting is missing', async () => {
    const settings: Readonly<Record<string, string>> = { NOTIFY_EMAIL: 'resend' };
    const start = startDemoServer({
      port: 0,
      emptyCluster: await migratedCluster(),
      setting: (name) => settings[name],
    });
    await assert.rejects(start, { name: 'NotSetUp', message: /RESEND_API_KEY/ });
  });
});

describe('the messages that the doubles took', () => {
  it('are the newest 200, each once however often it is sent', () => {
    const sent = new SentMessages(() => 0);
    for (let count = 1; count <= 205; count += 1) sent.add(sampleMail({ id: `m${count}` }), 'double-email');
    sent.add(sampleMail({ id: 'm205' }), 'double-email');
    assert.deepEqual([sent.after(0).length, sent.after(0).at(0)?.id, sent.after(0).at(-1)?.number], [200, 'm6', 205]);
  });

  it('leave a channel to its vendor where one is set up', () => {
    const own = doubleSenders(new SentMessages(() => 0));
    const [, sms] = own;
    assert.deepEqual(
      own.map(({ name }) => name),
      ['double-push', 'double-sms', 'double-email'],
    );
    const twilio = { ...Object(sms), name: 'twilio' };
    assert.deepEqual(
      doubleSenders(new SentMessages(() => 0), [twilio]).map(({ name }) => name),
      ['double-push', 'twilio', 'double-email'],
    );
  });
});
