import { browserClock } from '../environment/browser-environment.js';
import type { TrackerClock } from '../environment/clock.js';
import { type DeviceStorage, storageOf } from '../environment/storage.js';

/** What the alerts use of the device, some of which a browser may lack. Tests inject their own; pages never need to. */
export interface AlertEnvironment {
  readonly document: Document;
  readonly clock: TrackerClock;
  readonly fetch: typeof fetch;
  readonly AudioContext: typeof AudioContext | undefined;
  readonly Notification: typeof Notification | undefined;
  readonly BroadcastChannel: typeof BroadcastChannel | undefined;
  readonly storage: DeviceStorage | undefined;
  readonly navigator: Partial<Pick<Navigator, 'vibrate' | 'wakeLock' | 'locks' | 'serviceWorker'>>;
}

/** The device that the page runs on. */
export function browserAlertEnvironment(): AlertEnvironment {
  return {
    document,
    clock: browserClock,
    fetch: (...request) => fetch(...request),
    AudioContext: globalThis.AudioContext,
    Notification: globalThis.Notification,
    BroadcastChannel: globalThis.BroadcastChannel,
    storage: storageOf('localStorage'),
    navigator,
  };
}
