import { expect } from '@esm-bundle/chai';
import { de } from '../../src/locales/de.js';
import { registerLocale } from '../../src/locales/registry.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';

const minute = 60_000;
const usual = 'The restaurant usually answers within 4 min.';
const late = 'The restaurant has not answered yet. We are asking them again.';
const pendingText = 'We have your order. The kitchen will start soon.';

describe('the time within which the restaurant answers', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place((placed) => {
      placed.lang = 'en';
    });
  });
  afterEach(clear);

  const knowPending = (minutes: number, more: object = {}) =>
    tracker.tracking.know({
      order: {
        ...anOrder,
        status: 'pending',
        acceptBy: new Date(tracker.world.clock.wall() + minutes * minute),
        usualAnswerMinutes: 4,
        ...more,
      },
    });
  const wait = async (minutes: number) => {
    await tracker.world.pass(minutes * minute);
    await tracker.updateComplete;
  };

  it('stands under “Order Received” while the order waits', async () => {
    await knowPending(6);
    expect(tracker.text('headline')).to.equal('Order Received');
    expect(tracker.text('description')).to.equal(usual);
  });

  it('says that there is no answer yet once the deadline has passed, to the second, and says it aloud', async () => {
    await knowPending(6);
    await wait(5.9);
    expect(tracker.text('description')).to.equal(usual);
    await wait(0.1);
    expect(tracker.text('description')).to.equal(late);
    await wait(0.1);
    expect(tracker.said('polite')).to.equal(late);
  });

  it('stays in sight on a phone when the alerts are on', async () => {
    tracker.style.inlineSize = '328px';
    await knowPending(6);
    tracker.piece('alert-button').click();
    await tracker.updateComplete;
    await wait(0.1);
    expect(tracker.has('alert-text')).to.equal(true);
    expect(tracker.piece('description').checkVisibility()).to.equal(true);
    await wait(6);
    expect(tracker.text('description')).to.equal(late);
    expect(tracker.piece('description').checkVisibility()).to.equal(true);
  });

  it('expects an order at no time, which nobody has accepted in time', async () => {
    await knowPending(6);
    await tracker.tracking.know(expectedIn(tracker, 10, 15));
    expect(tracker.text('headline')).to.match(/^Ready around/);
    await wait(6);
    expect(tracker.text('headline')).to.equal('Order Received');
    expect(tracker.text('description')).to.equal(late);
  });

  it('shows it to a guest who comes later, without saying it aloud', async () => {
    await knowPending(-1);
    await wait(0.1);
    expect(tracker.text('description')).to.equal(late);
    expect(tracker.said('polite')).not.to.match(/answered/);
  });

  it('says nothing of it once the order is accepted, nor of one that came back', async () => {
    await knowPending(6);
    await tracker.tracking.know({ order: { ...anOrder, acceptBy: new Date(0), usualAnswerMinutes: 4 } });
    expect(tracker.text('description')).not.to.match(/answer/);
    await tracker.tracking.know({ order: { ...anOrder, status: 'pending' } });
    expect(tracker.text('description')).to.equal(pendingText);
  });

  it('says nothing of it while it is not known whether the restaurant has answered', async () => {
    await knowPending(1);
    await tracker.tracking.know({ connectionStatus: 'offline' });
    await wait(2);
    expect(tracker.text('description')).not.to.match(/answer/);
  });

  it('ends with one stop after an abbreviation', async () => {
    registerLocale(de);
    tracker.lang = 'de';
    await knowPending(6);
    expect(tracker.text('description')).to.match(/^Das Restaurant antwortet meist innerhalb von 4\sMin\.$/);
  });

  it('says nothing without a deadline', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'pending' } });
    expect(tracker.text('description')).to.equal(pendingText);
  });
});
