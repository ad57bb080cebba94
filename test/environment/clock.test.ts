import { expect } from '@esm-bundle/chai';
import { effectiveClock } from '../../src/environment/clock.js';

describe('the effective clock', () => {
  let wall = 0;
  let monotone = 0;
  const clock = {
    setTimeout: () => 0,
    clearTimeout: () => {},
    wall: () => wall,
    monotone: () => monotone,
  };
  let elapsed: () => number;

  beforeEach(() => {
    wall = 1_000_000;
    monotone = 50;
    elapsed = effectiveClock(clock);
  });

  it('counts a sleep during which the monotone clock stops', () => {
    wall += 30_000;
    expect(elapsed()).to.equal(30_000);
  });

  it('counts on when the wall clock is set back', () => {
    wall -= 86_400_000;
    monotone += 5_000;
    expect(elapsed()).to.equal(5_000);
  });

  it('never runs backwards', () => {
    wall -= 10_000;
    monotone -= 10_000;
    expect(elapsed()).to.equal(0);
    wall += 1_000;
    monotone += 1_000;
    expect(elapsed()).to.equal(1_000);
  });
});
