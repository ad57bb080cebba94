import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recordDuel, type Stretch, type Verdict } from '../../../demo/pages/home/duel-record.js';
import { tellStory } from '../../../demo/pages/playground/simulation/stories.js';

const second = 1000;

function length(stretches: readonly Stretch[], verdict: Verdict): number {
  return stretches.filter((stretch) => stretch.verdict === verdict).reduce((sum, { from, to }) => sum + to - from, 0);
}

describe('the two trackers of the home page', () => {
  it('meet the same silent connection: ours never claims a wrong status for long, the usual hook does for minutes', async () => {
    const { tracker, hook } = await recordDuel(new AbortController().signal);
    const { length: whole } = tellStory('silent', 'pickup', 0);
    assert.equal(length(tracker, 'wrong'), 0);
    assert.ok(length(hook, 'wrong') > 120 * second, JSON.stringify(hook));
    // Both hold the truth while nothing is wrong, so that the comparison is no trick of the hook's double.
    const untilSilence = hook.find(({ verdict }) => verdict === 'live')?.to ?? 0;
    assert.ok(untilSilence >= 3 * 60 * second, JSON.stringify(hook));
    assert.ok(length(tracker, 'live') > 0.6 * whole, JSON.stringify(tracker));
  });

  it('show the truth again 12 s after the network is back, in ours', async () => {
    const { tracker } = await recordDuel(new AbortController().signal);
    const back = tellStory('silent', 'pickup', 0).events.find(({ network }) => network === 'live')?.at ?? 0;
    const again = tracker.find(({ from, verdict }) => verdict === 'live' && from >= back);
    assert.ok(again && again.from <= back + 12 * second, JSON.stringify(tracker));
  });
});
