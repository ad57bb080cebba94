import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { type DemoServer, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import { type DenoFunction, startDenoFunction } from '../kit/deno.js';
import { secretKey, startGateway } from '../kit/gateway.js';
import { rowsOf } from './notify-hosts.js';

describe('the Edge Function outbox in Deno', () => {
  const mails: ParsedMail[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done();
      }, done);
    },
  });
  let server: DemoServer;
  let gateway: Awaited<ReturnType<typeof startGateway>>;
  let outbox: DenoFunction;
  before(async () => {
    server = await startTestServer();
    gateway = await startGateway(server);
    const listener = smtp.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    outbox = await startDenoFunction('outbox', {
      SUPABASE_URL: gateway.url,
      SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: server.secrets.publishableKey }),
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: secretKey }),
      MESSAGE_SECRET: server.secrets.messageSecret,
      TRACKING_PAGE: 'https://www.restaurant.example/order/{id}',
      OUTBOX_SECRET: 'the-secret-of-the-test',
      NOTIFY_EMAIL: 'smtp',
      NOTIFY_EMAIL_FROM: 'Trattoria Aurora <orders@aurora.example>',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: String((listener.address() as AddressInfo).port),
    });
  });
  after(async () => {
    await outbox.stop();
    await gateway.close();
    await new Promise<void>((resolve) => smtp.close(() => resolve()));
    await server.close();
  });

  const post = (secret: string) =>
    fetch(outbox.url, { method: 'POST', body: '{}', headers: { Authorization: `Bearer ${secret}` } });

  it('sends a real mail with the link, once, and writes no secret and no address', { timeout: 60_000 }, async () => {
    const { id } = await placeOrder(server, { fulfilment: 'pickup' });
    await rowsOf(
      server,
      `select public.add_recipient($1, 'email', '{"address": "guest@mail.example"}', repeat('a', 64), 'Mail me', 'en', 'api',
        repeat('b', 64))`,
      [id],
    );
    assert.equal((await post('wrong')).status, 401);
    // The summary is raised with the end; nothing is left to wait for.
    await moveTo(server, id, 'preparing', 'ready', 'completed');
    const answers = await Promise.all([post('the-secret-of-the-test'), post('the-secret-of-the-test')]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
      outbox.output(),
    );
    const about = mails.filter(({ text }) => text?.includes(id));
    assert.equal(about.length, 1, `${mails.length} ${outbox.output()}`);
    assert.match(about[0]?.text ?? '', /https:\/\/www\.restaurant\.example\/order\/[0-9a-f-]{36}#track=[\w-]{22}/);
    assert.deepEqual(await rowsOf(server, 'select * from private.recipients where order_id = $1', [id]), []);
    for (const secret of [secretKey, 'guest@mail', server.secrets.messageSecret, 'the-secret-of-the-test']) {
      assert.ok(!outbox.output().includes(secret));
    }
  });
});
