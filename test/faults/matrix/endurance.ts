import assert from 'node:assert/strict';
import { Trial, within } from './trial.js';

/** Removes the element and adds it again, 1,000 times in all; what is removed leaves nothing running. */
export async function removeAndAdd({ guest, world, play }: Trial): Promise<void> {
  for (let again = 0; again < 1_000; again += 1) {
    await world.pass(world.random() * 150);
    if (guest.isMounted) guest.unmount();
    else guest.mount();
    await world.pass(0);
    if (!guest.isMounted) play.invariants.check();
    world.http.requests.splice(0, world.http.requests.length - 20);
    world.connects.length = 0;
  }
  play.throwFaults();
}

/** Shuts the channels of 100 pages, one after the other, and measures when each is live again. */
export async function shutsForOverload(kind: ConstructorParameters<typeof Trial>[0]): Promise<void> {
  const times: number[] = [];
  for (let seed = 1; seed <= 100; seed += 1) {
    const trial = new Trial(kind, seed);
    try {
      await trial.begin();
      trial.world.server.closeSubscriptions(4429);
      await trial.until(() => !trial.isLive, 1_000);
      times.push(await trial.until(() => trial.isLive, 60_000));
    } finally {
      await trial.play.end();
    }
  }
  times.sort((one, other) => one - other);
  within(times[94] ?? Number.POSITIVE_INFINITY, 8_000, 'the 95th of 100 pages');
  assert.ok((times[0] ?? 0) >= 2_000, 'an overloaded server is left alone for a while');
}
