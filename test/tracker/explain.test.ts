import { expect } from '@esm-bundle/chai';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import { FakeTransport } from '../support/fake-transport.js';
import { followedOrder } from './followed-order.js';

const preparing = { id: 'A1', status: 'preparing', version: 2, restaurant_name: 'Trattoria' };

describe('explain()', () => {
  const at = followedOrder();
  const explanation = () => at.tracker.explain();

  it('names what is missing at every step until connected, and agrees with connectionStatus', async () => {
    at.follow();
    await at.world.pass(0);
    expect(explanation().because).to.include('tried for less than 10.0 s').and.include('not open yet');
    at.transport.connection.open();
    await at.world.pass(0);
    expect(explanation().because).to.include('has not confirmed that changes will arrive');
    at.transport.connection.confirm();
    await at.world.pass(0);
    expect(explanation().because).to.include('no read that began after the confirmation has succeeded yet');
    at.transport.lastRead.answer(preparing);
    await at.world.pass(0);
    expect(explanation().connectionStatus).to.equal('connected');
    expect(at.tracker.getSnapshot().connectionStatus).to.equal('connected');
    expect(explanation().because).to.include('a byte came 0.0 s ago');
    expect(explanation().facts[0]).to.equal(
      'order: preparing, version 2, from read, verified; the latest payload (read): accepted',
    );
  });

  it('gives the last failure and the time of the next try when the status is polling', async () => {
    at.transport.serve(preparing);
    at.transport.accepts = false;
    at.follow();
    await at.world.pass(0);
    at.transport.connection.lose('network', { reason: 'The connection was closed with 1006.' });
    await at.world.pass(1_000);
    expect(explanation().connectionStatus).to.equal('polling');
    expect(explanation().because)
      .to.include('A read succeeded 1.0 s ago')
      .and.include('1 failed in a row: The connection was closed with 1006; retry in 1.5 s');
  });

  it('says that a transport can only read', async () => {
    at.transport = new FakeTransport({ live: false });
    at.transport.serve(preparing);
    at.follow();
    await at.world.pass(0);
    expect(explanation().because).to.include('the transport "fake" can only read');
  });

  it('says why all tries have ended', async () => {
    at.follow();
    await at.world.pass(0);
    at.transport.connection.lose('config', { reason: 'The key is wrong.' });
    at.transport.lastRead.fail('config', 'The key is wrong.');
    await at.world.pass(0);
    expect(explanation().because).to.equal(
      'All tries have ended; now and then it is asked whether that still holds: The key is wrong.',
    );
  });

  it('says that access is denied, the device is offline, or the order is final', async () => {
    at.follow({ accessToken: 'a.b.c' });
    await at.world.pass(0);
    at.transport.connection.lose('forbidden');
    at.transport.lastRead.fail('forbidden');
    await at.world.pass(0);
    expect(explanation()).to.include({ connectionStatus: 'denied' });
    expect(explanation().because).to.include('denies access');
    at.tracker.stop();

    at.transport = new FakeTransport();
    at.world.page.online = false;
    at.follow();
    await at.world.pass(0);
    expect(explanation().because).to.include('no network');
    at.tracker.stop();

    at.world.page.online = true;
    at.transport = new FakeTransport();
    at.transport.serve({ ...preparing, status: 'completed' });
    at.follow();
    await at.world.pass(3_000);
    expect(explanation().because).to.equal(
      'The order is final (completed), and that is confirmed. Nothing is followed any more.',
    );
  });

  it('explains before start(), after stop(), without an order id, and with a wrong option', () => {
    at.tracker = createOrderTracker({ orderId: 'A1', transport: at.transport, environment: at.world });
    expect(explanation().because).to.include('start() was not called');
    at.tracker.start();
    at.tracker.stop();
    expect(explanation().connectionStatus).to.equal('idle');
    at.tracker = createOrderTracker({ transport: at.transport, environment: at.world });
    expect(explanation().because).to.include('no order id');
    at.tracker = createOrderTracker({ orderId: 'A1', pollUrl: 'javascript:alert(1)', environment: at.world });
    at.tracker.start();
    expect(explanation()).to.include({ connectionStatus: 'error' });
    expect(explanation().because).to.include('poll-url has to start with https://');
  });

  it('holds no token and no capability, also where the reason of a custom transport quotes them', async () => {
    at.transport.served = preparing;
    at.follow({ accessToken: 'a.secret.c', capability: 'secret-of-the-link' });
    await at.world.pass(100);
    at.transport.connection.lose('network', { reason: 'wss://x/?token=a.secret.c#track=secret-of-the-link' });
    await at.world.pass(100);
    const text = JSON.stringify(explanation());
    expect(text).to.include('live: backingOff (wss://x/?token=[secret]');
    expect(text).not.to.match(/a\.secret\.c|secret-of-the-link/);
  });

  it('holds nothing of the order but its status and its version', async () => {
    at.transport.serve(preparing);
    at.follow();
    await at.world.pass(100);
    expect(JSON.stringify(explanation())).not.to.include('Trattoria');
  });
});
