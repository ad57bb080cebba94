import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { estimateWords, postponed } from '../../../demo/pages/kitchen/kitchen-estimate.js';

const at = (time: string) => new Date(`2026-05-01T${time}`).toISOString();
const now = Date.parse(at('19:00'));
const stored = (from: string | null, to: string | null) => ({
  estimated_ready_from: from === null ? null : at(from),
  estimated_ready_to: to === null ? null : at(to),
});

describe('the estimate on a card of the kitchen', () => {
  it('is the window that the guest reads, rounded outward to five minutes', () => {
    assert.deepEqual(estimateWords(stored('19:07', '19:12'), now), { text: '19:05–19:15', isLate: false });
    assert.deepEqual(estimateWords(stored('19:10', '19:10'), now), { text: '19:10', isLate: false });
    assert.deepEqual(estimateWords(stored(null, '19:20'), now), { text: '19:10–19:20', isLate: false });
    assert.equal(estimateWords(stored(null, null), now), undefined);
  });

  it('is late once its end has passed', () => {
    assert.equal(estimateWords(stored('18:55', '19:00'), now)?.isLate, false);
    assert.equal(estimateWords(stored('18:50', '18:59'), now)?.isLate, true);
  });

  it('moves by the minutes of a press, from now once it has passed, and never to an earlier time', () => {
    assert.deepEqual(postponed(stored('19:07', '19:12'), 5, now), stored('19:12', '19:17'));
    assert.deepEqual(postponed(stored('18:50', '19:02'), 5, now), stored('18:55', '19:07'));
    assert.deepEqual(postponed(stored('18:40', '18:50'), 5, now), stored('19:05', '19:15'));
    assert.deepEqual(postponed(stored(null, null), 5, now), stored('19:05', '19:10'));
    assert.deepEqual(postponed(stored('19:20', null), 5, now), stored('19:25', '19:35'));
  });
});
