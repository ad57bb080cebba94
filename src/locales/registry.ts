import type { Labels, Locale, LocaleKey, Plural } from './locale.js';
import { commonStrings } from './parts/common.js';

/** English is always loaded: each element, and each part that is loaded on demand, adds its strings with `addStrings`. */
export const english = { code: 'en', dir: 'ltr', ...commonStrings } as Locale;
/** What the page registered, and who listens: one for all copies of this code on a page, of other versions as well. */
const [registered, listeners] = inPage();
/** What came from files: the page's own wording goes first. */
const loaded = new Map<string, Locale>([[english.code, english]]);
/** The languages whose files were requested, by where from; `true` while a file is loading. */
const asked = new Map<string, boolean>();

/** The languages whose files come with the one-file builds. */
export const translatedLanguages =
  'es fr de it pt-BR pt-PT nl pl tr uk ar he hi zh-Hans zh-Hant ja ko sv da nb fi cs ro el hu th vi id'.split(' ');

/**
 * Registers a language for every tracker and board on the page, whichever script they come from, also for those that are
 * already shown. Needed if the package is
 * bundled and `setScriptFolder` is not called: only English is included then. A plain code such as `pt` serves every
 * kind of the language.
 *
 * ```ts
 * registerLocale(german); // the content of dist/cdn/locales/de.json, or your own translation with the same keys
 * ```
 */
export function registerLocale(locale: Locale): void {
  registered.set(exactly(locale.code), locale);
  tellLocaleListeners();
}

type Shared = readonly [registered: Map<string, Locale>, listeners: Set<() => void>];

function inPage(): Shared {
  const key = Symbol.for('order-status-tracker.locales');
  const page = globalThis as { [key]?: Shared };
  page[key] ??= [new Map(), new Set()];
  return page[key];
}

/** Adds the English strings of a part or of the board. The files of other languages contain them already. */
export function addStrings(strings: Labels): void {
  Object.assign(english, strings);
}

/** Has every element look for its language again. */
export function tellLocaleListeners(): void {
  for (const listener of listeners) listener();
}

/** The best language that is here for a tag such as `pt-AO`: that of the tag itself, of `pt-PT`, of `pt`, or none. */
export function findLocale(tag: string): Locale | undefined {
  const codes = codesFor(tag);
  return [registered, loaded].flatMap((locales) => codes.map((code) => locales.get(code))).find(Boolean);
}

/** The codes that serve a tag, best first, in small letters: `zh-tw`, `zh-hant`, `zh`. Never throws. */
export function codesFor(tag: string): readonly string[] {
  const exact = exactly(tag);
  try {
    // Names outdated codes anew as well: `iw` is `he`.
    const { language, script, region } = new Intl.Locale(exact).maximize();
    const variant = language === 'pt' ? (region === 'BR' ? 'BR' : 'PT') : script;
    const codes = [exact, exactly(`${language}-${variant}`), language];
    return /^n[no]$/.test(language) ? [...codes, 'nb'] : codes;
  } catch {
    return [exact, exact.replace(/-.*/, '')];
  }
}

const exactly = (tag: string): string => tag.toLowerCase().replaceAll('_', '-');

/** Calls `listener` whenever a language is registered or fails to load, until the returned function is called. */
export function onLocaleSettled(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Loads the file of the language that serves a tag, once per page, if there is one. If loading fails, English stays.
 *
 * @param load returns `undefined` while files cannot be loaded yet; it is called again later
 * @param folder where it loads from: another folder is tried again
 * @returns whether the file is loading
 */
export function requestLocale(tag: string, load: (path: string) => Promise<unknown> | undefined, folder = ''): boolean {
  const codes = codesFor(tag);
  const language = translatedLanguages.find((code) => codes.includes(exactly(code)));
  if (!language) return false;
  const key = `${language} ${folder}`;
  if (!asked.has(key)) {
    const loading = load(`locales/${language}.json`);
    if (!loading) return false;
    asked.set(key, true);
    void loading.then((file) => {
      asked.set(key, false);
      const locale = readLocale(file);
      if (locale) loaded.set(exactly(language), locale);
      tellLocaleListeners();
    });
  }
  return asked.get(key) ?? false;
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
