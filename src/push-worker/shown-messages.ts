import type { WorkerScope } from './worker-scope.js';

const cacheName = 'order-status-tracker:pushes';
const most = 50;

/**
 * The ids of the last messages that were shown, in the site's CacheStorage, since the browser stops the worker between
 * two pushes. Where storage is denied, a push that comes twice is shown twice, as one notification.
 */
export function shownMessages({ caches, registration }: Pick<WorkerScope, 'caches' | 'registration'>) {
  const keyOf = (id: string) => new URL(encodeURIComponent(id), registration.scope).href;
  return {
    async has(id: string): Promise<boolean> {
      try {
        return (await (await caches.open(cacheName)).match(keyOf(id))) !== undefined;
      } catch {
        return false;
      }
    },
    async add(id: string): Promise<void> {
      try {
        const cache = await caches.open(cacheName);
        await cache.put(keyOf(id), new Response());
        const known = await cache.keys();
        for (const old of known.slice(0, -most)) await cache.delete(old);
      } catch {
        // Denied or full.
      }
    },
  };
}
