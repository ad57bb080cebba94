import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Database } from '../../demo/server/database/database.js';
import { startDemoServer } from '../../demo/server/server.js';
import { type ServerProcess, startMain } from '../demo/server/processes.js';
import { withUsedFolder } from '../demo/server/used-folder.js';
import { moveTo, placeOrder } from '../demo/support.js';
import { GuestRequests, rowsOf } from './notify-hosts.js';

const orders = 16;
/** Milliseconds that the mail server takes for each mail, before it says that it has it. */
const slowness = { least: 100, most: 1500 };

/** A mail server that is slow, so that a kill finds mails before, in and after the moment of sending. */
class SlowMailServer {
  readonly mails: ParsedMail[] = [];
  readonly #server: SMTPServer;
  #waiting: (() => void)[] = [];

  constructor() {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, _session, done) => {
        simpleParser(stream).then((mail) => {
          this.mails.push(mail);
          for (const wake of this.#waiting.splice(0)) wake();
          // Spread evenly, the same each time.
          const share = (this.mails.length % 10) / 10;
          setTimeout(done, slowness.least + share * (slowness.most - slowness.least));
        }, done);
      },
    });
    this.#server.on('error', () => undefined);
  }

  listen(): Promise<string> {
    return new Promise((resolve) => {
      const listener = this.#server.listen(0, '127.0.0.1', () => {
        const address = listener.address();
        resolve(`${typeof address === 'object' && address ? address.port : 0}`);
      });
    });
  }

  async has(count: number): Promise<void> {
    while (this.mails.length < count) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

describe('a server that is killed while it sends', () => {
  const mailServer = new SlowMailServer();
  let port: string;

  before(async () => {
    port = await mailServer.listen();
  });
  after(() => mailServer.close());

  const start = (folder: string): ServerProcess =>
    startMain(['--data', folder], {
      NOTIFY_EMAIL: 'smtp',
      NOTIFY_EMAIL_FROM: 'Trattoria Aurora <orders@aurora.example>',
      SMTP_HOST: '127.0.0.1',
      SMTP_PORT: port,
    });

  for (const killedAfter of [1, 8]) {
    it(`sends no mail twice and loses none, killed after ${killedAfter} of ${orders} and started again`, async () => {
      await withUsedFolder(async (folder) => {
        const ids = await makeReady(folder);
        const before = mailServer.mails.length;
        const first = start(folder);
        await mailServer.has(before + killedAfter);
        await first.kill('SIGKILL');

        const second = start(folder);
        await second.prints(/Outbox/);
        // Every step is over by then: the lease of what was under way, the wait for a mail, and the time of the staff.
        await allClosed(second);
        await second.kill('SIGTERM');

        const mails = mailServer.mails.slice(before);
        const mailsOf = (id: string) => mails.filter(({ text }) => text?.includes(id)).length;
        const { alerted, states } = await fateOf(folder);
        const counts = ids.map((id) => mailsOf(id));
        assert.deepEqual(
          counts.filter((count) => count > 1),
          [],
          'a mail was sent twice',
        );
        const lost = ids.filter((id) => mailsOf(id) === 0 && !alerted.includes(id));
        assert.deepEqual(lost, [], `neither a mail nor an alert; ${JSON.stringify(states)}`);
        assert.ok(counts.filter((count) => count === 1).length >= orders / 2, `${counts}`);
      });
    });
  }

  /** Waits as long as the database's own times say: it cannot be asked while the process has it. */
  async function allClosed(server: ServerProcess): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 32_000));
    assert.equal(server.said, '');
  }
});

/** Orders that are ready while nothing sends, each with a guest who wants an e-mail. */
async function makeReady(folder: string): Promise<readonly string[]> {
  const server = await startDemoServer({ port: 0, dataFolder: folder });
  await rowsOf(
    server,
    `insert into public.notification_settings (restaurant_id, email_seconds, staff_seconds)
    select id, 5, 25 from public.restaurants on conflict (restaurant_id) do update set email_seconds = 5, staff_seconds = 25`,
  );
  const ids: string[] = [];
  for (let place = 0; place < orders; place += 1) {
    const { id } = await placeOrder(server);
    const host = { notify: `${server.url}/functions/v1/notify` };
    const guest = new GuestRequests(host, id, await server.tokens.signForGuest(id));
    assert.equal((await guest.consent('email', `guest-${place}@example.com`)).status, 201);
    ids.push(id);
  }
  for (const id of ids) await moveTo(server, id, 'preparing', 'ready');
  await server.close();
  return ids;
}

async function fateOf(folder: string): Promise<{ readonly alerted: readonly string[]; readonly states: unknown }> {
  const database = await Database.open({ dataFolder: folder });
  try {
    return await database.transaction(async (query) => {
      const { rows: alerts } = await query.query<{ order_id: string }>('select order_id from public.staff_alerts');
      const { rows: states } = await query.query(
        `select notifications.state, deliveries.state as delivery, count(*)::integer
        from private.notifications left join private.deliveries on notification_id = notifications.id
        where kind = 'ready' group by 1, 2`,
      );
      return { alerted: alerts.map(({ order_id }) => order_id), states };
    });
  } finally {
    await database.close();
  }
}
