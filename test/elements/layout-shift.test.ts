import { expect } from '@esm-bundle/chai';
import type { Order } from '../../src/order/order.js';
import type { OrderTrackerSnapshot } from '../../src/tracker/types.js';
import { resizeWindow } from '../support/browser-window.js';
import { anOrder, clear, expectedIn, type FakeTracked, place } from '../support/fake-tracker.js';
import { LayoutShifts, untilShiftsCount } from '../support/layout-shifts.js';

const minute = 60_000;
type Step = readonly [name: string, happens: (tracker: FakeTracked) => Promise<unknown> | unknown];

const change = (order: Partial<Order>, news?: Partial<OrderTrackerSnapshot>) => (tracker: FakeTracked) =>
  tracker.tracking.change(order, news);
const know = (news: Partial<OrderTrackerSnapshot>) => (tracker: FakeTracked) => tracker.tracking.know(news);
const pass = (milliseconds: number) => (tracker: FakeTracked) => tracker.world.pass(milliseconds);
const expected =
  (from: number, to: number, late = false) =>
  (tracker: FakeTracked) =>
    tracker.tracking.know(expectedIn(tracker, from, to, { late }));
const error = { code: 'unreachable', message: '', recoverable: true } as const;

/** The usual evening: live all the time. */
const evening: readonly Step[] = [
  ['live', know({ connectionStatus: 'connected', isCached: false })],
  ['estimated', expected(22, 30)],
  ['preparing', change({ status: 'preparing' })],
  ['toast gone', pass(9_000)],
  ['sooner', expected(8, 13)],
  ['soon', expected(0, 2)],
  ['late', expected(-5, -1, true)],
  ['dishes', change({ items: anOrder.items.map((item) => ({ ...item, status: 'ready' as const })) })],
  ['ready', change({ status: 'ready' }, { estimate: undefined })],
  ['toast gone', pass(9_000)],
  ['served', change({ status: 'served' })],
  ['toast gone', pass(9_000)],
  ['completed', change({ status: 'completed' })],
  ['closed', know({ connectionStatus: 'closed' })],
  ['toast gone', pass(9_000)],
];

/** An evening on which things go wrong. */
const bad: readonly Step[] = [
  ['live', know({ connectionStatus: 'connected', isCached: false })],
  ['estimated', expected(22, 30)],
  ['preparing', change({ status: 'preparing' })],
  ['polling', know({ connectionStatus: 'polling' })],
  ['offline', know({ connectionStatus: 'offline' })],
  ['connecting', know({ connectionStatus: 'connecting' })],
  ['unreachable', know({ connectionStatus: 'error', error })],
  ['recovered', know({ connectionStatus: 'connected', error: undefined })],
  ['delayed', change({ delayed: true })],
  ['offline while delayed', know({ connectionStatus: 'offline' })],
  ['live', know({ connectionStatus: 'connected' })],
  ['on hold', change({ delayed: false, onHold: true })],
  ['lifted', change({ onHold: false })],
  ['ready', change({ status: 'ready' }, { estimate: undefined })],
  ['offline', know({ connectionStatus: 'offline' })],
  ['live', know({ connectionStatus: 'connected' })],
  ['back', change({ status: 'preparing' })],
  ['cancelled', change({ status: 'cancelled' })],
  ['closed', know({ connectionStatus: 'closed' })],
];

const rated: readonly Step[] = [
  ['asked how it was', pass(20 * minute)],
  ['asked how it was, drawn', know({})],
];

describe('what is below the card', () => {
  let shifts: LayoutShifts | undefined;

  afterEach(() => {
    shifts?.stop();
    clear();
  });
  after(() => resizeWindow(800, 600));

  /** A page with something below the card, which shows what the device or the page knew. */
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
    await tracker.tracking.know({
      order: { ...anOrder, status: 'pending' },
      connectionStatus: 'connecting',
      isCached: true,
    });
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

  for (const width of [360, 1024]) {
    describe(`on a screen of ${width} px`, () => {
      before(async () => {
        await resizeWindow(width, 1_000);
        await untilShiftsCount();
      });

      it('does not move on a usual evening, and the card itself moves little', async () => {
        const { moved, page, largestWithin } = await play(evening);
        expect(moved).to.deep.equal([]);
        expect(page).to.equal(0);
        expect(largestWithin).to.be.lessThan(0.05);
      });

      it('does not move on a bad evening', async () => {
        const { moved, page } = await play(bad);
        expect(moved).to.deep.equal([]);
        expect(page).to.equal(0);
      });

      for (const [name, steps] of Object.entries({ usual: evening, bad })) {
        it(`does not move on a ${name} evening with everything that a guest can do`, async () => {
          const { moved, page } = await play([...steps, ...rated], (tracker) => {
            Object.assign(tracker, { askKitchen: 'on', receipt: 'on', reorder: 'on', tip: 'on', rating: 'on' });
          });
          expect(moved).to.deep.equal([]);
          expect(page).to.equal(0);
        });

        for (const [state, hasFocus] of [
          ['alerts', false],
          ['the focus on the button that ends alerts', true],
        ] as const) {
          it(`does not move on a ${name} evening with ${state}`, async function () {
            // WebKit draws each step slowly.
            this.timeout(20_000);
            const { moved, page } = await play(
              steps,
              () => {},
              async (tracker) => {
                await tracker.enableAlerts();
                await tracker.updateComplete;
                if (hasFocus) tracker.piece('alert-off-button').focus();
              },
            );
            expect(moved).to.deep.equal([]);
            expect(page).to.equal(0);
          });
        }
      }
    });
  }

  it('is moved by a list of dishes that grows, which the test would notice', async () => {
    const { moved } = await play([
      ['more', change({ items: [...anOrder.items, { id: '9', name: 'Tea', quantity: 1 }] })],
    ]);
    expect(moved).to.have.length(1);
  });
});
