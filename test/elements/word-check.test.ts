import { expect } from '@esm-bundle/chai';
import '../../src/define.js';
import { attributeOf, type ElementOptionRow } from '../../src/elements/shared/element-option.js';
import { pageFaultsCode } from '../../src/elements/shared/page-faults-code.js';
import { elementOptions } from '../../src/elements/tracker/element-options.js';
import { en as board } from '../../src/locales/board/en.js';
import { en } from '../../src/locales/en.js';
import { alertStrings } from '../../src/locales/parts/alerts.js';
import { answerStrings } from '../../src/locales/parts/answers.js';
import { copyLinkStrings } from '../../src/locales/parts/copy-link.js';
import { guestActionStrings } from '../../src/locales/parts/guest-actions.js';
import { handoverStrings } from '../../src/locales/parts/handover.js';
import { reachStrings } from '../../src/locales/parts/reach.js';
import { recentStrings } from '../../src/locales/parts/recent.js';
import { trackerOptions } from '../../src/tracker/options.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

const rows = Object.entries<ElementOptionRow>({ ...trackerOptions, ...elementOptions });
const choices = rows.flatMap(([name, row]) =>
  Array.isArray(row.value) && row.use !== 'transport'
    ? [{ attribute: attributeOf(name, row) ?? '', words: row.value }]
    : [],
);

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

