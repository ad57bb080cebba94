import { en } from './en.js';
import type { BoardKey, BoardStrings, Locale, LocaleKey } from './locale.js';

/** English is always there; what is registered beside the tracker adds its own strings. */
export const english: Locale = { ...en };
const locales = new Map<string, Locale>([[english.code, english]]);
const listeners = new Set<() => void>();
/** The languages whose files were asked for, and whether those are still on their way. */
const asked = new Map<string, boolean>();

/** The languages that come as files with the one-file builds. */
export const translatedLanguages = 'es fr de it pt nl pl tr uk ar he hi zh ja ko'.split(' ');

/**
 * Makes a language known to every tracker on the page, also to those that are already shown. Needed where the package
 * is bundled and no folder was named with `setScriptFolder`: then only English is there by itself.
 *
 * ```ts
 * registerLocale(german); // what dist/cdn/locales/de.json holds, or an own translation with the same keys
 * ```
 */
export function registerLocale(locale: Locale): void {
  locales.set(locale.code.toLowerCase(), locale);
  tellListeners();
}

/** Adds strings that only some elements need. Languages that come as files bring theirs along. */
export function addStrings(strings: BoardStrings): void {
  Object.assign(english, strings);
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}

/** The language for a tag such as `pt-BR`: its own, else the plain one (`pt`), else none. */
export function findLocale(tag: string): Locale | undefined {
  const code = tag.toLowerCase();
  return locales.get(code) ?? locales.get(languageOf(code));
}

/** The first part of a tag: `pt` of `pt-BR`. */
export function languageOf(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? '';
}

/** Calls `listener` whenever a language is registered or cannot be had, until the returned function is called. */
export function onLocaleSettled(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Fetches a language's file once a page, if there is one. Whatever goes wrong, English stays.
 *
 * @param load gives `undefined` where files cannot be had yet; it is then asked again
 * @returns whether the file is on its way
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

/** Takes from a foreign file only strings that we know, each of the kind that it must have. English fills the gaps. */
export function readLocale(file: unknown): Locale | undefined {
  if (!isRecord(file) || typeof file.code !== 'string') return undefined;
  const strings: Record<string, unknown> = { ...english, code: file.code, dir: file.dir === 'rtl' ? 'rtl' : 'ltr' };
  for (const key of Object.keys(english) as (LocaleKey | BoardKey)[]) {
    const value = file[key];
    if (isText(value) ? isText(english[key]) : isPlural(value) && !isText(english[key])) strings[key] = value;
  }
  return strings as unknown as Locale;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 300;
const isPlural = (value: unknown) =>
  isRecord(value) && isText(value.other) && Object.values(value).every((form) => isText(form));
