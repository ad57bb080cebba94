import { useRef } from 'react';
import { useEffectBeforePaint } from './react-versions.js';

interface Settling<Value> {
  readonly used: Value;
  readonly last: Value;
  /** Whether the last two renders had the same value. */
  readonly isSettled: boolean;
}

/**
 * Tells values that have changed from values that are new at each render, such as an object that is written inline. A
 * value counts as changed once the one before it, or itself, has stood through two renders. So what comes back never
 * changes at each render, and what depends on it cannot go in circles.
 *
 * @param given always as many values, each compared by identity
 * @returns for each of them the one to use
 */
export function useSettled<Value>(given: readonly Value[]): readonly Value[] {
  const committed = useRef<readonly Settling<Value>[]>([]);
  const next = given.map((value, index) => settle(committed.current[index], value));
  useEffectBeforePaint(() => {
    committed.current = next;
  });
  return next.map(({ used }) => used);
}

function settle<Value>(before: Settling<Value> | undefined, value: Value): Settling<Value> {
  if (!before) return { used: value, last: value, isSettled: false };
  const isSettled = value === before.last;
  const isNewEachTime = !isSettled && !before.isSettled;
  const isGone = value === undefined || before.used === undefined;
  return { used: isNewEachTime && !isGone ? before.used : value, last: value, isSettled };
}
