import { expect } from '@esm-bundle/chai';
import { faultsIn, loadLanguages } from '../support/language-files.js';

interface Marks {
  /** After a sentence; empty where there is none. */
  readonly stop: string;
  /** After a question; empty where there is none. */
  readonly question: string;
}

/** The marks of most languages. */
const usual: Marks = { stop: '.', question: '?' };
const chinese: Marks = { stop: '。', question: '？' };

/** The marks of the others. */
const marks: Readonly<Record<string, Marks>> = {
  ar: { ...usual, question: '؟' },
  el: { ...usual, question: ';' },
  fr: { ...usual, question: '\u202f?' },
  hi: { ...usual, stop: '।' },
  ja: chinese,
  th: { stop: '', question: '' },
  'zh-Hans': chinese,
  'zh-Hant': chinese,
};

type Ending = 'stop' | 'question' | 'ellipsis' | 'none';

function endingOf(text: string, { stop, question }: Marks): Ending {
  const endsWith = (mark: string) => mark !== '' && text.endsWith(mark);
  if (endsWith('…')) return 'ellipsis';
  if (endsWith(question)) return 'question';
  return endsWith(stop) ? 'stop' : 'none';
}

const anyMark = /[.。．।!！?？؟;；:：,，、؛،…]$/u;

const languages = await loadLanguages();

describe('the end of every text', () => {
  for (const language of languages) {
    const own = marks[language.code] ?? usual;

    it(`in "${language.code}" is a stop, question mark or ellipsis where it is one in English, and only there`, () => {
      const faults = faultsIn(language, ({ text, english }) => {
        const ending = endingOf(text, own);
        const inEnglish = endingOf(english, usual);
        const hasNone = (inEnglish === 'stop' || inEnglish === 'question') && own[inEnglish] === '';
        const hasForeignMark = ending === 'none' && anyMark.test(text);
        return hasForeignMark || ending !== (hasNone ? 'none' : inEnglish);
      });
      expect(faults.join('\n')).to.equal('');
    });
  }
});

/** Whole sentences that stand alone, beside those that end in `_text`: no headline, label, or title of what is sent. */
const wholeSentence =
  /(?<!^share)_text$|^(?:thanks|reach_stopped|reach_(?:push|sms|email)_on|board_silent|board_sound_on)$/;

describe('a whole sentence', () => {
  it('has its mark in English, and so in every language', () => {
    const english = languages.find(({ code }) => code === 'en');
    const faults = english && faultsIn(english, ({ key, text }) => wholeSentence.test(key) && !/[.?]$/.test(text));
    expect(faults?.join('\n')).to.equal('');
  });
});

describe('headlines of an estimate', () => {
  /** As long as the longest of German: larger ones would take three lines of a phone. */
  const longest = 45;

  for (const language of languages) {
    it(`in "${language.code}" are short, without a stop`, () => {
      const faults = faultsIn(language, ({ key, text }) => {
        const isHeadline = /^(?:estimate|arrive)_|^leaves$/.test(key);
        const shown = text.replace('{range}', '7:35–7:45').replace('{time}', '7:35');
        return isHeadline && (shown.length > longest || anyMark.test(text));
      });
      expect(faults.join('\n')).to.equal('');
    });
  }
});
