const warned = new Set<string>();

/**
 * Warns, once for each, of a language or preset file that could not be had.
 *
 * @param file the address that was tried; only its path where the folder is not known
 * @param cause what is warned of only once; by default that file
 */
export function warnOfFile(file: string, cause = file): void {
  if (warned.has(cause)) return;
  warned.add(cause);
  console.warn(
    `order-status-tracker: "${file}" cannot be loaded. Say where a copy of the package's dist/cdn folder is: ` +
      'data-folder="https://…/" at the <script>, folder="https://…/" at the element, or setScriptFolder("https://…/"). ' +
      'Or call registerLocale(…) for a language, and set the property fieldMap for a preset.',
  );
}
