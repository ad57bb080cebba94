/*
 * Imported before everything else by the entries that have elements in them, and taken away by stand-ins-removed.ts, the
 * last import. In a worker there is no `HTMLElement` for Lit's classes to extend: without these, whoever imports the
 * package there for the tracker alone would meet an exception. Nothing else runs in between. Lit has its own for servers.
 */

/** The names that were missing. */
export const standIns: string[] = [];

function standIn(name: string, value: unknown): void {
  if (name in globalThis) return;
  Reflect.set(globalThis, name, value);
  standIns.push(name);
}

if ('WorkerGlobalScope' in globalThis) {
  standIn('HTMLElement', class {});
  standIn('document', { createTreeWalker: () => undefined });
}
