import { expect } from '@esm-bundle/chai';
import type { OrderTrackingOptions } from '../../../src/react.js';
import type {
  ConnectRequest,
  LiveConnection,
  OrderTransport,
  ReadRequest,
  TransportSink,
} from '../../../src/transports/transport.js';
import type { FakeTransport } from '../../support/fake-transport.js';
import { ready } from '../../tracker/orders.js';
import { type Follow, follow } from './follow.js';
import { inlineTransport, present } from './inline-transport.js';
import type { Case } from './mounted.js';

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

export const inlineCases: Readonly<Record<string, Case>> = Object.fromEntries(eachInline);
