import { expect } from '@esm-bundle/chai';
import { type ServerClock, serverClock } from '../../src/environment/server-clock.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.UTC(2026, 10, 22, 12);

/** A device with a clock of its own, and a server that knows the true time. */
class Device {
  /** The true time. */
  time = noon;
  /** How far the device's clock is ahead. */
  ahead = 0;
  asleep = 0;
  /** What the next answer's headers say instead of the true time. */
  headers: (time: number) => Record<string, string> = (time) => ({ date: new Date(time).toUTCString() });
  /** How long a request and its answer take. */
  trip = 100;
  readonly server: ServerClock;

  constructor(ahead = 0) {
    this.ahead = ahead;
    this.server = serverClock(
      {
        setTimeout: () => 0,
        clearTimeout: () => {},
        wall: () => this.time + this.ahead,
        monotone: () => this.time - noon - this.asleep,
      },
      async () => {
        this.time += this.trip / 2;
        const headers = this.headers(this.time);
        this.time += this.trip / 2;
        return new Response('{}', { headers });
      },
    );
  }

  /** Asks the back end, whose answer is accepted unless the test says otherwise. */
  async ask(isAccepted = true): Promise<void> {
    await this.server.fetch('https://example.com/orders/42');
    if (isAccepted) this.server.accept();
  }

  /** By how much the time that words are about is wrong. */
  get error(): number {
    return Math.abs(this.server.now() - this.time);
  }
}

const offsets = [45 * minute, -45 * minute, 3 * hour, -3 * hour, day, -day];
const inWords = (ahead: number) => `${Math.abs(ahead) / minute} min ${ahead > 0 ? 'fast' : 'slow'}`;

