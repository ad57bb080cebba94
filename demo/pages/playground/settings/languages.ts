const languageNames = new Intl.DisplayNames('en', { type: 'language' });

/** Every language that the element speaks. */
export const languages = [
  'en',
  'es',
  'fr',
  'de',
  'it',
  'pt',
  'nl',
  'pl',
  'tr',
  'uk',
  'ar',
  'he',
  'hi',
  'zh',
  'ja',
  'ko',
] as const;

export function languageName(code: string): string {
  const own = new Intl.DisplayNames(code, { type: 'language' }).of(code) ?? code;
  const english = languageNames.of(code) ?? code;
  return own.toLowerCase() === english.toLowerCase() ? english : `${english} · ${own}`;
}