describe('an attribute that can hold a few words', () => {
  const { warn } = console;
  let warnings: string[];
  let errors: string[];

  before(() => pageFaultsCode.load());
  beforeEach(() => {
    warnings = [];
    errors = [];
    console.warn = (text: string) => void warnings.push(text);
  });
  afterEach(() => {
    console.warn = warn;
    clear();
  });

  const show = async (set: (tracker: FakeTracked) => void) => {
    const tracker = await place((made) => {
      made.addEventListener('order-error', ({ code, message }) => errors.push(`${code} ${message}`));
      set(made);
    });
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.know({});
    return tracker;
  };

  for (const { attribute, words } of choices) {
    it(`is reported once where ${attribute} holds another one, and none of its own is`, async () => {
      const tracker = await show((made) => made.setAttribute(attribute, 'foo'));
      const message = `${attribute}="foo" is not known. It can be: ${words.join(', ')}.`;
      expect(errors).to.deep.equal([`config ${message}`]);
      expect(warnings).to.deep.equal([`<fake-tracked> ${message}`]);
      for (const word of words) {
        tracker.setAttribute(attribute, word);
        await tracker.updateComplete;
      }
      tracker.setAttribute(attribute, 'foo');
      await tracker.updateComplete;
      expect(errors).to.have.length(1);
    });
  }

  it('is reported where a link or the sound is neither a word nor an address', async () => {
    await show((made) =>
      Object.assign(made, { share: 'foo', sound: 'yes', reorder: './menu', tip: 'https://tip.example/{id}' }),
    );
    expect(errors.map((error) => error.replace(/ is not known.*/, ''))).to.deep.equal([
      'config sound="yes"',
      'config share="foo"',
    ]);
  });

  for (const attribute of ['poll-interval', 'rating-after', 'ask-kitchen-cooldown']) {
    it(`is reported where ${attribute} has a unit`, async () => {
      await show((made) => made.setAttribute(attribute, '10s'));
      expect(errors).to.deep.equal([
        `config ${attribute} is no number. Write it without a unit, such as ${attribute}="10".`,
      ]);
    });
  }

  for (const [attribute, value] of [
    ['poll-method', 'PUT'],
    ['poll-credentials', 'true'],
    ['field-map', '[object Object]'],
    ['transport', 'webhook'],
  ] as const) {
    it(`is reported once, by what refuses it: ${attribute}="${value}"`, async () => {
      const tracker = document.createElement('order-status-tracker');
      tracker.addEventListener('order-error', ({ code, message }) => errors.push(`${code} ${message}`));
      tracker.setAttribute('order-id', '7');
      tracker.setAttribute('poll-url', '/orders/7.json');
      tracker.setAttribute(attribute, value);
      document.body.append(tracker);
      for (let turn = 0; turn < 100 && errors.length === 0; turn += 1) await nextTask();
      // What looks later looks within these.
      for (let turn = 0; turn < 5; turn += 1) await nextTask();
      tracker.remove();
      expect(errors).to.have.length(1);
      expect(errors[0]).to.match(new RegExp(`^config .*${attribute}`));
      expect(warnings).to.have.length(1);
    });
  }

  it('is reported once where a property holds something else altogether', async () => {
    for (const [given, said] of [
      [{ theme: { dark: true } }, /^config theme="\[object Object\]" is not known\. It can be: auto, light,/],
      [{ rating: true }, /^config rating="true" is not known\. It can be: off, on\.$/],
      [{ share: true }, /^config share is no URL\. It is not shown\.$/],
      [{ sound: true }, /^config sound="true" is not known\. It can be: on, off, or an address/],
      [{ preset: ['square'] }, /^config The preset "square" cannot be loaded/],
      [{ pickupPlace: { name: 'Bar' } }, /^config pickup-place must be a text, not an object\.$/],
      [{ folder: Promise.resolve('/a/') }, /^config folder must be a text, not a promise: wait for it\.$/],
      [{ pollInterval: 10_000 }, /^config poll-interval is 10000; it can be from 5 to 3600, in seconds\.$/],
      [{ pollInterval: 1 }, /^config poll-interval is 1; it can be from 5/],
      [{ pollInterval: '10s' }, /^config poll-interval is no number\./],
      [{ pollInterval: '10', ratingAfter: 0 }, undefined],
      [{ ratingAfter: -5 }, /^config rating-after is -5; it can be from 0 to 1440, in minutes\.$/],
    ] as const) {
      errors = [];
      const tracker = await show((made) => Object.assign(made, given));
      tracker.requestUpdate();
      await tracker.updateComplete;
      expect(errors, JSON.stringify(errors)).to.have.length(said ? 1 : 0);
      if (said) expect(errors[0]).to.match(said);
      expect(tracker.text('headline')).to.equal('Preparing');
      clear();
    }
  });

  it('is reported where labels have no such words, and no word of any part is taken for a misspelt one', async () => {
    const plural = { one: '{count} dish', other: '{count} dishes' };
    for (const [labels, said] of [
      [5, /^config labels must be an object, such as .*, not "5" \(number\)\.$/],
      ['{"ready":"x"}', /^config labels must be an object/],
      [['x'], /^config labels must be an object, .* not a list\.$/],
      [{ redy: 'x' }, /^config labels has "redy", which is none of our words\. Is "ready" meant\?$/],
      [{ greeting: 'x' }, /^config labels has "greeting", which is none of our words\. The guide to languages/],
      [{ ready: 5 }, /^config labels\.ready must be a text, not "5" \(number\)\.$/],
      [{ ready: () => 'x' }, /^config labels\.ready must be a text, not a function\.$/],
      [{ ready: 'Come and get it', items: plural, pending: undefined }, undefined],
      [{ ...alertStrings, ...answerStrings, ...copyLinkStrings, ...guestActionStrings }, undefined],
      [{ ...handoverStrings, ...reachStrings, ...recentStrings, ...board, ...en }, undefined],
    ] as const) {
      errors = [];
      await show((made) => Object.assign(made, { labels }));
      expect(errors, JSON.stringify([labels, errors])).to.have.length(said ? 1 : 0);
      if (said) expect(errors[0]).to.match(said);
      clear();
    }
  });

  it('is reported where it is empty', async () => {
    await show((made) => made.setAttribute('recent', ''));
    expect(errors).to.deep.equal(['config recent="" is not known. It can be: off, on.']);
  });

  it('is not reported where nothing is wrong, and the order is shown all the same where something is', async () => {
    await show(() => {});
    expect([errors, warnings]).to.deep.equal([[], []]);
    const tracker = await show((made) => made.setAttribute('percent', 'foo'));
    expect(tracker.text('headline')).to.equal('Preparing');
  });
});
