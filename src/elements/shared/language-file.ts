import { loadBesideScript } from './script-folder.js';

const warned = new Set<string>();

/**
 * Reads a language file. Warns of one that cannot be had, once for each, and once for all while the folder is not known.
 *
 * @returns `undefined` where the folder is not known
 */
export function loadLanguageFile(path: string, folder: string | undefined): Promise<unknown> | undefined {
  const loading = loadBesideScript(path, folder);
  if (!loading) warn(path, '');
  return loading?.then((file) => {
    if (file === undefined) warn(new URL(path, folder).href);
    return file;
  });
}

/** @param cause what is warned of only once; by default the file itself */
function warn(file: string, cause = file): void {
  if (warned.has(cause)) return;
  warned.add(cause);
  console.warn(
    `order-status-tracker: "${file}" cannot be loaded. Set data-folder="https://…/" at the <script>, folder="…" at the ` +
      `element or setScriptFolder("…") to a copy of the package's dist/cdn; or use registerLocale(…).`,
  );
}
