import assert from 'node:assert/strict';
import type { Browser, Page } from 'puppeteer-core';
import { waitFor } from '../servers/wait.js';
import type { OrderServer, ServedOrder } from './order-server.js';
import type { Site } from './site.js';

/** What a page of a starter shows, beyond the order's status. */
export interface StarterPage {
  readonly path: string;
  /** `card`: the element; `line`: a text by the hook; `both`: one of each, for one order. */
  readonly shows: 'card' | 'line' | 'both';
  /** Whether the server writes the order into the page. */
  readonly hasOrder?: boolean;
  /** What is said on it, where it is not what most starters say. */
  readonly says?: Partial<typeof usualWords>;
}

/** The card's own word for `preparing`, the one for `ready` by the property `labels`, and the page's own beside it. */
const usualWords = { preparing: 'Preparing', ready: 'Come and get it', page: 'Enjoy your meal!' };

/** Follows one order on a page of a starter, from its first picture until it is ready. Throws at the first thing wrong. */
export async function drive(browser: Browser, site: Site, orders: OrderServer, starter: StarterPage): Promise<void> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const faults = collectFaults(page);
  try {
    await follow(page, site, orders, starter);
  } catch (error) {
    const shown = await page.evaluate(() => document.body?.innerHTML.slice(0, 600)).catch(() => '');
    throw new Error(`${starter.path}: ${messageOf(error)}\n${faults.join('\n')}\nThe page: ${shown}`);
  } finally {
    await context.close();
  }
  assert.deepEqual(faults, [], `${starter.path}: nothing is written to the console, and no request fails`);
}

async function follow(page: Page, site: Site, orders: OrderServer, starter: StarterPage): Promise<void> {
  const { path, shows, hasOrder = false } = starter;
  const says = { ...usualWords, ...starter.says };
  const order = orders.place();
  const address = `${site.url}${path}?order_id=${order.id}`;
  if (hasOrder) await showsOrderOfServer(page, site, starter, order, address);
  else await page.goto(address);

  await isShown(page, shows, 'pending');
  orders.move(order.id, 'preparing');
  await isShown(page, shows, 'preparing');
  if (shows !== 'line') await hasText(page, says.preparing, 'the card says how far the order is');
  assert.deepEqual(orders.socketsOf(order.id), { opened: 1, open: 1 }, 'the order is followed by one socket');

  await toggle(page);
  await waitFor(() => orders.socketsOf(order.id).open === 0, 5_000, 'the socket closes when the component unmounts');
  await toggle(page);
  await isShown(page, shows, 'preparing');
  assert.deepEqual(orders.socketsOf(order.id), { opened: 2, open: 1 }, 'one socket opens when it mounts again');

  orders.move(order.id, 'ready');
  await isShown(page, shows, 'ready');
  await hears(page, says.page);
  if (shows !== 'line') await hasText(page, says.ready, 'the property "labels" arrives');
  assert.deepEqual(orders.socketsOf(order.id), { opened: 2, open: 1 }, 'the order is still followed by one socket');
}

/** The server's page has the order in it, and it is painted before the back end has answered anything. */
async function showsOrderOfServer(
  page: Page,
  site: Site,
  { shows }: StarterPage,
  order: ServedOrder,
  address: string,
): Promise<void> {
  const html = await (await fetch(address)).text();
  assert.match(
    html,
    shows === 'card' ? /<order-status-tracker/ : /<output>pending/,
    'the server renders the component',
  );
  site.isHolding = true;
  try {
    await page.goto(address);
    if (shows === 'card') await hasText(page, order.number, 'the property "order" is painted before any answer');
    else await page.waitForFunction(() => document.querySelector('output')?.textContent === 'pending');
  } finally {
    site.release();
  }
}

/** Waits until the page shows the status, live. */
async function isShown(page: Page, shows: StarterPage['shows'], status: string): Promise<void> {
  if (shows !== 'line') await page.waitForSelector(`order-status-tracker[status=${status}][connection=connected]`);
  if (shows === 'card') return;
  await comes(`the hook tells "${status}", live`, () =>
    page.waitForFunction(
      (wanted) => {
        const output = document.querySelector('output');
        return output?.textContent === wanted && output.parentElement?.textContent?.includes('(live)');
      },
      {},
      status,
    ),
  );
}

async function hasText(page: Page, text: string, meaning: string): Promise<void> {
  await comes(meaning, () =>
    page.waitForFunction(
      (wanted) => document.querySelector('order-status-tracker')?.shadowRoot?.textContent?.includes(wanted),
      {},
      text,
    ),
  );
}

/** Waits for what the page writes when it hears that the order is ready. */
async function hears(page: Page, words: string): Promise<void> {
  await comes('the page hears that the order is ready', () =>
    page.waitForFunction(
      (wanted) => Array.from(document.querySelectorAll('p')).some(({ textContent }) => textContent?.includes(wanted)),
      {},
      words,
    ),
  );
}

async function comes(what: string, wait: () => Promise<unknown>): Promise<void> {
  await wait().catch((error: unknown) => {
    throw new Error(`${what}: ${messageOf(error)}`);
  });
}

/** Unmounts the component, or mounts it again: by the page's button; where there is none, by hand. */
async function toggle(page: Page): Promise<void> {
  await page.evaluate(() => {
    const button = document.querySelector('button');
    const element = document.querySelector('order-status-tracker');
    const removed: unknown = Reflect.get(globalThis, 'removedTracker');
    if (button) button.click();
    else if (element) {
      Reflect.set(globalThis, 'removedTracker', element);
      element.remove();
    } else if (removed instanceof Element) document.body.append(removed);
  });
}

/** What React's development mode says on every page. */
const advertisement = 'Download the React DevTools';

/** Whatever the page writes to the console, and each request that fails. */
function collectFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (!message.text().includes(advertisement)) faults.push(`console.${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${messageOf(error)}`));
  page.on('requestfailed', (request) => faults.push(`${request.failure()?.errorText}: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  return faults;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
