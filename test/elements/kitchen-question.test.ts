import { expect } from '@esm-bundle/chai';
import type { OrderQuestionEvent } from '../../src/elements/tracker/order-status-tracker.events.js';
import { orderStatuses } from '../../src/order/status.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { heard } from '../support/heard.js';

const minute = 60_000;

describe('a question to the kitchen', () => {
  let tracker: FakeTracked;
  let questions: OrderQuestionEvent[];

  const placeAsking = (storage?: FakeTracked['world']['storage']) =>
    place((placed) => {
      placed.askKitchen = 'on';
      placed.lang = 'en';
      if (storage) placed.environment = Object.assign(placed.world, { storage });
    });

  beforeEach(async () => {
    tracker = await placeAsking();
    questions = heard(tracker, 'order-question');
    await tracker.tracking.know({ order: anOrder });
  });
  afterEach(clear);

  const ask = async () => {
    tracker.piece('question-button').click();
    await tracker.updateComplete;
  };
  const wait = async (minutes: number) => {
    await tracker.world.pass(minutes * minute);
    await tracker.updateComplete;
  };
  const canAsk = () => tracker.piece('question-button').ariaDisabled !== 'true';

  for (const status of orderStatuses) {
    const isOpen = ['pending', 'preparing', 'ready', 'out_for_delivery', 'served'].includes(status);
    it(`can ${isOpen ? '' : 'not '}be asked while the order is ${status}`, async () => {
      await tracker.tracking.know({ order: { ...anOrder, status } });
      expect(tracker.has('question-button')).to.equal(isOpen);
    });
  }

  it('fires order-question; the guest reads when it was asked, and not that it was sent or read', async () => {
    await ask();
    expect(questions.map(({ order }) => order.id)).to.deep.equal(['A1']);
    expect(tracker.text('question-state')).to.match(/^Asked at \d+:\d\d( [AP]M)? You can ask again at \d+:\d\d/);
    expect(tracker.said('polite')).to.match(/^Asked at \d+:\d\d/);
    expect(tracker.text('question')).not.to.match(/sent|read|kitchen has/i);
  });

  it('can be asked again after five minutes, not earlier', async () => {
    await ask();
    await ask();
    await wait(4);
    await ask();
    expect(canAsk()).to.equal(false);
    expect(questions).to.have.length(1);
    await wait(1);
    expect(canAsk()).to.equal(true);
    expect(tracker.text('question-state')).to.match(/^Asked at \S+( [AP]M)?$/);
    await ask();
    expect(questions).to.have.length(2);
  });

  it('can be asked again after the minutes of ask-kitchen-cooldown', async () => {
    tracker.setAttribute('ask-kitchen-cooldown', '20');
    await ask();
    await wait(19);
    expect(canAsk()).to.equal(false);
    await wait(1);
    expect(canAsk()).to.equal(true);
  });

  it('keeps its cooldown over a reload', async () => {
    await ask();
    const { storage } = tracker.world;
    clear();
    tracker = await placeAsking(storage);
    await tracker.tracking.know({ order: anOrder });
    expect(canAsk()).to.equal(false);
    expect(tracker.text('question-state')).to.match(/^Asked at/);
  });

  it('shows "Sent" only once the promise of respondWith resolves', async () => {
    let arrive = () => {};
    tracker.addEventListener('order-question', (event) =>
      event.respondWith(
        new Promise<void>((resolve) => {
          arrive = resolve;
        }),
      ),
    );
    await ask();
    expect(tracker.text('question-state')).to.match(/^Sending…/);
    arrive();
    await wait(0);
    expect(tracker.text('question-state')).to.match(/^Sent at \d+:\d\d/);
    // One message in 3 s, and "Sending…" was the first.
    await tracker.world.pass(3_000);
    expect(tracker.said('polite')).to.match(/^Sent at/);
    expect(canAsk()).to.equal(false);
  });

  it('shows "Could not be sent" when the promise of respondWith rejects, and can be asked again at once', async () => {
    tracker.addEventListener('order-question', (event) => event.respondWith(Promise.reject(new Error('offline'))));
    await ask();
    await wait(0);
    expect(tracker.text('question-state')).to.equal('Could not be sent. Please ask the staff.');
    // One message in 3 s, and "Sending…" was the first.
    await tracker.world.pass(3_000);
    expect(tracker.said('polite')).to.match(/^Could not be sent/);
    expect(canAsk()).to.equal(true);
    await ask();
    expect(questions).to.have.length(2);
  });

  describe('that the kitchen answers', () => {
    const answered = (kitchenAnswer: string, after = 0) =>
      tracker.tracking.know({
        order: { ...anOrder, kitchenAnswer, kitchenAnswerAt: new Date(tracker.world.clock.wall() + after) },
      });

    it('shows the answer in place of the question’s state, and says it aloud once', async () => {
      await ask();
      await wait(1);
      await answered('coming');
      expect(tracker.text('question-answer')).to.match(/^Yes, coming now\. Answered at \d+:\d\d/);
      expect(tracker.has('question-state')).to.equal(false);
      expect(tracker.said('polite')).to.equal('Yes, coming now.');
      await wait(1);
      await answered('coming', -minute);
      expect(tracker.said('polite')).not.to.match(/coming/);
    });

    it('shows the restaurant’s own words as they are', async () => {
      await answered('Two <b>minutes</b>, promise');
      expect(tracker.text('question-answer')).to.match(/^Two <b>minutes<\/b>, promise Answered at/);
      await answered('constructor');
      expect(tracker.text('question-answer')).to.match(/^constructor Answered at/);
    });

    it('shows no “5 more minutes” beside an order that is ready', async () => {
      await answered('later');
      expect(tracker.has('question-answer')).to.equal(true);
      await tracker.tracking.change({ status: 'ready' });
      expect(tracker.has('question-answer')).to.equal(false);
    });

    it('says nothing of an answer that was there when the page was opened', async () => {
      clear();
      tracker = await placeAsking();
      await answered('later');
      await wait(0);
      expect(tracker.text('question-answer')).to.match(/^5 more minutes\./);
      expect(tracker.said('polite')).not.to.match(/minutes/);
    });

    it('shows the question’s state again when the guest asks anew', async () => {
      await answered('problem');
      await wait(1);
      await ask();
      expect(tracker.has('question-answer')).to.equal(false);
      expect(tracker.text('question-state')).to.match(/^Asked at/);
    });
  });
});
