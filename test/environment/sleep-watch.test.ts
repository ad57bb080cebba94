import { expect } from '@esm-bundle/chai';
import { sleepWatchOf } from '../../src/environment/sleep-watch.js';
import { FakeEnvironment } from '../support/fake-environment.js';

describe('sleepWatchOf', () => {
  let world: FakeEnvironment;
  let heard: string[];
  const listen = (name: string) => sleepWatchOf(world.clock).listen(() => heard.push(name));

  beforeEach(() => {
    world = new FakeEnvironment();
    heard = [];
  });

  it('has one timer, however many listen, and none while nobody does', async () => {
    const stops = ['a', 'b', 'c'].map(listen);
    expect(world.timers).to.equal(1);
    await world.pass(10_000);
    expect(world.timers).to.equal(1);
    for (const stop of stops) stop();
    expect(world.timers).to.equal(0);
  });

  it('tells each listener of a sleep of 5 s, whether the monotone clock stands still in it or not', async () => {
    const stops = ['a', 'b'].map(listen);
    for (const monotoneStops of [true, false]) {
      heard = [];
      await world.pass(3_000);
      await world.sleep(5_000, { monotoneStops });
      await world.pass(2_000);
      expect(heard).to.deep.equal(['a', 'b']);
    }
    for (const stop of stops) stop();
  });

  it('tells of a wall clock that was set back', async () => {
    const stop = listen('a');
    world.setWall(-60_000);
    await world.pass(2_000);
    expect(heard).to.deep.equal(['a']);
    stop();
  });

  it('tells of nothing while time passes as it should, nor of what was before somebody listened', async () => {
    await world.sleep(60_000);
    const stop = listen('a');
    await world.pass(60_000);
    expect(heard).to.deep.equal([]);
    stop();
  });
});
