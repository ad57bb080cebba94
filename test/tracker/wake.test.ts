import { expect } from '@esm-bundle/chai';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const preparing = { id: 'A1', status: 'preparing', version: 2 };

describe('a page that is shown again', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
    tracker = createOrderTracker({ orderId: 'A1', transport, environment: world });
    tracker.start();
  });

  afterEach(() => tracker.stop());

  it('gives the connection that the return itself begins the usual time to open', async () => {
    transport.serve(preparing);
    world.page.tell('hidden');
    await world.pass(11 * 60_000);
    expect(transport.openConnections).to.equal(0);
    transport.accepts = false;
    world.page.tell('shown');
    await world.pass(3_000);
    expect(transport.connections).to.have.length(2);
    transport.connection.open();
    transport.connection.confirm();
    await world.pass(100);
    expect(tracker.getSnapshot().connectionStatus).to.equal('connected');
    expect(transport.connections).to.have.length(2);
  });

  it('gives a connection that was begun before only 2 s more', async () => {
    await world.pass(1_000);
    expect(transport.connections).to.have.length(1);
    world.page.tell('hidden');
    await world.pass(1_000);
    world.page.tell('shown');
    await world.pass(2_100);
    expect(transport.connections[0]?.isClosed).to.equal(true);
  });
});
