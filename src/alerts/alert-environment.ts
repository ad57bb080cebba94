import type { DeviceStorage } from '../environment/storage.js';
import { storageOf } from '../environment/storage.js';

/** What of the device the alerts touch. Everything may be absent. Tests inject their own; pages never need to. */
export interface AlertEnvironment {
  readonly document: Document;
  readonly now: () => number;
  readonly setTimeout: (action: () => void, milliseconds: number) => unknown;
  readonly clearTimeout: (timer: unknown) => void;
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
    now: () => Date.now(),
    setTimeout: (action, milliseconds) => setTimeout(action, milliseconds),
    clearTimeout: (timer) => clearTimeout(timer as number),
    fetch: (...request) => fetch(...request),
    AudioContext: globalThis.AudioContext,
    Notification: globalThis.Notification,
    BroadcastChannel: globalThis.BroadcastChannel,
    storage: storageOf('localStorage'),
    navigator,
  };
}
