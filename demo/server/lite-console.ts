import { AsyncLocalStorage } from 'node:async_hooks';
import { log } from './log.js';

const inLite = new AsyncLocalStorage<true>();
const guarded = new WeakSet<object>();

/**
 * Runs `@supabase/lite`, which writes errors to the console whole: several lines, with what the client has sent. The log
 * gets their class, code and places instead, as of every error.
 */
export function withoutItsConsole<T>(work: () => T): T {
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) guard(method);
  return inLite.run(true, work);
}

/** Replaces a method of the console, unless that was done: a test may have put its own in that place since. */
function guard(method: 'log' | 'info' | 'warn' | 'error' | 'debug'): void {
  const write = console[method];
  if (guarded.has(write)) return;
  const replacement = (...words: unknown[]) => {
    if (inLite.getStore() === undefined) return write(...words);
    const error = words.find((word) => word instanceof Error);
    if (error !== undefined) inLite.exit(() => log.error('@supabase/lite reports an error.', error));
  };
  guarded.add(replacement);
  console[method] = replacement;
}
