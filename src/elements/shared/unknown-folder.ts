let hasWarned = false;

/** Warns once that files are wanted whose place is unknown. Left out of the scripts in dist/cdn, which know theirs. */
export function warnOfUnknownFolder(path: string): void {
  if (hasWarned) return;
  hasWarned = true;
  console.warn(
    `order-status-tracker: "${path}" is wanted, but this page has not said where such files are. Call ` +
      `setScriptFolder('https://…/') with the address of a copy of the package's dist/cdn folder; or else ` +
      'registerLocale(…) for a language, and the property fieldMap for a preset.',
  );
}
