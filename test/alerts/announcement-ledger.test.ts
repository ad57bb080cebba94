import { expect } from '@esm-bundle/chai';
import { AnnouncementLedger } from '../../src/alerts/announcement-ledger.js';
import { FakeDevice, SharedBrowser } from '../support/fake-device.js';

const always = () => true;

describe('the ledger of announcements', () => {
  let browser: SharedBrowser;

  beforeEach(() => {
    browser = new SharedBrowser();
  });

  /** A tab of the same browser, or the same tab after a reload. */
  const tab = () => {
    const device = new FakeDevice(browser);
    const ledger = new AnnouncementLedger(device, device.memory);
    ledger.open();
    return { device, claim: ledger.claim.bind(ledger) };
  };

  it('lets an order be announced as ready once', async () => {
    const { claim } = tab();
    expect(await claim('A1', 'ready', always)).to.equal(true);
    expect(await claim('A1', 'ready', always)).to.equal(false);
  });

  it('lets each order and each end be announced once', async () => {
    const { claim } = tab();
    await claim('A1', 'ready', always);
    expect(await claim('A2', 'ready', always)).to.equal(true);
    expect(await claim('A1', 'ended', always)).to.equal(true);
  });

  it('refuses after a reload', async () => {
    await tab().claim('A1', 'ready', always);
    expect(await tab().claim('A1', 'ready', always)).to.equal(false);
  });

  it('lets one of ten tabs announce when all claim at once', async () => {
    const tabs = Array.from({ length: 10 }, tab);
    const claims = await Promise.all(tabs.map(({ claim }) => claim('A1', 'ready', always)));
    expect(claims.filter(Boolean)).to.have.length(1);
  });

  it('lets one tab announce where storage is denied but BroadcastChannel works', async () => {
    browser.deniesStorage = true;
    const tabs = [tab(), tab()];
    const claims = tabs.map(({ claim }) => claim('A1', 'ready', always));
    for (const { device } of tabs) await device.pass(100);
    expect((await Promise.all(claims)).filter(Boolean)).to.have.length(1);
  });

  it('refuses what is no longer true once the lock is held', async () => {
    const { claim } = tab();
    expect(await claim('A1', 'ready', () => false)).to.equal(false);
    expect(await claim('A1', 'ready', always)).to.equal(true);
  });

  it('lets the next day’s order of the same id be announced, also on a page that stayed open', async () => {
    const { device, claim } = tab();
    expect(await claim('A1', 'ready', always)).to.equal(true);
    await device.pass(11 * 60 * 60 * 1000);
    expect(await claim('A1', 'ready', always)).to.equal(false);
    await device.pass(5 * 60 * 60 * 1000);
    expect(await claim('A1', 'ready', always)).to.equal(true);
  });

  it('removes entries of the day before', async () => {
    const { device, claim } = tab();
    await claim('A1', 'ready', always);
    await device.pass(25 * 60 * 60 * 1000);
    await claim('A2', 'ready', always);
    expect(Object.keys(JSON.parse([...browser.values.values()].join()))).to.have.length(1);
  });

  it('works with an invalid storage entry', async () => {
    browser.values.set('order-status-tracker:announced', 'not JSON');
    expect(await tab().claim('A1', 'ready', always)).to.equal(true);
    expect(await tab().claim('A1', 'ready', always)).to.equal(false);
  });

  it('stores only a hash of the order', async () => {
    await tab().claim('secret-order-id', 'ready', always);
    expect([...browser.values].join()).not.to.contain('secret');
  });

  it('lets a hostile tab suppress announcements, and nothing else', async () => {
    browser.deniesStorage = true;
    const { claim, device } = tab();
    for (const channel of browser.channels) channel.onmessage?.({ data: { status: 'ready', order: 'A1' } });
    const claimed = claim('A1', 'ready', always);
    await device.pass(100);
    expect(await claimed).to.equal(true);
  });
});
