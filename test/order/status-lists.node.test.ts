import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { tokenStyles } from '../../src/elements/shared/token.styles.js';
import { cardStyles } from '../../src/elements/tracker/styles/card.styles.js';
import { orderStatuses, statuses } from '../../src/order/status.js';
import { findStatusLists } from '../support/status-lists.js';

/** Files that may name several statuses, and why. */
const exempt: Readonly<Record<string, string>> = {
  'src/order/status.ts': 'The table itself.',
  'demo/pages/confirmation/payment-banner.ts': 'Results of a payment: two of them are called like statuses.',
  'demo/pages/playground/settings/check-settings.ts': 'Colours: some are called like statuses.',
  'src/messages/said.ts':
    'Kinds of messages, some of which are named as the status is, and the words of each unhappy end.',
  'demo/pages/playground/settings/style-properties.ts': 'Colours, as above.',
  'demo/pages/playground/simulation/situations.ts': 'Sample data: what else is true of an order with this status.',
};
/** A provider's words are data, and so are the words of a language; the compiler checks both. */
const exemptFolders = ['src/order/field-map/presets/', 'src/relay/providers/', 'src/locales/'];

const sources = ['src', 'demo/pages']
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name))))
  .filter((path) => path.endsWith('.ts') && !exemptFolders.some((folder) => path.startsWith(folder)));

const compiled = (path: string) => readFileSync(join('build', path.replace(/\.ts$/, '.js')), 'utf8');

describe('statuses', () => {
  it('are listed by hand only in src/order/status.ts', () => {
    const found = sources
      .filter((path) => !(path in exempt))
      .flatMap((path) => findStatusLists(compiled(path)).map(({ names, code }) => `${path}: ${names} in ${code}`));
    assert.deepEqual(
      found,
      [],
      'Ask for a fact of the status instead, or add one to the table in src/order/status.ts.',
    );
  });

  it('are still listed in each exempt file', () => {
    const needless = Object.keys(exempt).filter((path) => findStatusLists(compiled(path)).length === 0);
    assert.deepEqual(needless, []);
  });

  it('have a colour for each tone, light and dark', () => {
    for (const { tone } of Object.values(statuses)) {
      const own = tokenStyles.cssText.match(new RegExp(`--_${tone}: var\\(--order-status-${tone}, #`, 'g'));
      const named = tokenStyles.cssText.match(new RegExp(`--_${tone}: var\\(--order-status-${tone}, var\\(--_`, 'g'));
      assert.ok(
        own?.length === 3 || named?.length === 2,
        `${tone} needs a colour: light, dark by device, and dark by theme="dark"; or one by name, and another in classic`,
      );
      assert.match(cardStyles.cssText, new RegExp(`\\.${tone} \\{\\s+--_tone: var\\(--_${tone}\\);`));
    }
  });
});

describe('the search for lists of statuses', () => {
  const lists = {
    'a list': `const early = ['ready', 'served'];`,
    'a set': `const early = new Set(['ready', 'served']);`,
    'a switch': `switch (status) { case 'ready': case 'served': go(); }`,
    'a chain of ||': `const isEarly = status === 'ready' || status === 'served';`,
    'a chain of &&': `const isLate = other && status !== 'ready' && status !== 'served';`,
    'nested conditions': `const word = status === 'ready' ? 'Go' : status === 'served' ? 'Eat' : '';`,
    'comparisons one after the other': `function word(s) { if (s === 'ready') return 1; if (s === 'served') return 2; }`,
    'an object with some statuses': `const words = { ready: 'Go', served: 'Eat' };`,
    'a text': `query('status.in.(ready,served)');`,
    'a template': 'query(`status.in.(ready,served)`);',
  };
  for (const [name, code] of Object.entries(lists)) {
    it(`finds ${name}`, () => assert.notEqual(findStatusLists(code).length, 0));
  }

  it('finds nothing in a question about one status', () => {
    assert.deepEqual(findStatusLists(`const isReady = status === 'ready' || order?.status === 'ready';`), []);
  });

  it('finds nothing in an object with every status, where the compiler demands a new one', () => {
    const lengths = Object.fromEntries(orderStatuses.map((status) => [status, status.length]));
    assert.deepEqual(findStatusLists(`const lengths = ${JSON.stringify(lengths)};`), []);
  });
});
