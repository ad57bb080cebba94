import { expect } from '@esm-bundle/chai';
import { LiveRegion } from '../../src/elements/shared/live-region.js';
import type { OrderStatus } from '../../src/order/status.js';
import { FakeDevice } from '../support/fake-device.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

describe('what a screen reader says', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
  });
  afterEach(clear);

  it('is nothing when the first status is drawn', async () => {
    await tracker.tracking.know({ order: anOrder });
    expect([tracker.said('polite'), tracker.said('assertive')]).to.deep.equal(['', '']);
  });

  it('is each new status, in the polite region', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'pending' } });
    await tracker.tracking.change({ status: 'preparing' });
    expect(tracker.said('polite')).to.equal('Preparing');
  });

  for (const [status, message] of [
    ['ready', 'Order 42: Ready. We’re bringing it to your table.'],
    ['cancelled', 'Order 42: Cancelled. This order was cancelled.'],
  ] satisfies [OrderStatus, string][]) {
    it(`is, assertively and once, that the order is ${status}`, async () => {
      await tracker.tracking.know({ order: anOrder });
      await tracker.tracking.change({ status });
      await tracker.device.pass(1_000);
      expect(tracker.said('assertive')).to.contain(message);
      expect(tracker.said('polite')).to.equal('');
    });
  }

  it('is put into live regions that existed before their text', async () => {
    await tracker.tracking.know({ order: anOrder });
    const region = tracker.shadowRoot?.querySelector('[role=alert]');
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    expect(tracker.shadowRoot?.querySelector('[role=alert]')).to.equal(region);
    expect(region?.textContent).to.contain('Ready');
  });

  it('is nothing when only a clock moved the status', async () => {
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.change({ status: 'ready', statusSource: 'estimated' });
    await tracker.device.pass(1_000);
    expect([tracker.said('polite'), tracker.said('assertive')]).to.deep.equal(['', '']);
    expect(tracker.has('toast')).to.equal(false);
  });

  it('is nothing when no server has confirmed the status', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready' }, isTrusted: false, isCached: true });
    await tracker.device.pass(1_000);
    expect(tracker.said('assertive')).to.equal('');
    await tracker.tracking.know({ isTrusted: true, isCached: false });
    await tracker.device.pass(1_000);
    expect(tracker.said('assertive')).to.contain('Ready');
  });

  it('is nothing about ready when the order is past ready', async () => {
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.change({ status: 'ready' });
    await tracker.tracking.change({ status: 'served' });
    await tracker.device.pass(1_000);
    expect(tracker.said('assertive')).to.equal('');
    expect(tracker.said('polite')).to.equal('Served');
  });

  it('is a new estimate only when it moved by five minutes or more', async () => {
    const now = tracker.world.clock.wall();
    const until = (minutes: number) => ({
      of: 'ready' as const,
      from: new Date(now + (minutes - 10) * 60_000),
      to: new Date(now + minutes * 60_000),
      source: 'backend' as const,
      late: false,
    });
    await tracker.tracking.know({ order: anOrder, estimate: until(30) });
    await tracker.tracking.know({ estimate: until(29) });
    expect(tracker.said('polite')).to.equal('');
    await tracker.tracking.know({ estimate: until(40) });
    expect(tracker.said('polite')).to.match(/^New time: Ready/);
  });

  it('joins a new status and its new estimate in one sentence', async () => {
    const now = tracker.world.clock.wall();
    const at = (minutes: number) => {
      const to = new Date(now + minutes * 60_000);
      return { of: 'ready' as const, from: to, to, source: 'backend' as const, late: false };
    };
    await tracker.tracking.know({ order: { ...anOrder, status: 'pending' }, estimate: at(40) });
    await tracker.tracking.change({ status: 'preparing' }, { estimate: at(20) });
    expect(tracker.said('polite')).to.match(/^Preparing\. New time: Ready/);
  });

  it('is, politely, that the order is ready again after the kitchen took it back', async () => {
    await tracker.tracking.know({ order: anOrder });
    for (const status of ['ready', 'preparing', 'ready'] as const) {
      await tracker.tracking.change({ status });
      await tracker.device.pass(1_000);
      await tracker.world.pass(4_000);
    }
    expect(tracker.said('polite')).to.equal('Ready');
    expect(tracker.said('assertive')).to.equal('');
  });

  it('is removed from its region after some seconds', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'pending' } });
    await tracker.tracking.change({ status: 'preparing' });
    await tracker.world.pass(5_000);
    expect(tracker.said('polite')).to.equal('Preparing');
    await tracker.world.pass(5_000);
    expect(tracker.said('polite')).to.equal('');
  });

  it('removes "Ready" from its region once the order is past ready', async () => {
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    expect(tracker.said('assertive')).to.contain('Ready');
    await tracker.tracking.change({ status: 'completed' });
    expect(tracker.said('assertive')).to.equal('');
  });

  it('removes the announcement of the order before when another order is followed', async () => {
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    await tracker.tracking.know({ orderId: 'A2', order: { ...anOrder, id: 'A2' } });
    expect([tracker.said('polite'), tracker.said('assertive')]).to.deep.equal(['', '']);
  });

  it('is said again when the same text is announced twice: the region is empty in between', async () => {
    const texts: string[] = [];
    const region = tracker.shadowRoot?.querySelector<HTMLElement>('[role=status]') ?? null;
    const observer = new MutationObserver(() => texts.push(region?.textContent ?? ''));
    if (region) observer.observe(region, { childList: true });
    const live = new LiveRegion(tracker, () => region);
    for (let times = 0; times < 2; times += 1) {
      live.say(() => 'Preparing');
      await tracker.world.pass(200);
    }
    expect(texts).to.deep.equal(['Preparing', '', 'Preparing']);
  });
});

