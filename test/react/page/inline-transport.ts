import type { OrderTransport } from '../../../src/transports/transport.js';
import type { FakeTransport } from '../../support/fake-transport.js';

/** As a component writes it into its render. */
export function inlineTransport(to: FakeTransport): OrderTransport {
  return {
    name: 'inline',
    traits: { authenticated: true },
    connect: (request, sink) => present(to.connect)(request, sink),
    read: (request) => present(to.read)(request),
  };
}

export function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('missing');
  return value;
}
