import { expect } from '@esm-bundle/chai';
import type { OrderStatus } from '../../src/order/status.js';
import type { ConnectionStatus } from '../../src/tracker/connection-status.js';
import { FakeStorage } from '../support/fake-environment.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

const hour = 3_600_000;

/** A device's storage that notes what is asked of it. */
class NotingStorage extends FakeStorage {
  readonly asked: string[] = [];

  override getItem(key: string): string | null {
    this.asked.push(key);
    return super.getItem(key);
  }

  get text(): string {
    return JSON.stringify([...this.entries]);
  }
}

describe('remember="device"', () => {
  const address = location.href;
  let storage: NotingStorage;
  let wall: number;

  /** WebKit allows 100 changes of the address in 10 s. */
  const goTo = (place: string) => {
    if (history.state !== null || new URL(place, location.href).href !== location.href)
      history.replaceState(null, '', place);
  };

  /**
   * Opens a page of the site: by the link, or from the history, which has no secret. The back end takes the link as the
   * guest's own, unless the test says otherwise.
   */
  const open = async (
    secret: string | undefined,
    set: (tracker: FakeTracked) => void = () => {},
    said: { readonly isReadOnly: boolean | undefined } = { isReadOnly: false },
  ) => {
    clear();
    goTo(secret ? `#track=${secret}` : '#');
    const tracker = await place((made) => {
      const { clock } = made.world;
      Object.assign(made.world, { storage, clock: { ...clock, wall: () => wall } });
      made.tokenUrl = 'https://example.com/track';
      made.pollUrl = 'https://example.com/orders/{id}';
      made.remember = 'device';
      set(made);
    });
    // As before any order is known.
    await tracker.tracking.know({ connectionStatus: 'connecting', ...said });
    return tracker;
  };
  const know = (tracker: FakeTracked, connectionStatus: ConnectionStatus, status: OrderStatus = 'preparing') =>
    tracker.tracking.know({ connectionStatus, order: { ...anOrder, status } });
  const secretOf = (tracker: FakeTracked) => tracker.tracking.options().capability;

  beforeEach(() => {
    storage = new NotingStorage();
    wall = Date.UTC(2026, 10, 22, 19);
  });

  afterEach(() => {
    clear();
    goTo(address);
  });

  it('finds the order again when its page is closed and opened without the link', async () => {
    await open('s3cret');
    expect(secretOf(await open(undefined))).to.equal('s3cret');
  });

  it('keeps no secret of a link that somebody has shared, nor one of which that is not known', async () => {
    for (const isReadOnly of [undefined, true]) {
      const tracker = await open('s3cret', () => {}, { isReadOnly });
      await know(tracker, 'connected');
      expect(secretOf(tracker)).to.equal('s3cret');
      expect(storage.text).not.to.contain('s3cret');
      expect(secretOf(await open(undefined))).to.equal(undefined);
    }
  });

  for (const end of ['closed', 'denied'] as const) {
    it(`keeps the guest’s own link when a shared one of the same order is opened beside it, and is ${end}`, async () => {
      await open('own');
      const tracker = await open(undefined);
      history.replaceState(null, '', '#track=shared');
      window.dispatchEvent(new HashChangeEvent('hashchange'));
      await tracker.tracking.know({ isReadOnly: undefined, connectionStatus: 'connecting' });
      expect(secretOf(tracker)).to.equal('shared');
      await tracker.tracking.know({ isReadOnly: true, connectionStatus: 'connected' });
      await know(tracker, end);
      expect(storage.text).to.contain('own').and.not.to.contain('shared');
      expect(secretOf(await open(undefined))).to.equal('own');
    });
  }

  it('forgets a kept link of which the back end says later that it can only read', async () => {
    await open('s3cret');
    await open(undefined, () => {}, { isReadOnly: true });
    expect(storage.text).not.to.contain('s3cret');
  });

  it('offers a copy of a shared link, which the device does not remember', async () => {
    const offered = async (isReadOnly: boolean) => {
      const tracker = await open('s3cret', () => {}, { isReadOnly });
      await know(tracker, 'connected');
      tracker.requestUpdate();
      await tracker.updateComplete;
      return tracker.has('copy-link');
    };
    expect([await offered(true), await offered(false)]).to.deep.equal([true, false]);
  });

  it('is off unless asked for: nothing secret is written, and nothing is read', async () => {
    const tracker = await open('s3cret', (made) => {
      made.remember = 'off';
    });
    await know(tracker, 'connected');
    expect(storage.text).not.to.contain('s3cret');
    await open('kept');
    storage.asked.length = 0;
    const other = await open(undefined, (made) => {
      made.remember = 'off';
    });
    expect(secretOf(other)).to.equal(undefined);
    expect(storage.asked.filter((key) => key.includes('link'))).to.deep.equal([]);
  });

  it('is forgotten when it is turned off, and the order is followed on', async () => {
    const tracker = await open('s3cret');
    tracker.remember = 'off';
    await tracker.updateComplete;
    expect(storage.text).not.to.contain('s3cret');
    expect(secretOf(tracker)).to.equal('s3cret');
  });

  for (const end of ['closed', 'denied'] as const) {
    it(`is forgotten at once when the connection is ${end}, and this page goes on with what it has`, async () => {
      await open('s3cret');
      const tracker = await open(undefined);
      await know(tracker, 'connected');
      expect(storage.text).to.contain('s3cret');
      await know(tracker, end, end === 'closed' ? 'completed' : 'preparing');
      expect(storage.text).not.to.contain('s3cret');
      expect(secretOf(tracker)).to.equal('s3cret');
      expect(secretOf(await open(undefined))).to.equal(undefined);
    });
  }

  it('is kept while an end is not confirmed', async () => {
    const tracker = await open('s3cret');
    await know(tracker, 'polling', 'completed');
    expect(storage.text).to.contain('s3cret');
  });

  it('lasts for 24 h from when the link was opened, however often the page is opened meanwhile', async () => {
    await open('s3cret');
    wall += 20 * hour;
    expect(secretOf(await open(undefined))).to.equal('s3cret');
    wall += 5 * hour;
    expect(secretOf(await open(undefined))).to.equal(undefined);
    await open('other', (made) => {
      made.orderId = 'B2';
    });
    expect(storage.text).not.to.contain('s3cret');
  });

  it('never mixes two orders, nor two back ends with an order of the same id', async () => {
    const asB = (made: FakeTracked) => {
      made.orderId = 'B2';
    };
    const elsewhere = (made: FakeTracked) => {
      made.pollUrl = 'https://other.example/orders/{id}';
    };
    await open('of-a');
    expect(secretOf(await open(undefined, asB))).to.equal(undefined);
    expect(secretOf(await open(undefined, elsewhere))).to.equal(undefined);
    await open('of-b', asB);
    expect(secretOf(await open(undefined))).to.equal('of-a');
    expect(secretOf(await open(undefined, asB))).to.equal('of-b');
  });

  it('gives another order of the same page its own secret, not the one of the link that was opened', async () => {
    await open('of-b', (made) => {
      made.orderId = 'B2';
    });
    const tracker = await open('of-a');
    tracker.orderId = 'B2';
    await tracker.updateComplete;
    expect(secretOf(tracker)).to.equal('of-b');
    await know(tracker, 'denied');
    expect(secretOf(await open(undefined))).to.equal('of-a');
  });

  it('prefers a new link to what is kept', async () => {
    await open('old');
    const tracker = await open('new');
    expect(secretOf(tracker)).to.equal('new');
    expect(storage.text).to.contain('new').and.not.to.contain('old');
  });

  it('keeps nothing while no order is named', async () => {
    const nameless = (made: FakeTracked) => {
      made.orderId = undefined;
    };
    const tracker = await open('s3cret', nameless);
    expect(secretOf(tracker)).to.equal('s3cret');
    expect(storage.text).not.to.contain('s3cret');
    expect(secretOf(await open(undefined, nameless))).to.equal(undefined);
  });

  it('does no harm where storage is denied or holds nonsense', async () => {
    storage.isDenied = true;
    expect(secretOf(await open('s3cret'))).to.equal('s3cret');
    storage.isDenied = false;
    for (const nonsense of ['{', 'null', '7', '{"x":null}', '[1]']) {
      storage.entries.set('order-status-tracker:links', nonsense);
      expect(secretOf(await open(undefined))).to.equal(undefined);
    }
    expect(secretOf(await open('s3cret'))).to.equal('s3cret');
    expect(secretOf(await open(undefined))).to.equal('s3cret');
  });
});
