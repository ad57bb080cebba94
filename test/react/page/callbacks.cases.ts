import { expect } from '@esm-bundle/chai';
import { createElement, useLayoutEffect } from 'react';
import { useOrderTracking } from '../../../src/react.js';
import { FakeTransport } from '../../support/fake-transport.js';
import { pending, ready } from '../../tracker/orders.js';
import { follow } from './follow.js';
import { type Case, Mounted } from './mounted.js';

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

export const callbackCases: Readonly<Record<string, Case>> = {
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
