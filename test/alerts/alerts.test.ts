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
    speak: (message) => on.perceived.push(`reader ${message}`),
  });

  beforeEach(() => {
    device = new FakeDevice();
    alerts = open(device);
  });
  afterEach(() => alerts.close());

  it('tells only screen readers as long as the guest has not asked for more', async () => {
    alerts.announce(ready(device));
    await device.pass(1_000);
    expect(device.perceived).to.deep.equal(['reader Ready. Come and get it']);
  });

  it('tests itself with a short buzz when the guest turns it on', async () => {
    await alerts.arm(everything);
    expect(device.perceived).to.deep.equal(['vibrate 1']);
  });

  it('buzzes and shows a notification to a guest who looks elsewhere', async () => {
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

  it('spares a guest who looks at the page the notification', async () => {
    await alerts.arm(everything);
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.perceived).not.to.include('notification Ready');
  });

  it('leaves out what the restaurant has turned off', async () => {
    await alerts.arm({ sound: false, vibrate: false, notify: false });
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.perceived).to.deep.equal(['reader Ready. Come and get it']);
  });

  it('flashes the title of a page that is out of view, and gives it back', async () => {
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

  it('keeps a title that the page has set meanwhile', async () => {
    await alerts.arm(everything);
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    device.document.title = 'Two new messages';
    device.hide(false);
    expect(device.document.title).to.equal('Two new messages');
  });

  it('says honestly what this device cannot do', async () => {
    device.answer = 'denied';
    expect(await alerts.arm(everything)).to.deep.equal({ sound: false, notification: 'denied' });
    expect(await alerts.arm({ ...everything, notify: false })).to.deep.equal({ sound: false, notification: 'off' });
  });

  it('lets no channel that fails silence the others', async () => {
    device.navigator.vibrate = () => {
      throw new Error('no motor');
    };
    await alerts.arm(everything);
    device.hide();
    alerts.announce(ready(device));
    await device.pass(10);
    expect(device.perceived).to.include('notification Ready');
  });

  it('leaves the announcement to the tab that the guest has armed', async () => {
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

  it('does not announce an order that moved on while another tab had its turn', async () => {
    alerts.announce(ready(device, () => false));
    await device.pass(1_000);
    expect(device.perceived).to.deep.equal([]);
  });

  it('says nothing once it is closed', async () => {
    alerts.announce(ready(device));
    alerts.close();
    await device.pass(1_000);
    expect(device.perceived).to.deep.equal([]);
  });

  it('keeps the screen on while it should, also after the page was out of view', async () => {
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
