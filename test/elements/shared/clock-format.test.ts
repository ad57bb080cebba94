import { expect } from '@esm-bundle/chai';
import { registerLocale } from '../../../src/locales/registry.js';
import { anOrder, clear, type FakeTracked, place } from '../../support/fake-tracker.js';
import { type LanguageFile, loadLanguages } from '../../support/language-files.js';

const at = (hours: number, minutes: number) => new Date(2026, 10, 22, hours, minutes);
const withPlainSpaces = (text: string) => text.replace(/[\s\u2000-\u200a\u202f]+/g, ' ').replace(/[\u200e\u200f]/g, '');
/** What a line can be broken at; narrow spaces that hold together are no such. */
const breakable = /[ \u2000-\u2006\u2008-\u200a]/;
const lettersIn = (text: string) => new Set(text.match(/[\p{L}\p{M}]+/gu));

describe('clock times', () => {
  let tracker: FakeTracked;
  let languages: readonly LanguageFile[];
  const browserLanguage = Object.getOwnPropertyDescriptor(navigator, 'language');

  before(async () => {
    languages = await loadLanguages();
    for (const { locale } of languages) registerLocale(locale);
  });

  beforeEach(async () => {
    tracker = await place();
    await tracker.tracking.know({ order: anOrder });
  });
  afterEach(() => {
    clear();
    if (browserLanguage) Object.defineProperty(navigator, 'language', browserLanguage);
    else Reflect.deleteProperty(navigator, 'language');
  });

  const speak = async (language: string, browser = 'en-US') => {
    Object.defineProperty(navigator, 'language', { configurable: true, get: () => browser });
    tracker.lang = language;
    tracker.requestUpdate();
    await tracker.updateComplete;
  };
  const range = (from: Date, to: Date) => withPlainSpaces(tracker.words.timeRange(from, to));
  const time = (date: Date) => withPlainSpaces(tracker.words.time(date));

  it('are those of the language that is shown, where the browser cannot write those of the page’s', async () => {
    const { supportedLocalesOf } = Intl.DateTimeFormat;
    Intl.DateTimeFormat.supportedLocalesOf = (tags, options) =>
      tags === 'nn' ? [] : supportedLocalesOf.call(Intl.DateTimeFormat, tags, options);
    try {
      await speak('nn');
      expect(tracker.words.lang).to.equal('nb');
      expect(time(at(22, 50))).to.equal('22:50');
    } finally {
      Intl.DateTimeFormat.supportedLocalesOf = supportedLocalesOf;
    }
  });

  it('are written in a range as they are alone, in every language', async () => {
    for (const { code } of languages) {
      await speak(code);
      for (const [from, to] of [
        [at(19, 35), at(19, 45)],
        [at(11, 55), at(12, 5)],
        [at(1, 0), at(1, 10)],
      ] as const) {
        const shown = range(from, to);
        const figures = [time(from), time(to)].map((alone) => alone.replace(/^\P{Nd}+|\P{Nd}+$/gu, ''));
        for (const figure of figures) expect(shown, code).to.include(figure);
        expect([...lettersIn(shown)], code).to.have.members([...lettersIn(time(from) + time(to))]);
      }
    }
  });

  it('are not broken over two lines, in any language: a range only after its dash', async () => {
    for (const { code } of [...languages, { code: 'fr-CA' }]) {
      await speak(code);
      for (const [from, to] of [
        [at(19, 35), at(19, 45)],
        [at(11, 55), at(12, 5)],
      ] as const) {
        expect(tracker.words.time(from), code).not.to.match(breakable);
        expect(tracker.words.timeRange(from, to).replace(/[–~] /, ''), code).not.to.match(breakable);
      }
    }
  });

  it('share the letters of the day in a range', async () => {
    await speak('en-US');
    expect(range(at(19, 35), at(19, 45))).to.equal('7:35–7:45 PM');
    expect(range(at(11, 55), at(12, 5))).to.equal('11:55 AM – 12:05 PM');
    await speak('zh-TW');
    expect(range(at(19, 35), at(19, 45))).to.equal('晚上7:35–7:45');
    await speak('de');
    expect(range(at(19, 35), at(19, 45))).to.equal('19:35–19:45');
  });

  it('are one time where a range has no length', async () => {
    for (const language of ['en-US', 'de', 'ja', 'ar']) {
      await speak(language);
      expect(range(at(19, 35), at(19, 35)), language).to.equal(time(at(19, 35)));
    }
  });

  it('have the format of the page where it says which, whatever the browser has', async () => {
    await speak('en-GB', 'en-US');
    expect(time(at(19, 35))).to.equal('19:35');
  });

  it('have a zero before an early hour where clocks of the language show one', async () => {
    for (const [language, shown] of [
      ['en-GB', '00:05–01:10'],
      ['de', '00:05–01:10'],
      ['es', '0:05–1:10'],
    ] as const) {
      await speak(language);
      expect(range(at(0, 5), at(1, 10)), language).to.equal(shown);
    }
  });

  it("have the browser's format where the words have to be English", async () => {
    await speak('sr', 'de-DE');
    expect(tracker.text('headline')).to.equal('Preparing');
    expect([time(at(19, 35)), tracker.words.number(1234.5)]).to.deep.equal(['19:35', '1.234,5']);
    await speak('sr', 'en-US');
    expect(time(at(19, 35))).to.equal('7:35 PM');
  });

  it('are English where neither page nor browser name a language that there is', async () => {
    for (const [language, browser] of [
      ['!?', 'en-US@posix'],
      ['sr', ''],
    ] as const) {
      await speak(language, browser);
      expect(tracker.text('headline')).to.equal('Preparing');
      expect(time(at(19, 35))).to.equal('7:35 PM');
    }
  });

  it('leave the English plural forms alone', async () => {
    await speak('sr', 'ja');
    await tracker.tracking.change({ items: [{ name: 'Soup', quantity: 1 }] });
    expect(tracker.text('items-summary')).to.match(/^1 item(?!s)/);
  });
});
