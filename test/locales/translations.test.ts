import { expect } from '@esm-bundle/chai';
import type { Locale } from '../../src/locales/locale.js';
import { cardStrings } from '../../src/locales/parts/card.js';
import { addStrings, readLocale } from '../../src/locales/registry.js';
import { allEnglish, faultsIn, formsOf, loadLanguages } from '../support/language-files.js';

/** Words that other languages have as well, and marks. */
const international = ['Live', 'Offline', 'Total', '{restaurant}: {title}', '{order}: {status}', '{day}, {time}'];
/** Words that no other language has. */
const englishWord = /\b(?:the|your|you|please|kitchen|this|with|and)\b/i;

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** In these, `many` is a form of small numbers. Elsewhere it is that of millions or fractions: no order has either. */
const countMany = ['pl', 'uk', 'ar'];
/** Forms in which a noun alone says how many. */
const nounForms = ['zero', 'one', 'two'];

const languages = (await loadLanguages()).filter(({ code }) => code !== 'en');

describe('the strings of', () => {
  for (const language of languages) {
    const { code, locale, board, strings } = language;

    it(`"${code}" are those of English, and no others`, () => {
      expect(Object.keys({ ...locale, ...board }).sort()).to.deep.equal(Object.keys(allEnglish).sort());
      expect(locale.code).to.equal(code);
      expect(locale.dir).to.equal(/[\u0590-\u08ff]/.test(locale.ready) ? 'rtl' : 'ltr');
    });

    it(`"${code}" are not English, and not empty`, () => {
      const isForeign = (text: string, english: string) =>
        text.trim() !== '' &&
        (text !== english || international.includes(text)) &&
        !englishWord.test(text.replace(/\{\w+\}/g, ''));
      const faults = faultsIn(language, ({ text, english }) => !isForeign(text, english));
      expect(faults.join('\n')).to.equal('');
    });

    it(`"${code}" have every placeholder`, () => {
      const faults = faultsIn(language, ({ text, form, english }) => {
        const wanted = placeholders(english).filter((name) => name !== 'count' || !nounForms.includes(form));
        return (
          placeholders(text)
            .filter((name) => name !== 'count' || wanted.includes(name))
            .join() !== wanted.join()
        );
      });
      expect(faults.join('\n')).to.equal('');
    });

    it(`"${code}" have the plural forms of its grammar`, () => {
      const { pluralCategories } = new Intl.PluralRules(code).resolvedOptions();
      const wanted = pluralCategories.filter((form) => form !== 'many' || countMany.includes(code));
      for (const [key, english] of Object.entries(allEnglish)) {
        if (typeof english === 'string') continue;
        const forms = Object.keys(formsOf(strings[key]));
        expect(forms, key).to.include.members(wanted);
        expect(pluralCategories, key).to.include.members(forms);
      }
    });

    it(`"${code}" pass the check of language files from the network`, () => {
      const file = { ...locale, ...board };
      expect(readLocale(JSON.parse(JSON.stringify(file)))).to.deep.equal(file);
    });
  }
});

describe('a language file from the network', () => {
  const read = (strings: object) =>
    readLocale({ code: 'xx', ...strings }) as (Locale & Record<string, unknown>) | undefined;

  it('gets the English string for each one that is missing or of the wrong kind', () => {
    addStrings(cardStrings); // as a card does
    const locale = read({ ready: 'Klar', pending: 7, items: 'many', total: { other: 'x' } });
    expect(locale?.ready).to.equal('Klar');
    expect(locale?.pending).to.equal(allEnglish.pending);
    expect(locale?.items).to.deep.equal(allEnglish.items);
    expect(locale?.total).to.equal(allEnglish.total);
  });

  it('keeps strings of parts and of the board whose English is not loaded', () => {
    const later = { later_text: 'Hej', later_forms: { one: 'en', other: '{count}' } };
    expect(read(later)).to.include(later);
  });

  it('keeps nothing but strings, none that is too long, and none under a foreign name', () => {
    const foreign = {
      a_number: 7,
      a_list: ['Hej'],
      no_other_form: { one: 'en' },
      a_nested_one: { other: { other: 'Hej' } },
      long: 'x'.repeat(300),
      '<b>': 'Hej',
      constructor: { other: 'Hej' },
      ['__proto__']: { other: 'Hej' },
    };
    const locale = read(JSON.parse(JSON.stringify(foreign)));
    for (const key of Object.keys(foreign)) expect(Object.keys(locale ?? {}), key).not.to.include(key);
    expect(Object.getPrototypeOf(locale)).to.equal(Object.prototype);
  });

  it('cannot say another direction than left or right', () => {
    expect(['rtl', 'ltr', 'up', 7].map((dir) => read({ dir })?.dir)).to.deep.equal(['rtl', 'ltr', 'ltr', 'ltr']);
  });

  for (const file of [undefined, null, 'text', 7, [], {}]) {
    it(`is refused when it is ${JSON.stringify(file)}`, () => {
      expect(readLocale(file)).to.equal(undefined);
    });
  }
});
