import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import type { Estimate } from '../../../src/order/estimate/estimate.js';
import { type ShownEstimate, shownEstimate } from '../../../src/order/estimate/estimate-display.js';
import { randomRuns } from '../../support/random-runs.js';

const noon = Date.UTC(2026, 4, 1, 12);
/** Minutes after noon. */
const at = (minutes: number) => new Date(noon + minutes * 60_000);
const after = (date: Date | undefined) => date && (+date - noon) / 60_000;

function show(from: number, to: number, now: number, previous?: ShownEstimate, source: Estimate['source'] = 'formula') {
  const estimate: Estimate = { of: 'ready', from: at(from), to: at(to), source, late: now > to };
  return shownEstimate(estimate, previous, at(now));
}

describe('shownEstimate', () => {
  it('shows clock times, rounded outward to five minutes, while more than ten minutes remain', () => {
    const shown = show(12, 21, 0);
    expect(shown.kind).to.equal('times');
    expect(after(shown.from)).to.equal(10);
    expect(after(shown.to)).to.equal(25);
    expect(show(12, 21, 10.9).kind).to.equal('times');
    expect(show(12, 21, 11).kind).to.equal('minutes');
  });

  describe('in the last ten minutes, says what a person would say', () => {
    const range = (from: number, to: number) => {
      const { kind, fromMinutes, toMinutes } = show(from, to, 0);
      return kind === 'minutes' ? `${fromMinutes}–${toMinutes}` : kind;
    };
    for (const [from, to, said] of [
      [5, 10, '5–10'],
      [4, 6, '5–5'],
      [2, 4, 'soon'],
      [3, 7, '5–5'],
      [6, 9, '5–10'],
      [4, 4.9, '5–5'],
      [0.5, 2, 'soon'],
      [-3, 4, 'soon'],
      [-3, 6, '0–10'],
      [0, 5, '0–5'],
      [9, 10, '10–10'],
    ] as const) {
      it(`${from} to ${to} minutes from now are ${said}`, () => expect(range(from, to)).to.equal(said));
    }
  });

  it('shows only the end once the range has begun', () => {
    expect(show(3, 21, 2).from).to.equal(undefined);
    expect(show(3, 21, 2).isMoment).to.equal(false);
  });

  it('shows one moment as one moment, to five minutes', () => {
    const shown = show(21, 21, 0);
    expect(shown.from).to.equal(undefined);
    expect(shown.isMoment).to.equal(true);
    expect(after(shown.to)).to.equal(20);
  });

  describe('with one end alone', () => {
    const showOnly = (only: 'from' | 'to', moment: number, now: number) => {
      const estimate = {
        of: 'ready',
        from: at(moment),
        to: at(moment),
        source: 'backend',
        late: now > moment,
      } as const;
      return shownEstimate({ ...estimate, only }, undefined, at(now));
    };

    it('shows a limit without a start, rounded outward: by then, within so many minutes', () => {
      const shown = showOnly('to', 21, 0);
      expect(shown).to.deep.include({ kind: 'times', isMoment: false, to: at(25) });
      expect(shown.from).to.equal(undefined);
      expect(showOnly('to', 21, 13)).to.deep.include({ kind: 'minutes', fromMinutes: 0, toMinutes: 10 });
      expect(showOnly('to', 21, 22).kind).to.equal('late');
    });

    it('shows a start as a clock time, however near it is', () => {
      for (const now of [0, 15, 20]) expect(showOnly('from', 21, now)).to.deep.include({ kind: 'start', from: at(20) });
      expect(showOnly('from', 21, 20.5)).to.deep.include({ kind: 'start', from: at(25) });
    });
  });

  describe('when the estimate changes', () => {
    it('moves the end to an earlier time at once', () => {
      const first = show(12, 21, 0);
      expect(after(show(12, 19, 0.1, first).to)).to.equal(20);
    });

    it('moves the end to a later time only if the estimate has passed it', () => {
      const first = show(12, 21, 0);
      expect(after(show(13, 24.9, 1, first).to)).to.equal(25);
      expect(after(show(13, 25.1, 1, first).to)).to.equal(30);
    });

    it('moves the end to a later time at most once in five minutes', () => {
      const first = show(12, 21, 0);
      const second = show(12, 26, 1, first);
      expect(after(second.to)).to.equal(30);
      expect(after(show(12, 31, 5.9, second).to)).to.equal(30);
      expect(after(show(12, 31, 6, second).to)).to.equal(35);
    });
  });

  describe('of the back end itself', () => {
    it('follows every change at once, also to later times', () => {
      const first = show(20, 25, 0, undefined, 'backend');
      const second = show(30, 35, 1, first, 'backend');
      const third = show(40, 45, 2, second, 'backend');
      expect([first, second, third].map(({ from, to }) => `${after(from)}–${after(to)}`)).to.deep.equal([
        '20–25',
        '30–35',
        '40–45',
      ]);
    });
  });

  it('makes up no new time once the end has passed', () => {
    const shown = show(10, 18, 18.1);
    expect(shown.kind).to.equal('late');
    expect(shown.from).to.equal(undefined);
    expect(after(shown.to)).to.equal(20);
    expect(after(show(10, 18, 29.9, shown).to)).to.equal(20);
    expect(show(20, 40, 30, shown)).to.deep.include({ kind: 'minutes', fromMinutes: 0, toMinutes: 10 });
  });

  it('never shows a past time or a negative number, and never moves the end to a later time twice in five minutes', () => {
    const changes = fc.array(
      fc.record({
        wait: fc.double({ min: 0.01, max: 6, noNaN: true }),
        from: fc.double({ min: -20, max: 90, noNaN: true }),
        length: fc.double({ min: 0, max: 40, noNaN: true }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(changes, (all) => {
        let now = 0;
        let shown: ShownEstimate | undefined;
        let raised = Number.NEGATIVE_INFINITY;
        for (const { wait, from, length } of all) {
          now += wait;
          const before = shown;
          const to = from + length;
          shown = show(from, to, now, before);
          if (shown.kind !== 'late') expect(+shown.to).to.be.above(+at(now) - 1);
          if (shown.from) expect(+shown.from).to.be.within(+at(now), +shown.to);
          expect(shown.fromMinutes).to.be.within(0, shown.toMinutes);
          if (shown.kind === 'minutes') expect(shown.toMinutes).to.be.at.most(10);
          expect(shown.toMinutes).to.be.at.least(1);
          if (!before || +shown.to <= +before.to) continue;
          expect(shown.isMoment || now > to || to > (after(before.to) ?? 0)).to.equal(true);
          if (now <= to && +before.to > +at(now)) expect(now - raised).to.be.at.least(5 - 1e-4);
          raised = now;
        }
      }),
      { numRuns: randomRuns(2000) },
    );
  });
});