describe('the alert that an order is ready', () => {
  afterEach(clear);

  const order = { ...anOrder, status: 'ready' } as const;
  const announcements = (device: FakeDevice) => device.perceived.filter((what) => what === 'vibrate 5').length;

  /** A tracker whose guest has asked to be alerted, on this device. */
  const armed = async (device: FakeDevice) => {
    const tracker = await place((element) => {
      element.device = device;
    });
    await tracker.enableAlerts();
    await tracker.updateComplete;
    return tracker;
  };

  it('is given once, however often the kitchen takes the order back', async () => {
    const device = new FakeDevice();
    const tracker = await armed(device);
    await tracker.tracking.know({ order: anOrder });
    for (const status of ['ready', 'preparing', 'ready', 'preparing', 'ready'] as const) {
      await tracker.tracking.change({ status });
      await device.pass(1_000);
    }
    expect(announcements(device)).to.equal(1);
  });

  it('is given later when the order was taken back before it could be announced', async () => {
    const tracker = await place();
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.change({ status: 'ready' });
    await tracker.tracking.change({ status: 'preparing' });
    await tracker.device.pass(1_000);
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    expect(tracker.said('assertive')).to.contain('Ready');
  });

  it('is given once by two trackers of the same order', async () => {
    const device = new FakeDevice();
    const trackers = [await armed(device), await armed(device)];
    for (const tracker of trackers) await tracker.tracking.know({ order });
    await device.pass(1_000);
    expect(announcements(device)).to.equal(1);
  });

  it('is given for each of two restaurants on one site that have an order of the same id', async () => {
    const device = new FakeDevice();
    for (const pollUrl of ['https://one.example/{id}', 'https://two.example/{id}']) {
      const tracker = await armed(device);
      tracker.pollUrl = pollUrl;
      await tracker.tracking.know({ order });
      await device.pass(1_000);
    }
    expect(announcements(device)).to.equal(2);
  });

  it('is not given again after a reload', async () => {
    const device = new FakeDevice();
    const before = await armed(device);
    await before.tracking.know({ order });
    await device.pass(1_000);
    clear();
    const reloaded = new FakeDevice(device.browser);
    const after = await armed(reloaded);
    await after.tracking.know({ order });
    await reloaded.pass(1_000);
    expect(announcements(device)).to.equal(1);
    expect(announcements(reloaded)).to.equal(0);
  });
});

