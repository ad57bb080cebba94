import { expect } from '@esm-bundle/chai';
import '../../src/define.js';
import { isUnhappyEnd, type OrderStatus } from '../../src/order/status.js';
import type { ConnectionStatus } from '../../src/tracker/connection-status.js';
import type { TrackerErrorCode } from '../../src/tracker/types.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

/** Without the dot's class, which is how a guest sees its colour. */
const dotOf = (tracker: FakeTracked) => tracker.piece('connection').className.replace('connection ', '');
const failing = (code: TrackerErrorCode) => ({ error: { code, message: 'for developers', recoverable: true } });

describe('the connection as the guest is shown it', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const look = () => [dotOf(tracker), tracker.text('connection-text')];

  it('shows as updating at the start, when the first read answers before the live connection', async () => {
    await tracker.tracking.know({ order: undefined, connectionStatus: 'connecting', lastUpdate: undefined });
    await tracker.tracking.know({
      order: anOrder,
      connectionStatus: 'polling',
      mayGoLive: true,
      lastUpdate: new Date(),
    });
    expect(look()).to.deep.equal(['connecting', 'Updating…']);
    expect(tracker.connectionStatus).to.equal('polling');
    await tracker.tracking.know({ connectionStatus: 'connected', isConnected: true });
    expect(look()).to.deep.equal(['connected', 'Live']);
  });

  it('shows as updating, not as live, while a lost connection reconnects', async () => {
    await tracker.tracking.know({ order: anOrder, mayGoLive: true });
    for (const connectionStatus of ['connecting', 'polling', 'connecting', 'polling'] as const) {
      await tracker.tracking.know({ connectionStatus, isConnected: false });
      await tracker.world.pass(1_000);
      await tracker.updateComplete;
      expect(look()).to.deep.equal(['connecting', 'Updating…']);
    }
    await tracker.world.pass(1_000);
    await tracker.updateComplete;
    expect(look()).to.deep.equal(['polling', 'Checking for updates']);
  });

  it('shows as polling at once where no live connection is configured', async () => {
    await tracker.tracking.know({ order: anOrder, connectionStatus: 'polling', mayGoLive: false });
    expect(look()).to.deep.equal(['polling', 'Checking for updates']);
  });

  for (const status of ['completed', 'cancelled', 'refunded'] satisfies OrderStatus[]) {
    for (const [connectionStatus, code] of [
      ['error', 'unreachable'],
      ['offline', undefined],
      ['denied', 'denied'],
    ] as const) {
      it(`shows as finished for a cached ${status} order whose connection is ${connectionStatus}`, async () => {
        await tracker.tracking.know({
          order: { ...anOrder, status },
          connectionStatus,
          isCached: true,
          isTrusted: false,
          ...(code && failing(code)),
        });
        expect(look()).to.deep.equal(['closed', isUnhappyEnd(status) ? '' : 'Finished']);
        expect(tracker.has('error')).to.equal(false);
        expect(tracker.text('cached')).to.match(/^Last known state, saved on this device at \d+:32/);
        expect(tracker.said('polite')).to.equal('');
      });
    }
  }

  it('moves nothing when its words become longer, on a phone whose page has the usual margins', async () => {
    tracker.style.inlineSize = '328px';
    const headlineTop = async (connectionStatus: ConnectionStatus) => {
      await tracker.tracking.know({ order: { ...anOrder, restaurantName: 'Trattoria Lina' }, connectionStatus });
      return tracker.piece('headline').getBoundingClientRect().top;
    };
    const whileLive = await headlineTop('connected');
    expect(await headlineTop('polling')).to.equal(whileLive);
    expect(tracker.text('connection-text')).to.equal('Checking for updates');
  });

  it('shows only the age of the picture where the page gave the order and follows nothing', async () => {
    const order = { ...anOrder, updatedAt: new Date(2026, 10, 22, 14, 2) };
    const news = { connectionStatus: 'error', isCached: true, isTrusted: false, lastUpdate: undefined } as const;
    await tracker.tracking.know({ order, ...news, ...failing('config') });
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(look()[0]).to.equal('idle');
    expect(look()[1]).to.match(/^Last updated \d+:02/);
    expect(tracker.has('error')).to.equal(false);
    expect(tracker.said('polite')).to.equal('');
  });
});

describe('the order that a page gives in the property order', () => {
  afterEach(clear);

  it('is shown where no back end is configured, and the page gets an order-error', async () => {
    const tracker = document.createElement('order-status-tracker');
    const errors: string[] = [];
    tracker.addEventListener('order-error', ({ code, message }) => errors.push(`${code}: ${message}`));
    tracker.orderId = 'A1';
    tracker.lang = 'en';
    tracker.order = { id: 'A1', status: 'preparing', updated_at: '2026-11-22T12:00:00Z' };
    document.body.append(tracker);
    await tracker.updateComplete;
    expect(tracker.shadowRoot?.querySelector('[part=headline]')?.textContent).to.equal('Preparing');
    expect(tracker.status).to.equal('preparing');
    expect(errors).to.have.length(1);
    expect(errors[0]).to.match(/^config: There is no transport yet: set supabase-url/);
  });

  it('is not shown where its id is not the order-id', async () => {
    const tracker = document.createElement('order-status-tracker');
    tracker.orderId = 'A1';
    tracker.order = { id: 'A2', status: 'ready' };
    document.body.append(tracker);
    await tracker.updateComplete;
    expect(tracker.status).to.equal(undefined);
  });
});
