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

  it('sends a probe at once when the page is focused', async () => {
    const before = transport.connection.probes;
    page().tell('focused');
    await world.pass(0);
    expect(transport.connection.probes).to.equal(before + 1);
    expect(status()).to.equal('connected');
  });

  it('closes its connection 2 s after a wake without an answer of the server', async () => {
    transport.connection.answers = false;
    page().tell('hidden');
    await world.pass(1_000);
    page().tell('shown');
    await world.pass(2_050);
    expect(status()).not.to.equal('connected');
    await world.pass(150);
    expect(transport.connections[0]?.isClosed).to.equal(true);
  });

  it('is offline as soon as the phone is offline', async () => {
    transport.connection.answers = false;
    page().tell('offline');
    expect(status()).to.equal('offline');
  });

  it('keeps its connection if the phone is offline for a moment and the server answers', async () => {
    page().tell('offline');
    await world.pass(100);
    expect(status()).to.equal('connected');
    page().tell('online');
    await world.pass(100);
    expect(status()).to.equal('connected');
    expect(transport.connections).to.have.length(1);
  });

  it('keeps its connection while the phone is offline for 5 s, and is live when the server answers again', async () => {
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

  it('connects at once, without backoff, when the network returns', async () => {
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

  it('shows what happened during a sleep, and is live only when the server answers', async () => {
    transport.connection.answers = false;
    transport.served = ready;
    await world.sleep(120_000);
    expect(status()).not.to.equal('connected');
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
    transport.connection.answers = true;
    await world.pass(6_000);
    expect(status()).to.equal('connected');
  });

  it('is not live after a sleep that stopped timers and the monotone clock', async () => {
    transport.connection.answers = false;
    await world.sleep(30_000, { monotoneStops: true });
    expect(tracker.getSnapshot().isConnected).to.equal(false);
  });

  it('closes its connection when the guest leaves the page, and connects again when the page is restored', async () => {
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

  it('closes its connection when the page is frozen, and connects again when it is resumed', async () => {
    page().tell('frozen');
    await world.sleep(600_000);
    expect(transport.openConnections).to.equal(0);
    page().tell('resumed');
    expect(status()).not.to.equal('connected');
    await world.pass(100);
    expect(status()).to.equal('connected');
  });

  it('receives changes while the page is hidden', async () => {
    page().tell('hidden');
    await world.pass(240_000);
    transport.push(ready);
    await world.pass(0);
    expect(tracker.getSnapshot().orderStatus).to.equal('ready');
  });

  it('closes its connection after the page was hidden for ten minutes', async () => {
    page().tell('hidden');
    await world.pass(601_000);
    expect(transport.openConnections).to.equal(0);
    page().tell('shown');
    await world.pass(100);
    expect(status()).to.equal('connected');
  });

  it('keeps its connection on a hidden page while the guest waits for an alert', async () => {
    tracker.keepAwake(true);
    page().tell('hidden');
    await world.pass(1_200_000);
    expect(transport.openConnections).to.equal(1);
  });

  it('reads once a minute on a hidden page without a connection while the guest waits for an alert', async () => {
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

  it('stays connected when the device clock is set to another day', async () => {
    world.setWall(86_400_000);
    await world.pass(3_000);
    expect(status()).to.equal('connected');
    world.setWall(-2 * 86_400_000);
    await world.pass(3_000);
    expect(status()).to.equal('connected');
    expect(transport.connections).to.have.length(1);
  });
});

describe('the page of the browser', () => {
  it('reports its events until the listener is removed', () => {
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
