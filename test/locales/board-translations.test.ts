import { expect } from '@esm-bundle/chai';
import { en } from '../../src/locales/board/en.js';
import type { BoardKey, BoardStrings } from '../../src/locales/locale.js';
import { addStrings, readLocale, translatedLanguages } from '../../src/locales/registry.js';

const keys = Object.keys(en) as BoardKey[];
const formsOf = (value: BoardStrings[BoardKey]) => (typeof value === 'string' ? { other: value } : value);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the strings of the board', () => {
  for (const language of translatedLanguages) {
    it(`are complete in "${language}", with placeholders and the plural forms of its grammar`, async () => {
      const module = (await import(`../../src/locales/board/${language}.js`)) as Record<string, BoardStrings>;
      const strings = module[language];
      if (!strings) throw new Error(`src/locales/board/${language}.ts does not export "${language}".`);
      expect(Object.keys(strings).sort()).to.deep.equal([...keys].sort());
      for (const key of keys) {
        const { other } = formsOf(strings[key]);
        expect(other.trim(), key).not.to.equal('');
        expect(other, key).not.to.equal(formsOf(en[key]).other);
        expect(placeholders(other), key).to.deep.equal(placeholders(formsOf(en[key]).other));
      }
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      const wanted = pluralCategories.filter((form) => form !== 'many' || ['pl', 'uk', 'ar'].includes(language));
      for (const form of wanted) expect(strings.board_left_out).to.have.property(form);
    });
  }

  it('come with the file of a language, and are English if the file lacks them', () => {
    addStrings(en);
    const locale = readLocale({ code: 'xx', board: 'Tavla', board_left_out: 'text where forms belong' });
    expect(locale?.board).to.equal('Tavla');
    expect(locale?.board_left_out).to.deep.equal(en.board_left_out);
  });
});
