import fc from 'fast-check';
import { command, is, type PlayCommand } from './command.js';

const durations = fc.oneof(
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 300, max: 5_000 }),
  fc.integer({ min: 5_000, max: 90_000 }),
);

/** Commands for passing time, sleep and the device's clock. */
export const time: fc.Arbitrary<PlayCommand>[] = [
  durations.map((ms) => command(`wait ${ms} ms`, ({ world }) => world.pass(ms))),
  durations.map((ms) => command(`wait ${ms} ms`, ({ world }) => world.pass(ms))),
  durations.map((ms) => command(`wait ${ms} ms`, ({ world }) => world.pass(ms))),
  fc.tuple(fc.constantFrom(3_000, 15_000, 120_000, 1_200_000), fc.boolean()).map(([ms, stops]) =>
    command(`sleep ${ms} ms${stops ? ', the monotone clock too' : ''}`, async ({ world }) => {
      await world.device.sleep(ms, stops);
      // The tracker notices a sleep when it has missed two ticks of 2 s.
      if (ms > 4_000) for (const tab of world.device.tabs) if (tab.visible) tab.suspendedAt = world.now;
    }),
  ),
  fc
    .constantFrom(-86_000_000, -600_000, -3_000, 3_000, 600_000, 43_200_000)
    .map((ms) => command(`the clock is set by ${ms} ms`, ({ world }) => world.device.setClock(ms))),
  fc.constant(command('600 s pass', ({ world }) => world.pass(600_000), is('hidden'))),
];
