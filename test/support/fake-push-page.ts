/** What a browser of a test allows, and what it was asked. */
export interface PushPage {
  /** What the guest answers; `known` is what the browser says before. */
  permission: NotificationPermission;
  known: NotificationPermission;
  readonly asked: string[];
  /** Whether the site's worker is registered already. */
  isRegistered: boolean;
  /** Takes push out of the browser. */
  removePush(): void;
  /** Gives the browser back what it has itself. */
  restore(): void;
}

export const fakeSubscription = { endpoint: 'https://push.example/1', keys: { p256dh: 'BBBB', auth: 'CCCC' } };

/** WebKit for Linux has no push at all, headless Chromium denies it, and Firefox makes its own again where it is deleted. */
export function fakePushPage(): PushPage {
  const { Notification: realNotification, PushManager: realPushManager } = globalThis;
  const realWorkers = navigator.serviceWorker;
  const define = (name: 'Notification' | 'PushManager', value: unknown) =>
    Object.defineProperty(globalThis, name, { value, configurable: true });
  const page: PushPage = {
    permission: 'granted',
    known: 'default',
    asked: [],
    isRegistered: false,
    removePush: () => define('PushManager', undefined),
    restore: () => {
      define('PushManager', realPushManager);
      define('Notification', realNotification);
      Object.defineProperty(navigator, 'serviceWorker', { value: realWorkers, configurable: true });
      Reflect.deleteProperty(navigator, 'standalone');
    },
  };
  const { asked } = page;
  const requestPermission = async () => {
    asked.push('permission');
    page.known = page.permission;
    return page.permission;
  };
  define('Notification', Object.defineProperty({ requestPermission }, 'permission', { get: () => page.known }));
  define('PushManager', class {});
  const registration = {
    active: {},
    scope: `${location.origin}/order-status-push/`,
    pushManager: {
      getSubscription: async () => (page.isRegistered ? { unsubscribe: async () => asked.push('unsubscribe') } : null),
      subscribe: async () => {
        asked.push('subscribe');
        return { endpoint: fakeSubscription.endpoint, toJSON: () => fakeSubscription };
      },
    },
  };
  const value = Object.assign(new EventTarget(), {
    getRegistrations: async () =>
      page.isRegistered
        ? [{ ...registration, active: { scriptURL: `${location.origin}/order-status-worker.js` } }]
        : [],
    register: async (url: string | URL) => {
      asked.push(new URL(url, location.href).pathname);
      return registration;
    },
  });
  Object.defineProperty(navigator, 'serviceWorker', { value, configurable: true });
  return page;
}

/** Every test of a suite runs in a page that can have pushes. */
export function withPushPage(): void {
  let page: PushPage;
  beforeEach(() => {
    page = fakePushPage();
  });
  afterEach(() => page.restore());
}
