import fc from 'fast-check';
import type { Channel } from '../../../demo/supabase/functions/_shared/notify/sender.js';

/** What a vendor does with one try. `after`: seconds until its answer. */
export type VendorMood =
  | { readonly does: 'accepts'; readonly after: number }
  /** It sends, and its answer is lost. */
  | { readonly does: 'sends-silently' }
  /** It neither sends nor answers. */
  | { readonly does: 'hangs' }
  | { readonly does: 'sends-and-breaks' }
  | { readonly does: 'breaks' }
  | { readonly does: 'throws' }
  | { readonly does: 'limits'; readonly retryAfter: number }
  | { readonly does: 'is-down' }
  | { readonly does: 'refuses'; readonly isGone: boolean };

/** What the kitchen does, so many seconds after its last move. What the rules forbid at that moment does not happen. */
export interface KitchenMove {
  readonly gap: number;
  readonly move: 'forward' | 'undo' | 'cancel' | 'postpone' | 'flag-delay' | 'answer' | 'unanswered' | 'touch';
}

/** One order: its guest, its kitchen and the moods of the vendors. */
export interface Story {
  readonly channels: readonly Channel[];
  readonly recipients: number;
  readonly page: 'none' | 'watched' | 'closed' | 'dead';
  /** When the guest opens or leaves the page. */
  readonly visits: readonly { readonly at: number; readonly opens: boolean }[];
  readonly kitchen: readonly KitchenMove[];
  readonly moods: Readonly<Record<Channel, readonly VendorMood[]>>;
  /** Seconds until the browser shows a push, or never. */
  readonly showsAfter: number | undefined;
  readonly report: {
    readonly after: number;
    readonly says: 'delivered' | 'failed' | 'nothing' | 'failed-then-delivered' | 'delivered-then-failed';
    readonly times: number;
  };
  readonly withdrawsAt: number | undefined;
}

const mood: fc.Arbitrary<VendorMood> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ does: fc.constant('accepts' as const), after: fc.constantFrom(0, 0, 1, 4) }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<VendorMood>(
      { does: 'sends-silently' },
      { does: 'hangs' },
      { does: 'sends-and-breaks' },
      { does: 'breaks' },
      { does: 'throws' },
      { does: 'is-down' },
      { does: 'refuses', isGone: true },
      { does: 'refuses', isGone: false },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('limits' as const), retryAfter: fc.integer({ min: 0, max: 40 }) }),
  },
);
const moods = fc.array(mood, { maxLength: 4 });
const second = fc.integer({ min: 0, max: 120 });
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 });

export const stories: fc.Arbitrary<Story> = fc.record({
  channels: fc.subarray<Channel>(['push', 'sms', 'email']),
  recipients: fc.constantFrom(1, 1, 2),
  page: fc.constantFrom('none', 'watched', 'closed', 'closed', 'dead'),
  visits: fc.array(fc.record({ at: second, opens: fc.boolean() }), { maxLength: 2 }),
  kitchen: fc.array(
    fc.record({
      // Fast fingers: several moves of one second come between the calls of a worker.
      gap: fc.constantFrom(0, 0, 1, 7, 30, 60, 90),
      move: fc.constantFrom(
        'forward',
        'forward',
        'forward',
        'forward',
        'undo',
        'undo',
        'cancel',
        'postpone',
        'flag-delay',
        'answer',
        'unanswered',
        'touch',
      ),
    }),
    { minLength: 2, maxLength: 8 },
  ),
  moods: fc.record({ push: moods, sms: moods, email: moods }),
  showsAfter: sometimes(fc.constantFrom(0, 1, 5, 19, 30, 100)),
  report: fc.record({
    after: fc.constantFrom(-1, 0, 2, 24, 60),
    says: fc.constantFrom(
      'delivered',
      'delivered',
      'failed',
      'nothing',
      'failed-then-delivered',
      'delivered-then-failed',
    ),
    times: fc.constantFrom(1, 1, 2),
  }),
  withdrawsAt: fc.option(second, { nil: undefined, freq: 8 }),
});
