import { expect } from '@esm-bundle/chai';
import fc from 'fast-check';
import { decodeHtml } from '../../../src/order/field-map/decode-html.js';
import { applyFieldMap, type FieldMap } from '../../../src/order/field-map/field-map.js';
import { parseFieldMap } from '../../../src/order/field-map/field-map-checks.js';
import { parseOrder } from '../../../src/order/wire.js';

function understood(payload: object, map: FieldMap, orderId?: string): object {
  const expected = orderId === undefined ? undefined : { id: orderId, isNamed: false };
  const source = { ...(expected && { expected }) };
  const result = parseOrder(applyFieldMap({ id: 'A', status: 'preparing', ...payload }, map, expected), source);
  if (!result.ok) throw new Error(result.reason);
  return result.patch;
}

describe('foreign values', () => {
  it('turns decimals into the smallest unit of the currency', () => {
    const total = (amount: unknown, currency: unknown, more = {}) =>
      understood(
        { total: amount, currency, ...more },
        { fields: { total_minor: { path: 'total', scale: 'currency' } } },
      );
    expect(total('21.15', 'EUR')).to.include({ totalMinor: 2115, currency: 'EUR' });
    expect(total(1.005, 'USD')).to.include({ totalMinor: 101 });
    expect(total('1,50 €', 'EUR')).to.include({ totalMinor: 150 });
    expect(total('1200', 'JPY')).to.include({ totalMinor: 1200 });
    expect(total(1.5, 'KWD')).to.include({ totalMinor: 1500 });
    expect(total(39.9, 'eur')).to.include({ totalMinor: 3990, currency: 'EUR' });
    for (const [amount, currency] of [
      ['one', 'EUR'],
      ['-1', 'EUR'],
      [{}, 'EUR'],
      [Number.NaN, 'EUR'],
      [12, undefined],
      [12, 'euros'],
    ]) {
      expect(total(amount, currency), JSON.stringify([amount, currency])).not.to.have.property('totalMinor');
    }
  });

  it('reads how many digits an amount has, where it says so', () => {
    const map: FieldMap = { fields: { total_minor: { path: 'total', decimals: 'scale', scale: 'currency' } } };
    expect(understood({ total: '22', scale: 0, currency: 'EUR' }, map)).to.include({ totalMinor: 2200 });
    expect(understood({ total: '2200', scale: 2, currency: 'EUR' }, map)).to.include({ totalMinor: 2200 });
    expect(understood({ total: '22000', scale: 3, currency: 'JPY' }, map)).to.include({ totalMinor: 22 });
    expect(understood({ total: '2200', currency: 'EUR' }, map)).to.include({ totalMinor: 2200 });
  });

  it('takes a total only where another path leads to a value, if it says so', () => {
    const map: FieldMap = {
      fields: {
        total_minor: [
          { path: 'total', when: 'cents' },
          { path: 'total', scale: 'currency' },
        ],
      },
    };
    expect(understood({ total: 12, currency: 'EUR', cents: true }, map)).to.include({ totalMinor: 12 });
    expect(understood({ total: 12, currency: 'EUR' }, map)).to.include({ totalMinor: 1200 });
  });

  it('reads times without a zone only where the provider says that they are UTC', () => {
    const at = new Date('2026-11-28T18:05:00Z');
    for (const placed_at of ['2026-11-28 18:05:00', '2026-11-28T18:05', '2026-11-28T18:05:00.000']) {
      expect(understood({ placed_at }, { times: 'utc' }), placed_at).to.deep.include({ placedAt: at });
      expect(understood({ placed_at }, {}), placed_at).not.to.have.property('placedAt');
    }
    for (const placed_at of ['2026-11-28T19:05:00+01:00', 1795889100, 1795889100000, '1795889100000', '1795889100']) {
      expect(understood({ placed_at }, { times: 'utc' }), String(placed_at)).to.deep.include({ placedAt: at });
    }
  });

  it('understands how the food reaches the guest, and sets it where it is always the same', () => {
    const map: FieldMap = {
      constants: { fulfilment: 'delivery' },
      fulfilments: [
        { path: 'kind', words: { TABLE: 'dine_in', NONE: null } },
        { path: 'courier', words: { '*': 'delivery' } },
        { path: 'counter', words: { '*': 'pickup' } },
      ],
    };
    expect(understood({}, map)).to.include({ fulfilment: 'delivery' });
    expect(understood({ kind: 'Table', courier: {} }, map)).to.include({ fulfilment: 'dine_in' });
    expect(understood({ kind: 'none', counter: 3 }, map)).to.include({ fulfilment: 'pickup' });
    expect(understood({ kind: 'odd', courier: null, counter: {} }, map)).to.include({ fulfilment: 'pickup' });
  });

  it('never leaves "out for delivery" beside another way to the guest', () => {
    expect(understood({ status: 'out_for_delivery' }, {})).to.include({ fulfilment: 'delivery' });
    expect(understood({ status: 'out_for_delivery', fulfilment: 'dine_in' }, {})).to.include({
      fulfilment: 'delivery',
    });
  });

  it('understands a word by how the food reaches the guest', () => {
    const map: FieldMap = {
      statuses: { GONE: { status: { delivery: 'out_for_delivery', pickup: 'completed' } } },
    };
    const gone = (fulfilment?: string) => understood({ status: 'GONE', fulfilment, number: '7' }, map);
    expect(gone('delivery')).to.include({ status: 'out_for_delivery' });
    expect(gone('PICKUP')).to.include({ status: 'completed' });
    expect(gone('dine_in')).not.to.have.any.keys('status', 'unmappedStatus');
    expect(gone()).not.to.have.any.keys('status', 'unmappedStatus');
  });

  it('takes a promised time as the arrival of a delivery, and as the end of preparing of any other order', () => {
    const map: FieldMap = { promised: 'for' };
    const time = '2026-11-28T18:05:00Z';
    expect(understood({ for: time, fulfilment: 'delivery' }, map)).to.deep.include({
      estimatedArrivalTo: new Date(time),
    });
    expect(understood({ for: time }, map)).to.deep.include({ estimatedReadyTo: new Date(time) });
  });

  it('takes a promised interval as well, and knows it from a time with slashes', () => {
    const map: FieldMap = { promised: 'for', times: 'utc' };
    const from = new Date('2026-11-28T18:05:00Z');
    const to = new Date('2026-11-28T18:20:00Z');
    for (const interval of ['2026-11-28T18:05:00Z/2026-11-28T18:20:00Z', '2026-11-28T18:05:00Z/PT15M']) {
      const ready = understood({ for: interval }, map);
      expect(ready).to.deep.include({ estimatedReadyFrom: from, estimatedReadyTo: to });
      expect(ready).not.to.have.any.keys('estimatedArrivalFrom', 'estimatedArrivalTo');
      expect(understood({ for: interval, fulfilment: 'delivery' }, map)).to.deep.include({
        estimatedArrivalFrom: from,
        estimatedArrivalTo: to,
      });
    }
    for (const time of ['2026/11/28 18:20', `/Date(${+to})/`]) {
      const ready = understood({ for: time }, map);
      expect(ready, time).to.deep.include({ estimatedReadyTo: to });
      expect(ready, time).not.to.have.property('estimatedReadyFrom');
    }
  });

  it('leaves out lines of which nothing is left, also if all of them are', () => {
    const lines = (quantities: readonly unknown[]) =>
      understood({ items: quantities.map((quantity) => ({ name: 'Tea', quantity })) }, {});
    expect(lines([0, 2, '0', '0.000', null])).to.deep.include({
      items: [2, 1].map((quantity) => ({ name: 'Tea', quantity })),
    });
    expect(lines([0, '0'])).to.deep.include({ items: [] });
  });

  it('takes null instead of lines as nothing said of them', () => {
    expect(understood({ number: '7', items: null }, {})).not.to.have.property('items');
    expect(understood({ number: '7', items: [] }, {})).to.deep.include({ items: [] });
  });

  it('leaves out lines with another word, and paths whose names mean something else', () => {
    const map: FieldMap = {
      fields: { number: [{ path: 'name', unless: ['event', 'parcel.id'] }] },
      items: { only: { path: 'kind', words: ['dish'] } },
    };
    const items = [{ name: 'Tea', kind: 'DISH' }, { name: 'Fee', kind: 'fee' }, { name: 'Pie' }];
    expect(understood({ items, name: '7' }, map)).to.deep.include({
      number: '7',
      items: [
        { name: 'Tea', quantity: 1 },
        { name: 'Pie', quantity: 1 },
      ],
    });
    expect(understood({ name: '7.1', parcel: { id: 3 } }, map)).not.to.have.property('number');
  });

  it('collects lines from all entries of a list, and finds names with dots', () => {
    const map: FieldMap = { root: 'result["pos.order"][0]', items: { path: 'checks[*].lines[*]' } };
    const order = {
      id: 'A',
      checks: [{ lines: [{ name: 'Tea' }] }, {}, { lines: [{ name: 'Pie' }, { name: 'Jam' }] }],
    };
    expect(understood({ result: { 'pos.order': [order] } }, map)).to.deep.include({
      items: ['Tea', 'Pie', 'Jam'].map((name) => ({ name, quantity: 1 })),
    });
  });

  it('takes the followed order of a list, and the followed id of several', () => {
    const map: FieldMap = { root: 'page', fields: { id: ['own', 'theirs'] } };
    const page = [
      { own: 'A', theirs: 'x', status: 'ready' },
      { own: 'B', theirs: 7, status: 'pending' },
      { own: 'B', theirs: 7, status: 'preparing' },
    ];
    expect(understood({ page }, map, '7')).to.include({ id: '7', status: 'preparing' });
    expect(understood({ page }, map, 'B')).to.include({ id: 'B', status: 'preparing' });
    expect(understood({ page }, map)).to.include({ id: 'A', status: 'ready' });
  });

  it('knows the followed order of a list by its id in another spelling, and takes none of a list without ids', () => {
    const map: FieldMap = { root: 'page', fields: { id: ['own', 'uuid'] } };
    const uuid = '7C42CA9B-9EAB-4D04-80B3-40F10B0C54AA';
    const page = [
      { own: 1, uuid, status: 'ready' },
      { own: '07', status: 'preparing' },
      { own: '7', status: 'pending' },
    ];
    expect(understood({ page }, map, uuid.toLowerCase())).to.include({ id: uuid.toLowerCase(), status: 'ready' });
    const named = (id: string, list: readonly unknown[]) => {
      const expected = { id, isNamed: true };
      const result = parseOrder(applyFieldMap({ page: list }, map, expected), { expected });
      return result.ok ? result.patch.status : undefined;
    };
    expect(named('7', page)).to.equal('pending');
    expect(named('07', page)).to.equal('preparing');
    expect(named('007', page.slice(0, 2))).to.equal('preparing');
    expect(named('7', [{ status: 'ready' }, { status: 'pending' }])).to.equal(undefined);
    expect(named('7', [{ status: 'ready' }])).to.equal('ready');
  });

  it('compares words in one way, the way to the guest and the kind of a line as well', () => {
    const map: FieldMap = {
      fields: { status: ['phase', { path: 'step', statuses: { 'In oven': 'preparing', '*': null } }, 'status'] },
      statuses: { 'picked-up': { status: { dine_in: 'served', pickup: 'completed' } }, null: 'pending' },
      fulfilments: { path: 'type', words: { 'Take Out': 'pickup' } },
      items: { only: { path: 'kind', words: ['main dish'] } },
    };
    expect(understood({ type: 'TAKE_OUT', status: 'pickedUp' }, map)).to.include({ status: 'completed' });
    expect(understood({ fulfilment: 'dine-in', status: 'PICKED UP' }, map)).to.include({
      fulfilment: 'dine_in',
      status: 'served',
    });
    expect(understood({ step: 'IN_OVEN' }, map)).to.include({ status: 'preparing' });
    expect(understood({ step: { any: 1 }, status: 'ready' }, map)).to.include({ status: 'ready' });
    expect(understood({ phase: null, status: 'ready' }, map)).to.include({ status: 'pending' });
    expect(understood({ status: 'Out for delivery', type: 'takeout' }, map)).to.include({ fulfilment: 'delivery' });
    const items = [
      { name: 'Pie', kind: 'MAIN_DISH' },
      { name: 'Fee', kind: 'fee' },
    ];
    expect(understood({ items }, map)).to.deep.include({ items: [{ name: 'Pie', quantity: 1 }] });
  });

  it('takes a path only where another leads to a value, for any field', () => {
    const map: FieldMap = {
      root: { path: 'body', when: 'body.number' },
      fields: {
        number: { path: 'name', when: ['event', 'order'] },
        status: [{ path: 'state', unless: 'event' }, 'status'],
      },
    };
    expect(understood({ name: '7', order: 1, state: 'ready' }, map)).to.include({ number: '7', status: 'ready' });
    expect(understood({ name: '7', event: 1, state: 'ready' }, map)).to.include({ number: '7', status: 'preparing' });
    expect(understood({ name: '7', body: {} }, map)).not.to.have.property('number');
  });

  it('reads the times of the steps as those of the order', () => {
    const status_times = { pending: '2026-11-28 18:05', preparing: 1795889100 };
    const at = new Date('2026-11-28T18:05:00Z');
    expect(understood({ status_times }, { times: 'utc' })).to.deep.include({
      statusTimes: { pending: at, preparing: at },
    });
  });

  it('refuses a map with mistakes, and names them', () => {
    const problem = (map: unknown): string => {
      try {
        parseFieldMap(map);
      } catch (error) {
        if (error instanceof TypeError) return error.message;
      }
      return 'none';
    };
    expect(problem({ texts: 'xml' })).to.equal('fieldMap.texts must be html, not "xml".');
    expect(problem({ times: 'local' })).to.equal('fieldMap.times must be utc, not "local".');
    expect(problem({ constants: { colour: 'red' } })).to.match(/^fieldMap\.constants\.colour is not known/);
    expect(problem({ fulfilments: [{ words: {} }] })).to.equal('fieldMap.fulfilments needs a path.');
    expect(problem({ fulfilments: [{ path: 'a', words: { A: 'drone' } }] })).to.equal(
      'fieldMap.fulfilments.A must be one of dine_in, pickup, delivery, not "drone".',
    );
    expect(problem({ total: [] })).to.match(/^fieldMap\.total is not known/);
    const price = { path: 'a', scale: 'currency', decimals: true };
    expect(problem({ fields: { total_minor: [price] } })).to.match(/^fieldMap\.fields\.total_minor\.decimals must be/);
    expect(problem({ statuses: { GONE: { status: { drone: 'ready' } } } })).to.match(/GONE\.drone is not known/);
    expect(problem({ fields: { number: [{ unless: 'a' }] } })).to.equal('fieldMap.fields.number needs a path.');
    expect(problem({ fields: { number: { path: 'a', when: 7 } } })).to.equal(
      'fieldMap.fields.number.when must be a path, not 7.',
    );
    expect(problem({ items: { only: { path: 7 } } })).to.equal(
      'fieldMap.items.only.path must be a path or a list of paths, not 7.',
    );
    expect(problem({ items: { quantityDecimals: '3' } })).to.equal(
      'fieldMap.items.quantityDecimals must be the number of decimals, such as 3.',
    );
  });

  it('never throws, for any payload', () => {
    const map: FieldMap = {
      root: ['a["b"]', 'a[*].b'],
      fields: {
        id: ['id', 'a'],
        number: [{ path: 'a', unless: 'b' }],
        total_minor: [
          { path: 'a', when: 'id' },
          { path: ['a', 'b'], decimals: 'b', scale: 'currency' },
        ],
      },
      constants: { fulfilment: 'delivery' },
      fulfilments: [{ path: 'a', words: { '*': 'pickup' } }],
      statuses: { x: { status: { pickup: 'ready' } } },
      promised: 'b',
      arrival: 'a',
      times: 'utc',
      texts: 'html',
      items: { path: 'a[*].b', only: { path: 'a', words: ['x'] } },
    };
    const anything = fc.anything({
      key: fc.constantFrom('a', 'b', 'id', 'status', 'currency', '__proto__'),
      maxDepth: 4,
    });
    fc.assert(
      fc.property(anything, fc.string(), fc.boolean(), (payload, id, isNamed) => {
        const expected = { id, isNamed };
        parseOrder(applyFieldMap(payload, map, expected), { expected });
      }),
      { numRuns: 3000 },
    );
  });
});

