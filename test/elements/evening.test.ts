import { expect } from '@esm-bundle/chai';
import { alertsCode } from '../../src/elements/tracker/alerts-code.js';
import { de } from '../../src/locales/de.js';
import { registerLocale } from '../../src/locales/registry.js';
import { Evening, playUsualEvening } from '../support/evening.js';
import { anOrder, clear } from '../support/fake-tracker.js';
import { measure } from '../support/measure.js';

/** For the accessibility report. */
function measureLog(evening: string, log: readonly string[]) {
  const lines = log.map((line) => /^(\S+) (\S+) (.*)$/.exec(line) ?? []);
  return measure(
    'announcements',
    lines.map(([, time = '', region = '', text = '']) => ({ evening, time, region, text })),
  );
}

describe('what a screen reader says over a whole evening', () => {
  afterEach(clear);

  it('is each change once, and nothing else', async () => {
    const { log } = await playUsualEvening();
    await measureLog('a meal that is served', log);
    expect(log).to.deep.equal([
      '19:02:00 polite Preparing',
      '19:05:00 polite On hold',
      '19:07:00 polite No longer on hold',
      '19:09:00 polite Running late',
      '19:12:05 polite You are offline',
      '19:12:37 polite Up to date again',
      '19:14:00 polite No longer running late',
      '19:15:00 polite New time: Ready around 7:35–7:45\u00a0PM',
      '19:20:00 assertive Order 42: Ready. We’re bringing it to your table.',
      '19:21:00 polite Back in the kitchen',
      '19:25:00 polite Ready',
      '19:27:00 polite Served',
      '19:35:00 polite Completed',
      '19:42:00 polite How was your order?',
    ]);
  });

  it('is the same in German', async () => {
    registerLocale(de);
    const { log } = await playUsualEvening((tracker) => {
      tracker.lang = 'de';
    });
    const words = [
      `19:02:00 polite ${de.preparing}`,
      `19:05:00 polite ${de.on_hold}`,
      `19:07:00 polite ${de.resumed}`,
      `19:09:00 polite ${de.delayed}`,
      `19:12:05 polite ${de.offline_title}`,
      `19:12:37 polite ${de.recovered}`,
      `19:14:00 polite ${de.on_time}`,
      '19:20:00 assertive Bestellung 42: ',
      `19:21:00 polite ${de.back}`,
      `19:25:00 polite ${de.ready}`,
      `19:27:00 polite ${de.served}`,
      `19:35:00 polite ${de.completed}`,
      `19:42:00 polite ${de.rating}`,
    ];
    const said = log.filter((line) => !line.startsWith('19:15:00'));
    expect(log).to.have.length(said.length + 1);
    expect(said.map((line, at) => line.slice(0, words[at]?.length))).to.deep.equal(words);
  });

  it('moves the focus nowhere, neither in the page nor in the card', async () => {
    const field = document.createElement('input');
    document.body.append(field);
    field.focus();
    await playUsualEvening(undefined, ({ tracker }) => {
      expect(document.activeElement, tracker.status).to.equal(field);
    });
    await playUsualEvening(undefined, ({ tracker }) => {
      const summary = tracker.piece('items-summary');
      if (tracker.status === 'pending') summary.focus();
      expect(tracker.shadowRoot?.activeElement, tracker.status).to.equal(summary);
    });
  });

  it('ends with a cancellation and the restaurant’s reason, at once', async () => {
    const evening = await Evening.begin();
    await (await evening.at('19:00')).know({ order: anOrder, ...evening.expected(25, 35) });
    await (await evening.at('19:10')).change({ onHold: true, delayed: true });
    await (await evening.at('19:12')).change(
      { status: 'cancelled', reason: 'The oven broke' },
      { estimate: undefined },
    );
    await (await evening.at('19:15')).know({ connectionStatus: 'offline', isConnected: false });
    await (await evening.at('19:16')).know({ connectionStatus: 'closed' });
    await evening.at('19:20');
    await measureLog('an order that is cancelled', evening.log);
    expect(evening.log).to.deep.equal([
      '19:10:00 polite On hold',
      '19:12:00 assertive Order 42: Cancelled. The oven broke. This order was cancelled. ' +
        'If you have already paid, please ask the restaurant about a refund.',
    ]);
  });

  it('is the reason of a cancellation as well when it comes later', async () => {
    const evening = await Evening.begin();
    await (await evening.at('19:00')).know({ order: anOrder });
    await (await evening.at('19:12')).change({ status: 'cancelled' });
    await (await evening.at('19:13')).change({ reason: 'The oven broke' });
    await evening.at('19:20');
    expect(evening.log.slice(1)).to.deep.equal(['19:13:00 polite The oven broke']);
  });

  it('is nothing about a connection that is lost again and again for a moment, and every news of the order', async () => {
    const evening = await Evening.begin();
    const tracking = await evening.at('19:00');
    await tracking.know({ order: { ...anOrder, status: 'pending' } });
    for (let second = 0; second < 60; second += 6) {
      const lost = second % 4 === 0 ? 'offline' : 'connecting';
      await (await evening.at(`19:10:${second}`)).know({ connectionStatus: lost, isConnected: false });
      await (await evening.at(`19:10:${second + 4}`)).know({ connectionStatus: 'connected', isConnected: true });
      if (second === 30) await tracking.change({ status: 'preparing' });
    }
    await evening.at('19:20');
    expect(evening.log).to.deep.equal(['19:10:34 polite Preparing']);
  });

  it('is a lost connection once, however it is called while it lasts, and that it is back', async () => {
    const evening = await Evening.begin();
    const error = { code: 'unreachable', message: '', recoverable: true } as const;
    await (await evening.at('19:00')).know({ order: anOrder });
    await (await evening.at('19:10')).know({ connectionStatus: 'connecting', isConnected: false });
    await (await evening.at('19:10:10')).know({ connectionStatus: 'error', error });
    await (await evening.at('19:11')).know({ connectionStatus: 'connecting', error: undefined });
    await (await evening.at('19:11:10')).know({ connectionStatus: 'error', error });
    await (await evening.at('19:12')).know({ connectionStatus: 'polling', error: undefined });
    await evening.at('19:20');
    expect(evening.log).to.deep.equal([
      '19:10:10 polite We can’t reach the restaurant right now',
      '19:12:05 polite Up to date again',
    ]);
  });

  it('joins what changed without a connection to the word that it is back', async () => {
    const evening = await Evening.begin();
    await (await evening.at('19:00')).know({ order: anOrder, ...evening.expected(25, 35) });
    await (await evening.at('19:10')).know({ connectionStatus: 'offline', isConnected: false });
    // What is computed meanwhile is not proven.
    await (await evening.at('19:36')).know(evening.expected(25, 35, true));
    await (await evening.at('19:40')).change(
      { status: 'served' },
      { connectionStatus: 'connected', estimate: undefined },
    );
    await evening.at('19:50');
    expect(evening.log).to.deep.equal(['19:10:05 polite You are offline', '19:40:00 polite Up to date again. Served']);
  });

  for (const [code, words] of [
    ['not-found', 'We can’t find this order'],
    ['denied', 'This link has expired'],
  ] as const) {
    it(`is at once that ${words}`, async () => {
      const evening = await Evening.begin();
      await (await evening.at('19:00')).know({ connectionStatus: 'connecting', isConnected: false });
      const error = { code, message: '', recoverable: false };
      await (await evening.at('19:00:01')).know({ connectionStatus: code === 'denied' ? 'denied' : 'error', error });
      await evening.at('19:10');
      expect(evening.log).to.deep.equal([`19:00:01 polite ${words}`]);
    });
  }

  it('is nothing after a change of language', async () => {
    const evening = await Evening.begin();
    await (await evening.at('19:00')).know({ order: { ...anOrder, delayed: true }, ...evening.expected(25, 35) });
    registerLocale(de);
    await evening.at('19:01');
    evening.tracker.lang = 'de';
    await evening.at('19:10');
    expect(evening.log).to.deep.equal([]);
  });

  it('is nothing after a reload, first with the state of the cache and then with that of the server', async () => {
    const evening = await Evening.begin();
    const order = { ...anOrder, delayed: true, reason: 'Busy' };
    const first = {
      order,
      isCached: true,
      isTrusted: false,
      connectionStatus: 'connecting',
      isConnected: false,
    } as const;
    await (await evening.at('19:10')).know({ ...first, ...evening.expected(25, 35) });
    const later = { isCached: false, isTrusted: true, connectionStatus: 'connected', isConnected: true } as const;
    await (await evening.at('19:10:01')).know({ ...later, ...evening.expected(32, 42) });
    await evening.at('19:20');
    expect(evening.log).to.deep.equal([]);
  });

  it('is nothing that no server has confirmed, until one has', async () => {
    const evening = await Evening.begin();
    await (await evening.at('19:00')).know({ order: anOrder });
    await (await evening.at('19:10')).change({ onHold: true }, { isTrusted: false });
    await (await evening.at('19:12')).know({ isTrusted: true });
    expect(evening.log).to.deep.equal(['19:12:00 polite On hold']);
  });
});

