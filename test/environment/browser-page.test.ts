import { expect } from '@esm-bundle/chai';
import { browserPage } from '../../src/environment/browser-page.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const pending = { id: 'A1', status: 'pending', version: 1 };
const ready = { id: 'A1', status: 'ready', version: 3 };

describe('a live order on a phone', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;
  const status = () => tracker.getSnapshot().connectionStatus;
  const { page } = { page: () => world.page };

  beforeEach(async () => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
    transport.serve(pending);
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world });
    tracker.start();
    await world.pass(15_100);
    expect(status()).to.equal('connected');
  });

  afterEach(() => tracker.stop());

  it('asks at once whether the server is still there when the page is shown or focused', async () => {
    const before = transport.connection.probes;
    page().tell('focused');
    await world.pass(0);
    expect(transport.connection.probes).to.equal(before + 1);
    expect(status()).to.equal('connected');
  });

  it('loses its connection 2 s after a wake that the server does not answer', async () => {
    transport.connection.answers = false;
    page().tell('hidden');
    await world.pass(1_000);
    page().tell('shown');
    await world.pass(2_050);
    expect(status()).not.to.equal('connected');
    await world.pass(150);
    expect(transport.connections[0]?.isClosed).to.equal(true);
  });

  it('is not live from the moment the phone says that it is offline', async () => {
    transport.connection.answers = false;
    page().tell('offline');
    expect(status()).to.equal('offline');
  });

  it('keeps its connection through a false alarm', async () => {
    page().tell('offline');
    await world.pass(100);
    expect(status()).to.equal('connected');
    page().tell('online');
    await world.pass(100);
    expect(status()).to.equal('connected');
    expect(transport.connections).to.have.length(1);
  });

  it('keeps the socket of a phone that was offline for a moment, and asks again when it is back', async () => {
    transport.connection.answers = false;
    page().tell('offline');
    await world.pass(5_000);
    expect(status()).to.equal('offline');
    transport.connection.answers = true;
    page().tell('online');
    await world.pass(10);
    expect(status()).to.equal('connected');
    expect(transport.connections).to.have.length(1);
  });

  it('connects at once when the network returns, whatever the backoff says', async () => {
    transport.accepts = false;
    for (let attempt = 0; attempt < 4; attempt += 1) {
      transport.connection.lose();
      await world.pass(6_000);
    }
    transport.connection.lose();
    await world.pass(1_100);
    const before = transport.connections.length;
    page().tell('online');
    page().tell('offline');
    page().tell('online');
    await world.pass(1_000);
    expect(transport.connections.length).to.equal(before + 1);
  });

  it('shows what happened during a nap, and is live only when the server has answered', async () => {
    transport.connection.answers = false;
    transport.served = ready;
    await world.sleep(120_000);
    expect(status()).not.to.equal('connected');
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    transport.connection.answers = true;
    await world.pass(6_000);
    expect(status()).to.equal('connected');
  });

  it('is not live after a nap during which neither timers nor the monotone clock moved', async () => {
    transport.connection.answers = false;
    await world.sleep(30_000, { monotoneStops: true });
    expect(tracker.getSnapshot().isConnected).to.equal(false);
  });

  it('closes its connection when the page is left, and starts afresh when it is restored', async () => {
    page().tell('left');
    await world.pass(0);
    expect(transport.openConnections).to.equal(0);
    expect(status()).not.to.equal('connected');
    transport.served = ready;
    await world.pass(60_000);
    page().tell('restored');
    expect(status()).not.to.equal('connected');
    await world.pass(100);
    expect(status()).to.equal('connected');
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    expect(transport.connections).to.have.length(2);
  });

  it('starts afresh when a frozen page is resumed', async () => {
    page().tell('frozen');
    await world.sleep(600_000);
    expect(transport.openConnections).to.equal(0);
    page().tell('resumed');
    expect(status()).not.to.equal('connected');
    await world.pass(100);
    expect(status()).to.equal('connected');
  });

  it('hears of changes while hidden', async () => {
    page().tell('hidden');
    await world.pass(240_000);
    transport.push(ready);
    await world.pass(0);
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
  });

  it('lets its connection go after ten minutes in which nobody looked', async () => {
    page().tell('hidden');
    await world.pass(601_000);
    expect(transport.openConnections).to.equal(0);
    page().tell('shown');
    await world.pass(100);
    expect(status()).to.equal('connected');
  });

  it('keeps its connection while the guest waits for an alert', async () => {
    tracker.keepAwake(true);
    page().tell('hidden');
    await world.pass(1_200_000);
    expect(transport.openConnections).to.equal(1);
  });

  it('reads once a minute while hidden when the guest waits for an alert and nothing is live', async () => {
    tracker.keepAwake(true);
    page().tell('hidden');
    await world.pass(0);
    transport.accepts = false;
    transport.connection.lose();
    await world.pass(10_000);
    const before = transport.reads.length;
    await world.pass(300_000);
    expect(transport.reads.length - before).to.be.within(4, 7);
  });

  it('does not go back to polling for a device clock that is set to another day', async () => {
    world.setWall(86_400_000);
    await world.pass(3_000);
    expect(status()).to.equal('connected');
    world.setWall(-2 * 86_400_000);
    await world.pass(3_000);
    expect(status()).to.equal('connected');
    expect(transport.connections).to.have.length(1);
  });
});

describe('the page that the browser shows', () => {
  it('tells of what happens to it until nobody listens', () => {
    const heard: string[] = [];
    const stop = browserPage().listen((event) => heard.push(event));
    window.dispatchEvent(new Event('offline'));
    window.dispatchEvent(new Event('online'));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: false }));
    document.dispatchEvent(new Event('freeze'));
    stop();
    window.dispatchEvent(new Event('offline'));
    expect(heard).to.deep.equal(['offline', 'online', 'restored', 'frozen']);
  });
});
