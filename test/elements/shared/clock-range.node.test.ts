import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { clockRange } from '../../../src/elements/shared/clock-range.js';

const { TZ: ownZone } = process.env;

/** Both times of a range, as a device of this place writes them. */
function write(tag: string, place: string, from: string, to: string) {
  process.env.TZ = place;
  const format = new Intl.DateTimeFormat(tag, { timeStyle: 'short' });
  return clockRange(tag, format, new Date(from), new Date(to)).replace(/\s/g, ' ');
}

describe('a range of clock times around a change of the clocks', () => {
  afterEach(() => {
    if (ownZone === undefined) delete process.env.TZ;
    else process.env.TZ = ownZone;
  });

  it('says which of the two hours it means when summer time ends', () => {
    const night = ['2026-10-25T00:50Z', '2026-10-25T01:10Z'] as const;
    assert.equal(write('en-GB', 'Europe/Berlin', ...night), '02:50 CEST – 02:10 CET');
    assert.equal(write('de', 'Europe/Berlin', ...night), '02:50 MESZ – 02:10 MEZ');
    assert.equal(
      write('en-US', 'America/New_York', '2026-11-01T05:50Z', '2026-11-01T06:10Z'),
      '1:50 AM EDT – 1:10 AM EST',
    );
  });

  it('names the zone once within one of them, and where only one end is in it', () => {
    assert.equal(write('de', 'Europe/Berlin', '2026-10-25T00:10Z', '2026-10-25T00:20Z'), '02:10–02:20 MESZ');
    assert.equal(write('de', 'Europe/Berlin', '2026-10-25T01:10Z', '2026-10-25T01:20Z'), '02:10–02:20 MEZ');
    assert.equal(write('de', 'Europe/Berlin', '2026-10-24T23:55Z', '2026-10-25T00:05Z'), '01:55 – 02:05 MESZ');
  });

  it('does not say that twenty minutes are eighty when summer time begins', () => {
    assert.equal(
      write('en-US', 'America/New_York', '2026-03-08T06:50Z', '2026-03-08T07:10Z'),
      '1:50 AM EST – 3:10 AM EDT',
    );
  });

  it('names no zone at any other time, nor where the clocks never change', () => {
    assert.equal(write('de', 'Europe/Berlin', '2026-10-24T22:50Z', '2026-10-24T23:00Z'), '00:50–01:00');
    assert.equal(write('de', 'Europe/Berlin', '2026-10-25T02:00Z', '2026-10-25T02:10Z'), '03:00–03:10');
    assert.equal(write('de', 'Asia/Tokyo', '2026-10-25T00:50Z', '2026-10-25T01:10Z'), '09:50–10:10');
  });
});
