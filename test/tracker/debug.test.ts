import { expect } from '@esm-bundle/chai';
import type { InspectionEvent } from '../../src/tracker/inspection-option.js';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { createOrderTracker } from '../../src/tracker/order-tracker.js';
import type { OrderTracker } from '../../src/tracker/types.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

const preparing = { id: '42', status: 'preparing', version: 2, restaurant_name: 'Trattoria', number: '17' };
const ready = { ...preparing, status: 'ready', version: 3 };
const jwt = `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ iat: 0, exp: 900, sub: 'guest' }))}.c2lnbmF0dXJl`;

describe('debug', () => {
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let tracker: OrderTracker;
  let lines: string[];

  const follow = (options: OrderTrackerOptions = {}) => {
    tracker = createOrderTracker({
      orderId: '42',
      transport,
      environment: world,
      debug: (line) => lines.push(line),
      ...options,
    });
    tracker.start();
  };

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
    lines = [];
  });

  afterEach(() => tracker.stop());

  it('logs every transition from connecting to connected, each in one line', async () => {
    transport.serve(preparing);
    follow();
    await world.pass(100);
    const prefix = '[order-status-tracker 42] ';
    expect(lines.every((line) => line.startsWith(prefix) && !line.includes('\n'))).to.equal(true);
    const log = lines.map((line) => line.slice(prefix.length));
    expect(log).to.include('live: connecting.fresh → confirming.fresh (connection.opened)');
    expect(log).to.include('live: confirming.fresh → connected (connection.confirmed)');
    expect(log).to.include('live.snapshot: awaited → applied.complete (snapshot.applied)');
    expect(log).to.include('lifecycle: unknown → preparing (order.known)');
    expect(log).to.include('payload (read): preparing version 2: accepted');
    expect(log).to.include('connectionStatus: connecting → polling');
    expect(log).to.include('connectionStatus: polling → connected');
  });

  it('logs why the connection was lost and when the next try comes', async () => {
    transport.serve(preparing);
    follow();
    await world.pass(11_000);
    lines = [];
    transport.accepts = false;
    transport.connection.lose('network', { reason: 'The connection was closed with 1006.' });
    await world.pass(0);
    expect(lines[0]).to.equal(
      '[order-status-tracker 42] live: connected → backingOff (The connection was closed with 1006; retry in 2.5 s)',
    );
  });

  it('logs the verdict on a payload that is stale', async () => {
    transport.serve(ready);
    follow();
    await world.pass(0);
    lines = [];
    transport.connection.receive(preparing);
    await world.pass(0);
    expect(lines[0]).to.equal('[order-status-tracker 42] payload (live): preparing version 2: stale');
  });

  it('logs a change that the connection missed', async () => {
    transport.serve(preparing);
    follow();
    await world.pass(100);
    transport.served = ready;
    lines = [];
    await tracker.refresh();
    await world.pass(0);
    expect(lines.join('\n')).to.include('live.snapshot: applied.complete → applied.missing (change.missed)');
    await world.pass(5_000);
    expect(lines.join('\n')).to.include('live: connected → backingOff (the connection missed a change');
  });

  it('never logs a token, a capability, or anything of the order but status and version', async () => {
    follow({
      accessToken: jwt,
      capability: 'secret-of-the-link',
      transport: {
        name: 'leaky',
        connect: ({ token }, sink) => {
          queueMicrotask(() => {
            const reason = `wss://x/?token=${token}#track=secret-of-the-link ${jwt.replace('guest', 'other')}`;
            sink.lost({ kind: 'network', reason });
          });
          return { probe() {}, renewToken() {}, close() {} };
        },
        read: async () => preparing,
      },
    });
    await world.pass(30_000);
    const log = lines.join('\n');
    expect(log).to.include('backingOff (wss://x/?token=[');
    for (const secret of [jwt, 'eyJ', 'secret-of-the-link', 'Trattoria', '17']) expect(log).not.to.include(secret);
  });

  it('cuts out tokens that were replaced or are encoded, and keeps a reason of several lines in one', async () => {
    const tokens = ['first/token+a==', 'second/token+b=='];
    let given = 0;
    follow({
      getAccessToken: async () => tokens[given++],
      transport: {
        name: 'leaky',
        connect: ({ token }, sink) => {
          queueMicrotask(() => {
            const reason = `session\nof ${tokens[0]} replaced by ?token=${encodeURIComponent(token ?? '')}`;
            sink.lost({ kind: given > 1 ? 'network' : 'auth', reason });
          });
          return { probe() {}, renewToken() {}, close() {} };
        },
        read: async () => preparing,
      },
    });
    await world.pass(10_000);
    const log = lines.join('\n');
    expect(log).to.include('session of [secret] replaced by ?token=[secret]');
    expect(log).not.to.match(/first|second/);
    expect(lines.every((line) => !line.includes('\n'))).to.equal(true);
  });

  it('logs nothing unless it is asked to, and nothing after stop()', async () => {
    transport.serve(preparing);
    follow({ debug: false });
    await world.pass(100);
    expect(lines).to.deep.equal([]);
    tracker.stop();
    follow();
    await world.pass(100);
    tracker.stop();
    lines = [];
    await world.pass(60_000);
    expect(lines).to.deep.equal([]);
  });

  it('shares the chart with a tracker that does not log', async () => {
    transport.serve(preparing);
    follow({ debug: false });
    const quiet = tracker;
    follow();
    await world.pass(100);
    expect(transport.connections).to.have.length(1);
    expect(lines).not.to.deep.equal([]);
    quiet.stop();
  });

  it('passes XState’s inspection events to the inspect option, from the first one on', async () => {
    const inspected: InspectionEvent[] = [];
    transport.serve(preparing);
    follow({ debug: false, inspect: (event) => inspected.push(event) });
    await world.pass(100);
    expect(inspected[0]?.type).to.equal('@xstate.actor');
    expect(inspected.some((event) => event.type === '@xstate.snapshot')).to.equal(true);
  });
});
