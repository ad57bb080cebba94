import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { ProductionRefused } from '../../../demo/server/production.js';
import { readOwnRelay } from '../../../demo/server/relay/own-relay.js';
import { samples } from '../../../demo/server/relay/samples/index.js';
import { makeSampleKeys, signMessage } from '../../../demo/server/relay/sign.js';
import { startDemoServer } from '../../../demo/server/server.js';
import { migratedCluster } from '../../support/empty-cluster.js';
import { startMain, withFolder } from './processes.js';

const publicOrigin = 'https://orders.example.com';
const path = '/functions/v1/relay/square';

describe('the relay of a restaurant’s own server', () => {
  it('takes what Square signed for the public address, behind a proxy, and nothing signed for another one', async (test) => {
    const keys = makeSampleKeys();
    const relay = readOwnRelay({ RELAY_SQUARE_SECRET: keys.secret, OTHER: 'x' }, publicOrigin);
    const server = await startDemoServer({
      port: 0,
      emptyCluster: await migratedCluster(),
      production: { publicOrigin, restaurantName: 'Da Vinci', relay },
    });
    test.after(() => server.close());
    const sample = samples.find(({ provider }) => provider === 'square');
    assert.ok(sample);
    const send = async (signedFor: string, word = sample.steps[0]?.word ?? '', address = path) => {
      const { payload, headers = {} } = sample.message({ id: 'own123', startedAt: 0 }, 0, word);
      const unsigned = { url: signedFor, headers, body: JSON.stringify(payload), now: Date.now() };
      const signed = signMessage(sample.provider, keys, unsigned);
      return (await fetch(server.url + address, { method: 'POST', headers: signed.headers, body: signed.body })).status;
    };
    assert.equal(await send(publicOrigin + path), 200);
    assert.equal(await send(server.url + path), 401);
    assert.equal(await send(`${publicOrigin}${path}/`, 'RESERVED', `${path}/`), 200);
    assert.equal(await send(publicOrigin + path, 'RESERVED', `${path}/`), 401);
    assert.equal(await send(`https://evil.example${path}`), 401);

    const printed: string[] = [];
    mock.method(console, 'error', (line: string) => printed.push(line));
    assert.equal(await send(publicOrigin + path, 'ON_THE_MOON'), 200);
    const lines = printed.map((line) => JSON.parse(line) as Record<string, unknown>);
    mock.restoreAll();
    const { level, provider, detail } = lines.find(({ message }) => message === 'relay: unmapped') ?? {};
    assert.deepEqual([level, provider, detail], ['warn', 'square', 'ON_THE_MOON']);
  });

  it('is absent where no variable of it is set, or all are empty', () => {
    assert.equal(
      readOwnRelay({ PORT: '80', RELAY_SQUARE_SECRET: '', RELAY_PUBLIC_URL: undefined }, publicOrigin),
      undefined,
    );
  });

  it('has another address where RELAY_PUBLIC_URL says so', () => {
    const variables = { RELAY_SQUARE_SECRET: 'key', RELAY_PUBLIC_URL: 'https://hooks.example.com/relay' };
    assert.equal(readOwnRelay(variables, publicOrigin)?.publicUrl, 'https://hooks.example.com/relay');
  });

  const wrong: readonly (readonly [variables: Readonly<Record<string, string>>, sentence: RegExp])[] = [
    [{ RELAY_PUBLIC_URL: 'https://orders.example.com/x' }, /^No provider is configured: set RELAY_<PROVIDER>_SECRET/],
    [{ RELAY_TOAST_SECRET: 'key', RELAY_TOAST_RESTAURANTS: '{"a":' }, /^RELAY_TOAST_RESTAURANTS must be a JSON object/],
    [{ RELAY_SQUARE_SECRET: 'key', RELAY_SQUARE_STATUSES: '[]' }, /^RELAY_SQUARE_STATUSES must be a JSON object/],
    [{ RELAY_SQUARE_SECRET: 'key', RELAY_SQUARE_STATUSES: '{"A": "no phase"}' }, /^The words of the provider "square"/],
    [{ RELAY_SQUARE_SECRET: 'key', RELAY_PUBLIC_URL: 'orders' }, /^RELAY_PUBLIC_URL must be a whole address/],
    [{ RELAY_SQUARE_SECRET: 'key', RELAY_SQUARE_URL: 'ftp://a.example' }, /^RELAY_SQUARE_URL must be a whole address/],
    [
      { RELAY_TOAST_SECRET: 'key', RELAY_TOAST_RESTARANTS: '{"a":"b"}' },
      /^RELAY_TOAST_RESTARANTS is no setting of the relay\. Is RELAY_TOAST_RESTAURANTS meant\?$/,
    ],
    [{ RELAY_SQARE_SECRET: 'key' }, /^RELAY_SQARE_SECRET is no setting .* Is RELAY_SQUARE_SECRET meant\?$/],
    [
      { RELAY_SQUARE_SECRET: 'key', RELAY_LIGHTSPEED_SECRET: 'key' },
      /^RELAY_LIGHTSPEED_SECRET is no .* The guide lists them\.$/,
    ],
  ];
  for (const [variables, sentence] of wrong) {
    it(`is refused in one sentence with a wrong setting: ${JSON.stringify(variables)}`, () => {
      assert.throws(
        () => readOwnRelay(variables, publicOrigin),
        (error) => error instanceof ProductionRefused && sentence.test(error.message),
      );
    });
  }

  it('lets no server start with a wrong setting', async () => {
    await withFolder(async (folder) => {
      const { code, said } = await startMain(['--production', '--data', folder], {
        PUBLIC_ORIGIN: publicOrigin,
        RESTAURANT_NAME: 'Da Vinci',
        RELAY_PUBLIC_URL: publicOrigin,
      }).ended();
      assert.equal(code, 1);
      assert.match(said, /^No provider is configured: .*\n$/);
    });
  });
});
