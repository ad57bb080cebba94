import * as React from 'react';

/** Effects before the first paint. Servers have no layout: React 17 and 18 complain there about `useLayoutEffect`. */
export const useEffectBeforePaint: typeof React.useEffect =
  typeof window === 'undefined' ? React.useEffect : React.useLayoutEffect;

/** As React's own, for React 17, which has none: it draws synchronously, so that nothing can change meanwhile. */
function useStoreOfOwn<Snapshot>(subscribe: (listener: () => void) => () => void, getSnapshot: () => Snapshot) {
  const [, drawAgain] = React.useReducer((count: number) => count + 1, 0);
  const snapshot = getSnapshot();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was drawn is compared once, after subscribing
  React.useEffect(() => {
    if (getSnapshot() !== snapshot) drawAgain();
    return subscribe(drawAgain);
  }, [subscribe, getSnapshot]);
  return snapshot;
}

/** A copy, since bundlers refuse a named import that the installed React does not have. */
const { useSyncExternalStore: own } = { ...React } as Partial<Pick<typeof React, 'useSyncExternalStore'>>;
export const useSyncExternalStore: typeof React.useSyncExternalStore = own ?? useStoreOfOwn;
