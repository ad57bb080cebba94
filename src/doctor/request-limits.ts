import type { Findings } from './findings.js';

/** Notes when a server begins to refuse requests because there are too many: guests of one restaurant share an address. */
export function watchLimits(fetch: typeof globalThis.fetch): {
  readonly fetch: typeof globalThis.fetch;
  readonly look: (findings: Findings) => void;
} {
  const startedAt = performance.now();
  let requests = 0;
  let refusal: { readonly requests: number; readonly seconds: number; readonly url: string } | undefined;
  return {
    async fetch(...request) {
      requests += 1;
      const response = await fetch(...request);
      if (response.status === 429) {
        refusal ??= { requests, seconds: (performance.now() - startedAt) / 1_000, url: String(request[0]) };
      }
      return response;
    },
    look(findings) {
      if (!refusal || findings.has('rate-limited', 'overloaded')) return;
      findings.add(
        'rate-limited',
        new URL(refusal.url).origin,
        `The server answered 429 after ${refusal.requests} requests in ${refusal.seconds.toFixed(0)} s: as many as a few guests make, who share one address in a restaurant.`,
        'Count by order or token, and let one address make hundreds of requests a minute.',
      );
    },
  };
}
