import { translatedLanguages } from '../../../../src/locales/registry.js';

const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** Every language that the element speaks. */
export const languages: readonly string[] = ['en', ...translatedLanguages];

export function languageName(code: string): string {
  const own = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;
  const english = languageNames.of(code) ?? code;
  return own.toLowerCase() === english.toLowerCase() ? english : `${english} · ${own}`;
}
