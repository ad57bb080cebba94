import { expect } from '@esm-bundle/chai';
import { FakeNotify } from '../../support/fake-notify.js';
import { clear, type FakeTracked } from '../../support/fake-tracker.js';
import { drawn, placeReach, press } from './placed.js';

const subscription = { endpoint: 'https://push.example/1', keys: { p256dh: 'BBBB', auth: 'CCCC' } };

/** What the device says to a page that wants to push. */
interface Device {
  permission: NotificationPermission;
}

describe('notifications for a page that is closed', () => {
  let device: Device;
  let asked: string[];
  let registered: boolean;
  const kept = (['serviceWorker'] as const).map((name) => [name, navigator[name]] as const);
  const { Notification: realNotification, PushManager: realPushManager } = globalThis;

  /** WebKit for Linux has no push at all, and Firefox makes its own again where it is deleted. */
  const define = (name: 'Notification' | 'PushManager', value: unknown) =>
    Object.defineProperty(globalThis, name, { value, configurable: true });

  beforeEach(() => {
    device = { permission: 'granted' };
    asked = [];
    registered = false;
    const requestPermission = async () => {
      asked.push('permission');
      return device.permission;
    };
    const Notification = { permission: 'default', requestPermission };
    define('Notification', Notification);
    define('PushManager', class {});
    const registration = {
      active: {},
      scope: `${location.origin}/order-status-push/`,
      pushManager: {
        getSubscription: async () => (registered ? { unsubscribe: async () => asked.push('unsubscribe') } : null),
        subscribe: async () => {
          asked.push('subscribe');
          return { endpoint: subscription.endpoint, toJSON: () => subscription };
        },
      },
    };
    const serviceWorker = Object.assign(new EventTarget(), {
      getRegistrations: async () =>
        registered ? [{ ...registration, active: { scriptURL: `${location.origin}/order-status-worker.js` } }] : [],
      register: async (url: string | URL) => {
        asked.push(new URL(url, location.href).pathname);
        return registration;
      },
    });
    Object.defineProperty(navigator, 'serviceWorker', {
      value: serviceWorker,
      configurable: true,
    });
  });

  afterEach(() => {
    clear();
    for (const [name, value] of kept) Object.defineProperty(navigator, name, { value, configurable: true });
    define('PushManager', realPushManager);
    define('Notification', realNotification);
  });

  const open = async (set: (tracker: FakeTracked) => void = () => {}) => {
    const placed = await placeReach((tracker) => {
      tracker.notifyBy = 'push';
      set(tracker);
    });
    await press(placed.tracker, 'reach-button');
    return placed;
  };

  it('are asked for after the tap alone, and their subscription is sent with the words that were drawn', async () => {
    const { tracker, notify } = await open();
    expect(asked).to.deep.equal([]);
    const wording = tracker.text('reach-words');
    await press(tracker, 'reach-agree-button');
    expect(asked).to.include.members(['permission', '/order-status-worker.js', 'subscribe']);
    expect(notify.of('consent')).to.deep.equal([
      { channel: 'push', address: subscription, wording, language: 'en', method: 'tracker' },
    ]);
    expect(tracker.text('reach-given-text')).to.equal('Notifications are on');
    expect(tracker.shadowRoot?.activeElement?.getAttribute('part')).to.equal('reach-stop-button');
  });

  it('use the worker that the page names', async () => {
    const { tracker } = await open((placed) => {
      placed.pushWorker = '/scripts/worker.js';
    });
    await press(tracker, 'reach-agree-button');
    expect(asked).to.include('/scripts/worker.js');
  });

  it('that the guest has refused are not agreed to: the words say so', async () => {
    device.permission = 'denied';
    const { tracker, notify } = await open();
    await press(tracker, 'reach-agree-button');
    expect(tracker.text('reach-problem')).to.equal(
      'Notifications are blocked in this browser. Please keep this page open.',
    );
    expect(notify.of('consent')).to.deep.equal([]);
  });

  it('that this browser does not have are not promised', async () => {
    define('PushManager', undefined);
    const { tracker } = await open();
    await press(tracker, 'reach-agree-button');
    expect(tracker.text('reach-problem')).to.equal('This browser cannot do that. Please keep this page open.');
  });

  it('end with the order: once the end is seen, this browser is subscribed no more', async () => {
    const { tracker } = await open();
    await press(tracker, 'reach-agree-button');
    await tracker.tracking.change({ status: 'ready' });
    expect(asked).not.to.include('unsubscribe');
    registered = true;
    await tracker.tracking.change({ status: 'completed' });
    await drawn(tracker);
    expect(asked).to.include('unsubscribe');
  });

  it('are no second question for a guest who has taps to spare', async () => {
    const notify = new FakeNotify();
    const { tracker } = await placeReach((placed) => {
      placed.notifyBy = 'push';
    }, notify);
    await press(tracker, 'reach-button');
    const button = tracker.piece('reach-agree-button');
    button.click();
    button.click();
    await press(tracker, 'reach-agree-button').catch(() => undefined);
    expect(notify.of('consent')).to.have.length(1);
  });
});
