type Later = (callback: (deadline?: IdleDeadline) => void, options: { readonly timeout: number }) => unknown;

/** Calls it once the browser has nothing else to do, within a second. Safari cannot tell when that is. */
export function whenIdle(callback: (deadline?: IdleDeadline) => void): void {
  const later = (globalThis.requestIdleCallback ?? setTimeout) as Later;
  later(callback, { timeout: 1_000 });
}
