import { expect } from '@esm-bundle/chai';
import { faultsIn, loadLanguages } from '../support/language-files.js';

/** What a printer would not set, in any language. */
const everywhere: Readonly<Record<string, RegExp>> = {
  'a straight quote or apostrophe': /['"`´]/,
  'three dots for an ellipsis': /\.\./,
  'two spaces': /[\s\u00a0\u202f]{2}/,
  'a space at its beginning or end': /^\s|\s$/,
  'a space before a stop or comma': /\s[.,。，、।،]/,
  'an invisible mark': /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/,
};

const spaceBefore = { 'a space before a colon, question mark or the like': /\s[:;!?؟：；！？]/ };

/** Chinese and Japanese have wide marks of their own. */
const wide = {
  ...spaceBefore,
  'a narrow mark between wide letters': /[\u3040-\u30ff\u3400-\u9fff][.,:;!?()]|[.,:;!?()][\u3040-\u30ff\u3400-\u9fff]/,
  'a narrow mark that joins two values': /\}[.,:;] ?\{/,
};

const french = {
  'no narrow no-break space before ; ! ?': /(?<!\u202f)[;!?»]/,
  'no no-break space before a colon': /(?<!\u00a0):/,
  'no no-break space inside « »': /«(?!\u00a0)|(?<!\u00a0)»/,
};

const special: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  fr: french,
  ja: wide,
  'zh-Hans': wide,
  'zh-Hant': wide,
  ar: { ...spaceBefore, 'a Latin mark': /[,;?]/ },
  hi: { ...spaceBefore, 'a Latin stop': /\p{Script=Devanagari}\./u },
  es: { ...spaceBefore, 'a question without its first mark': /^[^¿]*\?|^[^¡]*!/ },
  // STOP is what the vendors of SMS know.
  uk: { ...spaceBefore, 'a Latin letter': /(?<!\bS?T?O?)(?!STOP\b)\p{Script=Latin}(?!\w*\})/u },
};

const languages = await loadLanguages();

describe('the typography', () => {
  for (const language of languages) {
    const rules = { ...everywhere, ...(special[language.code] ?? spaceBefore) };

    it(`of "${language.code}" is what a printer would set`, () => {
      for (const [fault, pattern] of Object.entries(rules)) {
        const faults = faultsIn(language, ({ text }) => pattern.test(text));
        expect(faults.join('\n'), fault).to.equal('');
      }
    });
  }
});
