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

  it('is told what it is shown again, after whoever asked meanwhile got something else', async () => {
    await world.pass(1_000);
    const told: string[] = [];
    tracker.subscribe(({ connectionStatus }) => told.push(connectionStatus));
    world.setWall(20_000);
    expect(tracker.getSnapshot().connectionStatus).to.equal('error');
    await world.pass(2_000);
    expect(tracker.getSnapshot().connectionStatus).to.equal('connecting');
    expect(told.at(0)).to.equal('connecting');
  });

  describe('while a wait goes on that the server asked for', () => {
    const ways: Record<string, () => Promise<void>> = {
      'was hidden': async () => world.page.tell('hidden'),
      'was hidden until its connection was released': async () => {
        world.page.tell('hidden');
        await world.pass(10 * 60_000);
      },
      'was frozen': async () => {
        world.page.tell('hidden');
        world.page.tell('frozen');
        await world.pass(10_000);
        world.page.tell('resumed');
      },
    };

    for (const [way, leave] of Object.entries(ways)) {
      it(`does not connect before it has ended, when the page ${way}`, async () => {
        transport.serve(preparing);
        await world.pass(15_000);
        transport.connection.lose('overload', { retryAfter: 20 * 60_000 });
        await world.pass(0);
        const connects = transport.connections.length;
        await leave();
        world.page.tell('shown');
        await world.pass(9 * 60_000);
        expect(transport.connections).to.have.length(connects);
        await world.pass(11 * 60_000);
        expect(tracker.getSnapshot().connectionStatus).to.equal('connected');
      });
    }

    it('connects at once when the guest asks for it', async () => {
      transport.serve(preparing);
      await world.pass(15_000);
      transport.connection.lose('overload', { retryAfter: 20 * 60_000 });
      await world.pass(2_000);
      tracker.retry();
      await world.pass(1_000);
      expect(tracker.getSnapshot().connectionStatus).to.equal('connected');
    });
  });
});
