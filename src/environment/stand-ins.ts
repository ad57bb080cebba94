/*
 * The first import of the entries that have elements in them; their last one, stand-ins-removed.ts, removes them again.
 * Lit's classes extend `HTMLElement`, which a worker does not have: without a stand-in, importing the package there for
 * the tracker alone would throw. Nothing else runs in between. Lit brings its own for servers.
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