describe('the button that turns alerts on', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    await tracker.tracking.know({ order: anOrder });
  });
  afterEach(clear);

  it('keeps the connection awake after one tap, and states what the device can and cannot do', async () => {
    tracker.device.answer = 'denied';
    tracker.piece('alert-button').click();
    await tracker.device.pass(1_000);
    await tracker.updateComplete;
    expect(tracker.text('alert-state')).to.equal(
      'We’ll alert you here. Keep this page open: it can only alert you while it is open. ' +
        'This device cannot play a sound here. Notifications are blocked in this browser.',
    );
    expect(tracker.tracking.awake).to.equal(true);
  });

  it('does not say that notifications are blocked where the guest has only closed the question', async () => {
    tracker.sound = 'off';
    tracker.device.answer = 'default';
    tracker.piece('alert-button').click();
    await tracker.device.pass(1_000);
    await tracker.updateComplete;
    expect(tracker.text('alert-state')).to.equal(
      'We’ll alert you here. Keep this page open: it can only alert you while it is open.',
    );
  });

  it('disappears when the order is ready, and lets the connection sleep when the order is past ready', async () => {
    await tracker.enableAlerts();
    await tracker.tracking.change({ status: 'ready' });
    expect(tracker.has('alerts')).to.equal(false);
    expect(tracker.tracking.awake).to.equal(true);
    await tracker.tracking.change({ status: 'served' });
    expect(tracker.tracking.awake).to.equal(false);
  });

  it('is back after the guest has turned alerts off, and everything is released', async () => {
    tracker.layout = 'handover';
    tracker.piece('alert-button').click();
    await tracker.device.pass(1_000);
    await tracker.updateComplete;
    expect([tracker.alerts.isArmed, tracker.tracking.awake, tracker.device.screenLocks]).to.deep.equal([true, true, 1]);
    expect(tracker.text('alert-off-button')).to.equal('Turn off alerts');
    tracker.piece('alert-off-button').click();
    await tracker.device.pass(1_000);
    await tracker.updateComplete;
    expect(tracker.text('alert-button')).to.equal('Alert me when it’s ready');
    expect([tracker.alerts.isArmed, tracker.tracking.awake, tracker.device.screenLocks]).to.deep.equal([
      false,
      false,
      0,
    ]);
    tracker.device.perceived.length = 0;
    tracker.device.hide();
    await tracker.tracking.change({ status: 'ready' });
    await tracker.device.pass(1_000);
    expect(tracker.device.perceived).to.deep.equal([]);
    expect(tracker.said('assertive')).to.match(/^Order 42: Ready/);
  });

  it('is back if alerts are turned off before the device has answered', async () => {
    const arming = tracker.enableAlerts();
    tracker.disableAlerts();
    await tracker.device.pass(2_000);
    await arming;
    await tracker.updateComplete;
    expect([tracker.alerts.isArmed, tracker.has('alert-button')]).to.deep.equal([false, true]);
    await tracker.enableAlerts();
    await tracker.updateComplete;
    expect([tracker.alerts.isArmed, tracker.has('alert-state')]).to.deep.equal([true, true]);
  });

  it('is not drawn where sound, vibrate and notify are off', async () => {
    Object.assign(tracker, { sound: 'off', vibrate: 'off', notify: 'off' });
    await tracker.updateComplete;
    expect(tracker.has('alerts')).to.equal(false);
  });

  it('keeps the screen on in the layout "handover" from the tap until the order is past ready', async () => {
    tracker.layout = 'handover';
    await tracker.updateComplete;
    expect(tracker.device.screenLocks).to.equal(0);
    await tracker.enableAlerts();
    await tracker.updateComplete;
    expect(tracker.device.screenLocks).to.equal(1);
    await tracker.tracking.change({ status: 'served' });
    await tracker.device.pass(1);
    expect(tracker.device.screenLocks).to.equal(0);
  });
});
