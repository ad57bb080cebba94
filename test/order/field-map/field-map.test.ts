import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { applyFieldMap, type FieldMap } from '../../../src/order/field-map/field-map.js';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import { parseOrder } from '../../../src/order/wire.js';
import { randomRuns } from '../../support/random-runs.js';

/** The parsed order of a foreign payload. */
function understood(payload: unknown, map: FieldMap): unknown {
  const result = parseOrder(applyFieldMap(payload, map));
  return result.ok ? result.patch : result.reason;
}

describe('applyFieldMap', () => {
  it('finds fields along paths, in lists from either end', () => {
    const map: FieldMap = {
      root: 'data.order',
      fields: { id: 'guid', status: 'steps[-1].name', number: 'checks[0].no', table_label: ['seat', 'table.name'] },
    };
    const order = {
      guid: 'A',
      steps: [{ name: 'x' }, { name: 'ready' }],
      checks: [{ no: 7 }],
      seat: null,
      table: { name: 'T4' },
    };
    expect(understood({ data: { order } }, map)).to.deep.equal({
      id: 'A',
      status: 'ready',
      number: '7',
      tableLabel: 'T4',
    });
  });

  it('uses the payload itself if the root leads nowhere, and the names on the wire if there is no path', () => {
    expect(understood({ id: 'A', status: 'ready', version: 3 }, { root: 'data' })).to.deep.equal({
      id: 'A',
      status: 'ready',
      version: 3,
    });
  });

  it('leaves out a field without paths', () => {
    const map: FieldMap = { fields: { version: [] } };
    expect(understood({ id: 'A', status: 'ready', version: 3 }, map)).not.to.have.property('version');
  });

  describe('statuses', () => {
    const statuses = {
      COOKING: 'preparing',
      Paused: { onHold: true },
      slow: { status: 'preparing', delayed: true, statusSource: 'estimated' },
      printed: null,
    } as const;
    const says = (status: unknown) => understood({ id: 'A', number: '7', status }, { statuses });
    const calm = { statusSource: 'confirmed', delayed: false, onHold: false };

    it('are understood in upper and lower case', () => {
      expect(says('cooking')).to.deep.equal({ id: 'A', number: '7', status: 'preparing', ...calm });
    });

    it('are understood with blanks, hyphens and in camelCase, unless a map tells them apart', () => {
      const map = { statuses: { 'In Progress': 'preparing', 'in-oven': 'preparing', in_oven: 'ready' } } as const;
      const at = (status: string) => understood({ id: 'A', status }, map);
      for (const word of ['in_progress', 'IN-PROGRESS', 'inProgress', ' in progress '])
        expect(at(word), word).to.include({ status: 'preparing' });
      expect(at('in-oven')).to.include({ status: 'preparing' });
      expect(at('IN_OVEN')).to.include({ status: 'ready' });
      expect(at('Canceled')).to.include({ status: 'cancelled' });
    });

    it('may set flags, which the next word clears', () => {
      expect(says('slow')).to.include({ status: 'preparing', delayed: true, statusSource: 'estimated' });
      expect(says('paused')).to.deep.equal({ id: 'A', number: '7', ...calm, onHold: true });
      expect(says('COOKING')).to.include({ delayed: false, onHold: false });
    });

    it('may have no meaning', () => {
      expect(says('printed')).to.deep.equal({ id: 'A', number: '7' });
      expect(says(null)).to.deep.equal({ id: 'A', number: '7' });
    });

    it('may be ours without a map, and are unmapped otherwise', () => {
      expect(says('ready')).to.include({ status: 'ready' });
      expect(says('plating')).to.include({ unmappedStatus: 'plating' });
      expect(says('constructor')).to.include({ unmappedStatus: 'constructor' });
      expect(says('__proto__')).to.include({ unmappedStatus: '__proto__' });
      expect(says({})).to.include({ unmappedStatus: '{}' });
    });

    it('are found along several paths, each with its own words', () => {
      const map: FieldMap = {
        fields: { status: [{ path: 'voided', statuses: { true: 'cancelled', false: null } }, 'kitchen', 'approval'] },
        statuses: { NEW: 'pending', NONE: null },
      };
      const at = (payload: object) => understood({ id: 'A', ...payload }, map);
      expect(at({ voided: true, kitchen: 'NEW' })).to.include({ status: 'cancelled' });
      expect(at({ voided: false, kitchen: 'NONE', approval: 'NEW' })).to.include({ status: 'pending' });
      expect(at({ voided: false, kitchen: 'odd', approval: 'NEW' })).to.include({ unmappedStatus: 'odd' });
    });

    it('do not override a flag that has its own field', () => {
      expect(understood({ id: 'A', status: 'COOKING', delayed: true }, { statuses })).to.include({ delayed: true });
    });
  });

  describe('a price in decimals', () => {
    const total = (value: unknown, scale = 2) => {
      const map: FieldMap = { fields: { total_minor: { path: ['sum.gross', 'total'], scale } } };
      const result = parseOrder(applyFieldMap({ id: 'A', status: 'ready', total: value }, map));
      return result.ok ? (result.unread ? Object.keys(result.unread) : result.patch.totalMinor) : result.reason;
    };

    it('is counted in the smallest unit, exactly', () => {
      for (const value of [12.5, '12.5', '12.50', '12,50', '12.500', ' € 12.50', '12,50 €', 'EUR 12.50'])
        expect(total(value), String(value)).to.equal(1250);
      expect(total(1.005)).to.equal(101);
      expect(total(0.07 * 100)).to.equal(700);
      for (const value of ['1,234.50', '1.234,50', '1 234,50', "1'234.50"])
        expect(total(value), value).to.equal(123_450);
      expect(total('1,234')).to.equal(123_400);
      expect(total('1.234.567')).to.equal(123_456_700);
      expect(total('12,34,567')).to.equal(123_456_700);
      expect(total(0)).to.equal(0);
      expect(total(1200, 0)).to.equal(1200);
      expect(total('1.234', 3)).to.equal(1234);
    });

    it('is told where it cannot be read', () => {
      for (const value of ['free', '-3.00', {}, 'twelve', '12.50 + tip', '12.50.00', '1,2,3', '1.234.56'])
        expect(total(value)).to.deep.equal(['total_minor']);
      expect(total(null)).to.equal(null);
      expect(total(undefined)).to.equal(undefined);
    });
  });

  it('maps the lines of an order', () => {
    const map: FieldMap = {
      items: {
        path: 'cart.lines',
        fields: { name: 'title', quantity: 'qty', status: 'state' },
        statuses: { DONE: 'ready' },
      },
    };
    const lines = [
      { title: 'Tea', qty: '2', state: 'DONE', price: 3 },
      { title: 'Pie', qty: 1, state: 'odd' },
    ];
    expect(understood({ id: 'A', cart: { lines } }, map)).to.deep.equal({
      id: 'A',
      items: [
        { name: 'Tea', quantity: 2, status: 'ready' },
        { name: 'Pie', quantity: 1 },
      ],
    });
  });

  describe('windows', () => {
    const from = '2026-05-01T12:00:00Z';
    const window = (value: unknown) => understood({ id: 'A', w: value }, { window: 'w' });
    const expected = {
      id: 'A',
      estimatedReadyFrom: new Date(from),
      estimatedReadyTo: new Date('2026-05-01T13:30:00Z'),
    };

    it('may be an interval of two times, or of a time and a duration', () => {
      expect(window(`${from}/2026-05-01T13:30:00Z`)).to.deep.equal(expected);
      expect(window(`${from}/PT1H30M`)).to.deep.equal(expected);
    });

    it('may be a start and a duration', () => {
      const map: FieldMap = { window: { start: 'at', duration: 'for' } };
      expect(understood({ id: 'A', at: from, for: 'PT90M' }, map)).to.deep.equal(expected);
      expect(understood({ id: 'A', at: from, for: 'P1W1DT1S' }, map)).to.deep.include({
        estimatedReadyTo: new Date('2026-05-09T12:00:01Z'),
      });
      expect(understood({ id: 'A', at: from }, map)).to.deep.equal({ id: 'A', estimatedReadyFrom: new Date(from) });
    });

    it('may last as long as people write it, or as a number with its unit says', () => {
      const map: FieldMap = { window: { start: 'at', duration: 'for' } };
      const end = (length: unknown, of = map) => {
        const patch = understood({ id: 'A', at: from, for: length }, of);
        return new Date(Object(patch).estimatedReadyTo).toISOString().slice(11, 19);
      };
      for (const length of [
        '15 min',
        '15min',
        '10-15 min',
        '10–15 minutes',
        '10 - 15 mins.',
        'ca. 15 Min',
        '15 Minuten',
        '00:15:00',
        ['PT15M'],
      ])
        expect(end(length), String(length)).to.equal('12:15:00');
      for (const length of ['1h 15m', '1 hr 15 min', '1.25 hours', '1 hour, 15 minutes', '01:15:00'])
        expect(end(length), length).to.equal('13:15:00');
      const counted = (unit: 'seconds' | 'minutes' | 'hours'): FieldMap => ({
        window: { start: 'at', duration: { path: 'for', unit } },
      });
      expect(end(15, counted('minutes'))).to.equal('12:15:00');
      expect(end('10-15', counted('minutes'))).to.equal('12:15:00');
      expect(end('900', counted('seconds'))).to.equal('12:15:00');
      expect(end(0.25, counted('hours'))).to.equal('12:15:00');
      expect(end('1h', counted('minutes'))).to.equal('13:00:00');
    });

    it('promise nothing where their end cannot be read', () => {
      const map: FieldMap = { window: { start: 'at', duration: 'for' } };
      for (const length of [15, '15', '0:15', '2 months', 'soon', { min: 15, max: 20 }])
        expect(understood({ id: 'A', at: from, for: length }, map), String(length)).to.deep.equal({
          id: 'A',
          hasUnreadEstimate: true,
        });
    });

    it('are left out if they make no sense', () => {
      for (const value of [undefined, null, '', '/']) {
        expect(window(value), String(value)).to.equal('The payload tells nothing but an id.');
      }
      for (const value of [7, {}, 'P1D', 'PT1H/PT2H', 'soon']) {
        expect(window(value), String(value)).to.deep.equal({ id: 'A', hasUnreadEstimate: true });
      }
    });

    it('have no end that another zone would move', () => {
      expect(window('2026-05-01T12:00:00/PT1H30M')).to.deep.equal({ id: 'A', hasUnreadEstimate: true });
      const map: FieldMap = { window: { start: 'at', duration: 'for' } };
      const inUtc = parseOrder(applyFieldMap({ id: 'A', at: '2026-05-01 12:00', for: 'PT1H30M' }, map), {
        isUtc: true,
      });
      expect(inUtc.ok && inUtc.patch).to.deep.equal(expected);
      expect(understood({ id: 'A', at: Date.parse(from) / 1000, for: 'PT1H30M' }, map)).to.deep.equal(expected);
    });
  });

  it('never throws, for any payload', function () {
    this.timeout(30_000);
    const map: FieldMap = {
      root: ['a.b', 'a[0]'],
      fields: { id: ['id', 'a'], status: ['a[-1].b', { path: 'b', statuses: { x: null } }, 'status'] },
      statuses: { y: { delayed: true } },
      items: { path: ['b', 'items'] },
      window: ['a', 'b'],
    };
    const anything = fc.anything({ key: fc.constantFrom('a', 'b', 'id', 'status', 'items', '__proto__'), maxDepth: 4 });
    fc.assert(
      fc.property(anything, (payload) => void understood(payload, map)),
      { numRuns: randomRuns(10_000) },
    );
  });
});

