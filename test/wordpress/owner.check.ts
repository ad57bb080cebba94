import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, type BrowserContext, launch, type Page } from 'puppeteer-core';
import { projectPath } from '../../demo/server/project-files.js';
import { Restaurant } from '../owners/restaurant.js';
import { chromiumFlags, findBrowsers } from '../support/browsers.js';
import { debians, playgrounds } from './wordpress-files.js';
import { owner, WordPressSite } from './wordpress-site.js';

const zip = projectPath('build', 'order-status-tracker-wordpress.zip');
const chosen = process.env.WORDPRESS_VERSIONS?.split(' ');
const patience = 30_000;
const tag = 'order-status-tracker';

for (const [files, port] of [
  [debians, 18_930],
  [playgrounds, 18_940],
] as const) {
  if (chosen && !chosen.includes(files.version)) continue;

  describe(`an owner with WordPress ${files.version}`, () => {
    let site: WordPressSite;
    let restaurant: Restaurant;
    let browser: Browser;
    let page: Page;
    /** What browsers complained about, of the owner's pages and of guests'. */
    const complaints: string[] = [];

    before(async () => {
      restaurant = await Restaurant.open();
      restaurant.orders.set('42', 'RESERVED');
      site = await WordPressSite.start(files, port);
      browser = await launch({
        executablePath: findBrowsers().chromium?.browser ?? 'chromium',
        args: [...chromiumFlags],
      });
      page = await browser.newPage();
      page.setDefaultTimeout(patience);
      await page.setViewport({ width: 1280, height: 900 });
      page.on('dialog', (dialog) => void dialog.accept());
    });
    after(async () => {
      await browser?.close();
      await site?.stop();
      restaurant?.close();
    });

    const admin = (path: string) => page.goto(`${site.url}/wp-admin/${path}`, { waitUntil: 'domcontentloaded' });
    const press = (selector: string) =>
      Promise.all([page.waitForNavigation({ timeout: patience }), page.click(selector)]);
    const textOf = (selector: string) => page.$eval(selector, (element) => element.textContent.trim());

    /** A guest's own browser, at an address of the site. */
    async function guestAt(path: string): Promise<{ guest: Page; context: BrowserContext }> {
      const context = await browser.createBrowserContext();
      const guest = await context.newPage();
      guest.setDefaultTimeout(patience);
      guest.on('console', (message) => {
        if (['error', 'warn'].includes(message.type())) complaints.push(`${path}: ${message.text()}`);
      });
      guest.on('pageerror', (error) => complaints.push(`${path}: ${String(error)}`));
      await guest.goto(`${site.url}${path}`, { waitUntil: 'domcontentloaded' });
      return { guest, context };
    }

    /** Publishes a page through the REST API, as the signed-in owner. Returns its path. */
    async function publish(title: string, content: string): Promise<string> {
      await admin('post-new.php?post_type=page');
      const link = await page.evaluate(
        async (wanted) => {
          const { wp } = globalThis as unknown as {
            wp: { apiFetch: (request: object) => Promise<{ link: string }> };
          };
          return (await wp.apiFetch({ path: '/wp/v2/pages', method: 'POST', data: { ...wanted, status: 'publish' } }))
            .link;
        },
        { title, content },
      );
      const { pathname, search } = new URL(link);
      return `${pathname}${search}`;
    }

    const withOrder = (path: string, order: string) => `${path}${path.includes('?') ? '&' : '?'}order_id=${order}`;

    it('uploads one file and activates the plugin', async () => {
      await admin('');
      await page.$eval('#user_login', (field, value) => Object.assign(field, { value }), owner.name);
      await page.$eval('#user_pass', (field, value) => Object.assign(field, { value }), owner.password);
      await press('#wp-submit');
      await admin('plugin-install.php?tab=upload');
      const field = await page.$('input[type=file][name=pluginzip]');
      assert.ok(field, 'there is a field to upload a plugin');
      await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(zip);
      await press('#install-plugin-submit');
      await press('a[href*="action=activate"]');
      assert.match(await textOf('#the-list tr.active[data-slug=order-status-tracker] .plugin-title'), /Settings/);
    });

    it('is told what is missing, and guests see nothing of it', async () => {
      const path = await publish('Too early', '[order_status]');
      await page.goto(`${site.url}${path}`);
      assert.match(await textOf('body'), /Say first where orders are read/);
      const { guest, context } = await guestAt(path);
      assert.doesNotMatch(await guest.$eval('body', (body) => body.innerHTML), /order-status-tracker|Say first/);
      await context.close();
    });

    it('cannot save an address that cannot work', async () => {
      await admin(`options-general.php?page=${tag}`);
      for (const [address, message] of [
        ['javascript:alert({id})', /begin with https/],
        ['http://example.com/orders/{id}', /begin with https/],
        ['https://example.com/orders/', /\{id\} where the order’s number/],
      ] as const) {
        await page.$eval(`#${tag}-endpoint`, (field, value) => Object.assign(field, { value }), address);
        await press('#submit');
        assert.match(await textOf('.notice-error'), message, address);
        assert.equal(await page.$eval(`#${tag}-endpoint`, (field) => (field as HTMLInputElement).value), '');
      }
    });

    it('says where orders are read, and tries an order there', async () => {
      await admin(`options-general.php?page=${tag}`);
      await page.type(`#${tag}-endpoint`, `${restaurant.url}/orders/{id}`);
      await page.select(`#${tag}-preset`, 'square');
      await page.type(`#${tag}-phone`, '06 <b>12345</b>');
      await press('#submit');
      await page.waitForSelector('.notice-success');
      assert.equal(
        await page.$eval(`#${tag}-endpoint`, (field) => (field as HTMLInputElement).value),
        `${restaurant.url}/orders/{id}`,
      );
      await page.type('input[name=order_id]', '42');
      await press('form[method=get] input[type=submit], form[method=get] button[type=submit]');
      await page.waitForSelector(`${tag}[status=preparing]`);
    });

    it('adds the block in the editor and publishes the page', async () => {
      await admin('post-new.php?post_type=page');
      await page.waitForFunction(() => {
        const { wp } = globalThis as unknown as {
          wp?: { data?: { select(store: string): { getCurrentPostId(): number | null } | undefined } };
        };
        return wp?.data?.select('core/editor')?.getCurrentPostId();
      });
      const path = await page.evaluate(async () => {
        interface Block {
          readonly name: string;
          readonly isValid: boolean;
        }
        const { wp } = globalThis as unknown as {
          wp: {
            blocks: {
              createBlock(name: string, attributes: object): Block;
              getBlockType(name: string): object | undefined;
            };
            data: {
              dispatch(store: string): {
                insertBlock(block: Block): unknown;
                editPost(edits: object): unknown;
                savePost(): Promise<unknown>;
              };
              select(store: string): { getPermalink(): string; getBlocks(): readonly Block[] };
            };
          };
        };
        const block = wp.blocks.createBlock('order-status-tracker/order-status', {
          theme: 'dark',
          fulfilment: 'pickup',
        });
        wp.data.dispatch('core/block-editor').insertBlock(block);
        wp.data.dispatch('core/editor').editPost({ title: 'Your order', status: 'publish' });
        await wp.data.dispatch('core/editor').savePost();
        const { pathname, search } = new URL(wp.data.select('core/editor').getPermalink());
        return `${pathname}${search}`;
      });
      await page.waitForFunction(() => {
        const frames = [document, ...[...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument)];
        return frames.some((shown) => shown?.querySelector('.wp-block-order-status-tracker-order-status'));
      });

      const { guest, context } = await guestAt(withOrder(path, '42'));
      await guest.waitForSelector(`${tag}[status=preparing]`);
      restaurant.orders.set('42', 'PREPARED');
      await guest.$eval(tag, (element) => (element as unknown as { refresh(): Promise<unknown> }).refresh());
      await guest.waitForSelector(`${tag}[status=ready]`);
      const attributes = await guest.$eval(tag, (element) =>
        Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      );
      assert.deepEqual(
        [attributes.preset, attributes.theme, attributes.fulfilment, attributes.folder],
        ['square', 'dark', 'pickup', `${site.url}/wp-content/plugins/order-status-tracker/cdn/`],
      );
      assert.equal(
        await guest.$eval(`${tag} [slot=footer]`, (element) => element.textContent),
        'Questions about your order? Call 06 12345',
      );
      await context.close();
    });

    it('writes the shortcode into a page', async () => {
      restaurant.orders.set('7/a', 'PROPOSED');
      const shortcode = `<!-- wp:paragraph --><p>Here: [order_status order_id='7/a" onclick="x' layout="compact" theme="pink"]</p><!-- /wp:paragraph -->
        <!-- wp:shortcode -->[order_status order_id="7/a" language="de"]<!-- /wp:shortcode -->`;
      const { guest, context } = await guestAt(await publish('Shortcode', shortcode));
      await guest.waitForSelector(`${tag}[lang=de][status=pending]`);
      const found = await guest.$$eval(tag, (elements) =>
        elements.map((element) => [
          element.getAttribute('order-id'),
          element.getAttribute('theme') === 'pink',
          element.getAttribute('onclick'),
        ]),
      );
      assert.deepEqual(found, [
        ['7/a" onclick="x', false, null],
        ['7/a', false, null],
      ]);
      const words = await guest.$eval(`${tag}[lang=de]`, (element) => element.shadowRoot?.textContent ?? '');
      assert.match(words, /Bestell/, 'the language file came from the plugin');
      await context.close();
    });

    it('shows guests the telephone number where scripts do not come', async () => {
      const context = await browser.createBrowserContext();
      const guest = await context.newPage();
      await guest.setJavaScriptEnabled(false);
      await guest.goto(`${site.url}${withOrder(await publish('No script', '[order_status]'), '42')}`);
      const link = await guest.$(`${tag} a[href="tel:0612345"]`);
      assert.ok(await link?.isVisible(), 'the number can be seen and called');
      await context.close();
    });

    it('loads the script on pages with the tracker, and on no other', async () => {
      const { guest, context } = await guestAt('/');
      assert.doesNotMatch(await guest.content(), /order-status-tracker/);
      await context.close();
    });

    it('deletes the plugin, and nothing of it stays', async () => {
      await admin('plugins.php');
      await press('#deactivate-order-status-tracker');
      const stored = () => page.evaluate(async () => (await fetch('/wp-admin/options.php')).text());
      assert.match(await stored(), /name="order_status_tracker"/);
      const [form] = await Promise.all([
        page.waitForResponse((response) => response.request().postData()?.includes('delete-plugin') ?? false),
        page.click('#delete-order-status-tracker'),
      ]);
      assert.match(await form.text(), /"success":true/);
      assert.doesNotMatch(await stored(), /order_status_tracker/);
    });

    it('leaves no complaint of PHP, and none in a guest’s browser', () => {
      assert.deepEqual(
        site
          .complaints()
          .split('\n')
          .filter((line) => line.includes('/plugins/order-status-tracker/')),
        [],
      );
      // One page names an order that is not there.
      const expected = /404/;
      assert.deepEqual(
        complaints.filter((line) => !expected.test(line)),
        [],
      );
    });
  });
}
