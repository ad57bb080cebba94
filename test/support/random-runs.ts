const isBrowser = /Mozilla/.test(globalThis.navigator?.userAgent ?? '');

/** How often a random test is run: so many times in Node; a browser, which has the same code to run, gets a sample. */
export function randomRuns(inNode: number): number {
  return isBrowser ? Math.ceil(inNode / 20) : inNode;
}
