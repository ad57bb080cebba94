import { setOwnFolder } from './script-folder.js';

/** The names of the files in dist/cdn. */
const ourFile = /\border-status-(?:tracker|board)[\w.-]*\.js/;

/**
 * Finds the folder of a file in dist/cdn. Optimizers put its text into the page or into a file of their own, or run it
 * from a string: then the attribute `data-folder` of a script says it, or something in the page that still names the file.
 *
 * @param address the script's own, as far as it knows it
 */
export function findCdnFolder(address: string | undefined): void {
  const said =
    globalThis.document?.currentScript?.dataset.folder ??
    globalThis.document?.querySelector<HTMLElement>('script[data-folder]')?.dataset.folder;
  const own = said ? new URL(said, document.baseURI).href : address?.startsWith('http') ? address : undefined;
  const isSure = said || ourFile.test(own ?? '');
  setOwnFolder(isSure ? own : undefined, () => traceOf() ?? own);
}

/** A script that waits for a touch, a hint to load it early, or what the browser has loaded. */
function traceOf(): string | undefined {
  const tags = [...document.querySelectorAll('script, link')].flatMap(({ attributes }) =>
    [...attributes].map(({ value }) => value),
  );
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const trace = [...tags, ...loaded].find((text) => ourFile.test(text));
  return trace && new URL(trace, document.baseURI).href;
}
