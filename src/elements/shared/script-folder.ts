import { warnOfUnknownFolder } from './unknown-folder.js';

const largestFile = 64 * 1024;

let folder: string | undefined;

/**
 * Sets the folder of the script's language and preset files: it holds `locales/de.json`,
 * `presets/square.json` and the like. The one-file builds know theirs. Pages that bundle the
 * package call this before the first tracker is in the page: no bundler copies these files.
 *
 * ```ts
 * setScriptFolder('https://example.com/assets/order-status-tracker/'); // a copy of the package's dist/cdn
 * ```
 *
 * Without a folder, languages come only from `registerLocale` and provider words only from `fieldMap`; one warning in
 * the console says so when another is needed.
 *
 * @param url absolute, and the folder's own with a slash at its end, or that of a file in it
 */
export function setScriptFolder(url: string): void {
  folder = url;
}

/**
 * Reads a JSON file beside the script. Resolves to `undefined` where there is none, or it cannot be read.
 *
 * @returns `undefined` where the folder is not known
 */
export function loadBesideScript(path: string): Promise<unknown> | undefined {
  if (folder) return load(new URL(path, folder));
  warnOfUnknownFolder(path);
  return undefined;
}

async function load(file: URL): Promise<unknown> {
  try {
    const response = await fetch(file, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    const text = response.ok ? await response.text() : '';
    return text.length > largestFile ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
