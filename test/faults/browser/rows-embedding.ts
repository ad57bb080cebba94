import { setTimeout as pause } from 'node:timers/promises';
import { FollowedOrder } from './followed-order.js';
import { guestHtml } from './guest-page.js';
import { liveTransports, type Row } from './row.js';
import type { Trial } from './trial.js';

const soon = 6000;
const aMoment = 1500;

/** A script after which every API for alerts throws, rejects or is missing. */
const breakAlertApis = `
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
  trial.markFault();
  trial.expect(await trial.guest.until(() => trial.isRecovered, soon), 'was not polling within 6 s');
  await trial.guest.order.commit('preparing');
}

/** Faults that the page, its other scripts, its server or the browser cause. */
export const embeddingRows: readonly Row[] = [
  {
    id: 'F49',
    fault: 'order-id changes 100 times in one tick',
    limits: () => ({ connects: 2, recover: soon }),
    async run(trial) {
      const { guest, runner } = trial;
      const others = await Promise.all([1, 2, 3].map(() => FollowedOrder.place(runner.server)));
      // A painted status of these orders would count as wrong.
      for (const other of others) await other.commit('preparing', 'ready');
      trial.markFault();
      await guest.evaluate(
        (given) => {
          const [own = '', ...strange] = given.split(' ');
          const tracker = document.querySelector('order-status-tracker');
          // In a timer, like a script of the page: in scripts from WebDriver, WebKit runs microtasks between two calls.
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
    limits: () => ({ uninterrupted: true, connects: 0 }),
    async run(trial) {
      trial.markFault();
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
    limits: () => ({ uninterrupted: true, connects: 0 }),
    prepare: () => ({ trackers: 2 }),
    async run(trial) {
      const { guest, runner } = trial;
      await guest.until(() => guest.shown(1)?.connection === trial.normalConnection, 15_000);
      const expected = trial.normalConnection === 'connected' ? 1 : 0;
      const sockets = runner.proxy.connections('websocket').length;
      trial.expect(sockets === expected, `${sockets} sockets for one page`);
      await guest.order.commit('preparing');
      const bothSee = () => [0, 1].every((tracker) => guest.shown(tracker)?.version === guest.order.newest.version);
      trial.expect(await guest.until(bothSee, 13_000), 'one of the two trackers does not show the change');
      trial.markFault();
      await guest.evaluate(() => [...document.querySelectorAll('order-status-tracker')][1]?.remove());
    },
  },
  {
    id: 'F75',
    fault: 'a framework removes the element for 3 s and inserts it again',
    limits: () => ({ recover: soon, connects: 1 }),
    async run(trial) {
      trial.startFault();
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
      trial.endFault();
    },
  },
  {
    id: 'F76',
    fault: 'a second file with the same element is loaded',
    limits: () => ({ uninterrupted: true, connects: 0 }),
    async run(trial) {
      trial.markFault();
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
    fault: 'the element is rendered on the server, and its script loads later',
    limits: () => ({ recover: soon }),
    prepare(runner) {
      const html = guestHtml(runner).replace(
        '></order-status-tracker>',
        ' status="pending"><template shadowrootmode="open"><p>Your order has arrived.</p></template></order-status-tracker>',
      );
      return { html, isBroken: true };
    },
    async run(trial) {
      trial.markFault();
      await trial.guest.until(() => trial.isRecovered, soon);
      const text = await trial.guest.evaluate(
        () => document.querySelector('order-status-tracker')?.shadowRoot?.textContent ?? '',
      );
      trial.expect(text.includes('Order Received'), 'did not replace the content that the server had rendered');
    },
  },
  {
    id: 'F80',
    fault: 'WebSockets are forbidden by the content security policy',
    transports: liveTransports,
    limits: () => ({ connects: 2, mayViolatePolicy: true }),
    prepare: ({ proxy }) => ({
      isBroken: true,
      normalConnection: 'polling',
      headers: { 'Content-Security-Policy': `default-src 'self' 'unsafe-inline'; connect-src 'self' ${proxy.url}` },
    }),
    run: pollInstead,
  },
  {
    id: 'F80',
    fault: 'the browser has no WebSocket',
    transports: liveTransports,
    limits: () => ({ connects: 0 }),
    prepare: () => ({ isBroken: true, normalConnection: 'polling', firstScript: 'delete globalThis.WebSocket' }),
    run: pollInstead,
  },
  {
    id: 'F81',
    fault: 'the files of language and preset are invalid',
    limits: () => ({ recover: soon }),
    prepare({ site }) {
      site.put('locales/de.json', Buffer.from('<!doctype html><title>Not found</title>'));
      site.put('presets/square.json', Buffer.from('{"statuses":{"pending":'));
      return { attributes: { lang: 'de', preset: 'square' }, isBroken: true };
    },
    async run(trial) {
      trial.markFault();
      await trial.guest.until(() => trial.isRecovered, soon);
      const text = await trial.guest.evaluate(
        () => document.querySelector('order-status-tracker')?.shadowRoot?.textContent ?? '',
      );
      trial.expect(text.includes('Order Received'), 'does not fall back to English');
    },
  },
  {
    id: 'F82',
    fault: 'no sound, no notification, no vibration, no wake lock',
    limits: () => ({ uninterrupted: true, connects: 0 }),
    prepare: () => ({ firstScript: breakAlertApis }),
    async run(trial) {
      trial.markFault();
      const arm = () =>
        trial.guest.evaluate(() => {
          const root = document.querySelector('order-status-tracker')?.shadowRoot;
          const button = root?.querySelector<HTMLElement>('[part~=alert-button]');
          button?.click();
          return button !== undefined && button !== null;
        });
      // The button comes in idle time, after the order is followed live.
      let isArmed = await arm();
      for (let tries = 0; tries < 30 && !isArmed; tries += 1) {
        await pause(100);
        isArmed = await arm();
      }
      trial.expect(isArmed, 'has no alert button');
      await trial.guest.order.commit('preparing');
    },
  },
  {
    id: 'F92',
    fault: 'its URL attributes change to javascript: and data: URLs',
    limits: () => ({ recover: soon }),
    async run(trial) {
      const { guest, runner } = trial;
      const names = Object.keys(runner.attributes()).filter((name) => name.endsWith('-url'));
      for (const url of ['javascript:alert(1)', 'data:application/json,{}', 'https://user:secret@127.0.0.1/']) {
        trial.startFault();
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
          guest.records.slice(before).some((record) => record.kind === 'order-error' && record.code === 'config');
        trial.expect(await guest.until(isTold, 3000), `${url.slice(0, 10)}… was not refused with "config"`);
        await pause(500);
        const { connects, firstRead, tokenCalls } = trial.measure();
        trial.expect(
          connects === 0 && tokenCalls === 0 && firstRead === Number.POSITIVE_INFINITY,
          `${url.slice(0, 10)}… led to a request`,
        );
        trial.endFault();
        await guest.evaluate(() => {
          const { good } = globalThis as unknown as { good: [string, string][] };
          const tracker = document.querySelector('order-status-tracker');
          for (const [name, value] of good) tracker?.setAttribute(name, value);
        });
        trial.expect(await guest.until(() => trial.isRecovered, 15_000), 'did not recover with good URLs');
      }
      await guest.order.commit('preparing');
    },
  },
];
