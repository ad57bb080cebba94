import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { projectPath } from '../../demo/server/project-files.js';
import { providers } from '../../src/relay/providers/index.js';
import { createRelay, settingsFromEnvironment, unknownSettings } from '../../src/relay.js';
import { MemoryStore } from './memory-store.js';

const guide = readFileSync(projectPath('demo', 'guides', 'relay.md'), 'utf8');
const rows = [...guide.matchAll(/^\| `([a-z-]+)` \|.*\|$/gm)].map(([row, name = '']) => ({ name, row }));
const variablesIn = (text: string) => [...new Set(text.match(/RELAY_[A-Z_]+[A-Z]/g))];

describe("the relay's guide", () => {
  it('has a row for each provider', () => {
    assert.deepEqual(rows.map(({ name }) => name).sort(), Object.keys(providers).sort());
  });

  for (const { name, row } of rows) {
    it(`names the variables of ${name}, and all that it names are read`, () => {
      const asked = new Set<string>();
      const read = (variable: string) => {
        asked.add(variable);
        if (variable === 'RELAY_RESTAURANT') return 'r';
        // A key that is an address would be none in base64, which Standard Webhooks wants.
        const value = variable.endsWith('_SECRET') ? 'whsec_c2VjcmV0' : 'https://value.example';
        return row.includes(variable) ? value : undefined;
      };
      const settings = settingsFromEnvironment(read);
      assert.deepEqual(Object.keys(settings.providers), [name]);
      for (const variable of variablesIn(row)) assert.ok(asked.has(variable), variable);
      const isReadable = row.includes('API_') || row.includes('KEY_ID');
      const { readBack } = Object.values(settings.providers)[0] as { readonly readBack?: object };
      assert.equal(readBack !== undefined, isReadable);
      assert.doesNotThrow(() => createRelay({ ...settings, store: new MemoryStore() }));

      const prefix = `RELAY_${name.toUpperCase().replaceAll('-', '_')}_`;
      const own = [...asked].filter((variable) => variable.startsWith(prefix));
      // These are for any provider.
      const general = [`${prefix}RESTAURANTS`, `${prefix}STATUSES`, `${prefix}URL`];
      const unnamed = own.filter((variable) => !row.includes(variable) && !general.includes(variable));
      // Of a provider that shares a key, a token is asked for in any case.
      assert.deepEqual(
        unnamed.filter((variable) => !/API_TOKEN$/.test(variable)),
        [],
      );
    });
  }

  it('says of the variables for all of them what is read', () => {
    const values: Readonly<Record<string, string>> = {
      RELAY_RESTAURANT: 'r-1',
      RELAY_PUBLIC_URL: 'https://api.example.com/relay',
      RELAY_RECONCILE_SECRET: 'tick',
      RELAY_TOAST_SECRET: 'new old',
      RELAY_TOAST_RESTAURANTS: '{"guid-1": "r-2"}',
      RELAY_WOOCOMMERCE_SECRET: 'key',
      RELAY_WOOCOMMERCE_STATUSES: '{"ready-to-collect": "ready"}',
    };
    for (const variable of Object.keys(values)) assert.ok(guide.includes(variable), variable);
    assert.deepEqual(
      settingsFromEnvironment((name) => values[name]),
      {
        providers: {
          toast: { secret: ['new', 'old'], restaurant: { 'guid-1': 'r-2' } },
          woocommerce: { secret: ['key'], statuses: { 'ready-to-collect': 'ready' } },
        },
        restaurant: 'r-1',
        publicUrl: 'https://api.example.com/relay',
        reconcileSecret: 'tick',
      },
    );
    assert.throws(() => settingsFromEnvironment(() => undefined), /set RELAY_<PROVIDER>_SECRET/);
    const broken = { ...values, RELAY_TOAST_RESTAURANTS: 'guid-1=r-2' };
    assert.throws(
      () => settingsFromEnvironment((name) => (broken as Record<string, string>)[name]),
      /RELAY_TOAST_RESTAURANTS must be a JSON object/,
    );
  });

  it('names no variable that is refused as unknown, nor is one refused that any provider reads', () => {
    const general = rows.flatMap(({ name }) =>
      ['URL', 'RESTAURANTS', 'STATUSES'].map((key) => `RELAY_${name.toUpperCase().replaceAll('-', '_')}_${key}`),
    );
    assert.deepEqual(unknownSettings([...variablesIn(guide), ...general, 'SUPABASE_URL', 'relay_square_secret']), []);
  });

  it('names every answer and outcome', () => {
    for (const word of [
      '401',
      '404',
      '400',
      '413',
      '503',
      'ignored',
      'waiting',
      'late',
      'duplicate',
      'kept',
      'unchanged',
    ]) {
      assert.ok(guide.includes(word), word);
    }
  });

  it('has a program for Node that lives through a database that is away', async () => {
    const [, call = ''] = /^setInterval\(\(\) => (relay\.reconcile\(\).*), 60_000\);$/m.exec(guide) ?? [];
    const store = { ...new MemoryStore(), quietOrders: () => Promise.reject(new Error('The database is away.')) };
    const relay = createRelay({
      providers: { square: { secret: 'key', readBack: { token: 't' } } },
      restaurant: 'r',
      store: { ...store, apply: () => Promise.reject(new Error('away')) },
    });
    const told: unknown[] = [];
    await new Function('relay', 'console', `return ${call}`)(relay, { error: (error: unknown) => told.push(error) });
    assert.match(String(told), /The database is away/);
  });

  it('lets no shop have several restaurants whose messages do not say where they are from', () => {
    const restaurants = { restaurant: { 'shop-1': 'r-1' }, secret: 'key' };
    const make = (name: string) => createRelay({ providers: { [name]: restaurants }, store: new MemoryStore() });
    assert.throws(() => make('woocommerce'), /"woocommerce" does not say of which restaurant/);
    assert.doesNotThrow(() => make('toast'));
  });
});
