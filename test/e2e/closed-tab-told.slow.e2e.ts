import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { moveTo } from '../demo/support.js';
import { ClosedTabStage, patience } from './closed-tab-stage.js';
import { Guest } from './guest-page.js';
import { Kitchen } from './kitchen-page.js';

describe('a guest who has closed the tab', () => {
  let stage: ClosedTabStage;

  before(async () => {
    stage = await ClosedTabStage.start();
  });
  afterEach(() => stage?.closeAll());
  after(() => stage?.end());

  it('is told by Firefox when the kitchen presses ready, and nothing is left after the end', async () => {
    const browser = await stage.newGuest();
    const { guest, orderId } = await browser.order();
    await browser.wantPush(guest);
    await guest.page.close();
    const kitchen = new Kitchen(await (await stage.newGuest()).newTab());
    await kitchen.signIn(stage.server.url);
    await kitchen.shows(orderId, 'pending');
    for (const status of ['preparing', 'ready']) {
      await kitchen.press(orderId, 'advance');
      await kitchen.shows(orderId, status);
      await kitchen.isSaved(orderId);
    }
    assert.equal(await stage.becomes(orderId, 'ready', 'reached'), 'push');
    const [shown, ...others] = await browser.shown();
    assert.match(shown?.title ?? '', /^Trattoria Aurora: Your order \d+ is ready$/);
    assert.equal(shown?.tag, `order-status-tracker:${orderId}`);
    assert.deepEqual(others, []);

    const [push] = await stage.outbox(orderId);
    const opened = new Guest(await browser.newTab(), stage.server.url);
    await opened.page.goto(push?.link ?? '');
    await opened.page.bringToFront();
    await opened.sees('ready', patience);
    await moveTo(stage.server, orderId, 'served', 'completed');
    await opened.sees('completed', patience);
    assert.equal(await opened.page.evaluate(() => document.visibilityState), 'visible');
    await browser.hasUnsubscribed(opened.page);
    await stage.isCleaned(orderId);
  });

  it('gets an SMS where no push was shown, and no mail once the SMS is on the telephone', async () => {
    await stage.setPatience({ page: 1, push: 5, sms: 60, email: 60, staff: 85 });
    stage.service.isDeaf = true;
    const browser = await stage.newGuest();
    const { guest, orderId } = await browser.order({ push: true, sms: '+4915112345678', email: 'guest@example.com' });
    await guest.page.waitForSelector('#told [role=status]');
    await guest.page.close();
    await moveTo(stage.server, orderId, 'preparing', 'ready');
    const [sms] = await stage.sends(orderId, 'ready', ['push', 'sms']);
    const outbox = await browser.newTab();
    await outbox.goto(`${stage.server.url}/outbox`);
    const report = await outbox.waitForSelector('.outbox-item.sms button');
    assert.match((await report?.evaluate((button) => button.textContent)) ?? '', /delivered/);
    await report?.click();
    assert.equal(await stage.becomes(orderId, 'ready', 'reached'), 'sms');
    await moveTo(stage.server, orderId, 'served', 'completed');
    assert.equal(await stage.becomes(orderId, 'summary', 'done'), null);
    const told = (await stage.outbox(orderId)).map(({ channel, kind }) => `${kind} ${channel}`);
    assert.deepEqual(told, ['placed email', 'ready push', 'ready sms', 'summary email']);
    assert.match(sms?.text ?? '', /is ready/);
    await stage.isCleaned(orderId);
  });
});