describe('a screen reader when much happens at once', () => {
  let evening: Evening;

  beforeEach(async () => {
    evening = await Evening.begin();
    await (await evening.at('19:00')).know({ order: { ...anOrder, status: 'pending' }, ...evening.expected(25, 35) });
  });
  afterEach(clear);

  it('is given one message in 3 s, with all that is still true', async () => {
    await (await evening.at('19:10:00')).change({ status: 'preparing' });
    await (await evening.at('19:10:01')).change({ delayed: true });
    await (await evening.at('19:10:02')).know(evening.expected(35, 45));
    await evening.at('19:20');
    expect(evening.log).to.deep.equal([
      '19:10:00 polite Preparing',
      '19:10:03 polite Running late. New time: Ready around 7:35–7:45\u00a0PM',
    ]);
  });

  it('is given only the newest of a subject, and nothing that is over when its turn comes', async () => {
    await (await evening.at('19:10:00')).change({ status: 'preparing' });
    await (await evening.at('19:10:01')).change({ onHold: true });
    await (await evening.at('19:10:02')).change({ onHold: false });
    await (await evening.at('19:15:00')).change({ delayed: true });
    await (await evening.at('19:15:01')).know(evening.expected(55, 65));
    await (await evening.at('19:15:02')).know(evening.expected(40, 50));
    await evening.at('19:20');
    expect(evening.log).to.deep.equal([
      '19:10:00 polite Preparing',
      '19:15:00 polite Running late',
      '19:15:03 polite New time: Ready around 7:40–7:50\u00a0PM',
    ]);
  });

  it('is not told of what "Ready" has outdated, nor that flags of the kitchen were lifted by it', async () => {
    await (await evening.at('19:10:00')).change({ status: 'preparing' });
    await (await evening.at('19:10:01')).change({ delayed: true });
    await (await evening.at('19:10:02')).change({ status: 'ready', delayed: false }, { estimate: undefined });
    await (await evening.at('19:12:00')).change({ onHold: true });
    await (await evening.at('19:13:00')).change({ onHold: false });
    await (await evening.at('19:14:00')).change({ status: 'served' });
    await evening.at('19:20');
    expect(evening.log).to.deep.equal([
      '19:10:00 polite Preparing',
      '19:10:02 assertive Order 42: Ready. We’re bringing it to your table.',
      '19:14:00 polite Served',
    ]);
  });

  it('is not told that it no longer runs late because it is ready', async () => {
    await (await evening.at('19:10')).change({ delayed: true });
    await (await evening.at('19:11')).change({ status: 'ready', delayed: false }, { estimate: undefined });
    await (await evening.at('19:12')).change({ status: 'preparing' });
    await evening.at('19:20');
    expect(evening.log.filter((line) => /late|hold/.test(line))).to.deep.equal(['19:10:00 polite Running late']);
  });

  it('is told what became of the order before the code for it was there, if it is still true', async () => {
    Object.defineProperty(alertsCode, 'code', { value: undefined, configurable: true });
    const other = await Evening.begin();
    await (await other.at('19:00')).know({ order: { ...anOrder, status: 'pending' } });
    await (await other.at('19:01')).change({ onHold: true });
    await (await other.at('19:02')).change({ status: 'preparing', onHold: false });
    expect(other.log).to.deep.equal([]);
    Reflect.deleteProperty(alertsCode, 'code');
    other.tracker.requestUpdate();
    await other.at('19:03');
    expect(other.log).to.deep.equal(['19:02:00 polite Preparing']);
  });

  it('is still told 3 s after "Ready" what came after it', async () => {
    await (await evening.at('19:10:00')).change({ status: 'ready' }, { estimate: undefined });
    await (await evening.at('19:10:01')).change({ status: 'served' });
    await evening.at('19:20');
    expect(evening.log).to.deep.equal([
      '19:10:00 assertive Order 42: Ready. We’re bringing it to your table.',
      '19:10:03 polite Served',
    ]);
  });

  it('is told once that it takes longer, and again only of a new time', async () => {
    await (await evening.at('19:36')).know(evening.expected(25, 35, true));
    await (await evening.at('19:50')).know(evening.expected(25, 35, true));
    await (await evening.at('19:55')).know(evening.expected(65, 75));
    await evening.at('20:00');
    const [late, again, ...more] = evening.log;
    expect(late).to.equal('19:36:00 polite Taking longer than planned');
    expect(again).to.match(/^19:55:00 polite New time: /);
    expect(more).to.deep.equal([]);
  });
});
