import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { moveTo } from '../demo/support.js';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { phone } from './screens.js';

const tenSeconds = 10_000;
const found = '#open-order order-status-tracker';

describe('a guest of the demo who comes back to the menu', () => {
  const demo = new DemoStage();
  let guest: Guest;

  beforeEach(async () => {
    guest = new Guest(await demo.screens.open(phone), demo.server.url);
    await guest.order({ dishes: { Espresso: 1 }, table: '7' });
  });

  const stored = () => guest.page.evaluate(() => JSON.stringify({ ...localStorage }));
  const remember = async () => {
    await guest.page.click('.remember input');
    await guest.page.waitForFunction(() => 'order-status-tracker:links' in localStorage);
  };

  it('finds the open order, if they have asked for it, until they say that it is not theirs', async () => {
    await remember();
    await guest.open();
    await guest.page.waitForSelector(`${found}[data-recent=shown]`, { timeout: tenSeconds });
    assert.match(await guest.text(found), /Welcome back\. This is your open order\./);
    await guest.page.click(`${found} >>> [part=not-mine-button]`);
    await guest.page.waitForSelector(found, { hidden: true, timeout: tenSeconds });
    assert.doesNotMatch(await stored(), /order-status-tracker:links/);
    await guest.open();
    assert.equal(await guest.page.$eval(found, (tracker) => tracker.getBoundingClientRect().height), 0);
  });

  it('finds nothing if they have not, and nothing secret is stored', async () => {
    assert.doesNotMatch(await stored(), /order-status-tracker:links/);
    await guest.open();
    assert.equal(await guest.page.$(found), null);
  });

  it('finds nothing once the order has ended', async () => {
    await remember();
    const id = guest.address.searchParams.get('order_id') ?? '';
    await moveTo(demo.server, id, 'preparing', 'ready', 'served', 'completed');
    await guest.sees('completed', tenSeconds);
    await guest.page.waitForFunction(() => !('order-status-tracker:links' in localStorage), { timeout: tenSeconds });
    await guest.open();
    assert.equal(await guest.page.$eval(found, (tracker) => tracker.getBoundingClientRect().height), 0);
  });
});
