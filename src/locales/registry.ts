import { en } from './en.js';
import type { Labels, Locale, LocaleKey, Plural } from './locale.js';

/** English is always loaded. Parts that are loaded on demand, and the board, add their strings with `addStrings`. */
export const english = { ...en } as Locale;
const locales = new Map<string, Locale>([[english.code, english]]);
const listeners = new Set<() => void>();
/** The languages whose files were requested; `true` while a file is loading. */
const asked = new Map<string, boolean>();

/** The languages whose files come with the one-file builds. */
export const translatedLanguages =
  'es fr de it pt nl pl tr uk ar he hi zh ja ko sv da nb fi cs ro el hu th vi id'.split(' ');

/**
 * Registers a language for every tracker on the page, also for those that are already shown. Needed if the package is
 * bundled and `setScriptFolder` is not called: only English is included then.
 *
 * ```ts
 * registerLocale(german); // the content of dist/cdn/locales/de.json, or your own translation with the same keys
 * ```
 */
export function registerLocale(locale: Locale): void {
  locales.set(locale.code.toLowerCase(), locale);
  tellListeners();
}

/** Adds the English strings of a part or of the board. The files of other languages contain them already. */
export function addStrings(strings: Labels): void {
  Object.assign(english, strings);
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

/** The language of a tag such as `pt-BR`: the exact one, else the plain one (`pt`), else none. */
export function findLocale(tag: string): Locale | undefined {
  const code = tag.toLowerCase();
  return locales.get(code) ?? locales.get(languageOf(code));
}

/** The first part of a tag: `pt` of `pt-BR`. */
export function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}

/** Calls `listener` whenever a language is registered or fails to load, until the returned function is called. */
export function onLocaleSettled(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Loads the file of a language, once per page, if there is one. If loading fails, English stays.
 *
 * @param load returns `undefined` while files cannot be loaded yet; it is called again later
 * @returns whether the file is loading
 */
export function requestLocale(language: string, load: (path: string) => Promise<unknown> | undefined): boolean {
  if (!asked.has(language) && translatedLanguages.includes(language)) {
    const loading = load(`locales/${language}.json`);
    if (!loading) return false;
    asked.set(language, true);
    void loading.then((file) => {
      asked.set(language, false);
      const locale = readLocale(file);
      if (locale) registerLocale(locale);
      else tellListeners();
    });
  }
  return asked.get(language) ?? false;
}

/**
 * Reads a language file from the network: only strings, and of the right kind where English is known. English fills the
 * gaps.
 */
export function readLocale(file: unknown): Locale | undefined {
  if (!isRecord(file) || typeof file.code !== 'string') return undefined;
  const strings: Record<string, unknown> = { ...english };
  for (const [key, value] of Object.entries(file)) {
    // The English of a part may not be loaded yet.
    const known = english[key as LocaleKey] as string | Plural | undefined;
    const isRight = isText(value) ? !known || isText(known) : isPlural(value) && !isText(known);
    if (isRight && /^[a-z_]+$/.test(key) && !(key in Object.prototype)) strings[key] = value;
  }
  strings.code = file.code;
  strings.dir = file.dir === 'rtl' ? 'rtl' : 'ltr';
  return strings as unknown as Locale;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 300;
const isPlural = (value: unknown) =>
  isRecord(value) && isText(value.other) && Object.values(value).every((form) => isText(form));
