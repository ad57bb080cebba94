import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { DemoServer } from '../../demo/server/server.js';
import { moveTo, placeOrder } from '../demo/support.js';
import { DemoStage } from './demo-stage.js';
import { Kitchen } from './kitchen-page.js';
import { tablet } from './screens.js';

const wall = { width: 1280, height: 720 };
/** The longest time between a press in the kitchen and the call on the wall screen, in milliseconds. */
const oneSecond = 1000;

/** The page of the wall screen. */
class WallScreen {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(server: DemoServer, transport = 'auto'): Promise<void> {
    const restaurant = 'restaurant_id=5a1e0000-7ab1-4e00-8000-000000000001';
    const secret = `#track=${server.secrets.boardCapability}`;
    await this.page.goto(`${server.url}/board?${restaurant}&transport=${transport}${secret}`);
  }

  async isFollowing(connection: string, limit = 15_000): Promise<void> {
    await this.page.waitForSelector(`order-status-board[connection=${connection}]`, { timeout: limit });
  }

  /** Waits until a number is called out, and rejects if that takes longer than `limit` milliseconds. */
  async calls(number: string, limit: number): Promise<void> {
    await this.page.waitForFunction(
      (wanted) =>
        document
          .querySelector('order-status-board')
          ?.shadowRoot?.querySelector('[part=call-number]')
          ?.textContent?.trim() === wanted,
      { timeout: limit, polling: 20 },
      number,
    );
  }

  async has(part: string, limit = 15_000): Promise<string> {
    const found = await this.page.waitForSelector(`order-status-board >>> [part~="${part}"]`, { timeout: limit });
    return (await found?.evaluate((element) => element.textContent?.replace(/\s+/g, ' ').trim())) ?? '';
  }

  async hasNot(part: string, limit = 15_000): Promise<void> {
    await this.page.waitForSelector(`order-status-board >>> [part~="${part}"]`, { timeout: limit, hidden: true });
  }

  numbers(half: 'preparing' | 'ready'): Promise<string[]> {
    return this.page.$eval(
      'order-status-board',
      (board, name) =>
        [...(board.shadowRoot?.querySelectorAll(`[data-half=${name}] [part~=number]`) ?? [])].map(
          ({ textContent }) => textContent?.trim() ?? '',
        ),
      half,
    );
  }
}

describe('the wall screen with <order-status-board>', () => {
  const demo = new DemoStage();

  for (const transport of ['supabase', 'websocket'] as const) {
    it(`calls a number out within a second of the kitchen’s press, by ${transport}`, async () => {
      const order = await placeOrder(demo.server);
      const screen = new WallScreen(await demo.screens.open(wall));
      await screen.open(demo.server, transport);
      await screen.isFollowing('connected');
      assert.equal(new URL(screen.page.url()).hash, '', 'the capability is still in the URL');
      assert.ok((await screen.numbers('preparing')).includes(order.number));

      const kitchen = new Kitchen(await demo.screens.open(tablet));
      await kitchen.signIn(demo.server.url);
      await kitchen.press(order.id, 'advance');
      await kitchen.isSaved(order.id);
      await kitchen.press(order.id, 'advance');
      await screen.calls(order.number, oneSecond);
      assert.equal(await screen.has('call-text'), `Number ${order.number} is ready`);
      assert.ok((await screen.numbers('ready')).includes(order.number));
    });
  }

  it('does not call out an order that was ready before the page was opened or reloaded', async () => {
    const order = await placeOrder(demo.server);
    await moveTo(demo.server, order.id, 'preparing', 'ready');
    const screen = new WallScreen(await demo.screens.open(wall));
    await screen.open(demo.server);
    await screen.isFollowing('connected');
    await screen.page.reload();
    await screen.isFollowing('connected');
    assert.ok((await screen.numbers('ready')).includes(order.number));
    await screen.hasNot('call', oneSecond);
  });

  it('shows "Last updated" when the server restarts, and connects again by itself', async () => {
    const order = await placeOrder(demo.server);
    const screen = new WallScreen(await demo.screens.open(wall));
    await screen.open(demo.server);
    await screen.isFollowing('connected');
    demo.server.sockets.accept(false);
    demo.server.sockets.close(1012);
    await screen.page.setOfflineMode(true);
    assert.match(await screen.has('stale', 30_000), /^Last updated/);
    await moveTo(demo.server, order.id, 'preparing', 'ready');
    demo.server.sockets.accept(true);
    await screen.page.setOfflineMode(false);
    await screen.calls(order.number, 20_000);
    await screen.isFollowing('connected', 20_000);
    await screen.hasNot('stale');
  });

  it('has a link in the kitchen page, and shows the demo’s restaurant when opened without a tracking link', async () => {
    const screen = new WallScreen(await demo.screens.open(wall));
    await screen.page.goto(`${demo.server.url}/board`);
    await screen.isFollowing('connected');
    assert.equal(await screen.has('restaurant'), 'Trattoria Aurora · Order board');
    const kitchen = new Kitchen(await demo.screens.open(tablet));
    await kitchen.signIn(demo.server.url);
    assert.equal(await kitchen.page.$eval('a.wall', (link) => link.getAttribute('href')), '/board');
  });
});