describe('decodeHtml', () => {
  const pairs: Readonly<Record<string, string>> = {
    'Fish &amp; Chips': 'Fish & Chips',
    'Kid&#8217;s &#x201C;menu&#x201d; &#8211; small': 'Kid’s “menu” – small',
    'Caf&eacute; &Eacute;t&eacute;': 'Café Été',
    '&frac12; portion, 20&deg;, 3 &euro;, 5&nbsp;pcs &hearts;': '½ portion, 20°, 3 €, 5\u00a0pcs ♥',
    '&pi;zza &Omega; &hellip; &apos;x&apos; &quot;y&quot;': 'πzza Ω … \'x\' "y"',
    '&#150; &#146;': '– ’',
    '<em>Spicy</em> wings': 'Spicy wings',
    'Soup<br>of the day<!-- x -->': 'Soup of the day',
    '<script>alert(1)</script>Pie': 'Pie',
    'a<SCRIPT>x</script  >b<style>y</STYLE>c<!-- <style> -->d': 'abcd',
    '<script>x<script>y</script>Pie<!-- z': 'Pie<!-- z',
    '<!-- a <script> b --> c </script> d': ' c  d',
    '<p class="x">Pie</p><li>two</li><pre>three': ' Pie  two three',
    'a<br/>b<hr>c<a <br>d': 'a bcd',
    '&lt;b&gt;hot&lt;/b&gt; &amp;amp; &amp;lt;': '<b>hot</b> &amp; &lt;',
    'a < b & c > d': 'a < b & c > d',
    'I <3 pie': 'I <3 pie',
    '&unknown; &toString; &constructor; & &; &#;': '&unknown; &toString; &constructor; & &; &#;',
    '&#0; &#xD800; &#99999999; &#x110000;': '\ufffd \ufffd &#99999999; \ufffd',
  };
  for (const [html, text] of Object.entries(pairs)) {
    it(`reads ${html} as text`, () => {
      expect(decodeHtml(html)).to.equal(text);
    });
  }

  it('knows the names of HTML 4, in their letters’ case', () => {
    const names = {
      Auml: 'Ä',
      auml: 'ä',
      szlig: 'ß',
      yuml: 'ÿ',
      Yuml: 'Ÿ',
      nbsp: '\u00a0',
      alpha: 'α',
      omega: 'ω',
      sigmaf: 'ς',
      Sigma: 'Σ',
      zwj: '\u200d',
      thinsp: '\u2009',
      diams: '♦',
      sup2: '²',
      frac34: '¾',
    };
    for (const [name, character] of Object.entries(names)) expect(decodeHtml(`&${name};`), name).to.equal(character);
  });
});
