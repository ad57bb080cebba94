import { expect } from '@esm-bundle/chai';
import type { Order } from '../../src/order/order.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

describe('an element that a page swaps for another one', () => {
  let page: Pick<FakeTracked, 'environment' | 'device'> | undefined;
  let first: FakeTracked;
  const preparing: Order = { ...anOrder, status: 'preparing' };

  /** Another element of the same page, and of the same device. */
  const another = async (orderId = 'A1', order: Order = { ...preparing, id: orderId }) => {
    const tracker = await place((placed) => {
      placed.orderId = orderId;
      placed.lang = 'en';
      if (page) Object.assign(placed, page);
    });
    page = { environment: tracker.environment, device: tracker.device };
    await tracker.tracking.know({ orderId, order });
    return tracker;
  };
  const swap = async (orderId?: string): Promise<FakeTracked> => {
    document.body.replaceChildren();
    return another(orderId);
  };
  const isOn = (tracker: FakeTracked) => tracker.has('alert-state');

  beforeEach(async () => {
    page = undefined;
    first = await another();
    first.piece('alert-button').click();
    await first.world.pass(2_000);
    await first.updateComplete;
    expect(isOn(first)).to.equal(true);
  });
  afterEach(clear);

  it('keeps the alerts that the guest has turned on, and sounds when the order is ready', async () => {
    const second = await swap();
    await second.updateComplete;
    expect([isOn(second), second.tracking.awake]).to.deep.equal([true, true]);
    const before = first.device.perceived.length;
    await second.tracking.change({ status: 'ready' });
    await second.device.pass(1_000);
    expect(first.device.perceived.slice(before)).to.include('vibrate 5');
  });

  it('keeps them where the new element comes in the moment in which the old one goes', async () => {
    const second = document.createElement('fake-tracked') as FakeTracked;
    Object.assign(second, { ...page, orderId: 'A1', lang: 'en' });
    second.tracking.snapshot = first.tracking.snapshot;
    first.replaceWith(second);
    await second.world.pass(0);
    await second.updateComplete;
    expect(isOn(second)).to.equal(true);
  });

  it('keeps them over a gap, and when it is put back itself', async () => {
    first.remove();
    await first.world.pass(1_000);
    document.body.append(first);
    await first.updateComplete;
    await first.tracking.know({});
    expect(isOn(first)).to.equal(true);
  });

  it('does not turn them on for another order, and finds them again for the first', async () => {
    expect(isOn(await swap('B2'))).to.equal(false);
    const again = await swap('A1');
    await again.updateComplete;
    expect(isOn(again)).to.equal(true);
  });

  it('leaves them with their order when the same element follows another one', async () => {
    await first.tracking.know({ orderId: 'B2', order: { ...preparing, id: 'B2' } });
    await first.updateComplete;
    expect(isOn(first)).to.equal(false);
    await first.tracking.know({ orderId: 'A1', order: preparing });
    await first.updateComplete;
    expect(isOn(first)).to.equal(true);
  });

  it('forgets them once the guest turns them off', async () => {
    first.piece('alert-off-button').click();
    await first.updateComplete;
    expect(isOn(await swap())).to.equal(false);
  });
});
