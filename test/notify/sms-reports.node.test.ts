import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DatabaseUnavailable } from '../../demo/supabase/functions/_shared/kit-database.js';
import { outgoing } from './doubles/bird.js';
import { statusOf, twilioRequest } from './doubles/twilio.js';
import { messageStatus } from './doubles/vonage.js';
import {
  base,
  database,
  fromBird,
  fromTwilio,
  fromVonage,
  inside,
  logged,
  post,
  reports,
  settings,
  twilioInside,
} from './report-desk.js';
import { readyMessage } from './sms-message.js';

const reference = readyMessage().id;

describe('the address of reports', () => {
  it('says nothing to who cannot prove to be the vendor', async () => {
    const response = await fromTwilio(statusOf('SM1', 'delivered'), 'another-token');
    assert.deepEqual([response.status, await response.text()], [401, '']);
    assert.deepEqual(reports, []);
    // The signature is for the address that Twilio knows, not for that of another site.
    const other = twilioRequest('https://other.example/twilio?app=1', statusOf('SM1', 'delivered'));
    assert.equal((await post(new Request(twilioInside, other))).status, 401);
  });

  it('is not there for a vendor that is not set up, or that nobody knows', async () => {
    delete settings.TWILIO_AUTH_TOKEN;
    assert.equal((await fromTwilio(statusOf('SM1', 'sent'), '')).status, 404);
    for (const path of ['', '/', '/sinch', '/toString', '/__proto__']) {
      assert.equal((await post(new Request(inside + path, { method: 'POST' }))).status, 404, path);
    }
  });

  it('is signed for the address with the slash at its end, where it was registered so', async () => {
    const sent = (signed: string, came: string) =>
      post(twilioRequest(`${base}/twilio${signed}`, statusOf('SM1', 'sent'), { url: `${inside}/twilio${came}` }));
    assert.equal((await sent('/', '/')).status, 200);
    assert.equal((await sent('/?app=1', '/?app=1')).status, 200);
    assert.equal((await sent('', '/')).status, 401);
  });

  it('takes POST, and no more than 64 kB', async () => {
    assert.equal((await post(new Request(twilioInside))).status, 405);
    assert.equal((await post(new Request(twilioInside, { method: 'POST', body: 'x'.repeat(70_000) }))).status, 413);
  });

  it('finds a message by our own id where the vendor sends it back: its answer to us may be lost, or late', async () => {
    database.known = [reference];
    const [url, urlInside] = [`${base}/twilio?message=${reference}`, `${inside}/twilio?message=${reference}`];
    await post(twilioRequest(url, statusOf('SM1', 'delivered'), { url: urlInside }));
    await fromVonage(messageStatus('u1', 'delivered', { client_ref: reference, usage: undefined }));
    await fromBird('sms.outbound', outgoing('b1', 'delivered', { reference }));
    assert.deepEqual(reports, [
      { vendor: 'twilio', vendorId: reference, state: 'delivered' },
      { vendor: 'vonage', vendorId: reference, state: 'delivered' },
      { vendor: 'bird', vendorId: reference, state: 'delivered' },
    ]);
  });

  it('tells by the vendor’s id what our own does not find', async () => {
    await fromBird('sms.outbound', outgoing('b1', 'delivered', { reference }));
    assert.deepEqual(
      reports.map(({ vendorId }) => vendorId),
      [reference, 'b1'],
    );
  });

  it('asks for it again while the database is away, and logs no number', async () => {
    database.known = new DatabaseUnavailable('+4915112345678');
    assert.equal((await fromTwilio(statusOf('SM1', 'delivered'))).status, 503);
    database.known = new TypeError('+4915112345678');
    assert.equal((await fromTwilio(statusOf('SM1', 'delivered'))).status, 500);
    assert.deepEqual(logged, ['delivery-reports failed: DatabaseUnavailable', 'delivery-reports failed: TypeError']);
  });

  it('answers 400 to what is signed and cannot be read', async () => {
    assert.equal((await fromTwilio({ MessageSid: 'SM1', MessageStatus: 'teleported' })).status, 400);
    assert.equal((await fromTwilio({})).status, 400);
    assert.equal((await fromVonage([] as unknown as object)).status, 400);
    assert.equal((await fromBird('sms.outbound', {})).status, 400);
    assert.equal((await post(new Request(`${inside}/sns`, { method: 'POST', body: 'hello' }))).status, 400);
    assert.ok(logged.every((line) => !line.includes('SM1')));
  });
});
