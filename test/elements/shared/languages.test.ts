import { expect } from '@esm-bundle/chai';
import { setScriptFolder } from '../../../src/elements/shared/script-folder.js';
import { ar } from '../../../src/locales/ar.js';
import { de } from '../../../src/locales/de.js';
import { es } from '../../../src/locales/es.js';
import { fr } from '../../../src/locales/fr.js';
import { he } from '../../../src/locales/he.js';
import { pl } from '../../../src/locales/pl.js';
import { registerLocale } from '../../../src/locales/registry.js';
import { anOrder, clear, type FakeTracked, place } from '../../support/fake-tracker.js';
import { loadLanguages } from '../../support/language-files.js';

describe('the language of the element', () => {
  let tracker: FakeTracked;
  const browserFetch = globalThis.fetch;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
    await tracker.tracking.know({ order: anOrder });
  });
  afterEach(() => {
    clear();
    document.documentElement.removeAttribute('lang');
    globalThis.fetch = browserFetch;
  });

  /** The mutation observers hear of it first. */
  const settle = async () => {
    await new Promise(requestAnimationFrame);
    await tracker.updateComplete;
  };

  it('is that of its own lang attribute, and changes with it', async () => {
    registerLocale(de);
    tracker.lang = 'de-AT';
    await settle();
    expect(tracker.text('headline')).to.equal('In Zubereitung');
    expect(tracker.text('total')).to.match(/Summe €\s34,50|Summe 34,50\s€/);
    tracker.lang = 'en';
    await settle();
    expect(tracker.text('headline')).to.equal('Preparing');
  });

  it('applies to the estimate as well, at once', async () => {
    registerLocale(de);
    const soon = new Date(tracker.world.clock.wall() + 60_000);
    await tracker.tracking.know({ estimate: { of: 'ready', from: soon, to: soon, source: 'backend', late: false } });
    expect(tracker.text('estimate')).to.equal('Ready any minute now');
    tracker.lang = 'de';
    await settle();
    expect(tracker.text('estimate')).to.equal('Jeden Moment fertig');
  });

  it('is the lang of the page around it, also when that changes', async () => {
    registerLocale(de);
    tracker.removeAttribute('lang');
    document.documentElement.lang = 'de';
    await settle();
    expect(tracker.text('headline')).to.equal('In Zubereitung');
  });

  it('is drawn from right to left where it is written so, with Latin names isolated', async () => {
    registerLocale(ar);
    tracker.lang = 'ar';
    await settle();
    const { dir, lang } = tracker.piece('card');
    expect([dir, lang]).to.deep.equal(['rtl', 'ar']);
    expect(tracker.text('order-number')).to.equal('الطلب رقم 42');
    expect(tracker.piece('order-number').querySelector('bdi')?.textContent).to.equal('42');
  });

  for (const locale of [ar, he]) {
    it(`keeps "2×" and times in the order in which ${locale.code} is read`, async () => {
      registerLocale(locale);
      tracker.lang = locale.code;
      const now = tracker.world.clock.wall();
      const at = (minutes: number) => new Date(now + minutes * 60_000);
      await tracker.tracking.know({
        estimate: { of: 'ready', from: at(20), to: at(30), source: 'backend', late: false },
      });
      /** Where on the screen each character stands that `pattern` finds in a part, in logical order. */
      const places = (part: string, pattern: RegExp): readonly DOMRect[] => {
        const found: DOMRect[] = [];
        const texts = document.createTreeWalker(tracker.piece(part), NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          for (const { index } of (text.textContent ?? '').matchAll(pattern)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + 1);
            found.push(range.getBoundingClientRect());
          }
        }
        return found;
      };
      const [two, times] = places('item-quantity', /[2٢×]/g);
      expect(times?.left).to.be.above(two?.left ?? Number.POSITIVE_INFINITY);
      // The earlier time stands where reading begins.
      const [start, end] = places('estimate', /:/g);
      expect(start?.left).to.be.above(end?.left ?? Number.POSITIVE_INFINITY);
    });
  }

  it('uses the plural forms of its grammar', async () => {
    registerLocale(pl);
    tracker.lang = 'pl';
    const forms: string[] = [];
    for (const quantity of [1, 3, 5, 22]) {
      await tracker.tracking.change({ items: [{ name: 'Zupa', quantity }] });
      await settle();
      forms.push(tracker.text('items-summary').split(' Razem')[0] ?? '');
    }
    expect(forms).to.deep.equal(['1 pozycja', '3 pozycje', '5 pozycji', '22 pozycje']);
  });

  it('is loaded from its file when it is first needed, once for the page', async () => {
    const asked: string[] = [];
    globalThis.fetch = async (request) => {
      asked.push(String(request));
      return new Response(JSON.stringify(fr));
    };
    setScriptFolder('https://cdn.example/order-status-tracker.js');
    const second = await place();
    for (const element of [tracker, second]) element.lang = 'fr-CA';
    for (let looks = 0; looks < 100 && tracker.text('headline') === 'Preparing'; looks += 1) await settle();
    expect(tracker.text('headline')).to.equal('En préparation');
    expect(asked).to.deep.equal(['https://cdn.example/locales/fr.json']);
  });

  for (const [tag, file] of [
    ['pt-AO', 'pt-PT'],
    ['zh-TW', 'zh-Hant'],
  ] as const) {
    it(`is loaded for "${tag}" from the file of "${file}", and said so to screen readers`, async () => {
      const [language] = (await loadLanguages()).filter(({ code }) => code === file);
      const asked: string[] = [];
      globalThis.fetch = async (request) => {
        asked.push(String(request));
        return new Response(JSON.stringify(language?.locale));
      };
      setScriptFolder('https://cdn.example/order-status-tracker.js');
      tracker.lang = tag;
      for (let looks = 0; looks < 100 && tracker.text('headline') === 'Preparing'; looks += 1) await settle();
      expect(tracker.text('headline')).to.equal(language?.locale.preparing);
      expect(tracker.piece('card').lang).to.equal(file);
      expect(asked).to.deep.equal([`https://cdn.example/locales/${file}.json`]);
    });
  }

  it('applies to toasts and live regions, also when its file is loaded later', async () => {
    let arrive = (_file: Response) => {};
    globalThis.fetch = () =>
      new Promise((resolve) => {
        arrive = resolve;
      });
    setScriptFolder('https://cdn.example/order-status-tracker.js');
    tracker.lang = 'es';
    await settle();
    const to = new Date(tracker.world.clock.wall() + 30 * 60_000);
    await tracker.tracking.know({ estimate: { of: 'ready', from: to, to, source: 'backend', late: false } });
    await tracker.tracking.change({ status: 'pending' });
    expect(tracker.text('toast-text')).to.equal('Preparing → Order Received');
    expect(tracker.said('polite')).to.equal('');
    arrive(new Response(JSON.stringify(es)));
    for (let looks = 0; looks < 100 && !tracker.said('polite'); looks += 1) await settle();
    expect(tracker.said('polite')).to.equal(es.moved_back.replace('{status}', es.pending));
    expect(tracker.text('toast-text')).to.equal(`${es.preparing} → ${es.pending}`);
  });

  it('delays live regions by a few seconds at most', async () => {
    globalThis.fetch = () => new Promise(() => {});
    setScriptFolder('https://cdn.example/order-status-tracker.js');
    tracker.lang = 'tr';
    await settle();
    await tracker.tracking.change({ delayed: true });
    await tracker.tracking.change({ status: 'pending' });
    expect(tracker.said('polite')).to.equal('');
    await tracker.world.pass(4_000);
    expect(tracker.said('polite')).to.equal('Back to: Order Received. Running late');
  });

  it('falls back to English in live regions when its file cannot be loaded', async () => {
    let fail = (_reason: unknown) => {};
    globalThis.fetch = () =>
      new Promise((_, reject) => {
        fail = reject;
      });
    setScriptFolder('https://cdn.example/order-status-tracker.js');
    tracker.lang = 'nl';
    await settle();
    await tracker.tracking.change({ onHold: true });
    expect(tracker.said('polite')).to.equal('');
    fail(new TypeError('offline'));
    for (let looks = 0; looks < 100 && !tracker.said('polite'); looks += 1) await settle();
    expect(tracker.said('polite')).to.equal('On hold');
  });

  for (const [language, answer] of [
    ['it', () => Promise.reject(new TypeError('offline'))],
    ['ja', async () => new Response('<!doctype html>', { status: 200 })],
    ['ko', async () => new Response('', { status: 404 })],
  ] satisfies [string, typeof fetch][]) {
    it(`stays English when the file of "${language}" cannot be loaded`, async () => {
      globalThis.fetch = answer;
      setScriptFolder('https://cdn.example/order-status-tracker.js');
      tracker.lang = language;
      await settle();
      await settle();
      expect(tracker.text('headline')).to.equal('Preparing');
      expect(tracker.piece('card').lang).to.equal('en');
    });
  }

  it('falls back to English for an invalid tag', async () => {
    tracker.lang = '!?';
    await settle();
    expect(tracker.text('headline')).to.equal('Preparing');
  });

  it('is replaced by the property labels', async () => {
    tracker.labels = { preparing: 'In the oven', items: { one: '{count} treat', other: '{count} treats' } };
    await settle();
    expect(tracker.text('headline')).to.equal('In the oven');
    expect(tracker.text('items-summary')).to.match(/^3 treats/);
  });
});
