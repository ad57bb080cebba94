import { expect } from '@esm-bundle/chai';
import { createElement, Suspense, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import { type OrderTrackingOptions, useOrderTracking } from '../../../src/react.js';
import type {
  ConnectRequest,
  LiveConnection,
  OrderTransport,
  ReadRequest,
  TransportSink,
} from '../../../src/transports/transport.js';
import { FakeTransport } from '../../support/fake-transport.js';
import { pending, preparing, ready } from '../../tracker/orders.js';
import { inlineTransport, present } from './inline-transport.js';
import { type Case, Mounted, until } from './mounted.js';

/** A mounted component that follows order A1. */
type Follow = Mounted & { readonly transport: FakeTransport; rerender(n: number): Promise<void> };
/** The options that each render makes anew. */
type UseOptions = (at: Follow, n: number) => OrderTrackingOptions;

function Order({ at, useOptions }: { readonly at: Follow; readonly useOptions: UseOptions }) {
  const [n, setN] = useState(0);
  useEffect(() => {
    at.rerender = (next) => {
      setN(next);
      return at.settle();
    };
  }, [at]);
  const { transport, world: environment } = at;
  const state = useOrderTracking({ orderId: 'A1', transport, environment, ...useOptions(at, n) });
  at.renders.push(state);
  return createElement('output', null, state.orderStatus);
}

interface SwitchingProps {
  readonly at: Mounted;
  readonly orderId: string;
  readonly transport: FakeTransport;
  readonly heard: string[];
  readonly inLayoutEffect?: () => void;
}

/** Follows one order after the other. */
function Switching({ at, orderId, transport, heard, inLayoutEffect }: SwitchingProps) {
  useOrderTracking({
    orderId,
    transport,
    environment: at.world,
    cache: 'none',
    onStatusUpdate: (status, { order }) => heard.push(`${orderId}: ${status} of ${order?.id}`),
    onConnectionChange: (isConnected, snapshot) =>
      heard.push(`${orderId}: ${isConnected ? 'connected' : 'disconnected'} of ${snapshot.orderId}`),
    onError: ({ code }) => heard.push(`${orderId}: ${code}`),
  });
  useLayoutEffect(() => inLayoutEffect?.());
  return null;
}

function Waiting({ until }: { readonly until: Promise<unknown> | undefined }) {
  if (until) throw until;
  return null;
}

/** Mounts it; `rerender(n)` renders it with `n`. */
async function follow(useOptions: UseOptions): Promise<Follow> {
  const at: Follow = Object.assign(new Mounted(), { transport: new FakeTransport(), rerender: () => at.settle() });
  at.transport.serve(pending);
  await at.renderStrictly(createElement(Order, { at, useOptions }));
  return at;
}

/** Each option that holds functions, written inline. */
const inlineFunctions: Readonly<Record<string, (at: Follow) => OrderTrackingOptions>> = {
  onStatusUpdate: () => ({ onStatusUpdate: () => undefined }),
  onConnectionChange: () => ({ onConnectionChange: () => undefined }),
  onError: () => ({ onError: () => undefined }),
  parse: () => ({ parse: (payload) => payload }),
  getAccessToken: () => ({ getAccessToken: async () => 'token' }),
  debug: () => ({ debug: () => undefined }),
  inspect: () => ({ inspect: () => undefined }),
  websocketAuthorize: () => ({ websocketAuthorize: () => '' }),
  'a transport object': ({ transport }) => ({ transport: inlineTransport(transport) }),
  'an instance of a transport class': ({ transport }) => ({ transport: new Forwarding(transport) }),
  'environment, a plain object': ({ world }) => ({ environment: { ...world } }),
};

class Forwarding implements OrderTransport {
  readonly name = 'forwarding';
  readonly madeAt = Math.random();
  constructor(private readonly to: FakeTransport) {}

  connect(request: ConnectRequest, sink: TransportSink): LiveConnection {
    return present(this.to.connect)(request, sink);
  }

  read(request: ReadRequest): Promise<unknown> {
    return present(this.to.read)(request);
  }
}

const eachInline = Object.entries(inlineFunctions).map(([name, options]): [string, Case] => [
  `follows the order with ${name} written inline, over one connection`,
  async () => {
    const at = await follow(options);
    for (const n of [1, 2, 3]) await at.rerender(n);
    at.transport.push(ready);
    await at.settle();
    expect(at.container.textContent).to.equal('ready');
    expect(at.transport.connections).to.have.length(1);
    expect(at.renders.length).to.be.below(40);
    await at.unmount();
    expect(at.transport.openConnections).to.equal(0);
    expect(at.world.timers).to.equal(0);
  },
]);

export const hookCases: Readonly<Record<string, Case>> = {
  ...Object.fromEntries(eachInline),

  'calls the functions of the last render': async () => {
    const heard: string[] = [];
    const at = await follow((_, n) => ({
      onStatusUpdate: (status, { orderStatus }) => heard.push(`${n} ${status} ${orderStatus}`),
      onConnectionChange: (isConnected, { connectionStatus }) => heard.push(`${n} ${isConnected} ${connectionStatus}`),
      parse: (payload) => ({ ...Object(payload), number: `${n}` }),
    }));
    expect(heard).to.include.members(['0 pending pending', '0 true connected']);
    await at.rerender(7);
    at.transport.push(ready);
    await at.settle();
    expect(heard.at(-1)).to.equal('7 ready ready');
    expect(at.last.order?.number).to.equal('7');
    await at.unmount();
    expect(heard.at(-1), 'nothing is called after unmounting').to.equal('7 ready ready');
  },

  'calls the methods of the last transport object': async () => {
    const readBy: number[] = [];
    const at = await follow(({ transport }, n) => ({
      transport: {
        ...inlineTransport(transport),
        read: (request) => {
          readBy.push(n);
          return present(transport.read)(request);
        },
      },
    }));
    await at.rerender(5);
    void at.last.refresh();
    await at.world.pass(3_000);
    expect(readBy.at(-1)).to.equal(5);
    await at.unmount();
  },

  'follows another way when data changes, and only then': async () => {
    const at = await follow((_, n) => ({ pollInterval: 10 + n, onError: () => undefined }));
    expect(at.transport.connections).to.have.length(1);
    await at.rerender(5);
    expect(at.transport.connections).to.have.length(2);
    expect(at.last.pollInterval).to.equal(15);
    expect(at.transport.openConnections).to.equal(1);
    await at.rerender(5);
    expect(at.transport.connections).to.have.length(2);
    await at.unmount();
  },

  'follows another way when a kept transport is another one': async () => {
    const second = new FakeTransport();
    second.serve(ready);
    const at = await follow(({ transport }, n) => ({ transport: n < 3 ? transport : second }));
    await at.rerender(1);
    await at.rerender(3);
    await at.rerender(4);
    expect([at.transport.openConnections, second.openConnections]).to.deep.equal([0, 1]);
    expect(at.container.textContent).to.equal('ready');
    await at.unmount();
  },

  'follows another way when the address changes that a memoized object of functions has': async () => {
    const asked: string[] = [];
    const at = await follow((_, n) => useShop(n < 3 ? 'one' : 'two', asked));
    await at.rerender(1);
    await at.rerender(3);
    await at.rerender(4);
    expect(asked.slice(-1)).to.deep.equal(['two']);
    await at.unmount();
  },

  'keeps what is shown, and does not repeat onStatusUpdate, while it follows in another way': async () => {
    const heard: string[] = [];
    const at = await follow((_, n) => ({
      accessToken: `token ${n}`,
      cache: 'none',
      onStatusUpdate: (status) => heard.push(status),
    }));
    const before = at.renders.length;
    at.transport.served = undefined;
    await at.rerender(1);
    expect(at.renders[before]?.orderStatus).to.equal('pending');
    at.transport.serve(pending);
    await at.settle();
    at.transport.push(preparing);
    await at.settle();
    expect(heard).to.deep.equal(['pending', 'preparing']);
    await at.unmount();
  },

  'keeps the connection when only what it does for itself changes': async () => {
    const lines: string[] = [];
    const at = await follow((_, n) => ({ debug: n > 0 && ((line) => lines.push(line)), parse: (payload) => payload }));
    await at.rerender(1);
    at.transport.push(ready);
    await at.settle();
    expect(at.transport.connections).to.have.length(1);
    expect(at.container.textContent).to.equal('ready');
    await at.unmount();
  },

  'follows only while enabled, and shows the last known state': async () => {
    const heard: boolean[] = [];
    const at = await follow((_, n) => ({
      enabled: n % 2 === 1,
      onConnectionChange: (isConnected) => heard.push(isConnected),
    }));
    at.last.retry();
    await at.settle();
    expect(at.transport.connections).to.have.length(0);
    expect(at.last.connectionStatus).to.equal('idle');
    await at.rerender(1);
    expect([at.container.textContent, at.last.isConnected]).to.deep.equal(['pending', true]);
    await at.rerender(2);
    expect(at.transport.openConnections).to.equal(0);
    expect([at.last.orderStatus, at.last.isConnected, heard.at(-1)]).to.deep.equal(['pending', false, false]);
    await at.rerender(3);
    expect(at.transport.openConnections).to.equal(1);
    await at.unmount();
  },

  'shows the given order at the first render, and a newer one until it follows': async () => {
    const at = await follow((_, n) => ({ enabled: n > 1, order: n === 0 ? preparing : ready }));
    expect(at.renders[0]?.orderStatus).to.equal('preparing');
    expect(at.renders[0]?.isCached).to.equal(true);
    await at.rerender(1);
    expect(at.last.orderStatus).to.equal('ready');
    at.transport.served = undefined;
    await at.rerender(2);
    expect(at.last).to.include({ orderStatus: 'ready', connectionStatus: 'connecting' });
    await at.unmount();
  },

  'keeps the connection while Suspense hides the component': async () => {
    const at = await follow(() => ({}));
    const never = new Promise(() => undefined);
    const suspended = (isWaiting: boolean) =>
      at.render(
        createElement(
          Suspense,
          { fallback: 'wait' },
          createElement(Order, { at, useOptions: () => ({}) }),
          createElement(Waiting, { until: isWaiting ? never : undefined }),
        ),
      );
    await suspended(false);
    const connections = at.transport.connections.length;
    await suspended(true);
    await until(() => Boolean(at.container.textContent?.includes('wait')));
    expect(at.transport.openConnections).to.equal(1);
    at.transport.push(ready);
    await suspended(false);
    await until(() => at.container.textContent === 'ready');
    expect(at.transport.connections).to.have.length(connections);
    await at.unmount();
    expect(at.transport.openConnections).to.equal(0);
  },

  'tells the callbacks of an order nothing of the one before it, which is followed until after the paint': async () => {
    const at = new Mounted();
    const heard: string[] = [];
    const shops = { A1: new FakeTransport(), B2: new FakeTransport() };
    shops.A1.serve(pending);
    shops.B2.serve({ ...pending, id: 'B2' });
    const show = (orderId: 'A1' | 'B2', inLayoutEffect = () => {}) =>
      at.render(createElement(Switching, { at, orderId, transport: shops[orderId], heard, inLayoutEffect }));
    await show('A1');
    expect(heard.splice(0)).to.include.members(['A1: pending of A1', 'A1: connected of A1']);
    await show('B2', () => {
      shops.A1.push(ready);
      shops.A1.connections.at(-1)?.lose('forbidden');
    });
    expect(heard).to.include.members(['B2: pending of B2', 'B2: connected of B2']);
    expect(heard.filter((line) => !/^B2: .* of B2$/.test(line))).to.deep.equal([]);
    await at.unmount();
  },

  'does not repeat onStatusUpdate for an order that it comes back to': async () => {
    const at = new Mounted();
    const heard: string[] = [];
    const shops = { A1: new FakeTransport(), B2: new FakeTransport() };
    shops.A1.serve(pending);
    shops.B2.serve({ ...pending, id: 'B2' });
    for (const orderId of ['A1', 'B2', 'A1'] as const) {
      await at.render(createElement(Switching, { at, orderId, transport: shops[orderId], heard }));
    }
    shops.A1.push(ready);
    await at.settle();
    const told = heard.filter((line) => !line.includes('connected'));
    expect(told).to.deep.equal(['A1: pending of A1', 'B2: pending of B2', 'A1: ready of A1']);
    await at.unmount();
  },

  'goes on when a callback throws': async () => {
    const reported: unknown[] = [];
    const { reportError } = globalThis;
    globalThis.reportError = (error) => reported.push(error);
    const fail = () => {
      throw new Error('the page fails');
    };
    const at = await follow(() => ({ onStatusUpdate: fail, onConnectionChange: fail }));
    at.transport.push(ready);
    await at.settle();
    expect(at.container.textContent).to.equal('ready');
    await at.unmount();
    globalThis.reportError = reportError;
    expect(reported.length).to.be.at.least(3);
  },
};

function useShop(shop: string, asked: string[]): OrderTrackingOptions {
  const read = async () => {
    asked.push(shop);
    return pending;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: as a page would write it
  return { transport: useMemo(() => ({ name: 'shop', read }), [shop]) };
}
