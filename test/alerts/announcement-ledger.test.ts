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

  it('announces each order, and its end, for itself', async () => {
    const { claim } = tab();
    await claim('A1', 'ready', always);
    expect(await claim('A2', 'ready', always)).to.equal(true);
    expect(await claim('A1', 'ended', always)).to.equal(true);
  });

  it('stays silent after a reload', async () => {
    await tab().claim('A1', 'ready', always);
    expect(await tab().claim('A1', 'ready', always)).to.equal(false);
  });

  it('lets one of ten tabs announce when all want to at once', async () => {
    const tabs = Array.from({ length: 10 }, tab);
    const claims = await Promise.all(tabs.map(({ claim }) => claim('A1', 'ready', always)));
    expect(claims.filter(Boolean)).to.have.length(1);
  });

  it('lets one tab announce where the browser denies storage but not messages between tabs', async () => {
    browser.deniesStorage = true;
    const tabs = [tab(), tab()];
    const claims = tabs.map(({ claim }) => claim('A1', 'ready', always));
    for (const { device } of tabs) await device.pass(100);
    expect((await Promise.all(claims)).filter(Boolean)).to.have.length(1);
  });

  it('does not announce what is no longer true when its turn comes', async () => {
    const { claim } = tab();
    expect(await claim('A1', 'ready', () => false)).to.equal(false);
    expect(await claim('A1', 'ready', always)).to.equal(true);
  });

  it('announces the next day’s order of the same number, also on a page that stayed open', async () => {
    const { device, claim } = tab();
    expect(await claim('A1', 'ready', always)).to.equal(true);
    await device.pass(11 * 60 * 60 * 1000);
    expect(await claim('A1', 'ready', always)).to.equal(false);
    await device.pass(5 * 60 * 60 * 1000);
    expect(await claim('A1', 'ready', always)).to.equal(true);
  });

  it('keeps nothing of the day before', async () => {
    const { device, claim } = tab();
    await claim('A1', 'ready', always);
    await device.pass(25 * 60 * 60 * 1000);
    await claim('A2', 'ready', always);
    expect(Object.keys(JSON.parse([...browser.values.values()].join()))).to.have.length(1);
  });

  it('survives spoilt storage', async () => {
    browser.values.set('order-status-tracker:announced', 'not JSON');
    expect(await tab().claim('A1', 'ready', always)).to.equal(true);
    expect(await tab().claim('A1', 'ready', always)).to.equal(false);
  });

  it('keeps nothing that names the order', async () => {
    await tab().claim('secret-order-id', 'ready', always);
    expect([...browser.values].join()).not.to.contain('secret');
  });

  it('takes no orders from a hostile tab, only silence', async () => {
    browser.deniesStorage = true;
    const { claim, device } = tab();
    for (const channel of browser.channels) channel.onmessage?.({ data: { status: 'ready', order: 'A1' } });
    const claimed = claim('A1', 'ready', always);
    await device.pass(100);
    expect(await claimed).to.equal(true);
  });
});
