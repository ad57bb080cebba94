import { expect } from '@esm-bundle/chai';
import type { OrderStatusTrackerEventMap } from '../../src/elements/tracker/order-status-tracker.events.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

const names = [
  'order-update',
  'order-status-change',
  'order-ready',
  'order-complete',
  'order-connection-change',
  'order-estimate-change',
  'order-late',
  'order-estimate-outcome',
  'order-error',
  'order-unmapped-status',
] as const satisfies (keyof OrderStatusTrackerEventMap)[];

describe('the events of the tracker', () => {
  let tracker: FakeTracked;
  let heard: (Event & { detail?: unknown })[];
  const listen = (event: Event) => heard.push(event);

  beforeEach(async () => {
    heard = [];
    for (const name of names) document.addEventListener(name, listen);
    tracker = await place();
    heard = [];
  });
  afterEach(() => {
    clear();
    for (const name of names) document.removeEventListener(name, listen);
  });

  const types = () => heard.map(({ type }) => type);
  const only = <Name extends keyof OrderStatusTrackerEventMap>(name: Name) =>
    heard.filter(({ type }) => type === name) as unknown as OrderStatusTrackerEventMap[Name][];

  it('bubble, are composed, and have themselves as detail', async () => {
    await tracker.tracking.know({ order: anOrder });
    for (const event of heard) {
      expect(event.bubbles && event.composed).to.equal(true);
      expect(event.detail).to.equal(event);
    }
    expect(types()).to.deep.equal(['order-connection-change', 'order-update', 'order-status-change']);
  });

  it('order-status-change has the status and the one before', async () => {
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.change({ status: 'ready' });
    const changes = only('order-status-change').map(({ status, previousStatus, order }) => [
      status,
      previousStatus,
      order.id,
    ]);
    expect(changes).to.deep.equal([
      ['preparing', undefined, 'A1'],
      ['ready', 'preparing', 'A1'],
    ]);
  });

  it('order-ready is fired once, also if the order was taken back in between', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
    await tracker.tracking.change({ status: 'preparing' });
    await tracker.tracking.change({ status: 'ready' });
    expect(only('order-ready')).to.have.length(1);
  });

  it('order-ready is not fired for an estimated or unconfirmed status', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready', statusSource: 'estimated' } });
    await tracker.tracking.change({ statusSource: 'confirmed' }, { isTrusted: false });
    expect(only('order-ready')).to.have.length(0);
    await tracker.tracking.know({ isTrusted: true });
    expect(only('order-ready')).to.have.length(1);
  });

  for (const status of ['completed', 'cancelled', 'rejected', 'failed', 'refunded'] as const) {
    it(`order-complete is fired when the order is ${status}`, async () => {
      await tracker.tracking.know({ order: anOrder });
      await tracker.tracking.change({ status });
      expect(only('order-complete').map((event) => event.status)).to.deep.equal([status]);
    });
  }

  it('order-connection-change has the connection status and the one before', async () => {
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.know({ connectionStatus: 'polling' });
    const changes = only('order-connection-change').map(({ connectionStatus, previous }) => [
      connectionStatus,
      previous,
    ]);
    expect(changes).to.deep.equal([
      ['connected', 'idle'],
      ['polling', 'connected'],
    ]);
  });

  it('order-unmapped-status has the status that no map knows', async () => {
    await tracker.tracking.know({ order: { ...anOrder, unmappedStatus: 'plating' } });
    await tracker.tracking.know({ connectionStatus: 'polling' });
    expect(only('order-unmapped-status').map(({ raw }) => raw)).to.deep.equal(['plating']);
  });

  const estimate = (from: number, to: number, late = false) => {
    const now = tracker.world.clock.wall();
    return {
      of: 'ready' as const,
      from: new Date(now + from * 60_000),
      to: new Date(now + to * 60_000),
      source: 'history' as const,
      late,
    };
  };

  it('estimate events are fired for a new estimate, a late one, and its outcome', async () => {
    const promised = estimate(10, 20);
    await tracker.tracking.know({ order: anOrder, estimate: promised });
    await tracker.tracking.know({ estimate: { ...promised } });
    expect(only('order-estimate-change')).to.have.length(1);
    const late = estimate(-10, -1, true);
    await tracker.tracking.know({ estimate: late });
    expect(only('order-late').map((event) => event.estimate)).to.deep.equal([late]);
    const actual = new Date(late.to.getTime() + 60_000);
    await tracker.tracking.change({ status: 'ready', updatedAt: actual }, { estimate: undefined });
    const [outcome] = only('order-estimate-outcome');
    expect([outcome?.predicted, outcome?.actual, outcome?.inside]).to.deep.equal([late, actual, false]);
  });

  it('order-estimate-outcome is not fired for an order that was ready from the start', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
    expect(only('order-estimate-outcome')).to.have.length(0);
  });

  it('no event is fired when only layout, theme or language change', async () => {
    await tracker.tracking.know({ order: anOrder });
    heard = [];
    Object.assign(tracker, { theme: 'dark', layout: 'compact', lang: 'de' });
    await tracker.updateComplete;
    expect(types()).to.deep.equal([]);
  });
});

describe('the public properties of the tracker', () => {
  afterEach(clear);

  it('give the state of the order and of the connection', async () => {
    const tracker = await place();
    expect([tracker.status, tracker.connectionStatus, tracker.isLive]).to.deep.equal([undefined, 'idle', false]);
    const lastUpdate = new Date();
    await tracker.tracking.know({ order: anOrder, lastUpdate });
    expect([tracker.status, tracker.connectionStatus, tracker.isLive]).to.deep.equal(['preparing', 'connected', true]);
    expect(tracker.lastUpdate).to.equal(lastUpdate);
    expect(tracker.estimate).to.equal(undefined);
    expect(tracker.isConnected).to.equal(true);
  });

  it('custom states follow the order', async () => {
    const tracker = await place();
    await tracker.tracking.know({ order: { ...anOrder, delayed: true } });
    const has = (state: string) => {
      try {
        return tracker.matches(`:state(${state})`) || tracker.hasAttribute(`state-${state}`);
      } catch {
        return tracker.hasAttribute(`state-${state}`);
      }
    };
    expect([has('delayed'), has('on-hold')]).to.deep.equal([true, false]);
    await tracker.tracking.change({ delayed: false, onHold: true });
    expect([has('delayed'), has('on-hold')]).to.deep.equal([false, true]);
  });

  it('refresh() and retry() reach the connection', async () => {
    const tracker = await place();
    await tracker.refresh();
    tracker.retry();
    expect([tracker.tracking.refreshes, tracker.tracking.retries]).to.deep.equal([1, 1]);
  });
});
