import { expect } from '@open-wc/testing';
import type { Order } from '../../src/order/order.js';
import type { OrderStatus } from '../../src/order/status.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { heard } from '../support/heard.js';

const pickup: Order = { ...anOrder, fulfilment: 'pickup' };

describe('what a guest tells the restaurant', () => {
  let tracker: FakeTracked;

  const placeTelling = (storage?: FakeTracked['world']['storage']) =>
    place((placed) => {
      placed.onMyWay = placed.gotIt = 'on';
      placed.lang = 'en';
      if (storage) placed.environment = Object.assign(placed.world, { storage });
    });
  const know = (status: OrderStatus, order: Partial<Order> = {}) =>
    tracker.tracking.know({ order: { ...pickup, status, ...order } });
  const buttons = () =>
    [...tracker.renderRoot.querySelectorAll('[part~=message-button]')].map((one) => one.textContent?.trim());
  const states = () =>
    [...tracker.renderRoot.querySelectorAll('[part=message-state]')].map((one) =>
      one.textContent?.replace(/\s+/g, ' ').trim(),
    );
  const press = async (name: string) => {
    tracker.piece(name).click();
    await tracker.world.pass(0);
    await tracker.updateComplete;
  };
  const answer = (response: () => Promise<unknown>) => {
    for (const type of ['order-on-my-way', 'order-here', 'order-got-it'] as const) {
      tracker.addEventListener(type, (event) => event.respondWith(response()));
    }
  };

  beforeEach(async () => {
    tracker = await placeTelling();
  });
  afterEach(clear);

  const fitting: readonly [string, Partial<Order>, readonly string[]][] = [
    ['a scheduled pickup', { status: 'scheduled' }, []],
    ['a pending pickup', { status: 'pending' }, ['I’m on my way']],
    ['a pickup in preparation', { status: 'preparing' }, ['I’m on my way']],
    ['a ready pickup', { status: 'ready' }, ['I’m on my way', 'I’m here', 'Got it']],
    ['a completed pickup', { status: 'completed' }, []],
    ['a cancelled pickup', { status: 'cancelled' }, []],
    ['a meal in preparation at the table', { status: 'preparing', fulfilment: 'dine_in' }, []],
    ['a ready meal at the table', { status: 'ready', fulfilment: 'dine_in' }, ['Got it']],
    ['a served meal', { status: 'served', fulfilment: 'dine_in' }, ['Got it']],
    ['a delivery that is packed', { status: 'ready', fulfilment: 'delivery' }, []],
    ['a delivery on its way', { status: 'out_for_delivery', fulfilment: 'delivery' }, []],
  ];
  for (const [name, order, labels] of fitting) {
    it(`of ${name}: ${labels.join(', ') || 'nothing'}`, async () => {
      await know('pending', order);
      expect(buttons()).to.deep.equal(labels);
    });
  }

  it('is nothing without the attributes, in the layout compact, and for whom a link was shared', async () => {
    await know('ready');
    tracker.onMyWay = tracker.gotIt = 'off';
    await tracker.updateComplete;
    expect(buttons()).to.deep.equal([]);
    tracker.onMyWay = tracker.gotIt = 'on';
    tracker.layout = 'compact';
    await tracker.updateComplete;
    expect(buttons()).to.deep.equal([]);
    clear();
    tracker = await placeTelling();
    for (const isReadOnly of [true, undefined]) {
      await know('ready');
      await tracker.tracking.know({ isReadOnly });
      expect(buttons()).to.deep.equal([]);
    }
  });

  it('fires order-on-my-way, then order-here, then order-got-it, each once', async () => {
    const events = (['order-on-my-way', 'order-here', 'order-got-it'] as const).map((type) => heard(tracker, type));
    await know('preparing');
    await press('on-my-way');
    expect(buttons()).to.deep.equal(['I’m here']);
    await press('here');
    expect(buttons()).to.deep.equal([]);
    await know('ready');
    expect(buttons()).to.deep.equal(['Got it']);
    await press('got-it');
    expect(buttons()).to.deep.equal([]);
    expect(events.map((list) => list.map(({ order }) => order.id))).to.deep.equal([['A1'], ['A1'], ['A1']]);
  });

  it('says only that and when it was told, where the page does not say what became of it', async () => {
    await know('preparing');
    await press('on-my-way');
    expect(states()[0]).to.match(/^I’m on my way \d+:\d\d( [AP]M)?$/);
    expect(tracker.said('polite')).to.match(/^I’m on my way\. \d+:\d\d/);
  });

  it('is sending, then sent at a time, once the promise of respondWith resolves', async () => {
    let arrive = () => {};
    answer(
      () =>
        new Promise<void>((resolve) => {
          arrive = resolve;
        }),
    );
    await know('preparing');
    await press('on-my-way');
    expect(states()[0]).to.equal('I’m on my way Sending…');
    arrive();
    await tracker.world.pass(0);
    await tracker.updateComplete;
    expect(states()[0]).to.match(/^I’m on my way Sent at \d+:\d\d/);
    // At most one message in 3 s.
    await tracker.world.pass(3_000);
    await tracker.updateComplete;
    expect(tracker.said('polite')).to.match(/^I’m on my way\. Sent at/);
  });

  it('can be sent again at once where the promise rejects, and the guest reads what to do', async () => {
    const events = heard(tracker, 'order-on-my-way');
    answer(() => Promise.reject(new Error('offline')));
    await know('preparing');
    await press('on-my-way');
    expect(states()[0]).to.equal('I’m on my way Could not be sent. Please ask the staff.');
    expect(buttons()).to.deep.equal(['I’m on my way']);
    await press('on-my-way');
    expect(events).to.have.length(2);
  });

  it('is remembered over a reload once it was sent, and can be sent again if it was not', async () => {
    answer(() => Promise.resolve());
    await know('preparing');
    await press('on-my-way');
    const { storage } = tracker.world;
    clear();
    tracker = await placeTelling(storage);
    answer(() => Promise.reject(new Error('offline')));
    await know('preparing');
    expect(states()).to.have.length(1);
    expect(buttons()).to.deep.equal(['I’m here']);
    await press('here');
    clear();
    tracker = await placeTelling(storage);
    await know('preparing');
    expect(buttons()).to.deep.equal(['I’m here']);
  });

  it('belongs to its order: another one begins anew', async () => {
    await know('preparing');
    await press('on-my-way');
    await tracker.tracking.know({ orderId: 'B2', order: { ...pickup, id: 'B2' } });
    expect(buttons()).to.deep.equal(['I’m on my way']);
  });

  it('keeps the focus in the card when its button goes', async () => {
    await know('ready');
    tracker.piece('got-it').focus();
    await press('got-it');
    expect(document.activeElement).to.equal(tracker);
  });

  it('passes the accessibility audit, with one main button at most, in 320 px', async function () {
    this.timeout(20_000);
    for (const status of ['preparing', 'ready'] as const) {
      for (const theme of ['light', 'dark'] as const) {
        clear();
        tracker = await placeTelling();
        tracker.style.inlineSize = '320px';
        tracker.style.setProperty('--order-status-motion', '0s');
        tracker.theme = theme;
        tracker.askKitchen = tracker.share = tracker.reorder = tracker.receipt = tracker.tip = 'on';
        await know(status);
        await press('on-my-way');
        await expect(tracker).to.be.accessible();
        expect(tracker.renderRoot.querySelectorAll('button.main').length).to.be.at.most(1);
        const card = tracker.piece('card');
        expect(card.scrollWidth).to.be.at.most(card.clientWidth);
      }
    }
  });
});
