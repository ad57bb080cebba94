import { expect } from '@esm-bundle/chai';
import type { OrderTrackerOptions } from '../../src/tracker/options.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import type { TrackerError } from '../../src/tracker/types.js';
import { jsonAtOnce, responseAtOnce } from '../support/response-at-once.js';
import { followedOrder } from './followed-order.js';

describe('the set-up of an order tracker, where the answers do not fit', () => {
  const at = followedOrder();
  let told: TrackerError[];

  before(() => payloadFaultsCode.load());

  /** What is told while these answers are read, one after the other. */
  async function messages(payloads: readonly unknown[], options: OrderTrackerOptions = {}): Promise<string[]> {
    told = [];
    at.tracker.stop();
    const left = [...payloads];
    const fetch = async () => jsonAtOnce(left.length > 1 ? left.shift() : left[0]);
    const { world } = at;
    at.follow({
      orderId: '42',
      transport: 'polling',
      pollUrl: 'https://example.com/orders/{id}',
      environment: Object.assign(world, { fetch }),
      onError: (error) => told.push(error),
      ...options,
    });
    for (let step = 0; step < 4 * payloads.length; step += 1) await world.pass(step % 4 ? 0 : 12_000);
    await payloadFaultsCode.load();
    await world.pass(0);
    return told.map(({ message }) => message);
  }

  /** What is told of an answer within two seconds, which says what to do. */
  async function atOnce(answer: () => Response, options: OrderTrackerOptions = {}): Promise<string | undefined> {
    told = [];
    at.tracker.stop();
    at.follow({
      orderId: '42',
      transport: 'polling',
      pollUrl: 'https://example.com/orders/{id}',
      environment: Object.assign(at.world, { fetch: async () => answer() }),
      onError: (error) => told.push(error),
      ...options,
    });
    await at.world.pass(1_900);
    await payloadFaultsCode.load();
    await at.world.pass(0);
    expect(told.length, JSON.stringify(told)).to.be.lessThan(2);
    return told[0]?.message;
  }
  const text =
    (body: string, status = 200, type = 'text/plain') =>
    () =>
      responseAtOnce(body, { status, headers: { 'content-type': type } });

  /** The one message about an answer. */
  async function message(payload: unknown, options: OrderTrackerOptions = {}): Promise<string> {
    const all = await messages([payload, payload, payload], options);
    expect(all, 'told once').to.have.length(1);
    expect(told[0]).to.include({ code: 'unreadable', recoverable: true });
    return String(all[0]);
  }

  it('are told why the order that the page gave is not shown, and nothing where it is', async () => {
    const right = { id: '42', status: 'preparing' };
    for (const [order, said] of [
      ['{"id":"42"', /^order, which the page gave, cannot be shown: it must be JSON, such as {"id":"42",.*} \(.+\)\.$/],
      [42, /it must be an object, such as {"id":"42","status":"preparing"}, not 42\.$/],
      [[right], /it must be an object, .* not \[{"id":"42"/],
      [{ id: '43', status: 'ready' }, /cannot be shown\. The payload is about the order "43".*order-id is "42"/],
      [{ status: 'ready' }, /cannot be shown\. Its id must be "42"/],
      [{ order: right }, /cannot be shown\. The payload has no id at "id"\. .*"42" stands at "order\.id"/],
      [right, undefined],
      [{ id: 42, status: 'PREPARING' }, undefined],
    ] as const) {
      const all = await messages([right], { order });
      expect(all, JSON.stringify([order, all])).to.have.length(said ? 1 : 0);
      if (said) expect(all[0]).to.match(said);
      if (said) expect(told[0]).to.include({ code: 'config', recoverable: true });
    }
  });

  it('are told nothing of an order in the shape that the field map reads, also before its code is there', async () => {
    const fieldMap = { fields: { id: 'uuid', status: 'state' }, statuses: { COOKING: 'preparing' } } as const;
    const shaped = { uuid: '42', state: 'COOKING' };
    expect(await messages([shaped], { order: shaped, fieldMap })).to.deep.equal([]);
    expect((await messages([shaped], { order: { uuid: '43' }, fieldMap })).join()).to.include('the order "43"');
  });

  it('are refused what is no text where it would be sent as one', async () => {
    for (const [options, said] of [
      [{ accessToken: async () => 'secret' }, 'accessToken must be a text, not a function.'],
      [{ accessToken: Promise.resolve('secret') }, 'accessToken must be a text, not a object.'],
      [{ orderId: { id: '42' } }, 'orderId must be a text, not a object.'],
      [{ orderId: true }, 'orderId must be a text, not a boolean.'],
      [{ pollUrl: () => '/orders/42' }, 'pollUrl must be a text, not a function.'],
      [{ orderId: 42, accessToken: null }, undefined],
    ] as const) {
      let requests = 0;
      at.tracker.stop();
      told = [];
      const fetch = async () => {
        requests += 1;
        return jsonAtOnce({ id: '42', status: 'preparing' });
      };
      const given = { orderId: '42', transport: 'polling', pollUrl: 'https://example.com/orders/{id}', ...options };
      at.follow({
        ...(given as unknown as OrderTrackerOptions),
        environment: Object.assign(at.world, { fetch }),
        onError: (error) => told.push(error),
      });
      await at.world.pass(1_000);
      expect(told.map(({ message }) => message)).to.deep.equal(said ? [said] : []);
      expect(requests > 0).to.equal(!said);
      expect(at.state.connectionStatus).to.equal(said ? 'error' : 'polling');
    }
  });

  it('are told another order by both ids', async () => {
    expect(await message({ id: '43', status: 'ready' })).to.equal(
      'The payload is about the order "43" (found at "id"), but order-id is "42". Check order-id, and what the back end answers to it: it may be another order.',
    );
  });

  it('are told a list at the root, and which entry is the order', async () => {
    const said = await message([{ id: '41', status: 'ready' }, { id: '42', status: 'ready' }, { id: '43' }]);
    expect(said).to.include('a list of 3, at its root').and.include(`field-map='{}', which takes the one with the id`);
    expect(await message([{ id: '41' }, { id: '43' }])).to.include('None of them is "42"');
    expect(await message([])).to.include('an empty list; expected is {"id":"42","status":"preparing"}');
  });

  it('are told where the id stands instead', async () => {
    const said = await message({ data: { uuid: '42', status: 'ready' } });
    expect(said).to.include('no id at "id"').and.include('an object with "data"');
    expect(said).to.include(`"42" stands at "data.uuid": set field-map='{"root":"data","fields":{"id":"uuid"}}'`);
  });

  it('are told a field map with which the answer is read', async () => {
    for (const payload of [
      { data: { id: '42', status: 'ready' } },
      { data: { order: { uuid: 42, state: 'ready' }, page: 1 } },
      {
        result: [
          { id: 41, status: 'pending' },
          { id: 42, status: 'ready' },
        ],
      },
      [{ orderNumber: '0042', stage: 'READY' }],
      { payload: { id: '42', order: { phase: 'ready' } } },
      { id: [42], status: 'ready' },
      { id: { $numberLong: '42' }, status: ['ready'] },
      [
        { id: '41', status: 'pending' },
        { id: '42', status: 'ready' },
      ],
    ]) {
      const said = await message(payload);
      const given = /set field-map='(.*?)'/.exec(said)?.[1];
      expect(given, said).not.to.equal(undefined);
      expect(await messages([payload], { fieldMap: JSON.parse(String(given)) }), given).to.deep.equal([]);
      expect(at.state.orderStatus, given).to.equal('ready');
    }
  });

  it('are told what stands at the status of an answer without an id', async () => {
    for (const [payload, said] of [
      [{ status: 200, message: 'OK' }, 'no id at "id", and a number (200) at "status" is no status of an order'],
      [{ status: 'error' }, 'a text ("error") at "status" is no status of an order'],
      [{ status: 'failed' }, 'a text ("failed") at "status" may be about the request'],
      [{ id: '', status: 'ready' }, 'no id at "id"'],
    ] as const)
      expect(await message(payload)).to.include(said);
    for (const [value, said] of [
      ['ready', 'a text ("ready")'],
      [7, 'a number (7)'],
      [true, 'a boolean (true)'],
    ] as const)
      expect(await message(value)).to.include(said);
  });

  it('are told a "not modified" that nothing had asked for', async () => {
    expect(await atOnce(() => responseAtOnce('', { status: 304 })))
      .to.include('answered 304')
      .and.include('let it answer 200');
  });

  for (const [status, said] of [
    [400, 'Check poll-url and its {id}. Check poll-headers and poll-body.'],
    [402, 'quota'],
    [405, 'set poll-method'],
    [406, 'set Accept in poll-headers'],
    [409, 'change nothing'],
    [412, 'without one'],
    [415, 'set Content-Type'],
    [422, 'Check poll-headers and poll-body.'],
    [428, 'If-None-Match'],
  ] as const)
    for (const type of ['application/json', 'text/html'])
      it(`are told what to do at ${status} with ${type}, which does not end all tries`, async () => {
        const body = type === 'text/html' ? '<p>No</p>' : '{"error":"no"}';
        let answer = text(body, status, type);
        expect(await atOnce(() => answer()))
          .to.include(`answered ${status}.`)
          .and.include(said);
        const isConfig = [400, 405, 406, 415, 422].includes(status) && type !== 'text/html';
        expect(told[0]).to.include({ code: isConfig ? 'config' : 'unreadable', recoverable: !isConfig });
        answer = () => jsonAtOnce({ id: '42', status: 'ready' });
        await at.world.pass(40_000);
        await at.world.pass(1_000);
        expect(at.state).to.include({ orderStatus: 'ready', connectionStatus: 'polling', error: undefined });
        expect(told).to.have.length(1);
      });

  it('are told such a refusal after answers that were right once it goes on, and the network’s troubles never', async () => {
    const right = () => jsonAtOnce({ id: '42', status: 'ready' });
    let answer = right;
    expect(await atOnce(() => answer())).to.equal(undefined);
    const after = async (next: () => Response, seconds: number) => {
      answer = next;
      await at.world.pass(seconds * 1_000);
      await at.world.pass(0);
      return told.filter(({ code }) => code !== 'unreachable').map(({ message }) => message);
    };
    const quota = text('{}', 402, 'application/json');
    for (const trouble of [text('', 500), text('<p>Log in</p>', 403), text('', 404)])
      expect(await after(trouble, 60)).to.deep.equal([]);
    expect(await after(right, 15)).to.deep.equal([]);
    expect(await after(quota, 8)).to.deep.equal([]);
    expect((await after(quota, 60)).join()).to.match(/^The server answered 402\. A plan or a quota/);
  });

  it('are told an answer that breaks off', async () => {
    const broken = async () => {
      throw new TypeError('Content decoding failed');
    };
    const body = { getReader: () => ({ read: broken, cancel: async () => {} }), cancel: async () => {} };
    expect(await atOnce(() => Object.defineProperties(new Response(null), { body: { value: body } })))
      .to.include('broke off')
      .and.include('Content-Encoding');
  });

  it('are told that another order came, and not to take a counter or a quantity for its id', async () => {
    for (const [orderId, payload] of [
      ['1', { id: '7f3a', status: 'ready', version: 1 }],
      ['2', { id: '7f3a', status: 'ready', items: [{ id: 2, name: 'Pizza', quantity: 2 }] }],
      ['3', { id: '7f3a', status: 'ready', table: { number: 3 }, eta_minutes: 3 }],
      ['4', { id: '7f3a', status: 'ready', customer: { id: 4 } }],
    ] as const) {
      const said = await message(payload, { orderId, pollUrl: 'https://example.com/orders' });
      expect(said)
        .to.include('about the order "7f3a"')
        .and.include('it may be another order')
        .and.not.include('field-map');
    }
    const none = await message(
      { status: 'ready', version: 1 },
      { orderId: '1', pollUrl: 'https://example.com/orders' },
    );
    expect(none).to.not.include('"fields":{"id"');
    const number = await message({ id: '7f3a', number: '1042', status: 'ready' }, { orderId: '1042' });
    expect(number).to.include(`set field-map='{"fields":{"id":"number"}}'`);
  });

  it('are told capitals', async () => {
    expect(await message({ Id: '7', Status: 'ready' })).to.include('It has "Id": names count capitals and marks.');
    expect(await message({ id: '42', Status: 'ready', Items: [] })).to.include('It has "Status": names count capitals');
  });

  it('are told a root that leads nowhere, and how far it led', async () => {
    const said = await message({ data: { orders: [], errors: [] } }, { fieldMap: { root: 'data.order' } });
    expect(said).to.include(
      `root "data.order" leads nowhere: there is no "order" in "data", which is an object with "orders", "errors"`,
    );
  });

  it('are told what a map with several places for order and id found, and that it searched a list', async () => {
    const fieldMap = {
      root: ['data.order', 'order'],
      fields: { id: ['own', { path: 'name', unless: 'event' }], status: { path: 'state', statuses: {} } },
    };
    expect(await message({ own: '7', state: 'ready' }, { fieldMap })).to.include('about the order "7" (found at "own"');
    expect(await message({ name: '42', event: 1 }, { fieldMap })).to.include(
      'root "data.order" or "order" leads nowhere',
    );
    const orders = [{ own: '7', state: 'ready' }, { own: '8' }];
    expect(await message({ order: orders }, { fieldMap })).to.include('about the order "7"');
    const said = await message({ order: [{ id: '42' }, { id: '8' }] }, { fieldMap });
    expect(said).to.include('has at "order" a list of 2').and.include(`'{"root":"order","fields":{"id":"id"}}'`);
    expect(said).to.include('The entries are an object with "id"');
  });

  it('are told a status path that leads nowhere, while the guest reads that there is an order', async () => {
    const said = await message(
      { id: '42', kitchen: { state: 'x' } },
      { fieldMap: { fields: { status: 'kitchen.stage' } } },
    );
    expect(said).to.include('no status at "kitchen.stage"').and.include('There is "kitchen.state"');
    expect(at.state).to.deep.include({ orderStatus: undefined, error: undefined, connectionStatus: 'polling' });
    expect(at.state.order).to.deep.include({ id: '42' });
  });

  it('are told nothing about a word that has no meaning, nor about an order that fits', async () => {
    const fieldMap = { statuses: { printed: null } };
    expect(
      await messages(
        [
          { id: '42', status: 'printed' },
          { id: '42', status: 'ready' },
        ],
        { fieldMap },
      ),
    ).to.deep.equal([]);
    expect(await messages([{ id: '42', status: 'ready' }])).to.deep.equal([]);
  });

  it('are told a parse that fails, is async or returns nothing', async () => {
    const broken = () => {
      throw new Error('no such key');
    };
    expect(await message({ a: 1 }, { parse: broken }))
      .to.include('parse failed with "Error: no such key"')
      .and.include('an object with "a"');
    expect(await message({}, { parse: async () => ({ id: '42', status: 'ready' }) })).to.include(
      'parse returned a promise',
    );
    expect(await message({}, { parse: () => undefined })).to.include(
      'parse returned nothing (undefined); expected is {"id":"42"',
    );
  });

  it('are told a parse that is no function', async () => {
    expect(await message({}, JSON.parse('{"parse":"x"}'))).to.include(
      'parse failed with "TypeError: parse is not a function',
    );
  });

  it('are told an answer of another kind', async () => {
    expect(await message(JSON.stringify({ id: '42', status: 'ready' }))).to.include('encoded twice');
    expect(await message(null)).to.include('The answer is null; expected is {"id":"42"');
    expect(await message({ id: { value: '7' }, status: 'ready' })).to.include('an object with "value" at "id"');
  });

  it('are told times and prices that cannot be used, each with its field, and the rest is shown', async () => {
    const said = await message(
      { id: '42', status: 'preparing', due: '2026-05-01T12:00:00', placed_at: 'noon', total_minor: 12.5 },
      { fieldMap: { fields: { estimated_ready_to: 'due' } } },
    );
    expect(said).to.equal(
      'Left out, as they cannot be used: placed_at ("noon"), estimated_ready_to at "due" ("2026-05-01T12:00:00"), total_minor ("12.5"). A time has a date and needs a zone, such as "2026-05-01T19:40:00+02:00". total_minor is a whole number, or needs a scale.',
    );
    expect(at.state).to.include({ orderStatus: 'preparing', estimate: undefined, error: undefined });
  });

  it('are told a time without a zone at once, and once, whatever time comes next', async () => {
    at.transport.serve({ id: 'A1', status: 'preparing', estimated_ready_to: '2026-05-01T12:00:00' });
    const said: string[] = [];
    at.follow({ onError: ({ message }) => said.push(message) });
    await at.world.pass(0);
    expect(at.state.orderStatus).to.equal('preparing');
    expect(said).to.have.length(1);
    at.transport.serve({ id: 'A1', status: 'preparing', estimated_ready_to: '2026-05-01T12:05:00' });
    await at.world.pass(120_000);
    expect(said).to.have.length(1);
  });

  it('are told two faults that follow each other, each once', async () => {
    const [first, second, ...more] = await messages([{ id: '43' }, { id: '44' }, { id: '43' }, { id: '44' }]);
    expect(first).to.include('"43"');
    expect(second).to.include('"44"');
    expect(more).to.deep.equal([]);
  });

  it('are told lines that nobody can read, and the path inside a value', async () => {
    const lines = await message({ id: '42', status: 'ready', items: [{ title: 'Pizza' }] });
    expect(lines).to.include('items (a list of an object with "title")').and.include('with a name at "name"');
    const paged = await message({ id: '42', status: 'ready', items: { data: [{ name: 'Pizza' }] } });
    expect(paged).to.include('items (an object with "data"; set its path, such as "items.data")');
    const time = { id: '42', status: 'ready', due: { date: '2026-05-01', zone: 'UTC' } };
    expect(await message(time, { fieldMap: { fields: { placed_at: 'due' } } })).to.include(
      'placed_at at "due" (an object with "date", "zone"; set its path, such as "due.date")',
    );
    const length = { id: '42', status: 'preparing', at: '2026-05-01T12:00:00Z', takes: 15 };
    expect(await message(length, { fieldMap: { window: { start: 'at', duration: 'takes' } } })).to.include(
      'A duration is "PT25M" or "25 min", or has a unit.',
    );
  });

  it('are told an answer that says that the request failed, or that has no order in it', async () => {
    const fieldMap = { root: 'data.order' };
    expect(await message({ errors: [{ message: 'no field' }] }, { fieldMap })).to.include('no order but has "errors"');
    expect(await message({ jsonrpc: '2.0', id: 1, error: { code: 200 } })).to.include('no order but has "error"');
    expect(await message({ success: false, data: 'x' })).to.include('no order but has "success"');
    expect(await message({ data: { order: null } }, { fieldMap })).to.include('The answer has null at "data.order"');
    expect(await message({ data: { order: 'gone' } }, { fieldMap })).to.include(
      'The answer has at "data.order" a text',
    );
    for (const none of [null, false, []]) expect(await message(none)).to.include('row level security');
  });

  it('are told that an answer has neither id nor status, where its address named the order', async () => {
    const said = await message({ message: 'Workflow was started' });
    expect(said).to.include('neither id nor status, searched at "id" and "status"').and.not.include('poll-url');
    expect(await message({ status: 'rejected', message: 'Too many requests' })).to.include('may be about the request');
    const keyed = await message({ 42: { status: 'ready' }, 43: {} }, { pollUrl: 'https://example.com/orders' });
    expect(keyed).to.include(`stands under its id: set field-map='{"root":"{id}"}'`);
  });

  it('are told what an answer looks like that is no JSON', async () => {
    for (const [body, words] of [
      ['', 'It is empty'],
      ['done({"id":"42","status":"ready"});', 'It is JSONP'],
      ['/*O_o*/\ngoogle.visualization.Query.setResponse({"status":"ok"});', 'It is JSONP'],
      [')]}\',\n{"id":"42"}', 'stands before the JSON'],
      ['<br />\n<b>Notice</b>: Undefined index', 'a message of PHP'],
      ['<?xml version="1.0"?><order/>', 'It is XML'],
      ['\x1f\ufffd\b\0\0', 'It is compressed, and does not say so'],
      ['{\0"\0i\0d\0', 'It is UTF-16'],
      ['/* cached */ {"id":"42","status":"ready"}', 'It begins with a comment'],
      ['{\0\0\0"\0\0\0i', 'UTF-32'],
      ['\ufffd\ufffd{\0"\0i\0d\0', 'It is UTF-16'],
      ['\xa0{"id":"42"}', 'stands before the JSON'],
      ['while(1);{"id":"42"}', 'stands before the JSON'],
      ["/**/ typeof done === 'function' && done({});", 'It is JSONP'],
      ['Deprecated: strftime() in /var/www/order.php', 'a message of PHP'],
      ['data: {"id":"42","status":"ready"}\n\n', 'set events-url'],
      ['\ufffd\ufffdid\ufffd42', 'It is binary'],
      ['{"id":"42"}\n{"id":"43"}', 'several JSON values'],
      ['{"id":"42"}{"id":"43"}', 'several JSON values'],
      ['{"id":"42","total":NaN}', 'a word that JSON does not know: NaN'],
      ['{"id":"42","late":None}', 'a word that JSON does not know: None'],
      ["{'id':'42'}", 'single quotes'],
      ['{"id":"it\'s","status":"ready",}', 'a comma before a bracket'],
      ['{id:"42"}', 'a name without quotes'],
      ['{"id":"42","sta', 'ends in the middle of it'],
      ['{"id":"42"}<!-- 0.2 s -->', 'stands behind the JSON'],
      [' '.repeat(70_000), 'It is longer than that'],
      [`{"id":"42","log":"${'x'.repeat(70_000)}"}`, 'It is longer than that'],
      ['<!doctype html><title>Login</title>', 'Its content type is "text/plain"'],
    ] as const) {
      expect(await atOnce(text(body)), body.slice(0, 30)).to.include(words);
      expect(told[0]).to.include({ code: 'unreadable', recoverable: true });
    }
  });

  it('are told a wrong address, and what stands in it instead of {id}', async () => {
    const missing = text('<h1>Not Found</h1>', 404, 'text/html');
    expect(await atOnce(missing))
      .to.include('answered 404')
      .and.include('Check poll-url');
    const noRoute = text('{"detail":"Not Found"}', 404, 'application/json');
    expect(await atOnce(noRoute)).to.include('Check poll-url');
    for (const place of ['{orderId}', '$\u007bid}', '{{id}}', ':id', '%7Bid%7D', '<id>', 'undefined'])
      expect(await atOnce(noRoute, { pollUrl: `https://example.com/orders/${place}` }), place).to.include(
        `poll-url has "${place}", which stands for nothing: write {id} there`,
      );
  });

  it('are told what stands for nothing in what is sent, also where the answer is another one', async () => {
    const noRoute = text('{"detail":"Not Found"}', 404, 'application/json');
    for (const [options, fault] of [
      [{ pollBody: { query: '{ order(id: "{orderId}") { id } }' } }, 'poll-body has "{orderId}", which stands'],
      [{ pollBody: { id: '{order_id}' } }, 'poll-body has "{order_id}", which stands for nothing: write {id} there'],
      [{ pollHeaders: { 'X-Order': '{ID}' } }, 'poll-headers has "{ID}", which stands for nothing: write {id} there'],
      [
        { pollHeaders: { 'X-Key': '{accessToken}' } },
        'poll-headers has "{accessToken}", which stands for nothing: write {token} there',
      ],
      [{ pollUrl: 'https://example.com/%7BorderId%7D' }, 'poll-url has "%7BorderId%7D", which stands for nothing'],
    ] as const) {
      expect(await atOnce(noRoute, options), fault).to.include(fault);
    }
    expect(await message({ errors: [{ message: 'No' }] }, { pollBody: { id: '{orderId}' } })).to.include(
      'poll-body has "{orderId}", which stands for nothing: write {id} there',
    );
    for (const pollBody of [{ id: '{id}' }, { query: '{ order(id: "{id}") {id status} }' }, { token: '{token}' }])
      expect(await atOnce(noRoute, { pollBody }), JSON.stringify(pollBody)).not.to.include('stands for nothing');
  });

  it('are told that no answer may be read, and of a redirect to another origin', async () => {
    const blocked = () => {
      throw new TypeError('Failed to fetch');
    };
    expect(await atOnce(blocked))
      .to.include('Access-Control-Allow-Origin')
      .and.include('connect-src');
    expect(await atOnce(blocked, { pollHeaders: { 'X Shop': '7' } })).to.include('poll-headers has "X Shop"');
    const moved = () => {
      const { body } = responseAtOnce('{"id":"42","status":"ready"}');
      const place = {
        redirected: { value: true },
        url: { value: 'https://other.example.com/' },
        body: { value: body },
      };
      return Object.defineProperties(new Response(), place);
    };
    expect(await atOnce(moved))
      .to.include('redirected to another origin')
      .and.include('let poll-url lead to');
    expect(at.state.orderStatus).to.equal(undefined);
  });

  it('are told nothing of an order that is not there yet, nor of a server that is down', async () => {
    expect(await atOnce(text('{"error":"not-found"}', 404, 'application/json'))).to.equal(undefined);
    expect(await atOnce(text('{"message":"No such order"}', 404, 'application/json'))).to.equal(undefined);
    expect(await atOnce(text('Bad Gateway', 502))).to.equal(undefined);
    expect(await atOnce(text('{"error":"busy"}', 503, 'application/json'))).to.equal(undefined);
  });

  it('are told nothing of a network that fails once an order was read', async () => {
    let isDown = false;
    const answer = () => {
      if (isDown) throw new TypeError('Failed to fetch');
      return jsonAtOnce({ id: '42', status: 'preparing' });
    };
    expect(await atOnce(answer)).to.equal(undefined);
    isDown = true;
    await at.world.pass(12_000);
    expect(told).to.deep.equal([]);
  });
});
