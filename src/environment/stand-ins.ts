/*
 * The first import of the entries that have elements in them; their last one, stand-ins-removed.ts, removes them again.
 * Lit's classes extend `HTMLElement`, which workers and edge runtimes do not have: without a stand-in, importing the package
 * there for the tracker alone, or for a page that the server renders, would throw. Nothing else runs in between. Lit's files for
 * Node and Deno bring their own, which have to stay; bundlers for the edge take those for browsers.
 */

/** The names that were missing. */
export const standIns: string[] = [];

function standIn(name: string, value: unknown): void {
  if (name in globalThis) return;
  Reflect.set(globalThis, name, value);
  standIns.push(name);
}

/** Node, Bun and Deno: where a `process` is just what code for Node asks for, it is a plain object. */
const hasLitForServers = 'Deno' in globalThis || String(Reflect.get(globalThis, 'process')) === '[object process]';

if (!hasLitForServers) {
  standIn('HTMLElement', class {});
  standIn('document', { createTreeWalker: () => undefined });
  standIn('MessageEvent', class extends Event {});
}
