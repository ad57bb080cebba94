import { en as boardEnglish } from '../../src/locales/board/en.js';
import { en } from '../../src/locales/en.js';
import type { BoardStrings, Locale, Plural } from '../../src/locales/locale.js';
import { type MessageStrings, en as messagesEnglish } from '../../src/locales/messages/en.js';
import { alertStrings } from '../../src/locales/parts/alerts.js';
import { answerStrings } from '../../src/locales/parts/answers.js';
import { copyLinkStrings } from '../../src/locales/parts/copy-link.js';
import { guestActionStrings } from '../../src/locales/parts/guest-actions.js';
import { handoverStrings } from '../../src/locales/parts/handover.js';
import { reachStrings } from '../../src/locales/parts/reach.js';
import { recentStrings } from '../../src/locales/parts/recent.js';
import { translatedLanguages } from '../../src/locales/registry.js';

/** The strings of a language, also those of the board and of messages, by their keys. */
export type LanguageStrings = Readonly<Record<string, string | Plural>>;

/** One language as its files have it. */
export interface LanguageFile {
  readonly code: string;
  readonly locale: Locale;
  readonly board: BoardStrings;
  readonly messages: MessageStrings;
  readonly strings: LanguageStrings;
}

/** One text: a string, or one plural form of it. */
export interface LanguageText {
  readonly key: string;
  /** Which plural form it is; `other` also where there are none. */
  readonly form: string;
  readonly text: string;
  /** What it says in English. */
  readonly english: string;
}

/** Every string in English, in whichever file it stands. */
export const allEnglish: Locale & BoardStrings = {
  ...en,
  ...alertStrings,
  ...answerStrings,
  ...copyLinkStrings,
  ...guestActionStrings,
  ...handoverStrings,
  ...reachStrings,
  ...recentStrings,
  ...boardEnglish,
};

const englishStrings: LanguageStrings = { ...stringsOf(allEnglish), ...messagesEnglish };

/** English, and each language that the registry lists. */
export async function loadLanguages(): Promise<readonly LanguageFile[]> {
  const english: LanguageFile = {
    code: 'en',
    locale: allEnglish,
    board: allEnglish,
    messages: messagesEnglish,
    strings: englishStrings,
  };
  return [english, ...(await Promise.all(translatedLanguages.map(loadLanguage)))];
}

/** The three files of a language. They export its code as a name: `zhHans` of `zh-Hans`. */
async function loadLanguage(code: string): Promise<LanguageFile> {
  const name = code.replace('-', '');
  const { [name]: locale } = (await import(`../../src/locales/${code}.js`)) as Record<string, Locale>;
  const { [name]: board } = (await import(`../../src/locales/board/${code}.js`)) as Record<string, BoardStrings>;
  const { [name]: messages } = (await import(`../../src/locales/messages/${code}.js`)) as Record<
    string,
    MessageStrings
  >;
  if (!locale || !board || !messages) {
    throw new Error(`src/locales/${code}.ts, board/${code}.ts or messages/${code}.ts does not export "${name}".`);
  }
  return { code, locale, board, messages, strings: { ...stringsOf(locale), ...board, ...messages } };
}

function stringsOf({ code: _, dir: __, ...strings }: Locale): LanguageStrings {
  return strings as unknown as LanguageStrings;
}

/** The plural forms of a string; one that has none is its own. */
export function formsOf(value: string | Plural | undefined): Readonly<Record<string, string>> {
  return typeof value === 'string' || value === undefined ? { other: value ?? '' } : { ...value };
}

/** Every text of a language beside the English one. */
export function textsOf({ strings }: LanguageFile): readonly LanguageText[] {
  return Object.entries(strings).flatMap(([key, value]) => {
    const { other: english = '' } = formsOf(englishStrings[key]);
    return Object.entries(formsOf(value)).map(([form, text]) => ({ key, form, text, english }));
  });
}

/** The texts in which `isFault` finds a fault, as a test shows them. */
export function faultsIn(language: LanguageFile, isFault: (text: LanguageText) => boolean): readonly string[] {
  return textsOf(language).flatMap((text) => (isFault(text) ? [`${text.key}: ${text.text}`] : []));
}
