import type { Notice, Outside } from './provider.js';
import type { Configured } from './providers/index.js';
import { readAnswer } from './read-answer.js';

/** What a provider answered about one of its orders. */
export interface OrderAnswer {
  readonly notice: Notice;
  /** When it answered, by its clock. */
  readonly date: string | null;
}

/** Reads the present state of a provider's order. Resolves to undefined without the credentials; rejects if it fails. */
export async function readOrder(
  { provider, settings }: Configured,
  externalId: string,
  outside: Outside,
): Promise<OrderAnswer | undefined> {
  const request = await provider.readBack?.(externalId, settings, outside);
  if (!request) return undefined;
  const { content, date } = await readAnswer(outside.fetch, request.url, request.headers);
  return { notice: provider.readAnswer?.(content) ?? { payload: content }, date };
}

/**
 * Runs a task for a key, never twice at once. Who asks while it runs gets one more run, after it: what it reads may be older
 * than the question. The task must not reject.
 */
export function coalesced<Result>(task: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  interface Run {
    readonly done: Promise<Result>;
    next?: Promise<Result>;
  }
  const running = new Map<string, Run>();
  const run = (key: string): Promise<Result> => {
    const present: Run = { done: task(key).finally(() => running.delete(key)) };
    running.set(key, present);
    return present.done;
  };
  return (key) => {
    const present = running.get(key);
    if (!present) return run(key);
    present.next ??= present.done.then(() => run(key));
    return present.next;
  };
}
