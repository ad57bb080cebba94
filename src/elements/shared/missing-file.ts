const warned = new Set<string>();

/**
 * Warns, once for each, of a language file that could not be had. Of presets the element itself tells.
 *
 * @param file the address that was tried; only its path where the folder is not known
 * @param cause what is warned of only once; by default that file
 */
export function warnOfFile(file: string, cause = file): void {
  if (warned.has(cause) || !file.includes('locales/')) return;
  warned.add(cause);
  console.warn(
    `order-status-tracker: "${file}" cannot be loaded. Set data-folder="https://…/" at the <script>, folder="…" at the ` +
      `element or setScriptFolder("…") to a copy of the package's dist/cdn; or use registerLocale(…).`,
  );
}
