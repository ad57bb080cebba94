import { expect } from '@esm-bundle/chai';
import { en as first } from '../../src/locales/en.js';
import type { Locale, LocaleKey } from '../../src/locales/locale.js';
import { alertStrings } from '../../src/locales/parts/alerts.js';
import { guestActionStrings } from '../../src/locales/parts/guest-actions.js';
import { handoverStrings } from '../../src/locales/parts/handover.js';
import { recentStrings } from '../../src/locales/parts/recent.js';
import { readLocale, translatedLanguages } from '../../src/locales/registry.js';

const en: Locale = { ...first, ...alertStrings, ...guestActionStrings, ...handoverStrings, ...recentStrings };

/** Strings that are the same in English. */
const shared: Readonly<Record<string, readonly LocaleKey[]>> = { de: ['live', 'offline'] };

const keys = Object.keys(en).filter((key) => key !== 'code' && key !== 'dir') as LocaleKey[];
const formsOf = (value: Locale[LocaleKey]) => (typeof value === 'string' ? { other: value } : value);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

async function load(language: string): Promise<Locale> {
  const module = (await import(`../../src/locales/${language}.js`)) as Record<string, Locale>;
  const locale = module[language];
  if (!locale) throw new Error(`src/locales/${language}.ts does not export "${language}".`);
  return locale;
}

describe('the languages', () => {
  for (const language of translatedLanguages) {
    describe(language, () => {
      let locale: Locale;

      before(async () => {
        locale = await load(language);
      });

      it('has the keys of English, and no others', () => {
        expect(Object.keys(locale).sort()).to.deep.equal(Object.keys(en).sort());
        expect(locale.code).to.equal(language);
        expect(locale.dir).to.equal(/[\u0590-\u08ff]/.test(locale.ready) ? 'rtl' : 'ltr');
      });

      it('has no English and no empty string', () => {
        for (const key of keys) {
          const { other } = formsOf(locale[key]);
          expect(other.trim(), key).not.to.equal('');
          if (!shared[language]?.includes(key)) expect(other, key).not.to.equal(formsOf(en[key]).other);
        }
      });

      it('has every placeholder', () => {
        for (const key of keys) {
          expect(placeholders(formsOf(locale[key]).other), key).to.deep.equal(placeholders(formsOf(en[key]).other));
        }
      });

      it('has the plural forms of its grammar', () => {
        const categories = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
        for (const key of keys) {
          const value = locale[key];
          if (typeof value === 'string') continue;
          // In French, Spanish, Italian and Portuguese, `many` is the form for millions: no order has so many items.
          const wanted = categories.filter((category) => category !== 'many' || ['pl', 'uk', 'ar'].includes(language));
          for (const category of wanted) expect(value, `${key} ${category}`).to.have.property(category);
        }
      });

      it('passes the check of language files from the network', () => {
        expect(readLocale(JSON.parse(JSON.stringify(locale)))).to.deep.equal({ ...locale });
      });
    });
  }
});

describe('a language file from the network', () => {
  it('gets the English string for each one that is missing or of the wrong kind', () => {
    const locale = readLocale({
      code: 'xx',
      ready: 'Klar',
      pending: 7,
      items: 'many',
      total: { other: 'x' },
      evil: '<b>',
    });
    expect(locale?.ready).to.equal('Klar');
    expect(locale?.pending).to.equal(en.pending);
    expect(locale?.items).to.deep.equal(en.items);
    expect(locale?.total).to.equal(en.total);
    expect(locale).not.to.have.property('evil');
  });

  for (const file of [undefined, null, 'text', 7, [], {}]) {
    it(`is refused when it is ${JSON.stringify(file)}`, () => {
      expect(readLocale(file)).to.equal(undefined);
    });
  }
});
