import { expect } from '@esm-bundle/chai';
import { createElement, Suspense, useMemo } from 'react';
import type { OrderTrackingOptions } from '../../../src/react.js';
import { FakeTransport } from '../../support/fake-transport.js';
import { pending, preparing, ready } from '../../tracker/orders.js';
import { follow, Order } from './follow.js';
import { inlineTransport, present } from './inline-transport.js';
import { type Case, until } from './mounted.js';

function Waiting({ until }: { readonly until: Promise<unknown> | undefined }) {
  if (until) throw until;
  return null;
}

export const hookCases: Readonly<Record<string, Case>> = {
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
};

function useShop(shop: string, asked: string[]): OrderTrackingOptions {
  const read = async () => {
    asked.push(shop);
    return pending;
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: as a page would write it
  return { transport: useMemo(() => ({ name: 'shop', read }), [shop]) };
}
