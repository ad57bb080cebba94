import { expect } from '@esm-bundle/chai';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';

const hour = 3_600_000;

describe('a time of another day', () => {
  let tracker: FakeTracked;

  beforeEach(async () => {
    tracker = await place();
    tracker.lang = 'en';
  });
  afterEach(clear);

  const expected = (hours: number, length = 0.25) => expectedIn(tracker, hours * 60, (hours + length) * 60);

  for (const [hours, length] of [
    [22, 0.25],
    [22, 0],
    [5 * 24, 0.25],
  ] as const) {
    it(`is shown with its day: in ${hours} h, ${length * 60} min long`, async () => {
      await tracker.tracking.know({ order: { ...anOrder, status: 'scheduled' }, ...expected(hours, length) });
      expect(tracker.text('estimate')).to.match(/^Ready around [A-Z][a-z]{2}, Nov \d+, \d+:\d\d/);
    });
  }

  it('is shown without it while it can only be today or tonight', async () => {
    await tracker.tracking.know({ order: { ...anOrder, status: 'scheduled' }, ...expected(11) });
    expect(tracker.text('estimate')).to.match(/^Ready around \d+:\d\d/);
  });

  it('is shown with its day where it is long ago', async () => {
    const at = new Date(tracker.world.clock.wall() - 14 * hour);
    await tracker.tracking.know({
      order: { ...anOrder, statusTimes: { pending: at } },
      connectionStatus: 'offline',
      lastUpdate: at,
    });
    expect(tracker.text('last-update')).to.match(/^Updated [A-Z][a-z]{2}, Nov \d+, \d+:\d\d/);
    expect(tracker.text('times-text')).to.match(/^Order Received [A-Z][a-z]{2}, Nov \d+, \d+:\d\d/);
  });
});
