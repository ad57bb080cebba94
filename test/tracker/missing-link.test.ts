import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import type { FailureKind } from '../../src/transports/transport.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const preparing = { id: 'A1', status: 'preparing', version: 2 };

describe('a page whose link has lost its secret', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;

  const follow = async (options: OrderTrackerOptions = {}) => {
    tracker = createOrderTracker({
      orderId: 'A1',
      transport,
      tokenUrl: 'https://example.com/track',
      environment: world,
      ...options,
    });
    tracker.start();
    await world.pass(0);
  };
  const now = () => tracker.getSnapshot();

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
    transport.accepts = false;
  });
  afterEach(() => tracker.stop());

  for (const kind of ['auth', 'forbidden', 'not-found'] as const satisfies readonly FailureKind[]) {
    it(`says so with the first answer (${kind}), while the connection is still waiting for its own`, async () => {
      await follow();
      transport.lastRead.fail(kind);
      await world.pass(0);
      expect(now().connectionStatus).to.equal('denied');
      expect(now().error).to.deep.equal({
        code: 'no-link',
        message:
          'The page has a token-url, but no secret of a tracking link (#track=…): the guest needs the link again.',
        recoverable: false,
      });
      await world.pass(60_000);
      expect(transport.reads, 'asked again after half a minute').to.have.length(2);
      expect(transport.openConnections).to.equal(0);
    });
  }

  it('says so although the back end lets everybody join and shows the row to nobody', async () => {
    await follow();
    transport.connection.open();
    transport.connection.confirm();
    transport.lastRead.fail('not-found');
    await world.pass(0);
    expect(now().error?.code).to.equal('no-link');
  });

  for (const kind of ['auth', 'forbidden', 'not-found'] as const satisfies readonly FailureKind[]) {
    it(`says so where only a connection can answer (${kind})`, async () => {
      transport = new FakeTransport({ reads: false });
      transport.accepts = false;
      await follow();
      transport.connection.lose(kind);
      await world.pass(0);
      expect(now().error?.code).to.equal('no-link');
    });
  }

  it('explains that the secret is missing, not that a token was refused', async () => {
    await follow();
    transport.lastRead.fail('auth');
    await world.pass(0);
    tracker.explain();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(tracker.explain().because).to.include('no secret of a tracking link');
  });

  it('asks again when the guest tries again', async () => {
    await follow();
    transport.lastRead.fail('auth');
    await world.pass(0);
    transport.accepts = true;
    transport.serve(preparing);
    tracker.retry();
    await world.pass(1_000);
    expect(now()).to.include({ orderStatus: 'preparing', connectionStatus: 'connected', error: undefined });
  });

  it('follows an order that the back end shows to everybody', async () => {
    transport.accepts = true;
    transport.serve(preparing);
    await follow();
    await world.pass(5_000);
    expect(now()).to.include({ orderStatus: 'preparing', connectionStatus: 'connected', error: undefined });
  });

  it('goes on after a connection has brought the order, whatever one read answers', async () => {
    await follow();
    transport.connection.open();
    transport.connection.confirm();
    transport.connection.receive(preparing);
    transport.lastRead.fail('forbidden');
    await world.pass(1_000);
    expect(now().error).to.equal(undefined);
    expect(now().orderStatus).to.equal('preparing');
  });

  it('waits for a back end that is not reached, as ever', async () => {
    await follow();
    transport.lastRead.fail('network');
    await world.pass(1_000);
    expect(now().connectionStatus).to.equal('connecting');
  });

  for (const access of [{ capability: 'secret' }, { accessToken: 'a.b.c' }, { getAccessToken: async () => 'a.b.c' }]) {
    it(`is not what a page with ${Object.keys(access)[0]} is told`, async () => {
      const fetch = async () => new Response('{"access_token":"a.b.c"}');
      world = Object.assign(new FakeEnvironment(), { fetch });
      await follow(access);
      await new Promise((resolve) => setTimeout(resolve));
      await world.pass(0);
      for (let reads = 0; reads < 3 && now().connectionStatus !== 'denied'; reads += 1) {
        transport.connection.lose('forbidden');
        transport.lastRead.fail('forbidden');
        await world.pass(3_000);
      }
      expect(now().error?.code).to.equal('denied');
    });
  }
});
