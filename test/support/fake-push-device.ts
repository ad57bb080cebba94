import type { PushEnvironment } from '../../src/alerts/push-environment.js';
import { storageOf } from '../../src/environment/storage.js';

interface Registered {
  readonly scriptURL: string;
  readonly scope: string;
  readonly manager: FakePushManager;
}

/** What a browser's push manager does with its one subscription. */
export class FakePushManager {
  subscription: { readonly key: Uint8Array; readonly id: number } | undefined;
  refusal: string | undefined;
  #count = 0;

  /** As the code under test uses it. */
  readonly asPushManager = {
    getSubscription: async () => this.#asSubscription(),
    subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
      if (this.refusal !== undefined) throw new DOMException('', this.refusal);
      this.#count += 1;
      this.subscription ??= { key: applicationServerKey, id: this.#count };
      return this.#asSubscription();
    },
  } as unknown as PushManager;

  #asSubscription() {
    const { subscription } = this;
    if (!subscription) return null;
    const endpoint = `https://push.example/${subscription.id}`;
    return {
      endpoint,
      options: { applicationServerKey: subscription.key.slice().buffer },
      toJSON: () => ({ endpoint }),
      unsubscribe: async () => {
        this.subscription = undefined;
        return true;
      },
    };
  }
}

/** A device with a browser that can be given or denied what web push needs. */
export class FakePushDevice {
  /** What the guest answers. */
  permission: NotificationPermission = 'granted';
  /** What the browser knows before it asks. */
  knownPermission: NotificationPermission = 'default';
  /** What the guest or the browser was asked, in order. */
  readonly asked: string[] = [];
  readonly registered: Registered[] = [];
  /** Whether the site has the worker's file. */
  hasWorkerFile = true;
  hasNotifications = true;
  hasWorkerPush = true;
  ownPushManager: FakePushManager | undefined;
  standalone: boolean | undefined;
  userAgent = 'Version/18.6 Mobile/15E148 Safari/604.1';
  time = Date.parse('2026-12-01T12:00:00Z');

  /** A worker that the site has registered itself. */
  register(scriptURL: string, scope: string): FakePushManager {
    const manager = new FakePushManager();
    this.registered.push({ scriptURL, scope, manager });
    return manager;
  }

  get environment(): PushEnvironment {
    const requestPermission = async () => {
      this.asked.push('permission');
      this.knownPermission = this.permission;
      return this.permission;
    };
    return {
      Notification: this.hasNotifications
        ? ({ requestPermission, permission: this.knownPermission } as unknown as typeof globalThis.Notification)
        : undefined,
      navigator: {
        ...(this.hasWorkerPush && { serviceWorker: this.#workers }),
        userAgent: this.userAgent,
        ...(this.standalone !== undefined && { standalone: this.standalone }),
      },
      pushManager: this.ownPushManager?.asPushManager,
      hasWorkerPush: this.hasWorkerPush,
      storage: storageOf('localStorage'),
      baseUrl: 'https://www.restaurant.example/order/42',
      now: () => this.time,
      setTimeout: () => undefined,
    };
  }

  get #workers(): ServiceWorkerContainer {
    const asRegistration = ({ scriptURL, scope, manager }: Registered) => ({
      scope,
      active: { scriptURL },
      pushManager: manager.asPushManager,
    });
    return {
      getRegistrations: async () => this.registered.map(asRegistration),
      register: async (url: URL, { scope }: { scope: string }) => {
        this.asked.push('worker');
        if (!this.hasWorkerFile) throw new TypeError('404');
        this.register(url.href, scope);
        return this.registered.map(asRegistration).at(-1);
      },
    } as unknown as ServiceWorkerContainer;
  }
}
