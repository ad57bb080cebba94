import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import woocommerce from '../../../src/order/field-map/presets/woocommerce.js';
import { createOrderTracker } from '../../../src/tracker/order-tracker.js';
import { FakeEnvironment, type FakeStorage } from '../../support/fake-environment.js';
import { badAnswers, type GuestData, storeOrder } from './woocommerce-answers.js';

const guest: GuestData = {
  name: 'Petronella',
  street: '550 Central Park West',
  phone: '555-2368',
  email: 'ann+shop@example.com',
  note: 'gate code 9713',
};
const key = 'wc_order_Zq8kXw2LmN';
const pollUrl = `https://shop.example/wp-json/wc/store/v1/order/{id}?key=${key}&billing_email=${encodeURIComponent(guest.email)}`;

/** All that must not be found, also as it stands in an address. */
const secrets = [key, ...Object.values(guest)].flatMap((text) => [text, encodeURIComponent(text)]);

describe('an order of WooCommerce’s Store API', () => {
  let world: FakeEnvironment;
  let answer: () => Response;
  let asked: string[];
  let kept: string[];

  /** Everything that the tracker tells, keeps or writes. */
  const keep = (...things: unknown[]) => {
    kept.push(things.map((thing) => inspect(thing, { depth: 20, showHidden: true })).join(' '));
  };

  beforeEach(() => {
    kept = [];
    asked = [];
    answer = () => Response.json(storeOrder(guest));
    world = new FakeEnvironment();
    const fetch: typeof globalThis.fetch = async (url) => {
      asked.push(String(url));
      return answer();
    };
    Object.assign(world, { fetch });
    for (const method of [
      'log',
      'info',
      'debug',
      'warn',
      'error',
      'table',
      'group',
      'groupCollapsed',
      'trace',
    ] as const) {
      mock.method(console, method, keep);
    }
  });
  afterEach(() => mock.restoreAll());

  function follow() {
    const tracker = createOrderTracker({
      orderId: '147',
      pollUrl,
      fieldMap: woocommerce,
      debug: true,
      environment: world,
      onStatusUpdate: keep,
      onConnectionChange: keep,
      onError: keep,
    });
    tracker.subscribe(keep);
    tracker.start();
    return tracker;
  }

  function keepRest(tracker: ReturnType<typeof follow>): void {
    keep(tracker.getSnapshot(), tracker.explain());
    for (const storage of [world.storage, world.sessionStorage]) keep([...(storage as FakeStorage).entries]);
  }

  function assertNothingIsKept(): void {
    for (const secret of secrets) {
      assert.deepEqual(
        kept.filter((text) => text.includes(secret)),
        [],
        `"${secret}" is kept`,
      );
    }
  }

  it('works as its documentation shows it, with key and e-mail in the address', async () => {
    const tracker = follow();
    await world.pass(100);
    const { orderStatus, order, connectionStatus } = tracker.getSnapshot();
    assert.deepEqual([orderStatus, connectionStatus], ['preparing', 'polling']);
    assert.deepEqual(
      [order?.number, order?.totalMinor, order?.currency, order?.items?.[0]?.name],
      ['147', 2150, 'GBP', 'Fish & Chips'],
    );
    assert.equal(
      asked[0],
      `https://shop.example/wp-json/wc/store/v1/order/147?key=${key}&billing_email=ann%2Bshop%40example.com`,
    );
    tracker.stop();
  });

  it('leaves address, phone, e-mail, notes and key nowhere: not in snapshots, callbacks, storage, debug lines or explanations', async () => {
    const tracker = follow();
    await world.pass(100);
    keepRest(tracker);
    answer = () => Response.json(storeOrder(guest, 'completed'));
    await world.pass(60_000);
    keepRest(tracker);
    tracker.stop();
    assert.ok(kept.some((text) => text.includes('preparing')) && kept.some((text) => text.includes('completed')));
    assert.ok((world.storage as FakeStorage).entries.size > 0, 'the order is in the cache');
    assert.ok(
      kept.some((text) => text.includes('payload')),
      'there are debug lines',
    );
    assertNothingIsKept();
  });

  for (const [what, bad] of Object.entries(badAnswers(guest))) {
    it(`tells nothing of it when the answer is ${what}`, async () => {
      answer = bad;
      const tracker = follow();
      await world.pass(40_000);
      keepRest(tracker);
      tracker.stop();
      assert.ok(asked.length > 0);
      assertNothingIsKept();
    });
  }

  it('is not in the memory of the page any more, once it was read', async () => {
    const own = JSON.stringify(storeOrder(guest));
    const server = createServer((_, response) => response.setHeader('Content-Type', 'application/json').end(own));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const folder = mkdtempSync(join(tmpdir(), 'memory-'));
    const file = join(folder, 'page.heapsnapshot');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/wp-json/wc/store/v1/order/{id}`;
    const script = fileURLToPath(new URL('follow-and-dump.js', import.meta.url));
    const page = spawn(process.execPath, ['--expose-gc', script, url, file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = (await once(page, 'exit')) as [number];
    server.close();
    const memory = readFileSync(file, 'utf8');
    rmSync(folder, { recursive: true });
    assert.equal(code, 0);
    assert.ok(memory.includes('Fish & Chips'), 'what is shown is in memory');
    for (const secret of Object.values(guest)) assert.ok(!memory.includes(secret), `"${secret}" is in memory`);
  });
});
