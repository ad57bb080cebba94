import { expect } from '@esm-bundle/chai';
import '../../../src/define.js';
import { FakeNotify } from '../../support/fake-notify.js';
import { anOrder, clear, place } from '../../support/fake-tracker.js';
import { FakeTransport } from '../../support/fake-transport.js';
import { drawn, endpoint, placeReach } from './placed.js';

describe('a page tells what is seen', () => {
  let notify: FakeNotify;

  beforeEach(() => {
    notify = new FakeNotify();
  });
  afterEach(clear);

  const said = () => notify.of('page').map(({ visible, version }) => `${visible ? 'seen' : 'hidden'} ${version}`);

  it('once for each version that is drawn while it is visible', async () => {
    const { tracker } = await placeReach(undefined, notify);
    expect(said()).to.deep.equal(['seen 3']);
    tracker.requestUpdate();
    await drawn(tracker);
    await tracker.tracking.know({ lastUpdate: new Date() });
    await drawn(tracker);
    expect(said()).to.deep.equal(['seen 3']);
    await tracker.tracking.change({ status: 'ready' });
    await drawn(tracker);
    expect(said()).to.deep.equal(['seen 3', 'seen 4']);
  });

  it('in messages that outlive it, under one name, which is no name of the guest', async () => {
    const { tracker } = await placeReach(undefined, notify);
    await tracker.tracking.change({ status: 'ready' });
    await drawn(tracker);
    const names = new Set(notify.of('page').map(({ page }) => page));
    expect([...names].join()).to.match(/^[A-Za-z0-9_-]{8,40}$/);
    const messages = notify.sent.filter(({ body }) => body.action === 'page');
    expect(messages.every(({ isKeptAlive }) => isKeptAlive)).to.equal(true);
  });

  describe('and how far the guest is, if the site knows', () => {
    const away = () =>
      notify.of('page').flatMap(({ minutes_away: minutes }) => (minutes === undefined ? [] : [minutes]));

    it('with the first message, and with each whole minute that changes', async () => {
      const { tracker } = await placeReach((placed) => {
        placed.setAttribute('minutes-away', '12');
      }, notify);
      expect(away()).to.deep.equal([12]);
      await tracker.tracking.change({ status: 'ready' });
      await drawn(tracker);
      for (const minutes of [12.3, 11.8, 4.2, 0]) {
        tracker.minutesAway = minutes;
        await drawn(tracker);
      }
      expect(away()).to.deep.equal([12, 4, 0]);
    });

    it('not if it is no number of minutes, or none any more', async () => {
      const { tracker } = await placeReach(undefined, notify);
      for (const minutes of [Number.NaN, -3, 601, Number.POSITIVE_INFINITY, undefined, null]) {
        tracker.minutesAway = minutes;
        await drawn(tracker);
      }
      expect(away()).to.deep.equal([]);
      expect(notify.of('page')).to.have.length(1);
    });

    it('not a second time where it did not arrive: it may be untrue by then', async () => {
      notify.reply = ({ action }) => (action === 'page' ? 'lost' : undefined);
      const { tracker } = await placeReach((placed) => {
        placed.minutesAway = 12;
      }, notify);
      expect(away()).to.deep.equal([12]);
      notify.reply = () => undefined;
      await tracker.tracking.change({ status: 'ready' });
      await drawn(tracker);
      expect(away()).to.deep.equal([12]);
    });

    it('again for the next order', async () => {
      const { tracker } = await placeReach((placed) => {
        placed.minutesAway = 12;
      }, notify);
      await tracker.tracking.know({ orderId: 'B2', order: { ...anOrder, id: 'B2' } });
      await drawn(tracker);
      expect(away()).to.deep.equal([12, 12]);
    });
  });

  it('when it is hidden and shown again; what came meanwhile counts only then', async () => {
    const { tracker } = await placeReach(undefined, notify);
    notify.page.tell('hidden');
    await tracker.tracking.change({ status: 'ready' });
    await drawn(tracker);
    expect(said()).to.deep.equal(['seen 3', 'hidden 3']);
    notify.page.tell('shown');
    await drawn(tracker);
    expect(said()).to.deep.equal(['seen 3', 'hidden 3', 'seen 4']);
  });

  it('when the guest leaves it, also where the browser has not hidden it before', async () => {
    await placeReach(undefined, notify);
    notify.page.tell('left');
    expect(said()).to.deep.equal(['seen 3', 'hidden 3']);
  });

  it('when its last element of the order has gone', async () => {
    const { tracker } = await placeReach(undefined, notify);
    const { tracker: second } = await placeReach(undefined, notify);
    expect(said()).to.deep.equal(['seen 3']);
    tracker.remove();
    await drawn(second);
    expect(said()).to.deep.equal(['seen 3']);
    second.remove();
    await drawn(second);
    expect(said()).to.deep.equal(['seen 3', 'hidden 3']);
    expect(notify.page.listeners).to.equal(0);
  });

  it('not when an element is only moved', async () => {
    const { tracker } = await placeReach(undefined, notify);
    const section = document.createElement('section');
    document.body.append(section);
    section.append(tracker);
    await drawn(tracker);
    expect(said()).to.deep.equal(['seen 3']);
  });

  for (const [name, news] of [
    ['a status that only a clock moved', { order: { ...anOrder, statusSource: 'estimated' } }],
    ['what no server has confirmed', { order: anOrder, isTrusted: false }],
    ['an order without a version', { order: (({ version, ...rest }) => rest)(anOrder) }],
    ['what a shared link shows', { order: anOrder, isReadOnly: true }],
  ] as const) {
    it(`not of ${name}`, async () => {
      const tracker = await place((placed) => {
        placed.environment = notify;
        placed.pushUrl = endpoint;
      });
      await tracker.tracking.know(news);
      await drawn(tracker);
      expect(said()).to.deep.equal([]);
    });
  }

  it('in one line as well', async () => {
    await placeReach((placed) => {
      placed.layout = 'compact';
    }, notify);
    expect(said()).to.deep.equal(['seen 3']);
  });

  it('once more at the next occasion where it did not arrive, and not a third time', async () => {
    notify.reply = ({ action }) => (action === 'page' ? 'lost' : undefined);
    const { tracker } = await placeReach(undefined, notify);
    for (let time = 0; time < 3; time += 1) {
      tracker.requestUpdate();
      await drawn(tracker);
    }
    expect(said()).to.deep.equal(['seen 3', 'seen 3']);
    notify.reply = () => undefined;
    await tracker.tracking.change({ status: 'ready' });
    await drawn(tracker);
    expect(said()).to.deep.equal(['seen 3', 'seen 3', 'seen 4']);
  });

  it('no more once the end was told', async () => {
    const { tracker } = await placeReach(undefined, notify);
    await tracker.tracking.change({ status: 'completed' });
    await drawn(tracker);
    notify.page.tell('hidden');
    notify.page.tell('shown');
    expect(said()).to.deep.equal(['seen 3', 'seen 4']);
  });

  it('again once the kitchen has taken the end back', async () => {
    const { tracker } = await placeReach(undefined, notify);
    await tracker.tracking.change({ status: 'completed' });
    await drawn(tracker);
    await tracker.tracking.change({ status: 'ready' });
    await drawn(tracker);
    expect(said()).to.deep.equal(['seen 3', 'seen 4', 'seen 5']);
  });

  it('without waking the device: it sets no timer, and an hour passes in silence', async () => {
    const { tracker } = await placeReach(undefined, notify);
    const before = notify.sent.length;
    await notify.pass(3_600_000);
    await drawn(tracker);
    expect(notify.sent.length).to.equal(before);
  });
});

describe('what is sent to push-url', () => {
  afterEach(clear);

  const tokensSent = async (accessToken: string | undefined) => {
    const notify = new FakeNotify();
    const transport = new FakeTransport();
    const tracker = document.createElement('order-status-tracker');
    Object.assign(tracker, {
      orderId: 'A1',
      transport,
      environment: notify,
      pushUrl: endpoint,
      accessToken,
      order: { id: 'A1', status: 'preparing', version: 3 },
    });
    document.body.append(tracker);
    await tracker.updateComplete;
    await notify.pass(0);
    transport.serve({ id: 'A1', status: 'preparing', version: 3 });
    for (let turn = 0; turn < 3; turn += 1) {
      await notify.pass(100);
      await tracker.updateComplete;
    }
    return [...new Set(notify.sent.map(({ authorization }) => authorization))];
  };

  it('carries the token with which the tracker follows the order', async () => {
    expect(await tokensSent('header.payload.signature')).to.deep.equal(['Bearer header.payload.signature']);
  });

  it('carries none where the order needs none', async () => {
    expect(await tokensSent(undefined)).to.deep.equal([null]);
  });
});
