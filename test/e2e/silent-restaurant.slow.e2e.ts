import assert from 'node:assert/strict';
import { before, beforeEach, describe, it } from 'node:test';
import { demoRestaurantId } from '../../demo/server/server.js';
import { DemoStage } from './demo-stage.js';
import { Guest } from './guest-page.js';
import { Kitchen } from './kitchen-page.js';
import { fits, isAccessible } from './page-checks.js';
import { phone, tablet } from './screens.js';

/** The demo's server looks every 2 s. A busy machine may need longer until its page shows what was found. */
const aLook = 15_000;
const reason = 'The kitchen was too busy to answer.';

describe('an order that nobody answers, and a question to the kitchen', () => {
  const demo = new DemoStage(() => undefined);
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
    await setRule('reject');
    const id = await guest.order({ dishes: { Espresso: 1 } });
    await guest.isFollowing('connected', aLook);
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
    await guest.isFollowing('connected', aLook);
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
    await guest.isFollowing('connected', aLook);
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

  it('sends one SMS to the owner when nobody answers, which stands on the page of what was sent', async () => {
    await setRule('call');
    const id = await guest.order({ dishes: { Espresso: 1 } });
    await guest.isFollowing('connected', aLook);
    await passDeadline(id, 2);
    await kitchenShows('unanswered');
    const outbox = await demo.screens.open(phone);
    await outbox.goto(`${demo.server.url}/outbox`);
    const text = await outbox.waitForFunction(
      () =>
        [...document.querySelectorAll('.outbox-item')].find((sent) => sent.textContent.includes('+44 … 23'))
          ?.textContent,
      { timeout: aLook },
    );
    assert.match(String(await text.jsonValue()), /is waiting to be accepted/);
    await isAccessible(outbox);
    const { rows } = await demo.server.database.exclusively((postgres) =>
      postgres.query<{ count: number }>(
        `select count(*)::integer from private.deliveries where staff_message_id is not null and state = 'accepted' and channel = 'sms'`,
      ),
    );
    assert.equal(rows[0]?.count, 1);
  });

  it('alerts the tablet while its screen is off, until that is switched off again', async () => {
    await fakePush(kitchen.page);
    await kitchen.page.reload();
    const button = '[data-action=device-alerts]';
    await kitchen.page.waitForSelector(`${button}[aria-pressed=false]`);
    await kitchen.page.click(button);
    await kitchen.page.waitForSelector(`${button}[aria-pressed=true]:not([aria-disabled=true])`);
    const devices = async () =>
      (
        await demo.server.database.exclusively((postgres) =>
          postgres.query('select address, page from private.staff_recipients'),
        )
      ).rows;
    const address = { endpoint: 'https://push.example/tablet', keys: { p256dh: 'k', auth: 'a' } };
    assert.deepEqual(await devices(), [{ address, page: `${demo.server.url}/kitchen` }]);
    await kitchen.page.reload();
    await kitchen.page.waitForSelector(`${button}[aria-pressed=true]:not([aria-disabled=true])`);
    assert.equal((await devices()).length, 1);
    await isAccessible(kitchen.page);
    await fits(kitchen.page);
    await kitchen.page.click(button);
    await kitchen.page.waitForSelector(`${button}[aria-pressed=false]:not([aria-disabled=true])`);
    assert.deepEqual(await devices(), []);
  });

  it('says what to do when the browser does not let the tablet be alerted', async () => {
    await fakePush(kitchen.page, 'denied');
    await kitchen.page.reload();
    const button = '[data-action=device-alerts][aria-pressed=false]';
    await kitchen.page.locator(button).click();
    assert.match(await kitchen.message(), /does not let the page show notifications/);
    await kitchen.page.waitForSelector(button);
  });

  it('keeps the settings that few ever change under Advanced', async () => {
    await openSettings();
    await kitchen.page.click('.settings-dialog summary');
    await kitchen.page.locator('[name=push_seconds]').fill('3');
    await kitchen.page.click('.settings-dialog [type=submit]');
    await kitchen.page.waitForFunction(() =>
      document.querySelector('.settings-dialog .field-error')?.textContent.includes('is a number from 5 to 120'),
    );
    await kitchen.page.locator('[name=push_seconds]').fill('30');
    await kitchen.page.locator('[name=most_cost]').fill('0,25');
    await isAccessible(kitchen.page);
    await kitchen.page.click('.settings-dialog [type=submit]');
    await kitchen.page.waitForFunction(() => !document.querySelector('.settings-dialog'));
    const { rows } = await demo.server.database.exclusively((postgres) =>
      postgres.query('select push_seconds, most_cost_thousandths from public.notification_settings'),
    );
    assert.deepEqual(rows, [{ push_seconds: 30, most_cost_thousandths: 250 }]);
  });

  it('keeps the owner’s telephone, which the form shows again', async () => {
    const telephone = '+4915112345678';
    await openSettings();
    await kitchen.page.locator('[name=owner_phone]').fill(telephone);
    await kitchen.page.click('.settings-dialog [type=submit]');
    await kitchen.page.waitForFunction(() => !document.querySelector('.settings-dialog'));
    const { rows } = await demo.server.database.exclusively((postgres) =>
      postgres.query('select phone from public.owner_phones'),
    );
    assert.deepEqual(rows, [{ phone: telephone }]);
    await openSettings();
    assert.equal(await kitchen.page.$eval('input[name=owner_phone]', ({ value }) => value), telephone);
    await kitchen.page.click('.settings-dialog .dialog-actions button');
    await kitchen.page.waitForFunction(() => !document.querySelector('.settings-dialog'));
  });

  it('lets a manager of two restaurants choose whose settings to change', async () => {
    const other = 'b0000000-0000-4000-8000-000000000000';
    await own(`insert into public.restaurants (id, name) values ('${other}', 'Zur Post');
      insert into public.notification_settings (restaurant_id, accept_minutes) values ('${other}', 9);
      insert into public.staff (user_id, restaurant_id, role)
      select user_id, '${other}', 'manager' from public.staff where restaurant_id = '${demoRestaurantId}';`);
    await kitchen.page.reload();
    await openSettings();
    await kitchen.page.select('[name=restaurant]', other);
    await kitchen.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[name=accept_minutes]')?.value === '9',
    );
    await isAccessible(kitchen.page);
    await kitchen.page.locator('[name=accept_minutes]').fill('12');
    await kitchen.page.click('.settings-dialog [type=submit]');
    await kitchen.page.waitForFunction(() => !document.querySelector('.settings-dialog'));
    const { rows } = await demo.server.database.exclusively((postgres) =>
      postgres.query<{ count: number }>(
        'select count(*)::integer from public.notification_settings where accept_minutes = 12',
      ),
    );
    assert.equal(rows[0]?.count, 1);
  });

  /** A browser whose push manager gives one subscription; the real path has tests of its own. */
  async function fakePush(page: Kitchen['page'], permission: 'granted' | 'denied' = 'granted'): Promise<void> {
    await page.evaluateOnNewDocument((answer: string) => {
      let subscription: object | null = null;
      const pushManager = {
        getSubscription: async () => subscription,
        subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
          subscription = {
            options: { applicationServerKey: applicationServerKey.buffer },
            endpoint: 'https://push.example/tablet',
            toJSON: () => ({ endpoint: 'https://push.example/tablet', keys: { p256dh: 'k', auth: 'a' } }),
            unsubscribe: async () => {
              subscription = null;
              return true;
            },
          };
          return subscription;
        },
      };
      const registration = { active: {}, scope: `${location.origin}/order-status-push/`, pushManager };
      const script = { active: { scriptURL: `${location.origin}/order-status-worker.js` } };
      Object.defineProperty(Notification, 'permission', { get: () => answer });
      Notification.requestPermission = async () => answer as NotificationPermission;
      ServiceWorkerContainer.prototype.getRegistrations = async () =>
        [{ ...registration, ...script }] as unknown as ServiceWorkerRegistration[];
    }, permission);
  }

  /** One minute to accept, one more until the owner's rule. */
  async function setRule(rule: 'reject' | 'call'): Promise<void> {
    await openSettings();
    await kitchen.page.locator('[name=accept_minutes]').fill('1');
    await kitchen.page.click(`[name=unanswered_rule][value=${rule}]`);
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
