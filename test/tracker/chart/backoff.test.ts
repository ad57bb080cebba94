import { expect } from '@esm-bundle/chai';
import { backoff, countConnect, pauseForBudget, readBackoff } from '../../../src/tracker/chart/backoff.js';
import type { Failure } from '../../../src/transports/transport.js';

const network: Failure = { kind: 'network', reason: 'reset' };
const overload: Failure = { kind: 'overload', reason: 'busy' };

/** The shortest and the longest pause that chance can make. */
const range = (loss: Failure, attempt: number) => [backoff(loss, attempt, 0), backoff(loss, attempt, 1)];

describe('the pause before connecting again', () => {
  it('spreads the first retry over 5 s, so that a restarted server is not stormed', () => {
    expect(range(network, 1)).to.deep.equal([0, 5_000]);
  });

  it('spreads over 2 s where only the channel ended', () => {
    expect(range({ ...network, channelOnly: true }, 1)).to.deep.equal([0, 2_000]);
  });

  it('grows with every loss, up to 30 s', () => {
    expect([2, 3, 4, 5, 6, 7].map((attempt) => backoff(network, attempt, 1))).to.deep.equal([
      2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('is at least 5 s for an overloaded server', () => {
    expect(range(overload, 1)).to.deep.equal([5_000, 10_000]);
    expect(backoff(overload, 9, 1)).to.equal(30_000);
  });

  it('is never shorter than the server asked for', () => {
    expect(backoff({ ...network, retryAfter: 60_000 }, 1, 0)).to.equal(60_000);
  });
});

describe('the pause before reading again', () => {
  const pauses = (loss: Failure) => [1, 2, 3, 9].map((failures) => readBackoff(loss, failures, 10_000, 0));

  it('stays as it is while nobody answers, so that the order is there within it when somebody does', () => {
    expect(pauses(network)).to.deep.equal([8_000, 8_000, 8_000, 8_000]);
  });

  it('grows for an overloaded server, up to a minute', () => {
    expect(pauses(overload)).to.deep.equal([8_000, 16_000, 32_000, 48_000]);
  });

  it('is never so long that the answer comes later than 12 s after the last one', () => {
    expect(readBackoff(network, 1, 10_000, 1)).to.equal(11_500);
  });
});

describe('the budget of connects', () => {
  it('keeps a second between two', () => {
    expect(pauseForBudget([1_000], 1_300)).to.equal(700);
    expect(pauseForBudget([], 0)).to.equal(0);
  });

  it('allows ten in any minute', () => {
    let connects: readonly number[] = [];
    let now = 0;
    const made: number[] = [];
    for (let attempt = 0; attempt < 50; attempt += 1) {
      now += pauseForBudget(connects, now);
      connects = countConnect(connects, now);
      made.push(now);
    }
    for (const at of made)
      expect(made.filter((other) => other >= at && other <= at + 60_000)).to.have.length.at.most(10);
  });
});
