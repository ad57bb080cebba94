import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { DemoStage } from './demo-stage.js';
import { phone } from './screens.js';

/** The page on which visitors play providers. */
class WebhookPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(url: string): Promise<void> {
    await this.page.goto(`${url}/relay`);
    await this.page.waitForSelector('.relay-controls button');
  }

  /** Presses a button, and waits until what came of it is told. Returns that. */
  async press(label: string): Promise<string> {
    const before = await this.entries();
    await this.page.locator(`::-p-xpath(//button[starts-with(normalize-space(), "${label}")])`).click();
    await this.page.waitForFunction(
      (count) => document.querySelectorAll('.relay-entry').length > count,
      { polling: 20 },
      before,
    );
    return this.page.$eval('.relay-entry p', (line) => line.textContent ?? '');
  }

  async shows(status: string): Promise<void> {
    await this.page.waitForSelector(`order-status-tracker[status=${status}]`);
  }

  async entries(): Promise<number> {
    return (await this.page.$$('.relay-entry')).length;
  }
}

describe('webhooks of a till, on a phone', () => {
  const stage = new DemoStage();
  const open = async () => {
    const webhooks = new WebhookPage(await stage.screens.open(phone));
    await webhooks.open(stage.server.url);
    return webhooks;
  };

  it('move the guest’s tracker from the first message to the last', async () => {
    const webhooks = await open();
    for (const [word, status] of [
      ['PROPOSED', 'pending'],
      ['RESERVED', 'preparing'],
      ['PREPARED', 'ready'],
      ['COMPLETED', 'completed'],
    ] as const) {
      assert.match(await webhooks.press(`Send ${word}`), /20\d/);
      await webhooks.shows(status);
    }
    const width = await webhooks.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= phone.width, `the page is ${width} px wide`);
  });

  it('that are forged, repeated, or have an unknown word, leave it as it is', async () => {
    const webhooks = await open();
    await webhooks.press('Send PROPOSED');
    await webhooks.press('Send RESERVED');
    await webhooks.shows('preparing');
    assert.match(await webhooks.press('Forge it'), /401/);
    await webhooks.press('Send again');
    await webhooks.press('Unknown word');
    await webhooks.shows('preparing');
    await webhooks.press('Send PREPARED');
    await webhooks.shows('ready');
  });

  it('of every provider begin an order that the tracker follows', async () => {
    const webhooks = await open();
    const { page } = webhooks;
    const providers = await page.$$eval('.relay-provider option', (options) => options.map(({ value }) => value));
    assert.equal(providers.length, 11);
    for (const provider of providers) {
      await page.select('.relay-provider select', provider);
      await page.waitForFunction(() => !document.querySelector('order-status-tracker'));
      await webhooks.press('Send');
      await page.waitForSelector('order-status-tracker[connection=connected]');
    }
  });
});
