import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messageSecret } from '../../demo/supabase/functions/_shared/notify/message-secret.js';
import type { DeliveryJob } from '../../demo/supabase/functions/_shared/notify/outbox-database.js';
import { type RenderMessage, renderJobs } from '../../demo/supabase/functions/_shared/notify/render-job.js';
import type { Message, Recipient, Sender } from '../../demo/supabase/functions/_shared/notify/sender.js';
import { type MessageInput, type RenderedMessage, renderMessage } from '../../src/messages.js';
import { sampleNow, sampleOrder, sampleOrderId } from './sample-message.js';

const secret = messageSecret('s'.repeat(32));
const recipientId = '7f0c8a52-3c11-4e0e-9a5e-2f6f6f0d9b01';

const job = (to: Recipient): DeliveryJob => ({
  id: 'b1b2c3d4-0000-4000-8000-000000000001',
  lease: '1',
  attempt: 1,
  channel: to.channel,
  recipientId,
  to,
  language: 'en',
  kind: 'ready',
  matters: true,
  version: 3,
  orderId: sampleOrderId,
  restaurantId: 'r',
  order: sampleOrder({ status: 'ready', restaurant_name: 'Trattoria Aurora' }),
  detail: {},
  timeZone: 'Europe/Berlin',
  trackingPage: 'https://aurora.example/o/{id}',
  expiresAt: new Date(+sampleNow + 60_000),
});
const sms = job({ channel: 'sms', number: '+4915112345678' });
const mail = job({ channel: 'email', address: 'guest@example.com' });

const rendering = {
  renderMessage,
  secret,
  withdrawUrl: 'https://project.supabase.example/functions/v1/withdraw',
  trackingPage: undefined,
  now: () => +sampleNow,
};
const numbers: Pick<Sender, 'sms'> = { sms: { mayReply: true, accents: 'drop' } };

describe('the message of a claimed delivery', () => {
  it('has the links of this order and this recipient', async () => {
    const message = await renderJobs(rendering)(mail, {});
    assert.equal(
      message?.link,
      `https://aurora.example/o/${sampleOrderId}#track=${await secret.linkCapability(sampleOrderId)}`,
    );
    const token = message?.withdrawLink.slice(rendering.withdrawUrl.length + 1) ?? '';
    assert.equal(await secret.recipientOf(token), recipientId);
  });

  it('ends messages by the restaurant’s own short page in an SMS; mail programs post to the function', async () => {
    const render = renderJobs({ ...rendering, withdrawPage: 'https://aurora.example/w' });
    const token = await secret.withdrawToken(recipientId);
    assert.ok((await render(sms, numbers))?.text.endsWith(`https://aurora.example/w#${token}`));
    assert.equal((await render(mail, {}))?.withdrawLink, `${rendering.withdrawUrl}/${token}`);
  });

  it('is written as its sender writes: STOP only where somebody can reply', async () => {
    const render = renderJobs(rendering);
    assert.match((await render(sms, numbers))?.text ?? '', /Reply STOP/);
    assert.doesNotMatch((await render(sms, { sms: { mayReply: false, accents: 'drop' } }))?.text ?? '', /STOP/);
  });
});

/*
 * The functions cannot import the types of `src`, which a hosted project does not have. The compiler refuses this file
 * when the two descriptions of a message differ.
 */
type IsSame<One, Other> = [One, Other] extends [Other, One] ? true : false;
const isSameMessage: IsSame<RenderedMessage<Recipient>, Message> = true;
const isSameInput: IsSame<
  Omit<MessageInput<Recipient>, 'now' | 'staff'>,
  Omit<Parameters<RenderMessage>[0], 'now' | 'staff'>
> = true;

it('is described in the same way where it is written and where it is sent', () => {
  assert.ok(isSameMessage && isSameInput);
});
