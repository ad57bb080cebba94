import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import {
  createDeliveryReports,
  kitReportStore,
  smsReaders,
} from '../../demo/supabase/functions/_shared/notify/delivery-reports.js';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import { smsFrom } from '../../demo/supabase/functions/_shared/notify/sms/sms-from.js';
import { account, incoming, statusOf, Twilio, token, twilioRequest } from './doubles/twilio.js';
import { createTestWorker, plainMessage, type TestWorker } from './fake-senders.js';
import { OutboxKit } from './outbox-kit.js';

const base = 'https://orders.trattoria.example/functions/v1';
const secret = messageSecret('a secret of more than thirty-two characters');
const settings: Record<string, string> = {
  NOTIFY_SMS: 'twilio',
  NOTIFY_PUBLIC_URL: base,
  TWILIO_ACCOUNT_SID: account,
  TWILIO_AUTH_TOKEN: token,
  TWILIO_FROM: '+15017250604',
};
const read = (name: string) => settings[name];

describe('an SMS, the outbox and the ledger', () => {
  const twilio = new Twilio();
  let kit: OutboxKit;
  let worker: TestWorker;
  let restaurant = '';
  let reports: (request: Request) => Promise<Response>;

  before(async () => {
    await twilio.server.start();
    settings.TWILIO_BASE_URL = twilio.server.url;
    kit = await OutboxKit.open();
    restaurant = await kit.addRestaurant();
    const services = { fetch, now: () => kit.now };
    const sender = smsFrom(read, services);
    assert.ok(sender);
    worker = createTestWorker({ database: kit.kitDatabase, senders: [sender], render: plainMessage });
    const store = kitReportStore(kit.kitDatabase);
    const { addressHash } = secret;
    reports = createDeliveryReports({ ...services, readers: smsReaders, read, store, addressHash });
  });
  beforeEach(() => void twilio.messages.splice(0));
  after(() => Promise.all([kit.close(), twilio.server.stop()]));

  async function readyOrder(): Promise<string> {
    const order = await kit.addOrder(restaurant);
    await kit.addRecipient(order, 'sms');
    await worker.run();
    await kit.moveTo(order, 'preparing', 'ready');
    return order;
  }
  /** What Twilio says of its newest message. */
  async function twilioSays(status: string, errorCode?: number): Promise<number> {
    const { sid = '', form = new URLSearchParams() } = twilio.messages.at(-1) ?? {};
    return (await reports(twilioRequest(Twilio.callbackOf(form), statusOf(sid, status, errorCode)))).status;
  }
  async function notified(order: string): Promise<string> {
    const [row] = await kit.query<{ state: string; reached_by: string | null }>(
      `select state, reached_by from private.notifications where order_id = $1 and kind = 'ready'`,
      [order],
    );
    return `${row?.state} by ${row?.reached_by ?? 'nobody'}`;
  }
  async function deliveryOf(order: string) {
    const [row] = await kit.query<{ state: string; reason: string | null }>(
      `select deliveries.state, deliveries.reason from private.deliveries
       join private.notifications on notifications.id = deliveries.notification_id
       where notifications.order_id = $1 and deliveries.channel = 'sms'`,
      [order],
    );
    return row;
  }

  it('reach the guest when the network says that it is on the phone, told out of order and twice', async () => {
    const order = await readyOrder();
    await worker.run();
    assert.equal(await notified(order), 'open by nobody');
    for (const status of ['sent', 'delivered', 'queued', 'delivered']) assert.equal(await twilioSays(status), 200);
    assert.equal(await notified(order), 'reached by sms');
  });

  it('reach the guest although Twilio’s answer to our request was lost', async () => {
    const order = await readyOrder();
    twilio.server.next('breaks');
    await worker.run();
    assert.equal((await deliveryOf(order))?.state, 'maybe');
    await twilioSays('delivered');
    assert.equal(await notified(order), 'reached by sms');
    assert.equal(twilio.messages.length, 1);
  });

  it('tell staff at once when the network cannot deliver', async () => {
    const order = await readyOrder();
    await worker.run();
    await twilioSays('undelivered', 30005);
    assert.deepEqual(
      { ...(await deliveryOf(order)) },
      { state: 'failed', reason: 'Twilio: the number is unknown (30005)' },
    );
    assert.equal(await notified(order), 'escalated by nobody');
  });

  it('end with STOP, until START lets the number be given again', async () => {
    const number = '+4915112345678';
    const order = await kit.addOrder(restaurant);
    await kit.query(`insert into private.tracking_links (order_id, capability_hash) values ($1, repeat('e', 64))`, [
      order,
    ]);
    const add = async () => {
      const rows = await kit.kitDatabase.call('add_recipient', {
        order_id: order,
        channel: 'sms',
        address: { number },
        address_hash: await secret.addressHash('sms', number),
        wording: 'Tell me by SMS.',
        language: 'en',
        method: 'tracker',
        capability_hash: 'd'.repeat(64),
      });
      return rows.length;
    };
    const guestWrites = (text: string) => reports(twilioRequest(`${base}/delivery-reports/twilio`, incoming(text)));
    assert.equal(await add(), 1);
    await guestWrites('Stop.');
    const rows = await kit.query<{ stopped: string; withdrawn_by: string }>(
      `select recipients.stopped, consents.withdrawn_by from private.recipients
       join private.consents on consents.id = recipients.consent_id where recipients.order_id = $1`,
      [order],
    );
    assert.deepEqual({ ...rows[0] }, { stopped: 'withdrawn', withdrawn_by: 'reply' });
    await assert.rejects(add(), /answered STOP/);
    await guestWrites('start');
    assert.equal(await add(), 1);
    await kit.moveTo(order, 'preparing', 'ready');
    await worker.run();
    assert.equal(twilio.messages.length, 1);
  });
});
