import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { unzipSync } from 'fflate';
import { applePackage } from '../../demo/supabase/functions/_shared/wallet/apple/apple-wallet.js';
import { readAppleCertificates } from '../../demo/supabase/functions/_shared/wallet/apple/certificates.js';
import { orderJson } from '../../demo/supabase/functions/_shared/wallet/apple/order-json.js';
import type { WalletOrder } from '../../demo/supabase/functions/_shared/wallet/wallet-order.js';
import { makeCertificates, orderType, type TestCertificates, verifySignature } from './certificates.js';
import { testWords } from './wallet-words.js';

const order: WalletOrder = {
  id: 'a0000000-0000-4000-8000-000000000042',
  number: '42',
  status: 'preparing',
  status_source: 'confirmed',
  fulfilment: 'pickup',
  restaurant_name: 'Trattoria Aurora',
  placed_at: '2026-11-30T18:00:00.123456+00:00',
  updated_at: '2026-11-30T18:05:00.5+00:00',
  version: 2,
  estimated_ready_from: '2026-11-30T18:15:00+00:00',
  estimated_ready_to: '2026-11-30T18:20:00+00:00',
  items: [{ name: 'Pizza “Aurora”', quantity: 2 }],
  total_minor: 1950,
  currency: 'EUR',
};
const merchant = {
  orderTypeIdentifier: orderType,
  merchantIdentifier: 'merchant.com.example.trattoria',
  url: 'https://trattoria.example',
};
const addresses = {
  link: 'https://trattoria.example/order#track=abc',
  webServiceUrl: 'https://trattoria.example/functions/v1/wallet/apple',
  authenticationToken: 'a-token-of-more-than-sixteen-characters',
};

describe('an order package for Apple Wallet', () => {
  let certificates: TestCertificates;
  let files: Record<string, Uint8Array>;
  before(async () => {
    certificates = makeCertificates();
    const settings = { merchant, certificates: readAppleCertificates(certificates, Date.now()) };
    const service = { url: addresses.webServiceUrl, authenticationToken: addresses.authenticationToken };
    files = unzipSync(await applePackage(settings, { order, link: addresses.link }, testWords, service, Date.now()));
  });
  const file = (name: string) => files[name] ?? assert.fail(`no ${name}`);
  const textOf = (name: string) => new TextDecoder().decode(file(name));

  it('has a signature that openssl verifies up to the root, by the certificate of the order type', () => {
    assert.match(verifySignature(file('manifest.json'), file('signature'), certificates.root), /order\.com\.example/);
  });

  it('has a signature that no other manifest fits', () => {
    const changed = new TextEncoder().encode(textOf('manifest.json').replace(/[0-9a-f]{8}/, '00000000'));
    assert.throws(() => verifySignature(changed, file('signature'), certificates.root));
  });

  it('lists the hash of every file, and no others', () => {
    const { 'manifest.json': _manifest, signature: _signature, ...listed } = files;
    const hashes = Object.fromEntries(
      Object.entries(listed).map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]),
    );
    assert.deepEqual(JSON.parse(textOf('manifest.json')), hashes);
    assert.deepEqual(Object.keys(hashes).sort(), [
      'ar.lproj/order.strings',
      'en.lproj/order.strings',
      'logo.png',
      'order.json',
    ]);
  });

  it('has what Apple requires of order.json', () => {
    assert.deepEqual(JSON.parse(textOf('order.json')), {
      schemaVersion: 1,
      orderTypeIdentifier: orderType,
      orderIdentifier: order.id,
      orderType: 'ecommerce',
      orderNumber: '42',
      createdAt: '2026-11-30T18:00:00.123Z',
      updatedAt: '2026-11-30T18:05:00.500Z',
      status: 'open',
      statusDescription: 'status',
      orderManagementURL: addresses.link,
      webServiceURL: addresses.webServiceUrl,
      authenticationToken: addresses.authenticationToken,
      merchant: {
        merchantIdentifier: merchant.merchantIdentifier,
        displayName: 'Trattoria Aurora',
        url: merchant.url,
        logo: 'logo.png',
      },
      lineItems: [{ title: 'Pizza “Aurora”', quantity: 2 }],
      payment: { total: { amount: 19.5, currency: 'EUR' } },
      fulfillments: [
        {
          fulfillmentIdentifier: 'order',
          fulfillmentType: 'pickup',
          displayName: 'Trattoria Aurora',
          status: 'processing',
          statusDescription: 'status',
          pickupAt: '2026-11-30T18:15:00.000Z',
          pickupWindowDuration: 'PT5M',
        },
      ],
    });
  });

  it('says the status in every language, escaped', () => {
    assert.equal(textOf('en.lproj/order.strings'), '"status" = "preparing (en). Your order is \\"nearly\\" there.";\n');
    assert.match(textOf('ar.lproj/order.strings'), /preparing \(ar\)/);
  });

  describe('tells as the stage', () => {
    const told = (changes: Partial<WalletOrder>) => {
      const { status, fulfillments } = orderJson({ ...order, ...changes }, merchant, addresses) as {
        status: string;
        fulfillments: readonly [{ status: string; pickupAt?: string }];
      };
      return [status, fulfillments[0].status, 'pickupAt' in fulfillments[0] ? 'expected' : 'no time'].join(' ');
    };
    const stages: readonly [Partial<WalletOrder>, string][] = [
      [{ status: 'scheduled' }, 'open open expected'],
      [{ status: 'pending' }, 'open open expected'],
      [{ status: 'preparing' }, 'open processing expected'],
      [{ status: 'ready' }, 'open readyForPickup no time'],
      [{ status: 'ready', status_source: 'estimated' }, 'open processing expected'],
      [{ status: 'completed', status_source: 'estimated' }, 'open processing expected'],
      [{ status: 'served', fulfilment: 'dine_in' }, 'completed pickedUp no time'],
      [{ status: 'completed' }, 'completed pickedUp no time'],
      [{ status: 'cancelled' }, 'cancelled cancelled no time'],
      [{ status: 'rejected' }, 'cancelled cancelled no time'],
      [{ status: 'failed' }, 'cancelled cancelled no time'],
      [{ status: 'refunded' }, 'cancelled cancelled no time'],
      [{ status: 'ready', fulfilment: 'delivery' }, 'open processing no time'],
      [{ status: 'out_for_delivery', fulfilment: 'delivery' }, 'open outForDelivery no time'],
      [{ status: 'completed', fulfilment: 'delivery' }, 'completed delivered no time'],
      [{ status: 'of_tomorrow' }, 'open open expected'],
    ];
    for (const [changes, expected] of stages) {
      it(`${JSON.stringify(changes)}: ${expected}`, () => assert.equal(told(changes), expected));
    }
  });

  it('has amounts as the currency counts them, and none where the total is unknown', () => {
    const paid = (changes: Partial<WalletOrder>) => {
      const { payment } = orderJson({ ...order, ...changes }, merchant, addresses) as {
        payment?: { total: { amount: number } };
      };
      return payment?.total.amount;
    };
    assert.equal(paid({ total_minor: 1950, currency: 'JPY' }), 1950);
    assert.equal(paid({ total_minor: 1950, currency: 'KWD' }), 1.95);
    assert.equal(paid({ total_minor: null }), undefined);
  });
});
