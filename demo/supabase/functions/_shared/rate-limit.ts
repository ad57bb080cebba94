/** A rate limit: `burst` calls at once, then `perMinute` calls a minute. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** A token bucket for each key. Full buckets are deleted, so that many unknown keys do not fill the memory. */
export class RateLimit {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();
  #sweptAt: number;

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
    this.#sweptAt = now();
  }

  /** Counts one call. If the limit is reached, returns the seconds to wait (at least 1), for `Retry-After`. */
  take(key: string): { readonly retryAfter: number } | undefined {
    this.#sweep();
    const bucket = this.#bucket(key);
    if (bucket.tokens < 1) {
      return { retryAfter: Math.max(1, Math.ceil(((1 - bucket.tokens) * 60) / this.#rate.perMinute)) };
    }
    bucket.tokens -= 1;
    return undefined;
  }

  /** Takes back one counted call: it was not one of those that are limited. */
  giveBack(key: string): void {
    const bucket = this.#bucket(key);
    bucket.tokens = Math.min(this.#rate.burst, bucket.tokens + 1);
  }

  #bucket(key: string): Bucket {
    const now = this.#now();
    const { burst, perMinute } = this.#rate;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, filledAt: now };
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.filledAt) * perMinute) / 60_000);
    bucket.filledAt = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }

  #sweep(): void {
    if (this.#now() - this.#sweptAt < 60_000) return;
    this.#sweptAt = this.#now();
    for (const key of [...this.#buckets.keys()]) {
      if (this.#bucket(key).tokens >= this.#rate.burst) this.#buckets.delete(key);
    }
  }
}