describe('the back end’s clock', () => {
  for (const ahead of offsets) {
    it(`is known from one answer where the device is ${inWords(ahead)}`, async () => {
      const device = new Device(ahead);
      expect(device.server.ahead()).to.equal(0);
      await device.ask();
      expect(device.server.ahead()).to.be.closeTo(ahead, 2 * second);
      expect(device.error).to.be.lessThan(2 * second);
      device.time += 3 * hour;
      expect(device.error).to.be.lessThan(2 * second);
    });
  }

  it('is the device’s own up to a difference of 90 s, which networks make too', async () => {
    for (const ahead of [0, 20 * second, -20 * second, 88 * second, -88 * second]) {
      const device = new Device(ahead);
      await device.ask();
      expect(device.server.ahead(), `${ahead} ms`).to.equal(0);
    }
    for (const ahead of [92 * second, -92 * second]) {
      const device = new Device(ahead);
      await device.ask();
      expect(device.server.ahead(), `${ahead} ms`).to.be.closeTo(ahead, 2 * second);
    }
  });

  it('is not moved by slow answers, and gets more exact with quick ones', async () => {
    const device = new Device(45 * minute);
    device.trip = 7 * second;
    await device.ask();
    expect(device.error).to.be.lessThan(5 * second);
    const told = new Set<number>();
    for (const trip of [300, 6_000, 80, 5_000, 40, 7_500, 200, 7_900, 60]) {
      device.trip = trip;
      device.time += 10 * second + 137;
      await device.ask();
      told.add(device.server.ahead());
    }
    expect(device.error).to.be.lessThan(second);
    expect(told.size).to.be.lessThan(4);
  });

  it('is not taken from an answer that is no back end’s: a captive portal has a clock of its own', async () => {
    const device = new Device();
    device.headers = (time) => ({ date: new Date(time - 5 * hour).toUTCString() });
    await device.ask(false);
    device.headers = () => ({});
    await device.ask();
    expect(device.server.ahead()).to.equal(0);
  });

  describe('where the `Date` cannot be used', () => {
    const mistakes: Record<string, (time: number) => Record<string, string>> = {
      missing: () => ({}),
      'no date': () => ({ date: 'yesterday' }),
      1970: () => ({ date: new Date(0).toUTCString() }),
      2099: () => ({ date: new Date(Date.UTC(2099, 0, 1)).toUTCString() }),
      'a year old': (time) => ({ date: new Date(time - 365 * day).toUTCString() }),
      'beside a broken age': (time) => ({ date: new Date(time).toUTCString(), age: 'old' }),
    };
    for (const [what, headers] of Object.entries(mistakes)) {
      it(`stays with the device’s clock: ${what}`, async () => {
        const device = new Device();
        device.headers = headers;
        await device.ask();
        device.server.reached(device.time - 5 * minute, device.time + 25 * minute);
        expect(device.server.ahead()).to.equal(0);
      });

      it(`still learns from the order’s times that the device is slow: ${what}`, async () => {
        const device = new Device(-3 * hour);
        device.headers = headers;
        await device.ask();
        device.server.reached(device.time - minute, device.time + 25 * minute);
        expect(device.server.ahead()).to.be.closeTo(-3 * hour, 2 * minute);
      });
    }

    it('believes the first right one after one that was wrong', async () => {
      const device = new Device(45 * minute);
      device.headers = () => ({ date: new Date(Date.UTC(2099, 0, 1)).toUTCString() });
      await device.ask();
      device.headers = (time) => ({ date: new Date(time).toUTCString() });
      await device.ask();
      expect(device.error).to.be.lessThan(2 * second);
    });

    it('does not believe one that is before what the same server has stamped', async () => {
      const device = new Device();
      device.headers = (time) => ({ date: new Date(time - 3 * hour).toUTCString() });
      await device.ask();
      device.server.reached(device.time - minute);
      expect(device.server.ahead()).to.equal(0);
    });

    it('does not believe one that is a day after all that the order is about', async () => {
      const device = new Device();
      device.headers = (time) => ({ date: new Date(time + day).toUTCString() });
      await device.ask();
      device.server.reached(device.time - minute, device.time + 30 * minute);
      expect(device.server.ahead()).to.equal(0);
      // A day is right for an order that was placed ahead.
      device.server.reached(device.time - minute, device.time + 2 * day);
      expect(device.server.ahead()).to.be.closeTo(-day, 2 * second);
    });

    it('does not believe one that is hours off once a change arrives at its moment by the device’s clock', async () => {
      const device = new Device();
      device.headers = (time) => ({ date: new Date(time + 3 * hour).toUTCString() });
      await device.ask();
      device.server.reached(device.time - 20 * minute, device.time + 10 * minute);
      device.time += 5 * minute;
      device.server.reached(device.time - 2 * second, device.time + 5 * minute, true);
      expect(device.server.ahead()).to.equal(0);
      await device.ask();
      expect(device.server.ahead()).to.equal(0);
    });
  });

  describe('behind a cache', () => {
    it('counts the age of an answer', async () => {
      const device = new Device(45 * minute);
      device.headers = (time) => ({ date: new Date(time - 600 * second).toUTCString(), age: '600' });
      await device.ask();
      expect(device.error).to.be.lessThan(3 * second);
    });

    it('ignores an old answer that does not say so, after a fresh one', async () => {
      const device = new Device();
      await device.ask();
      const date = new Date(device.time).toUTCString();
      device.headers = () => ({ date });
      for (let passed = 0; passed < 10; passed += 1) {
        device.time += minute;
        await device.ask();
        expect(device.server.ahead()).to.equal(0);
      }
    });

    it('is right again with the first fresh answer, if the old one came first', async () => {
      const device = new Device(-45 * minute);
      device.headers = (time) => ({ date: new Date(time - 10 * minute).toUTCString() });
      await device.ask();
      device.headers = (time) => ({ date: new Date(time).toUTCString() });
      await device.ask();
      expect(device.error).to.be.lessThan(2 * second);
    });
  });

  describe('when the device’s clock is set', () => {
    for (const [before, after] of [
      [-45 * minute, 0],
      [3 * hour, 0],
      [0, 45 * minute],
      [0, -day],
      [2 * hour, -2 * hour],
    ] as const) {
      it(`is known again with the next answer: from ${before / minute} to ${after / minute} min`, async () => {
        const device = new Device(before);
        await device.ask();
        device.ahead = after;
        device.time += 2 * second;
        device.server.now();
        await device.ask();
        expect(device.error).to.be.lessThan(2 * second);
        expect(device.server.ahead()).to.be.closeTo(after, 2 * second);
      });
    }

    it('stays known at once where it was set back', async () => {
      const device = new Device(3 * hour);
      await device.ask();
      device.ahead = 0;
      device.time += 2 * second;
      expect(device.error).to.be.lessThan(2 * second);
    });

    it('is not taken from an answer that was on its way', async () => {
      const device = new Device();
      device.headers = (time) => {
        device.ahead = 2 * hour;
        return { date: new Date(time).toUTCString() };
      };
      await device.ask();
      expect(device.server.ahead()).to.equal(0);
    });

    it('no longer counts what the order’s times said, where nothing else is known', () => {
      const device = new Device(-45 * minute);
      device.server.reached(device.time - minute);
      expect(device.server.ahead()).to.be.closeTo(-45 * minute, 2 * minute);
      device.ahead = 0;
      device.time += 2 * second;
      expect(device.server.ahead()).to.equal(0);
    });
  });

  it('stays known while the device sleeps, whether its monotone clock stops or not', async () => {
    for (const stops of [true, false]) {
      const device = new Device(2 * hour);
      await device.ask();
      device.time += hour;
      if (stops) device.asleep += hour;
      expect(device.error).to.be.lessThan(2 * second);
      await device.ask();
      expect(device.error).to.be.lessThan(2 * second);
    }
  });

  it('is at least what a token or an order has said, and never earlier than that', () => {
    const device = new Device(-2 * hour);
    device.server.reached(device.time - 30 * minute);
    expect(device.server.ahead()).to.be.closeTo(-90 * minute, second);
    device.server.reached(device.time - minute);
    expect(device.server.ahead()).to.be.closeTo(-119 * minute, second);
    // An older moment says nothing new.
    device.server.reached(device.time - hour);
    expect(device.server.ahead()).to.be.closeTo(-119 * minute, second);
  });

  it('does not believe a moment of the far future', () => {
    const device = new Device();
    device.server.reached(Date.UTC(2099, 0, 1));
    expect(device.server.ahead()).to.equal(0);
  });

  it('is what it was on the last visit until something newer is known', async () => {
    const device = new Device(2 * hour);
    device.server.recall(2 * hour);
    expect(device.error).to.be.lessThan(second);
    device.ahead = 0;
    const later = new Device(0);
    later.server.recall(2 * hour);
    await later.ask();
    expect(later.server.ahead()).to.equal(0);
  });
});
