import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startTestServer } from '../demo/support.js';
import { incoming, statusOf, token, twilioRequest } from './doubles/twilio.js';

type TestServer = Awaited<ReturnType<typeof startTestServer>>;

describe('the Node server', () => {
  let server: TestServer;
  before(async () => {
    const variables: Readonly<Record<string, string>> = { TWILIO_AUTH_TOKEN: token };
    server = await startTestServer({}, undefined, (name) => variables[name]);
  });
  after(() => server.close());
  const url = () => `${server.url}/functions/v1/delivery-reports/twilio`;

  it('takes the reports and replies of a vendor that its variables set up', async () => {
    assert.equal((await fetch(twilioRequest(url(), statusOf('SM1', 'delivered')))).status, 200);
    const help = await fetch(twilioRequest(url(), incoming('Hilfe')));
    assert.match(await help.text(), /<Message>Sie erhalten/);
    await fetch(twilioRequest(url(), incoming('STOP')));
    const { rows } = await server.database.exclusively((connection) =>
      connection.query('select channel from private.stopped_addresses', []),
    );
    assert.deepEqual(
      rows.map((row) => ({ ...Object(row) })),
      [{ channel: 'sms' }],
    );
  });

  it('takes them at an address with a slash at its end, as it was registered', async () => {
    const slash = `${url()}/`;
    assert.equal((await fetch(twilioRequest(slash, statusOf('SM2', 'delivered')))).status, 200);
    const elsewhere = twilioRequest(url(), statusOf('SM2', 'delivered'));
    const { headers } = elsewhere;
    assert.equal((await fetch(slash, { method: 'POST', headers, body: await elsewhere.text() })).status, 401);
  });

  it('refuses who is not the vendor, and knows no others', async () => {
    assert.equal((await fetch(twilioRequest(url(), statusOf('SM1', 'delivered'), { key: 'other' }))).status, 401);
    assert.equal((await fetch(url().replace('twilio', 'vonage'), { method: 'POST', body: '{}' })).status, 404);
  });
});
