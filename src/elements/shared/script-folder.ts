import { tellLocaleListeners } from '../../locales/registry.js';

const largestFile = 64 * 1024;

/** What the page has said, what the script's own address is, and what the page tells of the script. */
let given: string | undefined;
let own: string | undefined;
let findTrace: (() => string | undefined) | undefined;

/**
 * Sets the folder of the script's language and preset files: it holds `locales/de.json`,
 * `presets/square.json` and the like. The files in dist/cdn know theirs, unless a page puts their text elsewhere. Pages
 * that bundle the package call this: no bundler copies these files.
 *
 * ```ts
 * setScriptFolder('https://example.com/assets/order-status-tracker/'); // a copy of the package's dist/cdn
 * ```
 *
 * Without a folder, languages come only from `registerLocale` and provider words only from `fieldMap`; one warning in
 * the console says so when another is needed. It may be called at any time: what could not be loaded is loaded again.
 *
 * @param url the folder's own address with a slash at its end, or that of a file in it
 */
export function setScriptFolder(url: string): void {
  given = url;
  tellLocaleListeners();
}

/**
 * For the files in dist/cdn.
 *
 * @param address the script's own, where it has one
 * @param trace looks for the script's address in the page; called when a file is needed
 */
export function setOwnFolder(address: string | undefined, trace: () => string | undefined): void {
  own = address;
  findTrace = trace;
}

/** The address of the folder, or of a file in it; `undefined` where it is not known. */
export function scriptFolder(ofElement: string | null | undefined): string | undefined {
  return absolute(ofElement) ?? absolute(given) ?? own ?? findTrace?.();
}

/**
 * Reads a JSON file of the script's folder. Resolves to `undefined` where there is none, or it cannot be read.
 *
 * @returns `undefined` where the folder is not known
 */
export function loadBesideScript(path: string, folder: string | undefined): Promise<unknown> | undefined {
  const file = folder && absolute(path, folder);
  return file ? load(file) : undefined;
}

async function load(file: string): Promise<unknown> {
  try {
    const response = await fetch(file, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    const text = response.ok ? await response.text() : '';
    if (text.length <= largestFile) return JSON.parse(text);
  } catch {
    // Nothing has been read.
  }
  return undefined;
}

/** `undefined` for what is no address, and for addresses that have no folder, such as `blob:`. */
function absolute(url: string | null | undefined, base = document.baseURI): string | undefined {
  if (!url) return undefined;
  try {
    return new URL(url, base).href;
  } catch {
    return undefined;
  }
}
