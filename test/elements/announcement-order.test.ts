import { expect } from '@esm-bundle/chai';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';

/** Everything that a screen reader is given to say, in order: the urgent with an exclamation mark. */
function listen(tracker: FakeTracked): string[] {
  const said: string[] = [];
  for (const [role, mark] of [
    ['status', ''],
    ['alert', '! '],
  ] as const) {
    const region = tracker.shadowRoot?.querySelector(`[role=${role}].quiet`);
    const observer = new MutationObserver(() => {
      if (region?.textContent) said.push(mark + region.textContent);
    });
    if (region) observer.observe(region, { childList: true, characterData: true, subtree: true });
  }
  return said;
}

describe('a whole evening with a screen reader', () => {
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
    return { estimate: { from: to, to, source: 'backend' as const, late } };
  };

  it('tells each thing once, in the order in which it happened, and nothing else', async () => {
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
      '! Order 42: Ready. Your order is ready for pickup or service',
      'Back in the kitchen',
      'Ready',
      'Served',
      'Completed',
    ]);
  });

  it('tells of a new time from five minutes on, either way, and that it is late', async () => {
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
    expect(said.map((sentence) => /^New estimate: (Ready|Later than planned)/.exec(sentence)?.[1])).to.deep.equal([
      'Ready',
      'Ready',
      'Later than planned',
    ]);
  });

  for (const [status, words] of [
    ['cancelled', '! Order 42: Cancelled. This order was cancelled.'],
    ['rejected', '! Order 42: Not Accepted.'],
    ['failed', '! Order 42: Not Completed.'],
  ] as const) {
    it(`interrupts for "${status}", once, also if the connection comes and goes`, async () => {
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

  it('tells of one trouble once, however often it is met on the way', async () => {
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

describe('names, values and states', () => {
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

  it('say how far the order is: in percent, and which step it is at', async () => {
    for (const [status, percent, label] of [
      ['pending', '20', 'Order Received'],
      ['preparing', '40', 'Preparing'],
      ['ready', '60', 'Ready'],
      ['served', '80', 'Served'],
      ['completed', '100', 'Completed'],
    ] as const) {
      await tracker.tracking.know({ order: { ...anOrder, status } });
      expect(
        attributes('progress', 'role', 'aria-valuemin', 'aria-valuenow', 'aria-valuemax', 'aria-valuetext'),
      ).to.deep.equal(['progressbar', '0', percent, '100', `${percent}%`]);
      expect(currentSteps()).to.deep.equal([['step', label]]);
    }
  });

  it('say that no step is current where the order has no place on its way', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'scheduled' } });
    expect(currentSteps()).to.deep.equal([]);
    expect(attributes('progress', 'aria-valuenow', 'aria-valuetext')).to.deep.equal(['0', '0%']);
  });

  it('are absent where there is no way any more', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'cancelled' } });
    expect([tracker.has('progress'), tracker.has('steps')]).to.deep.equal([false, false]);
  });

  it('name the card by its status, also when that changes', async () => {
    await tracker.tracking.know({ order: anOrder });
    expect(attributes('card', 'aria-label')).to.deep.equal(['Preparing']);
    await tracker.tracking.change({ status: 'ready' });
    expect(attributes('card', 'aria-label')).to.deep.equal(['Ready']);
  });

  it('hide drawings and repeat nothing: each thing is said once', async () => {
    await tracker.tracking.know({ order: anOrder });
    const drawings = [...(tracker.shadowRoot?.querySelectorAll('svg') ?? [])];
    expect(drawings.every((drawing) => drawing.getAttribute('aria-hidden') === 'true')).to.equal(true);
    expect(attributes('progress-text', 'aria-hidden')).to.deep.equal(['true']);
  });
});
