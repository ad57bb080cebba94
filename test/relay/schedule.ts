import fc from 'fast-check';
import { samples } from '../../demo/server/relay/samples/index.js';

/** What happens to one step of an order on its way from the provider to us. */
export interface Delivery {
  readonly step: number;
  /** How a message of that step comes; `lost` does not. */
  readonly how: 'sent' | 'lost' | 'forged' | 'tampered' | 'unknown';
  /** How often the same bytes come again at once, side by side. */
  readonly times: number;
  /** Whether the store fails for the first try: before it writes, or after. */
  readonly failure: 'none' | 'before' | 'after';
}

/** One order of one provider, with all that can happen to its messages. */
export interface Schedule {
  readonly sample: (typeof samples)[number];
  readonly run: string;
  readonly deliveries: readonly Delivery[];
}

/**
 * Schedules: the steps of an order in any order, several times, side by side; lost, forged, changed on the way, with status
 * words that have no meaning, and with a store that fails now and then.
 */
export const schedules: fc.Arbitrary<Schedule> = fc
  .record({
    sample: fc.constantFrom(...samples),
    run: fc.stringMatching(/^[a-z0-9]{8}$/),
    seeds: fc.array(
      fc.record({
        place: fc.double({ min: 0, max: 0.999, noNaN: true }),
        how: fc.oneof(
          { arbitrary: fc.constant('sent' as const), weight: 8 },
          {
            arbitrary: fc.constantFrom('lost' as const, 'forged' as const, 'tampered' as const, 'unknown' as const),
            weight: 3,
          },
        ),
        times: fc.oneof(
          { arbitrary: fc.constant(1), weight: 4 },
          { arbitrary: fc.integer({ min: 2, max: 3 }), weight: 1 },
        ),
        failure: fc.oneof(
          { arbitrary: fc.constant('none' as const), weight: 8 },
          { arbitrary: fc.constantFrom('before' as const, 'after' as const), weight: 1 },
        ),
      }),
      { minLength: 1, maxLength: 10 },
    ),
  })
  .map(({ sample, run, seeds }) => ({
    sample,
    run,
    deliveries: seeds.map(({ place, ...delivery }) => ({ ...delivery, step: Math.floor(place * sample.steps.length) })),
  }));
