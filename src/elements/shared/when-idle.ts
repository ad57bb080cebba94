/** Calls it once the browser has nothing else to do. Safari cannot tell when that is. */
export function whenIdle(callback: () => void): void {
  const later: (callback: () => void) => unknown = globalThis.requestIdleCallback ?? setTimeout;
  later(callback);
}
