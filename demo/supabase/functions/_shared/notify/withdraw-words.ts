import { eastern } from './withdraw-words/eastern.ts';
import { english, type WithdrawWords } from './withdraw-words/english.ts';
import { western } from './withdraw-words/western.ts';

/** Every language of the tracker, by its code. */
export const withdrawWords: Readonly<Record<string, WithdrawWords>> = { en: english, ...western, ...eastern };

/** The language of the page, with its words. */
export interface WithdrawLanguage {
  readonly code: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: WithdrawWords;
}

/** The first of these tags that there are words for, else English. */
export function withdrawLanguage(tags: readonly string[]): WithdrawLanguage {
  for (const code of tags.flatMap(codesFor)) {
    const words = withdrawWords[code];
    if (words) return { code, direction: code === 'ar' || code === 'he' ? 'rtl' : 'ltr', words };
  }
  return { code: 'en', direction: 'ltr', words: english };
}

/** The tags of a header `Accept-Language`, in its order: browsers write the best first. */
export function acceptedLanguages(header: string | null): readonly string[] {
  return (header ?? '').split(',', 10).map((part) => part.replace(/;.*/, '').trim());
}

/** The codes of ours that serve a tag, best first: `zh-TW` is `zh-Hant`, `pt-AO` is `pt-PT`. Never throws. */
export function codesFor(tag: string): readonly string[] {
  try {
    const { language, script, region } = new Intl.Locale(tag).maximize();
    if (language === 'pt') return [region === 'BR' ? 'pt-BR' : 'pt-PT'];
    if (language === 'no' || language === 'nn') return ['nb'];
    return [`${language}-${script}`, language];
  } catch {
    return [];
  }
}
