import { expect } from '@esm-bundle/chai';
import { alertsCode } from '../../src/elements/tracker/alerts-code.js';
import { guestActionsCode } from '../../src/elements/tracker/guest-actions/guest-actions-code.js';
import type { Fulfilment } from '../../src/order/status.js';
import { isChromium, resizeWindow } from '../support/browser-window.js';
import { before as beforeEvening, delivered, evenings, everythingOffered } from '../support/evenings.js';
import { anOrder, clear, type FakeTracked, place } from '../support/fake-tracker.js';
import { LayoutShifts, untilShiftsCount } from '../support/layout-shifts.js';

interface Offered extends Partial<typeof everythingOffered> {
  readonly fulfilment?: Fulfilment;
  readonly percent?: 'off';
  readonly layout?: 'handover';
}

/** What pages switch on, alone and together. */
const offers: Readonly<Record<string, Offered>> = {
  'nothing offered': {},
  'a question': { askKitchen: 'on' },
  'a receipt': { receipt: 'on' },
  'a question and a receipt': { askKitchen: 'on', receipt: 'on' },
  '"Got it" alone': { gotIt: 'on' },
  'links alone': { receipt: 'on', reorder: 'on', share: 'on', float: 'on', tip: 'on' },
  'no percentage': { percent: 'off' },
  'messages of a delivery': { onMyWay: 'on', gotIt: 'on', askKitchen: 'on', fulfilment: 'delivery' },
  'messages of a pickup': { onMyWay: 'on', gotIt: 'on', fulfilment: 'pickup' },
  'everything that a guest can do, to collect': { ...everythingOffered, fulfilment: 'pickup' },
  'a receipt, and a window of its own': { receipt: 'on', float: 'on' },
  'everything that a guest can do': everythingOffered,
  'the number for the counter': { layout: 'handover' },
};

const everywhere = ['nothing offered', 'everything that a guest can do'];

/** Chromium's own values. The words of a new status are at other places; 0.1 is what a page as a whole may have. */
const most = { atOnce: 0.035, together: 0.08 };

describe('the card', function () {
  // WebKit draws each step slowly.
  this.timeout(20_000);
  afterEach(clear);
  after(() => resizeWindow(800, 600));

  const begin = async ({ fulfilment = 'dine_in', ...offered }: Offered) => {
    const tracker = await place((made) => {
      made.lang = 'en';
      made.style.setProperty('--order-status-motion', '0s');
      Object.assign(made, offered);
    });
    await tracker.tracking.know({ ...beforeEvening, order: { ...anOrder, status: 'pending', fulfilment } });
    await tracker.updateComplete;
    return tracker;
  };
  const topOf = (tracker: FakeTracked, selector: string) => {
    const { top, height } = tracker.shadowRoot?.querySelector(selector)?.getBoundingClientRect() ?? {
      top: 0,
      height: 0,
    };
    return height === 0 ? undefined : Math.round(top - tracker.getBoundingClientRect().top);
  };

  for (const width of [360, 1024]) {
    describe(`on a screen of ${width} px`, () => {
      before(async () => {
        await resizeWindow(width, 1_000);
        await untilShiftsCount();
      });

      for (const [name, offered] of Object.entries(offers)) {
        // The other browsers lay out by the same rules: they play two kinds.
        if (!isChromium && !everywhere.includes(name)) continue;

        it(`keeps its steps and its dishes where they are, with ${name}`, async () => {
          for (const [evening, steps] of Object.entries({ ...evenings, delivered })) {
            const tracker = await begin(evening === 'delivered' ? { ...offered, fulfilment: 'delivery' } : offered);
            const shifts = new LayoutShifts(tracker);
            await shifts.begin();
            const [bar, dishes] = [topOf(tracker, '.mark'), topOf(tracker, '.items')];
            for (const [step, happens] of steps) {
              await happens(tracker);
              await tracker.updateComplete;
              await shifts.look(step);
              expect(topOf(tracker, '.items'), `${evening}, ${step}`).to.be.closeTo(dishes ?? 0, 1);
              // An order that ended unhappily has no steps; a trouble at ready takes their room.
              const mark = topOf(tracker, '.mark');
              if (mark !== undefined) expect(mark, `${evening}, ${step}`).to.be.closeTo(bar ?? 0, 2);
            }
            expect(shifts.largestWithin, evening).to.be.lessThan(most.atOnce);
            expect(shifts.within, evening).to.be.lessThan(most.together);
            shifts.stop();
            clear();
          }
        });
      }

      it('moves nothing when the buttons come, whose code is loaded later', async () => {
        for (const offered of Object.values(offers)) {
          const parts = [alertsCode, guestActionsCode];
          for (const part of parts) Object.defineProperty(part, 'code', { value: undefined, configurable: true });
          const tracker = await begin(offered);
          const shifts = new LayoutShifts(tracker);
          await shifts.begin();
          const places = () => ['h2', '.mark', '.items'].map((selector) => topOf(tracker, selector));
          const early = places();
          for (const part of parts) Reflect.deleteProperty(part, 'code');
          tracker.requestUpdate();
          await tracker.updateComplete;
          await shifts.look('the code');
          expect(places()).to.deep.equal(early);
          if (isChromium) expect(shifts.within).to.equal(0);
          shifts.stop();
          clear();
        }
      });
    });
  }
});
