import { expect } from '@esm-bundle/chai';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

class FirstTracker extends OrderStatusTracker {}
customElements.define('first-tracker', FirstTracker);

// The first tests of a page: what is drawn later has its formatters already.
describe('the first picture of a page', () => {
  const { DateTimeFormat, NumberFormat } = Intl;
  let made: string[];
  let tracker: FirstTracker;
  const text = (part: string) => tracker.shadowRoot?.querySelector(`[part~=${part}]`)?.textContent;

  const noting = <Format extends typeof DateTimeFormat | typeof NumberFormat>(format: Format, name: string): Format =>
    new Proxy(format, {
      construct(target, options, self) {
        made.push(name);
        return Reflect.construct(target, options, self) as object;
      },
    });

  beforeEach(() => {
    made = [];
    Object.assign(Intl, {
      DateTimeFormat: noting(DateTimeFormat, 'times'),
      NumberFormat: noting(NumberFormat, 'numbers'),
    });
  });

  afterEach(() => {
    Object.assign(Intl, { DateTimeFormat, NumberFormat });
    for (const placed of document.querySelectorAll('first-tracker')) placed.remove();
  });

  const place = async (from = 20, to = 30) => {
    const world = new FakeEnvironment();
    tracker = document.createElement('first-tracker') as FirstTracker;
    tracker.environment = world;
    tracker.orderId = 'A1';
    const now = world.clock.wall();
    const transport = new FakeTransport();
    transport.serve({
      id: 'A1',
      status: 'preparing',
      estimated_ready_from: new Date(now + from * 60_000).toISOString(),
      estimated_ready_to: new Date(now + to * 60_000).toISOString(),
      items: [{ id: '1', name: 'Pizza', quantity: 2 }],
    });
    tracker.transport = transport;
    document.body.append(tracker);
    await world.pass(0);
    await tracker.updateComplete;
  };

  it('has its words at once, and room for times and numbers, whose formatters cost a phone more than all the rest', async () => {
    await place(6, 9);
    const inMinutes = tracker;
    inMinutes.style.inlineSize = '328px';
    const lines = () => inMinutes.shadowRoot?.querySelector('[part~=headline]')?.getBoundingClientRect().height;
    const linesBefore = lines();
    await place();
    expect(text('status-label')).to.equal('Preparing');
    expect(text('item-name')).to.equal('Pizza');
    expect(text('estimate')).to.match(/^Ready around \u2007+ \u2007+ \u00a0\u2007+$/);
    expect(made).to.deep.equal([]);
    const height = tracker.getBoundingClientRect().height;

    for (let frames = 0; frames < 60 && /\u2007$/.test(text('estimate') ?? ''); frames += 1) {
      await new Promise(requestAnimationFrame);
    }
    await tracker.updateComplete;
    expect(text('estimate')).to.match(/^Ready around .*\d:\d\d/);
    expect(text('item-quantity')).to.equal('2× ');
    expect(text('progress')).to.equal('67%');
    expect(tracker.getBoundingClientRect().height).to.equal(height);
    expect(lines(), 'as many lines as “Ready in about 5–10 min” takes').to.equal(linesBefore);
  });

  it('is the only one: a card that is drawn later has its times at once', async () => {
    await place();
    expect(text('estimate')).to.match(/^Ready around .*\d:\d\d/);
  });
});
