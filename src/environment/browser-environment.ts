import { browserPage, noPage } from './browser-page.js';
import type { TrackerClock } from './clock.js';
import type { TrackerEnvironment } from './environment.js';
import { storageOf } from './storage.js';

/** The browser's clock. */
export const browserClock: TrackerClock = {
  // Numbers over 2^31 − 1 would fire at once.
  setTimeout: (callback, milliseconds) => setTimeout(callback, Math.min(milliseconds, 2 ** 31 - 1)),
  clearTimeout: (id) => clearTimeout(id as ReturnType<typeof setTimeout>),
  wall: () => Date.now(),
  monotone: () => performance.now(),
};

/** The world as the browser offers it, with the parts in `replacements` put in place. */
export function browserEnvironment(replacements: Partial<TrackerEnvironment> = {}): TrackerEnvironment {
  return {
    clock: browserClock,
    random: () => Math.random(),
    WebSocket: globalThis.WebSocket,
    fetch: (...request) => globalThis.fetch(...request),
    page: typeof document === 'undefined' ? noPage : browserPage(),
    // The first access to a storage waits for another process, so it happens only where the storage is used.
    get storage() {
      return storageOf('localStorage');
    },
    get sessionStorage() {
      return storageOf('sessionStorage');
    },
    ...replacements,
  };
}
