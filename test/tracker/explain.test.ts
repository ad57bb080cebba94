import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const preparing = { id: 'A1', status: 'preparing', version: 2, restaurant_name: 'Trattoria' };

describe('explain()', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;

  const follow = (options: OrderTrackerOptions = {}) => {
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world, ...options });
    tracker.start();
  };
  const explanation = () => tracker.explain();

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
  });

  afterEach(() => tracker.stop());

  it('names what is missing at every step until connected, and agrees with connectionStatus', async () => {
    follow();
    await world.pass(0);
    expect(explanation().because).to.include('tried for less than 10.0 s').and.include('not open yet');
    transport.connection.open();
    await world.pass(0);
    expect(explanation().because).to.include('has not confirmed that changes will arrive');
    transport.connection.confirm();
    await world.pass(0);
    expect(explanation().because).to.include('no read that began after the confirmation has succeeded yet');
    transport.lastRead.answer(preparing);
    await world.pass(0);
    expect(explanation().connectionStatus).to.equal('connected');
    expect(tracker.getSnapshot().connectionStatus).to.equal('connected');
    expect(explanation().because).to.include('a byte came 0.0 s ago');
    expect(explanation().facts[0]).to.equal(
      'order: preparing, version 2, from read, verified; the latest payload (read): accepted',
    );
  });

  it('gives the last failure and the time of the next try when the status is polling', async () => {
    transport.serve(preparing);
    transport.accepts = false;
    follow();
    await world.pass(0);
    transport.connection.lose('network', { reason: 'The connection was closed with 1006.' });
    await world.pass(1_000);
    expect(explanation().connectionStatus).to.equal('polling');
    expect(explanation().because)
      .to.include('A read succeeded 1.0 s ago')
      .and.include('1 failed in a row: The connection was closed with 1006; retry in 1.5 s');
  });

  it('says that a transport can only read', async () => {
    transport = new FakeTransport({ live: false });
    transport.serve(preparing);
    follow();
    await world.pass(0);
    expect(explanation().because).to.include('the transport "fake" can only read');
  });

  it('says why all tries have ended', async () => {
    follow();
    await world.pass(0);
    transport.connection.lose('config', { reason: 'The key is wrong.' });
    transport.lastRead.fail('config', 'The key is wrong.');
    await world.pass(0);
    expect(explanation().because).to.equal('All tries have ended until retry(): The key is wrong.');
  });

  it('says that access is denied, the device is offline, or the order is final', async () => {
    follow({ accessToken: 'a.b.c' });
    await world.pass(0);
    transport.connection.lose('forbidden');
    transport.lastRead.fail('forbidden');
    await world.pass(0);
    expect(explanation()).to.include({ connectionStatus: 'denied' });
    expect(explanation().because).to.include('denies access');
    tracker.stop();

    transport = new FakeTransport();
    world.page.online = false;
    follow();
    await world.pass(0);
    expect(explanation().because).to.include('no network');
    tracker.stop();

    world.page.online = true;
    transport = new FakeTransport();
    transport.serve({ ...preparing, status: 'completed' });
    follow();
    await world.pass(3_000);
    expect(explanation().because).to.equal(
      'The order is final (completed), and that is confirmed. Nothing is followed any more.',
    );
  });

  it('explains before start(), after stop(), without an order id, and with a wrong option', () => {
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world });
    expect(explanation().because).to.include('start() was not called');
    tracker.start();
    tracker.stop();
    expect(explanation().connectionStatus).to.equal('idle');
    tracker = createOrderTracker({ transport, environment: world });
    expect(explanation().because).to.include('no order id');
    tracker = createOrderTracker({ orderId: 'A1', pollUrl: 'javascript:alert(1)', environment: world });
    tracker.start();
    expect(explanation()).to.include({ connectionStatus: 'error' });
    expect(explanation().because).to.include('poll-url has to start with https://');
  });

  it('holds no token and no capability, also where the reason of a custom transport quotes them', async () => {
    transport.served = preparing;
    follow({ accessToken: 'a.secret.c', capability: 'secret-of-the-link' });
    await world.pass(100);
    transport.connection.lose('network', { reason: 'wss://x/?token=a.secret.c#track=secret-of-the-link' });
    await world.pass(100);
    const text = JSON.stringify(explanation());
    expect(text).to.include('live: backingOff (wss://x/?token=[secret]');
    expect(text).not.to.match(/a\.secret\.c|secret-of-the-link/);
  });

  it('holds nothing of the order but its status and its version', async () => {
    transport.serve(preparing);
    follow();
    await world.pass(100);
    expect(JSON.stringify(explanation())).not.to.include('Trattoria');
  });
});
