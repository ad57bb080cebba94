import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { readTime } from '../../src/order/read-time.js';

const noon = Date.UTC(2026, 4, 1, 12);

describe('readTime', () => {
  it('reads ISO 8601 in the variants of databases and languages', () => {
    for (const text of [
      '2026-05-01T12:00:00Z',
      '2026-05-01T12:00Z',
      '2026-05-01t12:00:00z',
      '2026-05-01 12:00:00Z',
      '2026-05-01 12:00:00+00',
      '2026-05-01 14:00:00+02',
      '2026-05-01T14:00:00+0200',
      '2026-05-01T14:00:00 +02:00',
      '2026-05-01T08:30:00-03:30',
      '2026-05-01T12:00:00.000000000Z',
      '2026-05-01T12:00:00,000Z',
      '2026-05-01 12:00:00.0000000 +00:00',
      '2026-05-01 12:00:00 UTC',
      '2026-05-01 12:00:00 +0000 UTC',
      '2026-05-01T14:00:00+02:00[Europe/Rome]',
      '20260501T120000Z',
      '2026/05/01 12:00:00 GMT',
      '2026-05-01T12:00:00-00:00',
      '2026-05-02T00:00:00+12:00',
      '  2026-05-01T12:00:00Z\n',
    ])
      expect(+Object(readTime(text)), text).to.equal(noon);
    expect(readTime('2026-05-01T12:00:00.123456789Z')).to.deep.equal(new Date(noon + 123));
    expect(readTime('2026-05-01T12:00:00,5Z')).to.deep.equal(new Date(noon + 500));
    expect(readTime('2026-05-01T24:00:00Z')).to.deep.equal(new Date(noon + 12 * 3_600_000));
  });

  it('reads RFC 2822, and what JavaScript makes of a date', () => {
    for (const text of [
      'Fri, 01 May 2026 12:00:00 GMT',
      'Fri, 1 May 2026 14:00:00 +0200',
      '01 May 2026 12:00 +0000',
      'Fri, 01 May 2026 08:00:00 EDT',
      'Fri, 01 May 2026 04:00:00 PST',
      'Fri, 01 May 2026 12:00:00 +0000 (UTC)',
      'Fri May 01 2026 14:00:00 GMT+0200 (Central European Summer Time)',
    ])
      expect(+Object(readTime(text)), text).to.equal(noon);
  });

  it('reads the time since 1970 in seconds, milliseconds, microseconds and nanoseconds', () => {
    const seconds = noon / 1000;
    for (const value of [
      seconds,
      noon,
      noon * 1000,
      `${seconds}`,
      `${noon}`,
      `${noon}000`,
      `${noon}000000`,
      `/Date(${noon})/`,
      `/Date(${noon}+0200)/`,
    ])
      expect(+Object(readTime(value)), String(value)).to.equal(noon);
    expect(readTime(seconds + 0.25)).to.deep.equal(new Date(noon + 250));
    expect(readTime(`${seconds}.5`)).to.deep.equal(new Date(noon + 500));
  });

  it('says of a time without a zone that it has none, unless that is UTC', () => {
    for (const text of [
      '2026-05-01T12:00:00',
      '2026-05-01 12:00:00',
      '2026-05-01 12:00',
      '20260501T120000',
      '2026-05-01T12:00:00.000000',
      '01 May 2026 12:00:00',
    ]) {
      expect(readTime(text), text).to.equal('zoneless');
      expect(+Object(readTime(text, true)), text).to.equal(noon);
    }
  });

  it('reads the zones at the ends of the earth', () => {
    expect(+Object(readTime('2026-05-02T02:00:00+14:00'))).to.equal(noon);
    expect(+Object(readTime('2026-05-01T00:00:00-1200'))).to.equal(noon);
    expect(+Object(readTime('2026-05-01T17:45:00+05:45'))).to.equal(noon);
  });

  it('reads nothing else', () => {
    for (const value of [
      '',
      'soon',
      '12:00',
      '2026-05-01',
      '2026-13-01T12:00:00Z',
      '2026-06-31T12:00:00Z',
      '2026-02-29T12:00:00Z',
      '2026-05-01T25:00:00Z',
      '2026-05-01T12:60:00Z',
      '2026-05-01 12:00:00 PM',
      '2026-05-01T12:00:00 CET',
      '2026-05-01T12:00:00+99:00',
      '2026-05-01T12:00:00+15:00',
      '2026-05-01T12:00:00-0260',
      '2026-05-01 12:00 GMT+24',
      '05/01/2026 12:00',
      '1 Foo 2026 12:00 GMT',
      '0001-01-01T00:00:00Z',
      '2099-01-01T00:00:00Z',
      0,
      25,
      -noon,
      1e30,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      null,
      undefined,
      true,
      {},
      [noon],
    ])
      expect(readTime(value, true), String(value)).to.equal(undefined);
  });

  it('reads every moment back from every form', () => {
    const moment = fc
      .integer({ min: Date.UTC(2010) / 1000, max: Date.UTC(2079) / 1000 })
      .map((second) => second * 1000);
    fc.assert(
      fc.property(moment, (time) => {
        const date = new Date(time);
        for (const form of [date.toISOString(), date.toUTCString(), date.toString(), time, time / 1000])
          expect(+Object(readTime(form)), String(form)).to.equal(time);
      }),
    );
  });
});
