import { type DeviceStorage, storageOf } from '../environment/storage.js';

/** What web push uses of the device. Tests inject their own. */
export interface PushEnvironment {
  readonly Notification: typeof Notification | undefined;
  /** `standalone` is WebKit's: whether the page was opened from the Home Screen. */
  readonly navigator: {
    readonly serviceWorker?: ServiceWorkerContainer;
    readonly standalone?: boolean;
    readonly userAgent: string;
  };
  /** Of the window itself, where pushes need no worker: Safari 18.4. */
  readonly pushManager: PushManager | undefined;
  /** Whether the pages of this browser have workers that can get pushes. */
  readonly hasWorkerPush: boolean;
  readonly storage: DeviceStorage | undefined;
  readonly baseUrl: string;
  readonly now: () => number;
  readonly setTimeout: (task: () => void, milliseconds: number) => unknown;
}

/** The device that the page runs on. */
export function browserPushEnvironment(): PushEnvironment {
  return {
    Notification: globalThis.Notification,
    navigator,
    pushManager: (globalThis as { pushManager?: PushManager }).pushManager,
    hasWorkerPush: typeof PushManager !== 'undefined' && 'serviceWorker' in navigator,
    storage: storageOf('localStorage'),
    baseUrl: document.baseURI,
    now: Date.now,
    setTimeout: (task, milliseconds) => setTimeout(task, milliseconds),
  };
}