describe('parseFieldMap', () => {
  const problem = (map: unknown): string => {
    try {
      parseFieldMap(map);
    } catch (error) {
      if (error instanceof TypeError) return error.message;
    }
    return 'none';
  };

  it('accepts a map that was JSON', () => {
    const map: FieldMap = {
      root: 'data',
      fields: { id: ['a', 'b'], status: ['x', { path: 'y', statuses: { Z: 'ready' } }], version: [] },
      statuses: { NEW: 'pending', LATE: { delayed: true }, NONE: null },
      items: { path: 'lines', fields: { name: 'title', status: 'state' }, statuses: { OK: 'ready' } },
      window: { start: 'a', duration: 'b' },
    };
    expect(parseFieldMap(JSON.parse(JSON.stringify(map)))).to.deep.equal(map);
    expect(parseFieldMap({})).to.deep.equal({});
  });

  it('lets no map pass that would then fail on every payload', () => {
    const whole = {
      root: 'a',
      fields: { id: 'a', status: { path: 'x', statuses: { Z: 'ready' } }, total_minor: { path: 'a', scale: 2 } },
      statuses: { NEW: { status: { pickup: 'ready' } } },
      items: { path: 'a', fields: { name: 'a' }, statuses: {}, only: { path: 'a', words: ['x'] } },
      window: { start: 'a', duration: { path: 'a', unit: 'minutes' } },
      arrival: 'a',
      promised: 'a',
      fulfilments: [{ path: 'a', words: { X: 'pickup' } }],
      constants: { currency: 'EUR' },
      times: 'utc',
      texts: 'html',
    };
    const payload = { a: [{ a: 'x', x: 'Z', id: '1' }] };
    for (const map of [...changed(whole, undefined), ...changed(whole, null), ...changed(whole, {})]) {
      if (problem(map) !== 'none') continue;
      expect(
        () => applyFieldMap(payload, map as FieldMap, { id: '1', isNamed: true }),
        JSON.stringify(map),
      ).not.to.throw();
    }
  });

  it('names the mistake and its place', () => {
    expect(problem({ field: {} })).to.equal(
      'fieldMap.field is not known; did you mean fields? Known are root, fields, statuses, items, window, arrival, promised, fulfilments, constants, times, texts.',
    );
    expect(problem(null)).to.equal('fieldMap must be an object.');
    expect(problem([])).to.equal('fieldMap must be an object.');
    expect(problem({ fields: { nummer: 'a' } })).to.match(
      /^fieldMap\.fields\.nummer is not known; did you mean number\? Known are id, number,/,
    );
    expect(problem({ fields: { id: 7 } })).to.equal('fieldMap.fields.id must be a path or a list of paths, not 7.');
    expect(problem({ fields: { status: [{ statuses: {} }] } })).to.equal('fieldMap.fields.status needs a path.');
    expect(problem({ statuses: { NEW: 'cooking' } })).to.match(
      /^fieldMap\.statuses\.NEW must be one of scheduled, .*, or null, not "cooking"\.$/,
    );
    expect(problem({ statuses: { NEW: { status: 'x' } } })).to.match(/^fieldMap\.statuses\.NEW must be one of/);
    expect(problem({ statuses: { NEW: { late: true } } })).to.match(/^fieldMap\.statuses\.NEW\.late is not known/);
    expect(problem({ items: { fields: { name: {} } } })).to.match(/^fieldMap\.items\.fields\.name needs a path/);
    expect(problem({ priceInCents: 1 })).to.match(/^fieldMap\.priceInCents is not known; known are root/);
    expect(problem({ fields: { total_minor: { path: 'a', scale: '2' } } })).to.equal(
      'fieldMap.fields.total_minor.scale must be the number of decimal places, such as 2, or "currency".',
    );
    expect(problem({ fields: { total_minor: { scale: 2 } } })).to.equal('fieldMap.fields.total_minor needs a path.');
    expect(problem({ window: { start: 1 } })).to.match(/^fieldMap\.window\.start must be a path/);
    expect(problem({ window: { start: 'at' } })).to.match(/^fieldMap\.window needs a start and a duration/);
    for (const name of ['window', 'arrival'])
      expect(problem({ [name]: { duration: { path: 'eta_min', unit: 'minutes' } } })).to.equal(
        `fieldMap.${name} needs a start and a duration. For minutes from now, let parse write the time into the answer.`,
      );
  });
});

/** The value with each of its parts replaced, one after the other. */
function* changed(value: unknown, replacement: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, part] of Object.entries(value)) {
    yield JSON.parse(JSON.stringify({ ...value, [key]: replacement }));
    for (const other of changed(part, replacement)) yield { ...value, [key]: other };
  }
}
