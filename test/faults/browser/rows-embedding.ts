import { setTimeout as pause } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.js';
import { guestHtml } from './guest-page.js';
import { liveTransports, type Row } from './row.js';
import type { Trial } from './trial.js';

const soon = 6000;
const aMoment = 1500;

/** Every channel by which a guest could be alerted throws, rejects or is missing. */
const deafAndDumb = `
  globalThis.AudioContext = class { constructor() { throw new Error('no sound card'); } };
  globalThis.Notification = class {
    static permission = 'default';
    static requestPermission() { return Promise.reject(new Error('not on this device')); }
    constructor() { throw new TypeError('Illegal constructor'); }
  };
  Object.defineProperty(Navigator.prototype, 'vibrate', { configurable: true, value: undefined });
  Object.defineProperty(Navigator.prototype, 'wakeLock', {
    configurable: true,
    value: { request: () => Promise.reject(new Error('low battery')) },
  });`;

async function pollInstead(trial: Trial): Promise<void> {
  trial.strike();
  trial.expect(await trial.guest.until(() => trial.isWell, soon), 'did not poll within 6 s');
  await trial.guest.order.commit('preparing');
}

/** What other scripts on the page, its server or its browser do to the element. */
export const embeddingRows: readonly Row[] = [
  {
    id: 'F49',
    fault: 'order-id changes 100 times in one tick',
    limits: () => ({ connects: 2, recover: soon }),
    async run(trial) {
      const { guest, lane } = trial;
      const others = await Promise.all([1, 2, 3].map(() => FollowedOrder.place(lane.server)));
      // What is painted of them would be wrong for the guest's own order.
      for (const other of others) await other.commit('preparing', 'ready');
      trial.strike();
      await guest.evaluate(
        (given) => {
          const [own = '', ...strange] = given.split(' ');
          const tracker = document.querySelector('order-status-tracker');
          // As the page's own script: among what WebDriver injects, WebKit runs microtasks between two calls.
          setTimeout(() => {
            for (let times = 0; times < 100; times += 1) {
              tracker?.setAttribute('order-id', strange[times % strange.length] ?? own);
            }
            tracker?.setAttribute('order-id', own);
          });
        },
        [guest.order.id, ...others.map(({ id }) => id)].join(' '),
      );
      await guest.order.commit('preparing');
    },
  },
  {
    id: 'F71',
    fault: 'moved within the page',
    limits: () => ({ calm: true, connects: 0 }),
    async run(trial) {
      trial.strike();
      await trial.guest.evaluate(() => {
        const tracker = document.querySelector('order-status-tracker');
        if (tracker) document.body.appendChild(document.createElement('main')).append(tracker);
      });
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F73',
    fault: 'two trackers of one order, one is removed',
    limits: () => ({ calm: true, connects: 0 }),
    prepare: () => ({ trackers: 2 }),
    async run(trial) {
      const { guest, lane } = trial;
      await guest.until(() => guest.shown(1)?.connection === trial.calm, 15_000);
      const expected = trial.calm === 'connected' ? 1 : 0;
      const sockets = lane.proxy.connections('websocket').length;
      trial.expect(sockets === expected, `${sockets} sockets for one page`);
      await guest.order.commit('preparing');
      const bothSee = () => [0, 1].every((tracker) => guest.shown(tracker)?.version === guest.order.newest.version);
      trial.expect(await guest.until(bothSee, 13_000), 'not both trackers show the change');
      trial.strike();
      await guest.evaluate(() => [...document.querySelectorAll('order-status-tracker')][1]?.remove());
    },
  },
  {
    id: 'F75',
    fault: 'kept alive by a framework: out of the page for 3 s',
    limits: () => ({ recover: soon, connects: 1 }),
    async run(trial) {
      trial.fault();
      await trial.unseen(async () => {
        await trial.guest.evaluate(() => {
          const tracker = document.querySelector('order-status-tracker');
          tracker?.remove();
          Object.assign(globalThis, { kept: tracker });
        });
        await trial.guest.order.commit('preparing');
        await pause(3000);
        await trial.guest.evaluate(() => {
          const { kept } = globalThis as unknown as { kept: Element };
          document.body.append(kept);
        });
      });
      trial.heal();
    },
  },
  {
    id: 'F76',
    fault: 'a second file of ours is loaded too',
    limits: () => ({ calm: true, connects: 0 }),
    async run(trial) {
      trial.strike();
      await trial.guest.evaluate(() => {
        const script = document.createElement('script');
        script.type = 'module';
        script.src = '/cdn/order-status-tracker.js';
        document.head.append(script);
      });
      await trial.guest.order.commit('preparing');
      await pause(aMoment);
    },
  },
  {
    id: 'F76',
    fault: 'a server has rendered it, and its script comes late',
    limits: () => ({ recover: soon }),
    prepare(lane) {
      const html = guestHtml(lane).replace(
        '></order-status-tracker>',
        ' status="pending"><template shadowrootmode="open"><p>Your order has arrived.</p></template></order-status-tracker>',
      );
      return { html, isBroken: true };
    },
    async run(trial) {
      trial.strike();
      await trial.guest.until(() => trial.isWell, soon);
      const text = await trial.guest.evaluate(
        () => document.querySelector('order-status-tracker')?.shadowRoot?.textContent ?? '',
      );
      trial.expect(text.includes('Order Received'), 'did not draw over what the server had drawn');
    },
  },
  {
    id: 'F80',
    fault: 'WebSockets are forbidden by the content security policy',
    transports: liveTransports,
    limits: () => ({ connects: 2, mayViolatePolicy: true }),
    prepare: ({ proxy }) => ({
      isBroken: true,
      calm: 'polling',
      headers: { 'Content-Security-Policy': `default-src 'self' 'unsafe-inline'; connect-src 'self' ${proxy.url}` },
    }),
    run: pollInstead,
  },
  {
    id: 'F80',
    fault: 'the browser has no WebSocket',
    transports: liveTransports,
    limits: () => ({ connects: 0 }),
    prepare: () => ({ isBroken: true, calm: 'polling', firstScript: 'delete globalThis.WebSocket' }),
    run: pollInstead,
  },
  {
    id: 'F81',
    fault: 'the files of language and preset are spoilt',
    limits: () => ({ recover: soon }),
    prepare({ site }) {
      site.put('locales/de.json', Buffer.from('<!doctype html><title>Not found</title>'));
      site.put('presets/square.json', Buffer.from('{"statuses":{"pending":'));
      return { attributes: { lang: 'de', preset: 'square' }, isBroken: true };
    },
    async run(trial) {
      trial.strike();
      await trial.guest.until(() => trial.isWell, soon);
      const text = await trial.guest.evaluate(
        () => document.querySelector('order-status-tracker')?.shadowRoot?.textContent ?? '',
      );
      trial.expect(text.includes('Order Received'), 'does not speak English');
    },
  },
  {
    id: 'F82',
    fault: 'no sound, no notification, no vibration, no wake lock',
    limits: () => ({ calm: true, connects: 0 }),
    prepare: () => ({ firstScript: deafAndDumb }),
    async run(trial) {
      trial.strike();
      const isArmed = await trial.guest.evaluate(() => {
        const root = document.querySelector('order-status-tracker')?.shadowRoot;
        const button = root?.querySelector<HTMLElement>('[part~=alert-button]');
        button?.click();
        return button !== undefined && button !== null;
      });
      trial.expect(isArmed, 'offers no alert');
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F92',
    fault: 'its URLs become javascript: and data:',
    limits: () => ({ recover: soon }),
    async run(trial) {
      const { guest, lane } = trial;
      const names = Object.keys(lane.attributes()).filter((name) => name.endsWith('-url'));
      for (const url of ['javascript:alert(1)', 'data:application/json,{}', 'https://user:secret@127.0.0.1/']) {
        trial.fault();
        const before = guest.records.length;
        await guest.evaluate(
          (given) => {
            const [url = '', ...names] = given.split(' ');
            const tracker = document.querySelector('order-status-tracker');
            Object.assign(globalThis, { good: names.map((name) => [name, tracker?.getAttribute(name) ?? '']) });
            for (const name of names) tracker?.setAttribute(name, url);
          },
          [url, ...names].join(' '),
        );
        const isTold = () =>
          guest.records.slice(before).some((record) => record.kind === 'told-error' && record.code === 'config');
        trial.expect(await guest.until(isTold, 3000), `${url.slice(0, 10)}… was not refused with "config"`);
        await pause(500);
        const { connects, firstRead, tokenCalls } = trial.measure();
        trial.expect(
          connects === 0 && tokenCalls === 0 && firstRead === Number.POSITIVE_INFINITY,
          `${url.slice(0, 10)}… led to a request`,
        );
        trial.heal();
        await guest.evaluate(() => {
          const { good } = globalThis as unknown as { good: [string, string][] };
          const tracker = document.querySelector('order-status-tracker');
          for (const [name, value] of good) tracker?.setAttribute(name, value);
        });
        trial.expect(await guest.until(() => trial.isWell, 15_000), 'was not well again with good URLs');
      }
      await guest.order.commit('preparing');
    },
  },
];
