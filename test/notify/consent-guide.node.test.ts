import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { projectPath } from '../../demo/server/project-files.js';
import { type DemoServer, moveTo, placeOrder, startTestServer } from '../demo/support.js';
import { agreed, GuestRequests, rowsOf } from './notify-hosts.js';

const guide = readFileSync(projectPath('demo', 'guides', 'consent.md'), 'utf8');
const blocks = (language: string) =>
  [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === language)
    .map(([, , text = '']) => text.trim());

describe('the guide to consents', () => {
  let server: DemoServer;
  let hash: string;
  before(async () => {
    server = await startTestServer();
    const [command = ''] = blocks('sh').filter((block) => block.includes('openssl dgst'));
    const { stdout } = await promisify(execFile)('sh', ['-ec', command], {
      env: { PATH: process.env.PATH ?? '', MESSAGE_SECRET: server.secrets.messageSecret },
    });
    hash = stdout.trim().replace(/^.*= */, '');
  });
  after(() => server.close());

  const statement = (part: string) => {
    const sql = blocks('sql').find((block) => block.includes(part));
    assert.ok(sql, `the guide has no statement with ${part}`);
    return sql.replace(/;$/, '').replace(/'0{64}'/g, `'${hash}'`);
  };
  async function consentingGuest(): Promise<string> {
    const { id } = await placeOrder(server);
    const host = {
      notify: `${server.url}/functions/v1/notify`,
      withdraw: '',
      orders: '',
      output: () => '',
      stop: async () => undefined,
    };
    const guest = new GuestRequests(host, id, await server.tokens.signForGuest(id));
    assert.equal((await guest.consent('sms', '0151 12345678', { country: 'DE' })).status, 201);
    return id;
  }

  it('finds all that is known of a guest by the hash of the address', async () => {
    await consentingGuest();
    const rows = await rowsOf<Record<string, unknown>>(server, statement('select consents.channel'));
    assert.equal(rows.length, 1);
    assert.deepEqual(
      [rows[0]?.wording, rows[0]?.restaurant, rows[0]?.address],
      [agreed.wording, 'Trattoria Aurora', { number: '+4915112345678' }],
    );
    assert.deepEqual(await rowsOf(server, statement('stopped_at')), []);
  });

  it('forgets a guest: the addresses go with the consents', async () => {
    const id = await consentingGuest();
    await rowsOf(server, statement('delete from private.consents\nwhere address_hash'));
    assert.deepEqual(await rowsOf(server, 'select from private.recipients where order_id = $1', [id]), []);
    assert.deepEqual(await rowsOf(server, statement('select consents.channel')), []);
  });

  it('keeps consents beyond the end of the order only in a table of the restaurant’s own, until they are old', async () => {
    const endedOrder = async () => {
      const id = await consentingGuest();
      // Nothing is left to be told.
      await rowsOf(server, `update private.recipients set stopped = 'withdrawn' where order_id = $1`, [id]);
      await moveTo(server, id, 'cancelled');
      await rowsOf(server, 'select public.clean_notifications()');
      return id;
    };
    const ended = await endedOrder();
    assert.deepEqual(await rowsOf(server, 'select from private.consents where order_id = $1', [ended]), []);

    for (const part of statement('create table private.kept_consents').split(/;\n(?=create )/)) {
      await rowsOf(server, part);
    }
    const kept = await endedOrder();
    assert.deepEqual(await rowsOf(server, 'select from private.consents where order_id = $1', [kept]), []);
    const keptOnes = 'select order_id from private.kept_consents where order_id = $1';
    assert.deepEqual(await rowsOf(server, keptOnes, [kept]), [{ order_id: kept }]);
    await rowsOf(server, statement("interval '4 years'"));
    assert.equal((await rowsOf(server, keptOnes, [kept])).length, 1);
    await rowsOf(server, `update private.kept_consents set given_at = now() - interval '5 years'`);
    await rowsOf(server, statement("interval '4 years'"));
    assert.deepEqual(await rowsOf(server, keptOnes, [kept]), []);
    await rowsOf(server, 'drop function private.keep_consent() cascade');
  });

  it('has a statement that sets what a restaurant offers', async () => {
    await rowsOf(server, statement('notification_settings'));
    await rowsOf(server, statement('notification_settings'));
    const rows = await rowsOf(server, 'select channels from public.notification_settings');
    assert.deepEqual(rows, [{ channels: ['email', 'push'] }]);
  });
});
