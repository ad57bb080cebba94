import { expect } from '@esm-bundle/chai';
import { FakeNotify } from '../../support/fake-notify.js';
import { fakePushPage, type PushPage, fakeSubscription as subscription } from '../../support/fake-push-page.js';
import { clear, type FakeTracked } from '../../support/fake-tracker.js';
import { drawn, placeReach, press } from './placed.js';

const blocked =
  'Notifications are blocked for this page. You can allow them in the browser’s settings, but not in a private window.';
const words = (tracker: FakeTracked) =>
  [...tracker.renderRoot.querySelectorAll('[part=reach-words]')].map(({ textContent }) => textContent?.trim());

describe('notifications for a page that is closed', () => {
  let device: PushPage;

  beforeEach(() => {
    device = fakePushPage();
  });

  afterEach(() => {
    clear();
    device.restore();
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
    expect(device.asked).to.deep.equal([]);
    const wording = tracker.text('reach-words');
    await press(tracker, 'reach-agree-button');
    expect(device.asked).to.include.members(['permission', '/order-status-worker.js', 'subscribe']);
    expect(notify.of('consent')).to.deep.equal([
      { channel: 'push', address: subscription, wording, language: 'en', method: 'tracker' },
    ]);
    expect(tracker.text('reach-given-text')).to.equal('Notifications are on.');
    expect(tracker.shadowRoot?.activeElement?.getAttribute('part')).to.equal('reach-stop-button');
  });

  it('use the worker that the page names', async () => {
    const { tracker } = await open((placed) => {
      placed.pushWorker = '/scripts/worker.js';
    });
    await press(tracker, 'reach-agree-button');
    expect(device.asked).to.include('/scripts/worker.js');
  });

  it('that the guest refuses are not agreed to: the words say how they can be allowed, and no button is left', async () => {
    device.permission = 'denied';
    const { tracker, notify } = await open();
    await press(tracker, 'reach-agree-button');
    expect(tracker.text('reach-problem')).to.equal(blocked);
    expect(tracker.piece('reach-problem').getAttribute('role')).to.equal('alert');
    expect(tracker.has('reach-agree-button')).to.equal(false);
    expect(tracker.shadowRoot?.activeElement?.getAttribute('part'), 'focus').to.equal('reach-button');
    expect(notify.of('consent')).to.deep.equal([]);
  });

  it('that the browser has blocked before are not offered as a button: nothing would be asked', async () => {
    device.known = 'denied';
    const { tracker } = await open((placed) => {
      placed.notifyBy = 'push sms';
    });
    expect(tracker.text('reach-problem')).to.equal(blocked);
    expect(tracker.piece('reach-problem').hasAttribute('role')).to.equal(false);
    expect(tracker.has('reach-agree-button')).to.equal(false);
    expect(words(tracker), 'what can be turned on comes first').to.deep.equal([
      'Trattoria Roma: Text messages about this order only. Message and data rates may apply. Reply STOP to end.',
      'Trattoria Roma: Notifications on this device, about this order only. You can stop them here.',
    ]);
    device.known = 'default';
    tracker.requestUpdate();
    await drawn(tracker);
    expect(tracker.has('reach-agree-button'), 'allowed in the settings meanwhile').to.equal(true);
  });

  it('whose question the guest has closed can be tried again', async () => {
    device.permission = 'default';
    const { tracker } = await open();
    await press(tracker, 'reach-agree-button');
    expect(tracker.text('reach-problem')).to.equal('That did not work. Please try again.');
    device.permission = 'granted';
    await press(tracker, 'reach-agree-button');
    expect(tracker.text('reach-given-text')).to.equal('Notifications are on.');
  });

  it('that this browser does not have are not offered', async () => {
    device.removePush();
    const { tracker } = await placeReach();
    await press(tracker, 'reach-button');
    expect(words(tracker).join()).not.to.include('Notifications');
    tracker.notifyBy = 'push';
    await drawn(tracker);
    expect(tracker.has('reach'), 'no line that opens nothing').to.equal(false);
  });

  describe('in a tab of an iPhone', () => {
    const manifest = Object.assign(document.createElement('link'), {
      rel: 'manifest',
      href: 'data:application/json,{}',
    });
    const { userAgent } = navigator;
    const browseWith = (value: string) => Object.defineProperty(navigator, 'userAgent', { value, configurable: true });

    beforeEach(() => {
      device.removePush();
      Object.defineProperty(navigator, 'standalone', { value: false, configurable: true });
      browseWith('Version/18.6 Mobile/15E148 Safari/604.1');
      document.head.append(manifest);
    });
    afterEach(() => {
      manifest.remove();
      browseWith(userAgent);
      history.replaceState(null, '', location.pathname + location.search);
    });

    it('need the page on the Home Screen, where it finds the order by its address', async () => {
      const { tracker } = await open();
      expect(tracker.text('reach-problem')).to.equal(
        'Add this page to your Home Screen first: tap Share, then Add to Home Screen.',
      );
      expect(tracker.has('reach-agree-button')).to.equal(false);
    });

    const useless: readonly (readonly [string, () => void])[] = [
      ['of a tracking link, whose secret is not in the address', () => history.replaceState(null, '', '#track=secret')],
      ['of a site without a manifest', () => manifest.remove()],
      ['of a browser inside another app', () => browseWith('Mobile/15E148 Instagram 390.0')],
    ];
    for (const [name, set] of useless) {
      it(`are not offered on a page ${name}: the Home Screen would lead nowhere`, async () => {
        set();
        const { tracker } = await placeReach();
        await press(tracker, 'reach-button');
        expect(words(tracker)).to.have.length(2);
        expect(words(tracker).join()).not.to.include('Notifications');
      });
    }
  });

  it('end with the order: once the end is seen, this browser is subscribed no more', async () => {
    const { tracker } = await open();
    await press(tracker, 'reach-agree-button');
    await tracker.tracking.change({ status: 'ready' });
    expect(device.asked).not.to.include('unsubscribe');
    device.isRegistered = true;
    await tracker.tracking.change({ status: 'completed' });
    await drawn(tracker);
    expect(device.asked).to.include('unsubscribe');
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
