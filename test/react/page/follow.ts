import { createElement, useEffect, useState } from 'react';
import { type OrderTrackingOptions, useOrderTracking } from '../../../src/react.js';
import { FakeTransport } from '../../support/fake-transport.js';
import { pending } from '../../tracker/orders.js';
import { Mounted } from './mounted.js';

/** A mounted component that follows order A1. */
export type Follow = Mounted & { readonly transport: FakeTransport; rerender(n: number): Promise<void> };
/** The options that each render makes anew. */
export type UseOptions = (at: Follow, n: number) => OrderTrackingOptions;

/** A component that follows the order and says its status. */
export function Order({ at, useOptions }: { readonly at: Follow; readonly useOptions: UseOptions }) {
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

/** Mounts it; `rerender(n)` renders it with `n`. */
export async function follow(useOptions: UseOptions): Promise<Follow> {
  const at: Follow = Object.assign(new Mounted(), { transport: new FakeTransport(), rerender: () => at.settle() });
  at.transport.serve(pending);
  await at.renderStrictly(createElement(Order, { at, useOptions }));
  return at;
}
