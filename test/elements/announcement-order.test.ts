import { expect } from '@esm-bundle/chai';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { listen } from '../support/heard.js';

describe('a screen reader over a whole order', () => {
  let tracker: FakeTracked;
  let said: string[];

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
    said = listen(tracker);
  });
  afterEach(clear);

  /** Long enough for everything to be said, and for it to be taken away again. */
  const calm = async () => {
    await tracker.device.pass(1_000);
    await tracker.world.pass(10_000);
    await tracker.updateComplete;
  };
  const expected = (minutes: number, late = false) => {
    const to = new Date(tracker.world.clock.wall() + minutes * 60_000);
    return { estimate: { of: 'ready' as const, from: to, to, source: 'backend' as const, late } };
  };

  it('announces each change once, in order, and nothing else', async () => {
    const { tracking } = tracker;
    await tracking.know({ order: { ...anOrder, status: 'pending' }, ...expected(30) });
    await calm();
    await tracking.change({ status: 'preparing' });
    await calm();
    await tracking.know(expected(28));
    await calm();
    await tracking.know({ connectionStatus: 'connecting' });
    await tracking.know({ connectionStatus: 'polling' });
    await tracking.know({ connectionStatus: 'connected' });
    await calm();
    await tracking.change({ delayed: true, reason: 'The oven' });
    await calm();
    await tracking.change({ status: 'ready', delayed: false }, { estimate: undefined });
    await calm();
    await tracking.change({ status: 'preparing' });
    await calm();
    await tracking.change({ status: 'ready' });
    await calm();
    await tracking.change({ status: 'served' });
    await calm();
    await tracking.change({ status: 'completed' }, { connectionStatus: 'closed' });
    await calm();
    expect(said).to.deep.equal([
      'Preparing',
      'Running late',
      '! Order 42: Ready. We’re bringing it to your table.',
      'Back in the kitchen',
      'Ready',
      'Served',
      'Completed',
    ]);
  });

  it('announces a new estimate that moved by five minutes or more, and a late one', async () => {
    const { tracking } = tracker;
    await tracking.know({ order: anOrder, ...expected(60) });
    await tracking.know(expected(57));
    await calm();
    expect(said).to.deep.equal([]);
    await tracking.know(expected(50));
    await calm();
    await tracking.know(expected(70));
    await calm();
    await tracking.know(expected(-3, true));
    await calm();
    expect(said.map((sentence) => /^New time: Ready|^Taking longer than planned$/.exec(sentence)?.[0])).to.deep.equal([
      'New time: Ready',
      'New time: Ready',
      'Taking longer than planned',
    ]);
  });

  for (const [status, words] of [
    ['cancelled', '! Order 42: Cancelled. This order was cancelled.'],
    ['rejected', '! Order 42: Not accepted.'],
    ['failed', '! Order 42: Not completed.'],
  ] as const) {
    it(`announces "${status}" assertively, once, also when the connection is lost and comes back`, async () => {
      const { tracking } = tracker;
      await tracking.know({ order: anOrder });
      await tracking.change({ status });
      await calm();
      await tracking.know({ connectionStatus: 'offline', isCached: true });
      await tracking.know({ connectionStatus: 'closed', isCached: false });
      await calm();
      expect(said).to.have.length(1);
      expect(said[0]).to.contain(words);
    });
  }

  it('announces a problem once, however often the connection retries', async () => {
    const { tracking } = tracker;
    const error = { code: 'unreachable', message: '', recoverable: true } as const;
    await tracking.know({ order: anOrder });
    for (let tries = 0; tries < 3; tries += 1) {
      await tracking.know({ connectionStatus: 'error', error });
      await tracking.know({ connectionStatus: 'connecting' });
      await calm();
    }
    expect(said).to.deep.equal(['We can’t reach the restaurant right now']);
  });
});

describe('accessible names, values and states', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const attributes = (part: string, ...names: string[]) => names.map((name) => tracker.piece(part).getAttribute(name));
  const currentSteps = () =>
    [...(tracker.shadowRoot?.querySelectorAll('[aria-current]') ?? [])].map((step) => [
      step.getAttribute('aria-current'),
      step.querySelector('[part=step-label]')?.textContent,
    ]);

  it('give the progress in percent, and the current step', async () => {
    for (const [status, percent, label] of [
      ['pending', '33', 'Order Received'],
      ['preparing', '67', 'Preparing'],
      ['ready', '100', 'Ready'],
      ['served', '100', 'Served'],
      ['completed', '100', 'Completed'],
    ] as const) {
      await tracker.tracking.know({ order: { ...anOrder, status } });
      expect(
        attributes('progress', 'role', 'aria-valuemin', 'aria-valuenow', 'aria-valuemax', 'aria-valuetext'),
      ).to.deep.equal(['progressbar', '0', percent, '100', `${percent}%`]);
      expect(currentSteps()).to.deep.equal([['step', label]]);
    }
  });

  it('mark no step as current for a status that is not among the steps', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'scheduled' } });
    expect(currentSteps()).to.deep.equal([]);
    expect(attributes('progress', 'aria-valuenow', 'aria-valuetext')).to.deep.equal(['0', '0%']);
  });

  it('leave steps and progress out after an unhappy end', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'cancelled' } });
    expect([tracker.has('progress'), tracker.has('steps')]).to.deep.equal([false, false]);
  });

  it('label the card with its status, also when the status changes', async () => {
    await tracker.tracking.know({ order: anOrder });
    expect(attributes('card', 'aria-label')).to.deep.equal(['Preparing']);
    await tracker.tracking.change({ status: 'ready' });
    expect(attributes('card', 'aria-label')).to.deep.equal(['Ready']);
  });

  it('hide icons and duplicate texts from screen readers', async () => {
    await tracker.tracking.know({ order: anOrder });
    const drawings = [...(tracker.shadowRoot?.querySelectorAll('svg') ?? [])];
    expect(drawings.every((drawing) => drawing.getAttribute('aria-hidden') === 'true')).to.equal(true);
    expect(attributes('progress-text', 'aria-hidden')).to.deep.equal(['true']);
  });
});
