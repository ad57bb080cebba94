import { expect } from '@esm-bundle/chai';
import { isChromium, resizeWindow } from '../support/browser-window.js';
import {
  before as beforeEvening,
  change,
  delivered,
  evenings,
  everythingOffered,
  rated,
  type Step,
} from '../support/evenings.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { LayoutShifts, untilShiftsCount } from '../support/layout-shifts.js';

describe('what is below the card', () => {
  let shifts: LayoutShifts | undefined;

  afterEach(() => {
    shifts?.stop();
    clear();
  });
  after(() => resizeWindow(800, 600));

  /** A page with something below the card. */
  const play = async (
    steps: readonly Step[],
    set: (tracker: FakeTracked) => void = () => {},
    begin: (tracker: FakeTracked) => Promise<void> = async () => {},
  ) => {
    const tracker = await place((made) => {
      made.lang = 'en';
      made.style.setProperty('--order-status-motion', '0s');
      set(made);
    });
    const below = document.createElement('p');
    below.textContent = 'Opening hours';
    document.body.append(below);
    await tracker.tracking.know(beforeEvening);
    await begin(tracker);
    shifts = new LayoutShifts(below);
    await shifts.begin();
    for (const [name, happens] of steps) {
      await happens(tracker);
      await tracker.updateComplete;
      await shifts.look(name);
    }
    return shifts;
  };
  /** The guest is alerted, and the focus is on the button that ends that. */
  const alertAndFocus = async (tracker: FakeTracked) => {
    await tracker.enableAlerts();
    await tracker.updateComplete;
    tracker.piece('alert-off-button').focus();
  };

  for (const width of [360, 1024]) {
    describe(`on a screen of ${width} px`, () => {
      before(async () => {
        await resizeWindow(width, 1_000);
        await untilShiftsCount();
      });

      it('does not move on a bad evening with alerts', async function () {
        // WebKit draws each step slowly.
        this.timeout(20_000);
        const { moved, page } = await play(evenings.bad, () => {}, alertAndFocus);
        expect(moved).to.deep.equal([]);
        expect(page).to.equal(0);
      });

      // The other browsers lay out by the same rules: they play one evening.
      if (!isChromium) return;

      it('does not move on a usual evening, and the card itself moves little', async () => {
        const { moved, page, largestWithin } = await play(evenings.usual);
        expect(moved).to.deep.equal([]);
        expect(page).to.equal(0);
        expect(largestWithin).to.be.lessThan(0.05);
      });

      for (const [name, steps] of Object.entries(evenings)) {
        it(`does not move on a ${name} evening with everything that a guest can do`, async () => {
          const { moved, page } = await play([...steps, ...rated], (made) => Object.assign(made, everythingOffered));
          expect(moved).to.deep.equal([]);
          expect(page).to.equal(0);
        });
      }

      for (const fulfilment of ['dine_in', 'pickup', 'delivery'] as const) {
        it(`does not move on a usual evening in the layout "handover", ${fulfilment}`, async () => {
          const ofKind = async ({ tracking }: FakeTracked) => tracking.change({ fulfilment });
          const { moved, page } = await play(
            evenings.usual,
            (made) => Object.assign(made, { layout: 'handover' }),
            ofKind,
          );
          expect(moved).to.deep.equal([]);
          expect(page).to.equal(0);
        });
      }

      it('does not move on a usual evening with alerts', async () => {
        const { moved, page } = await play(evenings.usual, () => {}, alertAndFocus);
        expect(moved).to.deep.equal([]);
        expect(page).to.equal(0);
      });
    });
  }

  if (isChromium) {
    it('does not move on a phone while the connection of a delivery is lost and comes back', async () => {
      await resizeWindow(360, 1_000);
      await untilShiftsCount();
      const { moved, page } = await play(delivered);
      expect(moved).to.deep.equal([]);
      expect(page).to.equal(0);
    });
  }

  it('is moved by a list of dishes that grows, which the test would notice', async () => {
    const { moved } = await play([
      ['more', change({ items: [...anOrder.items, { id: '9', name: 'Tea', quantity: 1 }] })],
    ]);
    expect(moved).to.have.length(1);
  });
});
