import assert from 'node:assert/strict';
import { after } from 'node:test';
import { type Browser, type BrowserContext, launch, type Page, type Viewport } from 'puppeteer-core';
import { chromiumFlags, headlessChromiumPath } from '../support/browsers.js';

export const phone: Viewport = { width: 360, height: 740 };
export const tablet: Viewport = { width: 1024, height: 768 };

/** One for all suites of the process: starting it takes longer than many of their tests. */
let chromium: Promise<Browser> | undefined;
after(async () => (await chromium)?.close());

/** Chromium with any number of screens. Each has its own browser context: they share no storage, and all are visible. */
export class Screens {
  readonly #browser: Browser;
  #contexts: BrowserContext[] = [];
  #faults: string[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<Screens> {
    chromium ??= launch({ executablePath: headlessChromiumPath(), args: [...chromiumFlags] });
    return new Screens(await chromium);
  }

  async open(viewport: Viewport): Promise<Page> {
    const context = await this.#browser.createBrowserContext();
    this.#contexts.push(context);
    const page = await context.newPage();
    await page.setViewport(viewport);
    page.setDefaultTimeout(15_000);
    page.on('pageerror', (error) => this.#faults.push(String(error)));
    await page.exposeFunction('reportViolation', (violation: string) => this.#faults.push(`CSP: ${violation}`));
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
        const { reportViolation } = globalThis as unknown as { reportViolation(violation: string): void };
        reportViolation(`${violatedDirective} ${blockedURI}`);
      });
    });
    return page;
  }

  /** Closes every screen. Fails if a page had an uncaught error or violated its content security policy. */
  async closeAll(): Promise<void> {
    const faults = this.#faults;
    await Promise.all(this.#contexts.map((context) => context.close()));
    this.#contexts = [];
    this.#faults = [];
    assert.deepEqual(faults, []);
  }
}
