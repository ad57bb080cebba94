import { expect } from '@esm-bundle/chai';
import { backoff, countConnect, pauseForBudget, readBackoff } from '../../../src/tracker/chart/backoff.js';
import type { Failure } from '../../../src/transports/transport.js';

const network: Failure = { kind: 'network', reason: 'reset' };
const overload: Failure = { kind: 'overload', reason: 'busy' };

/** The shortest and the longest random pause. */
const range = (failure: Failure, attempt: number) => [backoff(failure, attempt, 0), backoff(failure, attempt, 1)];

describe('backoff: the pause before connecting again', () => {
  it('spreads the first retry over 5 s, so that the clients of a restarted server do not connect all at once', () => {
    expect(range(network, 1)).to.deep.equal([0, 5_000]);
  });

  it('spreads the first retry over 2 s when only the channel ended', () => {
    expect(range({ ...network, channelOnly: true }, 1)).to.deep.equal([0, 2_000]);
  });

  it('grows with every failure, up to 30 s', () => {
    expect([2, 3, 4, 5, 6, 7].map((attempt) => backoff(network, attempt, 1))).to.deep.equal([
      2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ]);
  });

  it('is 1.5 to 3 min where connections have failed for minutes while reads do well', () => {
    expect([0, 1].map((random) => backoff(network, 12, random, true))).to.deep.equal([90_000, 180_000]);
    expect(backoff({ ...network, retryAfter: 600_000 }, 12, 0, true)).to.equal(600_000);
  });

  it('is at least 5 s when the server is overloaded', () => {
    expect(range(overload, 1)).to.deep.equal([5_000, 10_000]);
    expect(backoff(overload, 9, 1)).to.equal(30_000);
  });

  it('is 2.5 to 7.5 s when the server shut the channel alone for overload, and grows', () => {
    const ofChannel: Failure = { ...overload, channelOnly: true };
    expect(range(ofChannel, 1)).to.deep.equal([2_500, 7_500]);
    expect(range(ofChannel, 2)).to.deep.equal([5_000, 15_000]);
    expect(backoff(ofChannel, 9, 1)).to.equal(30_000);
  });

  it('is never shorter than Retry-After', () => {
    expect(backoff({ ...network, retryAfter: 60_000 }, 1, 0)).to.equal(60_000);
  });
});

describe('readBackoff: the pause before reading again', () => {
  const pauses = (failure: Failure) => [1, 2, 3, 9].map((failures) => readBackoff(failure, failures, 10_000, 0));

  it('does not grow while the network fails, so that the order is shown soon after it is back', () => {
    expect(pauses(network)).to.deep.equal([8_000, 8_000, 8_000, 8_000]);
  });

  it('grows when the server is overloaded, up to a minute', () => {
    expect(pauses(overload)).to.deep.equal([8_000, 16_000, 32_000, 48_000]);
  });

  it('is at most 11.5 s with a poll interval of 10 s, so that a change is shown within 12 s', () => {
    expect(readBackoff(network, 1, 10_000, 1)).to.equal(11_500);
  });
});

describe('pauseForBudget', () => {
  it('keeps a second between two connects', () => {
    expect(pauseForBudget([1_000], 1_300)).to.equal(700);
    expect(pauseForBudget([], 0)).to.equal(0);
  });

  it('allows ten connects in any minute', () => {
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
