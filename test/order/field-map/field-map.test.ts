import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { applyFieldMap, type FieldMap } from '../../../src/order/field-map/field-map.js';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import { parseOrder } from '../../../src/order/wire.js';

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
      expect(says({})).to.include({ unmappedStatus: 'object' });
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

    it('are left out if they make no sense', () => {
      for (const value of [undefined, null, 7, {}, '', '/', 'P1D', 'PT1H/PT2H']) {
        expect(window(value), String(value)).to.equal('The payload tells nothing but an id.');
      }
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
      { numRuns: 10_000 },
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

  it('names the mistake and its place', () => {
    expect(problem({ field: {} })).to.equal(
      'fieldMap.field is not known; known are root, fields, statuses, items, window, arrival, constants, fulfilments, total, promised, times, texts.',
    );
    expect(problem(null)).to.equal('fieldMap must be an object.');
    expect(problem([])).to.equal('fieldMap must be an object.');
    expect(problem({ fields: { nummer: 'a' } })).to.match(
      /^fieldMap\.fields\.nummer is not known; known are id, number,/,
    );
    expect(problem({ fields: { id: 7 } })).to.equal('fieldMap.fields.id must be a path or a list of paths.');
    expect(problem({ fields: { status: [{ statuses: {} }] } })).to.equal('fieldMap.fields.status needs a path.');
    expect(problem({ statuses: { NEW: 'cooking' } })).to.match(
      /^fieldMap\.statuses\.NEW must be one of scheduled, .*, or null\.$/,
    );
    expect(problem({ statuses: { NEW: { status: 'x' } } })).to.match(/^fieldMap\.statuses\.NEW must be one of/);
    expect(problem({ statuses: { NEW: { late: true } } })).to.match(/^fieldMap\.statuses\.NEW\.late is not known/);
    expect(problem({ items: { fields: { name: {} } } })).to.match(/^fieldMap\.items\.fields\.name must be a path/);
    expect(problem({ window: { start: 1 } })).to.match(/^fieldMap\.window\.start must be a path/);
  });
});
