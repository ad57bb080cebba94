import { expect } from '@esm-bundle/chai';
import { Alerts, type Announcement } from '../../src/alerts/alerts.js';
import { FakeDevice, SharedBrowser } from '../support/fake-device.js';

const everything = { sound: true, vibrate: true, notify: true };

describe('alerts', () => {
  let device: FakeDevice;
  let alerts: Alerts;

  const open = (on: FakeDevice) => {
    const opened = new Alerts(on, on.memory);
    opened.open();
    return opened;
  };
  const ready = (on: FakeDevice, isStillTrue = () => true): Announcement => ({
    orderId: 'A1',
    backEnd: 'kitchen',
    kind: 'ready',
    isStillTrue,
    title: 'Ready',
    text: 'Come and get it',
    speak: () => void on.perceived.push('reader Ready. Come and get it'),
  });

  beforeEach(() => {
    device = new FakeDevice();
    alerts = open(device);
  });
  afterEach(() => alerts.close());

  it('only speak to screen readers until the guest arms them', async () => {
    alerts.announce(ready(device));
    await device.pass(1_000);
    expect(device.perceived).to.deep.equal(['reader Ready. Come and get it']);
  });

  it('vibrate briefly as a sample when the guest arms them', async () => {
    await alerts.arm(everything);
    expect(device.perceived).to.deep.equal(['vibrate 1']);
  });

  it('vibrate and show a notification while the page is hidden', async () => {
    await alerts.arm(everything);
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.perceived).to.deep.equal([
      'vibrate 1',
      'reader Ready. Come and get it',
      'vibrate 5',
      'notification Ready',
    ]);
  });

  it('show no notification while the page is visible', async () => {
    await alerts.arm(everything);
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.perceived).not.to.include('notification Ready');
  });

  it('only speak to screen readers again once the guest has turned them off', async () => {
    await alerts.arm(everything);
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.document.title).to.equal('Ready');
    alerts.disarm();
    expect([alerts.isArmed, device.document.title]).to.deep.equal([false, 'My order']);
    device.perceived.length = 0;
    alerts.announce({ ...ready(device), orderId: 'A2' });
    await device.pass(1_000);
    expect(device.perceived).to.deep.equal(['reader Ready. Come and get it']);
  });

  it('let the screen sleep once the guest has turned them off', async () => {
    await alerts.arm(everything);
    alerts.keepScreenOn(true);
    expect(device.screenLocks).to.equal(1);
    alerts.disarm();
    await device.pass(10);
    expect(device.screenLocks).to.equal(0);
  });

  it('give no sample if they are turned off while the device is asked', async () => {
    const arming = alerts.arm(everything);
    alerts.disarm();
    await arming;
    expect(device.perceived).to.deep.equal([]);
  });

  it('leave out what the choice has turned off', async () => {
    await alerts.arm({ sound: false, vibrate: false, notify: false });
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.perceived).to.deep.equal(['reader Ready. Come and get it']);
  });

  it('flash the title of a hidden page, and restore it', async () => {
    await alerts.arm(everything);
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.document.title).to.equal('Ready');
    await device.pass(1_000);
    expect(device.document.title).to.equal('My order');
    await device.pass(1_000);
    device.hide(false);
    expect(device.document.title).to.equal('My order');
    await device.pass(5_000);
    expect(device.document.title).to.equal('My order');
  });

  it('keep a title that the page has set meanwhile', async () => {
    await alerts.arm(everything);
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    device.document.title = 'Two new messages';
    device.hide(false);
    expect(device.document.title).to.equal('Two new messages');
  });

  it('report what the device cannot do', async () => {
    device.answer = 'denied';
    expect(await alerts.arm(everything)).to.deep.equal({ sound: false, notification: 'denied' });
    expect(await alerts.arm({ ...everything, notify: false })).to.deep.equal({ sound: false, notification: 'off' });
  });

  it('tell a question that was only closed from a refusal, and notify once a later one is answered', async () => {
    device.answer = 'default';
    expect(await alerts.arm(everything)).to.deep.equal({ sound: false, notification: 'closed' });
    device.answer = 'granted';
    expect(await alerts.arm(everything)).to.deep.equal({ sound: false, notification: 'granted' });
  });

  it('go on when one of them fails', async () => {
    device.navigator.vibrate = () => {
      throw new Error('no motor');
    };
    await alerts.arm(everything);
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.perceived).to.include('notification Ready');
  });

  it('leave the announcement to the tab that the guest has armed', async () => {
    const browser = new SharedBrowser();
    const forgotten = new FakeDevice(browser);
    const armed = new FakeDevice(browser);
    open(forgotten).announce(ready(forgotten));
    const listening = open(armed);
    await listening.arm(everything);
    listening.announce(ready(armed));
    await armed.pass(1_000);
    await forgotten.pass(1_000);
    expect(forgotten.perceived).to.deep.equal([]);
    expect(armed.perceived).to.include('reader Ready. Come and get it');
  });

  it('do not announce an order that changed while another tab held the lock', async () => {
    alerts.announce(ready(device, () => false));
    await device.pass(1_000);
    expect(device.perceived).to.deep.equal([]);
  });

  it('announce nothing once they are closed', async () => {
    alerts.announce(ready(device));
    alerts.close();
    await device.pass(1_000);
    expect(device.perceived).to.deep.equal([]);
  });

  it('keep the screen on until told otherwise, also after the page was hidden', async () => {
    alerts.keepScreenOn(true);
    await device.pass(1);
    expect(device.screenLocks).to.equal(1);
    device.hide();
    expect(device.screenLocks).to.equal(0);
    device.hide(false);
    await device.pass(1);
    expect(device.screenLocks).to.equal(1);
    alerts.keepScreenOn(false);
    await device.pass(1);
    device.hide(false);
    await device.pass(1);
    expect(device.screenLocks).to.equal(0);
  });
});
