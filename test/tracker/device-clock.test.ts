import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { DatedServer } from '../support/dated-server.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const offsets = [45 * minute, -45 * minute, 3 * hour, -3 * hour, 24 * hour, -24 * hour];

const backEnds: Record<string, OrderTrackerOptions> = {
  'poll-url': { pollUrl: 'https://example.com/orders/{id}' },
  Supabase: { supabaseUrl: 'https://example.supabase.co', supabaseKey: 'sb_publishable_key' },
};

/** A browser without sockets: a project is only read. */
class NoSocket {
  constructor() {
    throw new Error('no socket in this test');
  }
}

function jwt(issued: number, seconds: number): string {
  const iat = Math.floor(issued / second);
  return `e30.${btoa(JSON.stringify({ iat, exp: iat + seconds }))}.c2ln`;
}

describe('an order on a device whose clock is wrong', () => {
  let world: FakeEnvironment;
  const trackers: OrderTracker[] = [];

  beforeEach(() => {
    world = new FakeEnvironment();
    Object.assign(world, { WebSocket: NoSocket });
  });
  afterEach(() => {
    for (const tracker of trackers.splice(0)) tracker.stop();
  });

  const follow = (options: OrderTrackerOptions) => {
    const tracker = createOrderTracker({ orderId: 'A1', environment: world, ...options });
    trackers.push(tracker);
    tracker.start();
    return tracker;
  };
  const serve = (ahead: number) =>
    new DatedServer(world, ahead, (at) => ({
      id: 'A1',
      status: 'preparing',
      version: 2,
      updated_at: at(-5),
      estimated_ready_from: at(20),
      estimated_ready_to: at(30),
    }));

  for (const [name, options] of Object.entries(backEnds)) {
    for (const ahead of offsets) {
      it(`is late only when it is, with ${name}: ${ahead / minute} min`, async () => {
        serve(ahead);
        const { getSnapshot } = follow({ ...options, pollInterval: 60 });
        // The code for Supabase comes on demand.
        await import('../../src/transports/supabase/supabase.js');
        await world.pass(second);
        // Code on demand comes in turns of the event loop that no simulated clock counts.
        for (let turn = 0; turn < 100 && !getSnapshot().order; turn += 1) {
          await new Promise((resolve) => setTimeout(resolve));
          await world.pass(0);
        }
        expect(getSnapshot().clockAhead).to.be.closeTo(ahead, 2 * second);
        expect(getSnapshot().estimate?.late).to.equal(false);
        await world.pass(29 * minute);
        expect(getSnapshot().estimate?.late).to.equal(false);
        await world.pass(minute);
        expect(getSnapshot().estimate?.late).to.equal(true);
      });
    }
  }

  it('has the estimate of the formula at the true time', async () => {
    const server = serve(3 * hour);
    server.order = () => ({ id: 'A1', status: 'pending', version: 1, items: [{ name: 'Pho', quantity: 4 }] });
    const { getSnapshot } = follow({ pollUrl: 'https://example.com/orders/{id}' });
    await world.pass(second);
    expect(+(getSnapshot().estimate?.from ?? 0)).to.be.closeTo(server.time + 30 * minute, 5 * second);
    expect(+(getSnapshot().lastUpdate ?? 0)).to.be.closeTo(server.time, 5 * second);
  });

  it('is kept and found again as it was, before anything is asked', async () => {
    const server = serve(3 * hour);
    const options = { pollUrl: 'https://example.com/orders/{id}' };
    follow(options);
    await world.pass(second);
    for (const tracker of trackers.splice(0)) tracker.stop();
    await world.pass(2 * minute);
    const { getSnapshot } = follow(options);
    expect(getSnapshot().isCached).to.equal(true);
    expect(getSnapshot().clockAhead).to.be.closeTo(3 * hour, 2 * second);
    expect(+(getSnapshot().lastUpdate ?? 0)).to.be.closeTo(server.time - 2 * minute, 5 * second);
    expect(getSnapshot().estimate?.late).to.equal(false);
  });

  it('is kept for as long as with a right one', async () => {
    const server = serve(3 * hour);
    server.order = (at) => ({ id: 'A1', status: 'completed', version: 3, updated_at: at(0) });
    const options = { pollUrl: 'https://example.com/orders/{id}' };
    follow(options);
    await world.pass(second);
    for (const tracker of trackers.splice(0)) tracker.stop();
    await world.pass(119 * minute);
    expect(follow(options).getSnapshot().orderStatus).to.equal('completed');
  });

  describe('that no answer tells', () => {
    it('counts what a token says of its issue, as the least', async () => {
      const server = serve(-3 * hour);
      server.isDated = false;
      const transport = new FakeTransport();
      const { getSnapshot } = follow({ transport, getAccessToken: async () => jwt(server.time - 10 * minute, 3600) });
      await world.pass(second);
      expect(getSnapshot().clockAhead).to.be.closeTo(-170 * minute, 2 * second);
    });

    it('says nothing of a clock that is ahead of a token', async () => {
      const server = serve(3 * hour);
      server.isDated = false;
      const transport = new FakeTransport();
      const { getSnapshot } = follow({ transport, getAccessToken: async () => jwt(server.time, 3600) });
      await world.pass(second);
      expect(getSnapshot().clockAhead).to.equal(0);
    });

    it('counts the moment of a change that the connection brings', async () => {
      const server = serve(-45 * minute);
      const transport = new FakeTransport();
      const { getSnapshot } = follow({ transport });
      transport.serve({ id: 'A1', status: 'pending', version: 1 });
      await world.pass(second);
      expect(getSnapshot().clockAhead).to.equal(0);
      const change = { id: 'A1', status: 'preparing', version: 2, updated_at: new Date(server.time).toISOString() };
      transport.serve(change);
      transport.connection.receive({
        ...change,
        estimated_ready_from: server.at(10),
        estimated_ready_to: server.at(20),
      });
      await world.pass(second);
      expect(getSnapshot().clockAhead).to.be.closeTo(-45 * minute, 2 * second);
    });

    it('does not take it from an open channel, where anybody may say anything', async () => {
      const server = serve(0);
      const transport = new FakeTransport({ authenticated: false });
      const { getSnapshot } = follow({ transport });
      transport.serve({ id: 'A1', status: 'pending', version: 1, updated_at: server.at(-1) });
      await world.pass(second);
      transport.served = undefined;
      transport.connection.receive({ id: 'A1', status: 'preparing', version: 2, updated_at: server.at(600) });
      await world.pass(second);
      expect(getSnapshot().orderStatus).to.equal('preparing');
      expect(getSnapshot().clockAhead).to.equal(0);
    });
  });

  it('is explained to developers', async () => {
    serve(47 * minute);
    const tracker = follow({ pollUrl: 'https://example.com/orders/{id}' });
    await world.pass(second);
    expect(tracker.explain().facts).to.include("This device's clock is 47 min ahead of the server's.");
    const right = createOrderTracker({ orderId: 'A1' });
    expect(right.explain().facts.join()).not.to.include('clock');
  });
});
