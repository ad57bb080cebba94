import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { PolicyKit, type Verdict } from './policy-kit.js';

const { SOAK_RUNS, PBT_SEED, PBT_PATH } = process.env;
const opened = PolicyKit.open();
after(async () => (await opened).close());

/** What can be before the question is asked: facts of the guest, of the restaurant, and what it has learnt. */
const facts = fc.record({
  looks: fc.nat({ max: 4 }),
  seesPreparing: fc.boolean(),
  looksWhenReady: fc.constantFrom('sees it', 'is shown what was before', 'looked away', 'never'),
  secondsAfter: fc.nat({ max: 12 }),
  minutesAway: fc.option(fc.nat({ max: 60 })),
  isAdaptive: fc.boolean(),
  isQuiet: fc.boolean(),
  wait: fc.integer({ min: 1, max: 120 }),
  opened: fc.nat({ max: 100 }),
  lookersSaw: fc.nat({ max: 100 }),
  kind: fc.constantFrom('ready', 'ended'),
  channel: fc.constantFrom('sms', 'email', 'push'),
});

describe('that an order is ready, or has ended', () => {
  it('is kept back by nothing but a page that has shown it, or may still do so', async () => {
    const evening = await opened;
    await fc.assert(
      fc.asyncProperty(facts, async (given) => {
        await evening.begin({
          is_adaptive: String(given.isAdaptive),
          ...(given.isQuiet && { quiet_from: '00:00', quiet_to: '23:59' }),
        });
        await evening.learnWaits(Math.ceil(given.wait / 5) * 5, 100);
        await evening.learn('preparing', { changes: 100, sent: 100, opened: given.opened });
        await evening.learn('ready', { changes: 100, lookers: 100, lookers_saw: given.lookersSaw });
        for (let look = 0; look < given.looks; look++) {
          await evening.look();
          await evening.lookAway();
        }
        await evening.become('preparing');
        if (given.seesPreparing) await evening.look();
        if (given.minutesAway !== null) await evening.isAway(given.minutesAway);
        await evening.lookAway();
        if (given.looksWhenReady === 'is shown what was before') await evening.look();
        await evening.at('18:20:00');
        await evening.become(given.kind === 'ready' ? 'ready' : 'cancelled');
        if (given.looksWhenReady === 'sees it') await evening.look();
        await evening.at(`18:20:${String(given.secondsAfter).padStart(2, '0')}`);

        const { verdict } = await evening.decide({ kind: given.kind, channel: given.channel });
        assert.equal(verdict, expected(given.isAdaptive ? given.looksWhenReady : 'never', given.secondsAfter));
      }),
      {
        numRuns: Math.ceil(Number(SOAK_RUNS ?? 60) / (SOAK_RUNS === undefined ? 1 : 5)),
        ...(PBT_SEED !== undefined && { seed: Number(PBT_SEED) }),
        ...(PBT_PATH !== undefined && { path: PBT_PATH }),
      },
    );
  });
});

function expected(looks: string, secondsAfter: number): Verdict['verdict'] {
  if (looks === 'sees it') return 'withhold';
  return looks === 'is shown what was before' && secondsAfter < 5 ? 'wait' : 'send';
}
