import { expect } from '@esm-bundle/chai';
import '../../src/define.js';
import { attributeOf, type ElementOptionRow } from '../../src/elements/shared/element-option.js';
import { elementOptions } from '../../src/elements/tracker/element-options.js';
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
