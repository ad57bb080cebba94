import { logAnnouncements } from './announcement-log.js';
import { anOrder, type FakeTracked, place } from './fake-tracker.js';

const minute = 60_000;
/** The evening's first moment, on the device's own clock, wherever it is. */
const seven = +new Date(2026, 10, 22, 19);

/** A guest's evening: an order, what becomes of it, and what a screen reader was given to say of it. */
export class Evening {
  readonly tracker: FakeTracked;
  readonly log: string[];

  private constructor(tracker: FakeTracked) {
    this.tracker = tracker;
    this.log = logAnnouncements(tracker);
  }

  /** Begins at seven o'clock, with nothing known yet. */
  static async begin(set: (tracker: FakeTracked) => void = () => {}): Promise<Evening> {
    const tracker = await place((placed) => {
      placed.lang = 'en';
      placed.world.setWall(seven - placed.world.clock.wall());
      // One clock for what is drawn and for the alerts.
      Object.assign(placed.device, { clock: placed.world.clock });
      set(placed);
    });
    return new Evening(tracker);
  }

  /** Lets time pass until this moment, `19:05` or `19:05:30`. */
  async at(time: string): Promise<FakeTracked['tracking']> {
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    const moment = +new Date(2026, 10, 22, hours, minutes, seconds);
    await this.tracker.world.pass(moment - this.tracker.world.clock.wall());
    return this.tracker.tracking;
  }

  /** An estimate in minutes after seven. */
  expected(from: number, to: number, late = false) {
    const at = (minutes: number) => new Date(seven + minutes * minute);
    return { estimate: { of: 'ready' as const, from: at(from), to: at(to), source: 'backend' as const, late } };
  }
}

/** The usual evening, with everything that can happen to an order that is served in the end. */
export async function playUsualEvening(
  set: (tracker: FakeTracked) => void = () => {},
  look: (evening: Evening) => void = () => {},
): Promise<Evening> {
  const evening = await Evening.begin((tracker) => {
    tracker.rating = 'on';
    set(tracker);
  });
  const { expected } = evening;
  const updatedAt = new Date(seven + 27 * minute);
  const steps: readonly (readonly [time: string, step: (tracking: FakeTracked['tracking']) => Promise<void>])[] = [
    ['19:00', (it) => it.know({ order: { ...anOrder, status: 'pending' }, ...expected(25, 35) })],
    ['19:02', (it) => it.change({ status: 'preparing' })],
    ['19:05', (it) => it.change({ onHold: true })],
    ['19:07', (it) => it.change({ onHold: false })],
    ['19:09', (it) => it.change({ delayed: true, reason: 'The oven is full' })],
    ['19:12', (it) => it.know({ connectionStatus: 'offline', isConnected: false })],
    ['19:12:30', (it) => it.know({ connectionStatus: 'connecting' })],
    ['19:12:32', (it) => it.know({ connectionStatus: 'connected', isConnected: true })],
    ['19:14', (it) => it.change({ delayed: false })],
    ['19:15', (it) => it.know(expected(38, 45))],
    ['19:20', (it) => it.change({ status: 'ready' }, { estimate: undefined })],
    ['19:21', (it) => it.change({ status: 'preparing' })],
    ['19:25', (it) => it.change({ status: 'ready' })],
    ['19:27', (it) => it.change({ status: 'served', updatedAt })],
    [
      '19:35',
      (it) => it.change({ status: 'completed', updatedAt }, { connectionStatus: 'closed', isConnected: false }),
    ],
    ['20:00', async () => {}],
  ];
  for (const [time, step] of steps) {
    await step(await evening.at(time));
    look(evening);
  }
  return evening;
}
