import { expect } from '@esm-bundle/chai';
import { pageFaultsCode } from '../../src/elements/shared/page-faults-code.js';
import { checkedOptions } from '../../src/elements/tracker/checked-options.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

describe('the developer is told', () => {
  const { warn } = console;
  const { documentElement: root } = document;
  const { lang } = root;
  let warnings: string[];

  before(() => pageFaultsCode.load());
  beforeEach(() => {
    warnings = [];
    console.warn = (text: string) => void warnings.push(text.replace(/^<[\w-]+> /, ''));
  });
  afterEach(() => {
    console.warn = warn;
    root.lang = lang;
    clear();
  });

  const show = async (set: (tracker: FakeTracked) => void) => {
    const tracker = await place(set);
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.know({});
    return tracker;
  };

  for (const [given, words] of [
    ['whatsapp', ['whatsapp']],
    ['push, Sms', ['Sms']],
    ['sms mail call', ['mail', 'call']],
    [' push  sms,email ', []],
    ['', []],
  ] as const) {
    it(`which words of notify-by="${given}" are none`, async () => {
      await show((tracker) => tracker.setAttribute('notify-by', given));
      expect(warnings).to.deep.equal(
        words.map((word) => `notify-by has "${word}", which is not known. It can have: push, sms, email.`),
      );
    });
  }

  for (const [name, meant] of [
    ['pollURL', 'pollUrl'],
    ['orderID', 'orderId'],
    ['polUrl', 'pollUrl'],
    ['acessToken', 'accessToken'],
  ] as const) {
    it(`that the property ${name} is none, also if it was set later, and once`, async () => {
      const tracker = await show((made) => Reflect.set(made, name, 'x'));
      const said = `There is no property ${name}, so it is ignored. Is ${meant} meant?`;
      expect(warnings).to.deep.equal([said]);
      tracker.requestUpdate();
      await tracker.updateComplete;
      expect(warnings).to.deep.equal([said]);
      clear();
      warnings = [];
      const later = await show(() => {});
      Reflect.set(later, name, 'x');
      await later.tracking.know({ order: anOrder });
      await later.tracking.know({});
      expect(warnings).to.deep.equal([said]);
    });
  }

  it('nothing of what pages and frameworks keep at an element under names of their own', async () => {
    await show((tracker) => {
      for (const name of ['_vei', '__ngContext__', '$$click', '__reactProps$a1', 'jQuery351', 'l', 'shopWindow'])
        Reflect.set(tracker, name, {});
    });
    expect(warnings).to.deep.equal([]);
  });

  for (const [tag, advice] of [
    ['jp', 'Is "ja" meant? "jp" is a country.'],
    ['gr-GR', 'Is "el" meant? "gr" is a country.'],
    ['deutsch', 'Write the code of one, such as lang="de".'],
    ['de,en', 'Write the code of one, such as lang="de".'],
  ] as const) {
    it(`that lang="${tag}" is no language, at the element and around it`, async () => {
      const said = `lang="${tag}" is no language that this browser knows, so English is shown. ${advice}`;
      await show((tracker) => tracker.setAttribute('lang', tag));
      expect(warnings).to.deep.equal([said]);
      clear();
      warnings = [];
      root.lang = tag;
      await show(() => {});
      expect(warnings).to.deep.equal([said]);
    });
  }

  it('nothing of languages that are not translated, that browsers have not heard of, and that are none on purpose', async () => {
    for (const tag of ['bo', 'se', 'ks-IN', 'mt', 'mt-MT', 'en', 'en_GB', 'gsw', 'zxx', 'x-default', '']) {
      await show((tracker) => tracker.setAttribute('lang', tag));
      clear();
    }
    expect(warnings).to.deep.equal([]);
  });

  it('by what is checked: neither the way to the back end nor what can hold anything', () => {
    const names = checkedOptions.map(([name]) => name);
    expect(names).to.include.members(['theme', 'labels', 'folder', 'sound', 'pollInterval']);
    for (const name of ['pollUrl', 'transport', 'preset', 'orderId', 'debug', 'inspect', 'environment', 'order'])
      expect(names).not.to.include(name);
  });
});
