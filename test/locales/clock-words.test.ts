import { expect } from '@esm-bundle/chai';
import { faultsIn, loadLanguages } from '../support/language-files.js';

/** Words beside a clock time that are wrong at some hour, or say again what the time says itself. */
const wrong: Readonly<Record<string, RegExp>> = {
  // One o'clock is singular: "a la 1:00", "à 1:00", "all’1:00", "στη 1:00".
  es: /(?:^|\s)las? \{/i,
  it: /(?:^|\s)(?:alle|dalle|le|all’|l’) ?\{/i,
  'pt-BR': /(?:^|\s)(?:[aà]s?|d?as?|pel[ao]s?) \{/i,
  'pt-PT': /(?:^|\s)(?:[aà]s?|d?as?|pel[ao]s?) \{/i,
  el: /(?:^|\s)(?:στις|τις) \{/i,
  // "об 11:00", but "о 19:00".
  uk: /(?:^|\s)об? \{/i,
  // "v 19:00", but "ve 20:00".
  cs: /(?:^|\s)ve? \{/i,
  // The vowel of the ending follows the last number.
  tr: /\}[’']/,
  de: /\} ?Uhr/,
  fr: /\} ?h(?:eures?)?\b/,
  hi: /\} ?बजे/,
  ja: /\} ?[時分]/,
  ko: /\} ?[시분]/,
  'zh-Hans': /\} ?[点时分]/,
  'zh-Hant': /\} ?[點時分]/,
  vi: /\} ?giờ/,
};

/** Words that want one time before two, and the other way round: "vers 20:00–20:10", "zwischen 20:00". */
const wrongBesideRange: Readonly<Record<string, RegExp>> = {
  fr: /(?:vers|à|entre) \{range\}/,
  it: /(?:le ore|tra|fra) \{range\}/,
  de: /(?:gegen|um|zwischen) \{range\}/,
  ro: /(?:orei|ora|între) \{range\}/,
  el: /(?:στις|μεταξύ) \{range\}/,
  ar: /(?:الساعة|بين) \{range\}/,
};
const none = /$^/;
const isRange = /^(?:estimate|arrive)_range$/;
const between: Readonly<Record<string, RegExp>> = {
  fr: /créneau/,
  ro: /intervalul/,
  hu: /között/,
  tr: /arasında/,
  hi: /के बीच/,
  ko: /사이/,
};

const isClockTime = (key: string) => !/_(?:minutes|within)$/.test(key);

const languages = await loadLanguages();

describe('the words beside a clock time', () => {
  for (const language of languages) {
    const pattern = wrong[language.code];
    if (!pattern) continue;

    it(`are right at every hour in "${language.code}"`, () => {
      const faults = faultsIn(
        language,
        ({ key, text }) => isClockTime(key) && /\{(?:time|range)\}/.test(text) && pattern.test(text),
      );
      expect(faults.join('\n')).to.equal('');
    });
  }

  for (const language of languages) {
    const { [language.code]: besideRange = none } = wrongBesideRange;
    const { [language.code]: besideTwo = none } = between;

    it(`are right beside two times, and beside one, in "${language.code}"`, () => {
      const faults = faultsIn(
        language,
        ({ key, text }) =>
          isClockTime(key) &&
          /\{(?:time|range)\}/.test(text) &&
          (besideRange.test(text) || (!isRange.test(key) && besideTwo.test(text))),
      );
      expect(faults.join('\n')).to.equal('');
    });
  }
});
