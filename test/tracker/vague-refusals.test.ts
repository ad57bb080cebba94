import { expect } from '@esm-bundle/chai';
import { type OrderTransport, ReadError } from '../../src/transports/transport.js';
import { followedOrder } from './followed-order.js';
import { pending } from './orders.js';

describe('an order that is live while something before the application says "not found"', () => {
  const at = followedOrder();

  it('is read every 2 s three times, then at the usual pace', async () => {
    let reads = 0;
    const transport: OrderTransport = {
      name: 'test',
      connect(_, sink) {
        queueMicrotask(() => {
          sink.opened();
          sink.confirmed();
          sink.received(pending);
        });
        return { probe: () => queueMicrotask(() => sink.alive()), renewToken() {}, close() {} };
      },
      read() {
        reads += 1;
        return Promise.reject(new ReadError({ kind: 'not-found', reason: '404', isVague: true }));
      },
    };
    at.follow({ transport, accessToken: 'given' });
    await at.world.pass(5_000);
    expect(reads).to.be.within(3, 4);
    await at.world.pass(55_000);
    expect(at.state.orderStatus).to.equal('pending');
    expect(reads).to.be.within(7, 10);
  });
});
