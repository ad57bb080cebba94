import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { projectPath } from '../../demo/server/project-files.js';
import { checkUrl } from '../../src/transports/safe-url.js';

/** Runs the script that the guide shows on a thank-you page. Returns what it set. */
async function runOnPage(address: string, billingEmail: string | undefined): Promise<Record<string, string>> {
  const guide = await readFile(projectPath('demo', 'guides', 'woocommerce.md'), 'utf8');
  const [, script = ''] = /<script type="module">\n([\s\S]*?)<\/script>/.exec(guide) ?? [];
  assert.notEqual(script, '', 'the guide has a script');
  const tracker: Record<string, string> = {};
  const { pathname, search } = new URL(address);
  runInNewContext(script, {
    document: { querySelector: (selector: string) => selector === 'order-status-tracker' && tracker },
    window: { billingEmail },
    location: { pathname, search },
    URLSearchParams,
  });
  return tracker;
}

describe('the script of the guide to WooCommerce', () => {
  const page = 'https://shop.example/checkout/order-received/147/?key=wc_order_Zq8kXw2LmN';

  it('takes order and key from the address of the thank-you page', async () => {
    const { orderId, pollUrl = '' } = await runOnPage(page, 'ann+shop@example.com');
    assert.equal(orderId, '147');
    assert.equal(
      pollUrl,
      '/wp-json/wc/store/v1/order/{id}?key=wc_order_Zq8kXw2LmN&billing_email=ann%2Bshop%40example.com',
    );
    assert.deepEqual(checkUrl('poll-url', pollUrl, 'http', { base: page, secure: true }), {
      url: `https://shop.example${pollUrl}`,
    });
  });

  for (const [what, address, email] of [
    ['without a key', page.replace(/\?.*/, ''), 'ann@example.com'],
    ['without an e-mail', page, undefined],
    ['on another page', 'https://shop.example/cart/?key=x', 'ann@example.com'],
  ] as const) {
    it(`sets nothing ${what}`, async () => {
      assert.deepEqual(await runOnPage(address, email), {});
    });
  }
});
