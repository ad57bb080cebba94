/** Time for the endpoint: tests simulate it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after this many milliseconds. Returns how to cancel it. */
  after(milliseconds: number, task: () => void): () => void;
}

/** The computer's timers. None of them keeps the process alive. */
export function systemClock(now: () => number): Clock {
  return {
    now,
    after(milliseconds, task) {
      const timer = setTimeout(task, milliseconds).unref();
      return () => clearTimeout(timer);
    },
  };
}

/** Resolves after this many milliseconds. Rejects when `signal` is aborted before. */
export function wait(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(milliseconds, resolve);
    signal?.addEventListener('abort', () => {
      cancel();
      reject(signal.reason);
    });
  });
}
