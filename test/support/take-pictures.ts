/**
 * Renews every picture: the one at the top of the README, the real element side by side at four moments of an order,
 * and those that the tests compare with.
 *
 *   npm run pictures
 */
import { spawnSync } from 'node:child_process';
import puppeteer from 'puppeteer-core';
import { startDemoServer } from '../../demo/server/server.js';
import { chromiumFlags, chromiumPath } from './browsers.js';

/** How one of the elements is set up, and the order that it follows. */
interface Scene {
  readonly attributes: Readonly<Record<string, string>>;
  readonly order: Readonly<Record<string, unknown>>;
}

const minute = 60_000;
/** The moment of the picture, on every clock in it. */
const now = Date.UTC(2026, 10, 22, 16, 38, 20);
const at = (minutes: number) => new Date(now + minutes * minute).toISOString();
const lunch = {
  restaurant_name: 'Trattoria Aurora',
  number: '42',
  currency: 'EUR',
  total_minor: 2380,
  items: [
    { name: 'Pizza Margherita', quantity: 2 },
    { name: 'Espresso', quantity: 1 },
  ],
};
const itsItems = [
  { name: 'Pizza Margherita', quantity: 2, status: 'ready' },
  { name: 'Espresso', quantity: 1, status: 'preparing' },
];

const scenes: readonly Scene[] = [
  { attributes: {}, order: { ...lunch, table_label: '7', status: 'pending' } },
  {
    attributes: { theme: 'dark' },
    order: {
      ...lunch,
      items: itsItems,
      table_label: '7',
      status: 'preparing',
      estimated_ready_from: at(14),
      estimated_ready_to: at(22),
    },
  },
  { attributes: { fulfilment: 'pickup' }, order: { ...lunch, status: 'ready' } },
  {
    attributes: { lang: 'ar', fulfilment: 'delivery' },
    order: { ...lunch, status: 'out_for_delivery', estimated_ready_from: at(4), estimated_ready_to: at(12) },
  },
];

const server = await startDemoServer({ port: 0 });
const browser = await puppeteer.launch({ executablePath: chromiumPath(), args: [...chromiumFlags] });
const page = await browser.newPage();
await page.setViewport({ width: 1480, height: 900, deviceScaleFactor: 1.5 });
await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
await page.emulateTimezone('UTC');
await page.evaluateOnNewDocument(setClock, now);
await page.goto(`${server.url}/embed.html`);
await page.evaluate(showScenes, scenes);
await page.waitForFunction(
  (count) => document.querySelectorAll('order-status-tracker[connection=connected]').length === count,
  {},
  scenes.length,
);
const strip = await page.waitForSelector('#strip');
await strip?.screenshot({ path: 'demo/pictures/order-status-tracker.png' });
await browser.close();
await server.close();

const { status } = spawnSync(
  'node',
  ['test/support/run-tests.mjs', '--only', 'browser', 'test/elements/pictures.test.ts'],
  {
    stdio: 'inherit',
    env: { ...process.env, RENEW_PICTURES: '1' },
  },
);
process.exitCode = status ?? 1;

/** Runs in the page. Its clock goes on from this moment. */
function setClock(now: number): void {
  const { Date: RealDate } = globalThis;
  const ahead = now - RealDate.now();
  globalThis.Date = class extends RealDate {
    constructor(moment: number | string | Date = RealDate.now() + ahead) {
      super(moment);
    }

    static override now(): number {
      return RealDate.now() + ahead;
    }
  } as DateConstructor;
}

/** Runs in the page. Each element follows its order by a transport that is always live. */
function showScenes(scenes: readonly Scene[]): void {
  document.body.replaceChildren();
  const strip = document.createElement('div');
  strip.id = 'strip';
  strip.style.cssText =
    'display:grid;grid-template-columns:repeat(4,340px);gap:20px;padding:20px;background:#ece8e1;width:max-content';
  for (const { attributes, order } of scenes) {
    const complete = { id: '42', version: 1, ...order };
    const tracker = document.createElement('order-status-tracker');
    for (const [name, value] of Object.entries({ 'order-id': '42', cache: 'none', ...attributes })) {
      tracker.setAttribute(name, value);
    }
    Object.assign(tracker, {
      transport: {
        name: 'scene',
        read: async () => complete,
        connect(_: unknown, sink: { opened(): void; confirmed(): void; alive(): void }) {
          queueMicrotask(() => {
            sink.opened();
            sink.confirmed();
          });
          return { probe: () => queueMicrotask(() => sink.alive()), renewToken() {}, close() {} };
        },
      },
    });
    strip.append(tracker);
  }
  document.body.append(strip);
}
