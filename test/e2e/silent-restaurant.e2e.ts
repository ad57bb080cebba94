import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { demoRestaurantId } from '../../demo/server/server.js';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { Kitchen } from './kitchen-page.js';
import { fits, isAccessible } from './page-checks.js';
import { phone, tablet } from './screens.js';

/** The demo's server looks every 2 s. */
const aLook = 5_000;
const reason = 'The kitchen was too busy to answer.';

describe('an order that nobody answers, and a question to the kitchen', () => {
  const demo = new DemoStage();
  let guest: Guest;
  let kitchen: Kitchen;

  const own = (sql: string) => demo.server.database.exclusively((postgres) => postgres.exec(sql));

  before(() => own(`select public.add_staff('${demoRestaurantId}', '${demo.server.staff.email}', 'manager')`));
  beforeEach(async () => {
    guest = new Guest(await demo.screens.open(phone), demo.server.url);
    kitchen = new Kitchen(await demo.screens.open(tablet));
    await countChimes();
    await kitchen.signIn(demo.server.url);
  });

  it('alerts the kitchen again and again, then rejects the order, and tells the guest why', async () => {
    await setRule();
    const id = await guest.order({ dishes: { Espresso: 1 } });
    await guest.isFollowing('connected', 5000);
    await guestReads('The restaurant usually answers within 1 min.');

    await kitchen.page.click('[aria-pressed=false]');
    const before = await chimes();
    await passDeadline(id, 0);
    await guestReads('The restaurant has not answered yet. We are asking them again.');
    await kitchenShows('unanswered');
    assert.match(await kitchen.page.title(), /^\(1\) /);
    assert.equal(await chimes(), before + 1);
    await isAccessible(kitchen.page);
    await fits(kitchen.page);

    await own(`update public.staff_alerts set raised_at = raised_at - interval '1 minute' where order_id = '${id}'`);
    await kitchen.page.waitForFunction((count) => globalThis.chimes === count, { timeout: aLook }, before + 2);

    await kitchen.page.click('[data-kind=unanswered] [data-action=seen]');
    await kitchenIsQuiet();
    await passDeadline(id, 2);
    await guest.sees('rejected', aLook);
    assert.ok((await guest.text('order-status-tracker')).includes(reason));
    assert.match(await guest.text('order-status-tracker'), /refund/);
    await kitchen.shows(id, 'rejected');
  });

  it('ends the alert when the kitchen accepts the order in it', async () => {
    const id = await guest.order({ dishes: { Espresso: 1 } });
    await guest.isFollowing('connected', 5000);
    await passDeadline(id, 0);
    await kitchenShows('unanswered');
    await kitchen.page.click('[data-kind=unanswered] [data-action=accept]');
    await guest.sees('preparing', aLook);
    await kitchenIsQuiet();
    const described = await guest.page.waitForSelector('order-status-tracker >>> [part=description]');
    assert.match(String(await described?.evaluate(({ textContent }) => textContent)), /is preparing/);
  });

  it('brings a question to the kitchen, and the answer to the guest, after it was taken back once', async () => {
    const id = await guest.order({ dishes: { Espresso: 1 } });
    await guest.isFollowing('connected', 5000);
    await (await guest.page.waitForSelector('order-status-tracker >>> [part=question-button]'))?.click();
    await kitchenShows('question');
    assert.match(await guest.text('order-status-tracker'), /Sent at/);
    await isAccessible(kitchen.page);

    await kitchen.page.click('[data-answer=problem]');
    await kitchen.page.waitForSelector('[data-kind=answered]');
    await kitchen.page.click('[data-action=undo]');
    await kitchenShows('question');
    await kitchen.page.click('[data-answer=later]');
    await kitchen.page.waitForSelector('[data-kind=answered]');
    await kitchen.page.waitForFunction(() => document.activeElement?.getAttribute('data-action') === 'undo');
    await own(`update private.order_answers set send_at = now() where order_id = '${id}'`);
    await guest.page.waitForFunction(
      () => document.querySelector('order-status-tracker')?.shadowRoot?.querySelector('[part=question-answer]'),
      { timeout: aLook },
    );
    assert.match(await guest.text('order-status-tracker'), /5 more minutes\.\s+Answered at/);
    await isAccessible(guest.page);
  });

  it('lets managers say in words what is wrong with their settings', async () => {
    await openSettings();
    await kitchen.page.locator('[name=owner_phone]').fill('0151 12345678');
    await kitchen.page.click('.settings-dialog [type=submit]');
    await kitchen.page.waitForFunction(() =>
      document.querySelector('.settings-dialog .field-error')?.textContent.includes('begins with + and the country'),
    );
    await isAccessible(kitchen.page);
  });

  async function openSettings(): Promise<void> {
    await (await kitchen.page.waitForSelector('[data-action=settings]'))?.click();
    await kitchen.page.waitForSelector('.settings-dialog[open]');
  }

  /** One minute to accept, one more until the order is rejected. */
  async function setRule(): Promise<void> {
    await openSettings();
    await kitchen.page.locator('[name=accept_minutes]').fill('1');
    await kitchen.page.select('[name=unanswered_rule]', 'reject');
    await kitchen.page.locator('[name=unanswered_minutes]').fill('1');
    await kitchen.page.locator('[name=unanswered_reason]').fill(reason);
    await kitchen.page.click('.settings-dialog [type=submit]');
    await kitchen.page.waitForFunction(() => !document.querySelector('.settings-dialog'));
  }

  /** As if its deadline had passed so many minutes ago; a new version tells the guest's page. */
  async function passDeadline(id: string, minutes: number): Promise<void> {
    await own(`
      update private.accept_deadlines set accept_by = clock_timestamp() - interval '${minutes} minutes 1 second'
        where order_id = '${id}';
      update public.orders set version = version where id = '${id}'`);
  }

  async function guestReads(words: string): Promise<void> {
    await guest.page.waitForFunction(
      (text) => document.querySelector('order-status-tracker')?.shadowRoot?.textContent.includes(text),
      { timeout: aLook },
      words,
    );
  }

  async function kitchenShows(kind: string): Promise<void> {
    await kitchen.page.waitForSelector(`.staff-alert[data-kind=${kind}]`, { timeout: aLook });
  }

  async function kitchenIsQuiet(): Promise<void> {
    await kitchen.page.waitForFunction(() => !document.querySelector('.staff-alert'), { timeout: aLook });
  }

  /** Each chime has two notes. */
  async function countChimes(): Promise<void> {
    await kitchen.page.evaluateOnNewDocument(() => {
      globalThis.chimes = 0;
      const { createOscillator } = AudioContext.prototype;
      AudioContext.prototype.createOscillator = function () {
        globalThis.chimes += 0.5;
        return createOscillator.call(this);
      };
    });
  }

  function chimes(): Promise<number> {
    return kitchen.page.evaluate(() => globalThis.chimes);
  }
});

declare global {
  var chimes: number;
}
