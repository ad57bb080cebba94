import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { samples } from '../../demo/server/relay/samples/index.js';
import { makeSampleKeys, settingsFor, signMessage, ucpProfile } from '../../demo/server/relay/sign.js';
import { createRelay } from '../../src/relay.js';
import { MemoryStore } from './memory-store.js';
import { restaurant } from './play.js';

const now = Date.parse('2026-11-30T12:00:00Z');
const keys = makeSampleKeys();
/** Just below what the relay reads at all, in bytes. */
const size = 2_000_000;
/** What one message may cost, in ms of the processor: all other messages wait meanwhile. */
const allowed = 2500;

const filled = (part: string) => part.repeat(Math.floor(size / part.length));
const bodies: Readonly<Record<string, string>> = {
  'quotes that are escaped': filled('"\\'),
  'escapes in a text': `{"timestamp":"1","a":"${filled('\\\\')}`,
  quotes: filled('"'),
  digits: filled('1'),
  'digits and points': filled('1.'),
  'exponents without an end': filled('1e+'),
  'lists in lists': filled('['),
  'objects in objects': filled('{"timestamp":'),
  'names without values': `{${filled('"timestamp" ,')}`,
  blanks: `{"timestamp"${filled(' ')}`,
  'a text without an end': `{"timestamp":"${filled('x')}`,
};

function relayOf() {
  return createRelay({
    providers: settingsFor(keys),
    store: new MemoryStore(() => now),
    restaurant,
    now: () => now,
    onNews: () => {},
  });
}

async function costOf(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** What a stranger can write without a key: headers of the right form. */
const forged = {
  'Toast-Signature': 'A'.repeat(44),
  'x-wc-webhook-signature': 'A'.repeat(44),
  'webhook-id': 'a',
  'webhook-timestamp': String(now / 1000),
  'webhook-signature': Array.from({ length: 50 }, () => `v1,${'A'.repeat(43)}=`).join(' '),
};

describe('2 MB of what is hard to read', () => {
  for (const { provider } of samples) {
    it(`costs ${provider} little, without a signature and with a wrong one`, async () => {
      const relay = relayOf();
      for (const [what, body] of Object.entries(bodies)) {
        // Without a signature nothing is read: one body shows it.
        for (const headers of what === 'quotes' ? [{}, forged] : [forged]) {
          const cost = await costOf(async () => {
            const response = await relay(new Request(`https://a/${provider}`, { method: 'POST', headers, body }));
            assert.equal(response.status, 401);
          });
          assert.ok(cost < allowed, `${what} took ${cost} ms`);
        }
      }
    });
  }

  it('costs little where the signature is right', async () => {
    const relay = relayOf();
    for (const [what, body] of Object.entries(bodies)) {
      const url = 'https://a/woocommerce';
      const { headers } = signMessage('woocommerce', keys, { url, headers: {}, body, now });
      const cost = await costOf(async () => {
        assert.equal((await relay(new Request(url, { method: 'POST', headers, body }))).status, 400);
      });
      assert.ok(cost < allowed, `${what} took ${cost} ms`);
    }
  });

  it('costs UCP little in its headers', async () => {
    const relay = relayOf();
    const members = Array.from({ length: 80 }, (_, index) => `"signature-agent";key="a${index}"`).join(' ');
    const names = '"@method" "@authority" "@path" "content-digest" "content-type" "ucp-agent" "signature-agent"';
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('{}'))).toString('base64');
    const last = Array.from({ length: 80 }, (_, index) => `a${index}=1`).join(',');
    const headers = {
      'Content-Type': 'application/json',
      'Content-Digest': `sha-256=:${digest}:`,
      'UCP-Agent': `profile="${ucpProfile}"`,
      'Signature-Agent': `${','.repeat(3400)}${last}`,
      'Signature-Input': `s=(${names} ${members});keyid="sample-2026"`,
      Signature: 's=:AAAA:',
    };
    const cost = await costOf(async () => {
      const response = await relay(new Request('https://a/ucp', { method: 'POST', headers, body: '{}' }));
      assert.equal(response.status, 401);
    });
    assert.ok(cost < 300, `took ${cost} ms`);
  });
});
