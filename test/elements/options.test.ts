import { expect } from '@esm-bundle/chai';
import { pageFaultsCode } from '../../src/elements/shared/page-faults-code.js';
import { setScriptFolder } from '../../src/elements/shared/script-folder.js';
import type { OrderErrorEvent } from '../../src/elements/tracker/order-status-tracker.events.js';
import { clear, type FakeTracked, parse, place } from '../support/fake-tracker.js';

describe('the attributes of the tag', () => {
  const address = location.href;

  before(() => pageFaultsCode.load());
  afterEach(() => {
    clear();
    history.replaceState(null, '', address);
  });

  it('become the options of the tracker', async () => {
    const tracker = await parse(`<fake-tracked order-id="7" transport="websocket" supabase-url="https://x.supabase.co"
      supabase-key="key" supabase-channel="changes" supabase-table="app.orders" supabase-read="one_order"
      websocket-url="wss://x/{id}" websocket-protocol="plain" websocket-hello='[{"subscribe":"{id}"}]'
      websocket-heartbeat='{"send":"ping","seconds":15}' poll-url="https://x/{id}" poll-interval="15"
      poll-method="POST" poll-headers='{"X-Shop":"7"}' poll-body='{"id":"{id}"}' poll-credentials="include"
      field-map='{"fields":{"status":"state"}}'
      access-token="jwt" token-url="https://x/token" fulfilment="pickup" cache="none"></fake-tracked>`);
    expect(tracker.tracking.options()).to.deep.include({
      orderId: '7',
      transport: 'websocket',
      supabaseUrl: 'https://x.supabase.co',
      supabaseKey: 'key',
      supabaseChannel: 'changes',
      supabaseTable: 'app.orders',
      supabaseRead: 'one_order',
      websocketUrl: 'wss://x/{id}',
      websocketProtocol: 'plain',
      websocketHello: [{ subscribe: '{id}' }],
      websocketHeartbeat: { send: 'ping', seconds: 15 },
      pollUrl: 'https://x/{id}',
      pollInterval: 15,
      pollMethod: 'POST',
      pollHeaders: { 'X-Shop': '7' },
      pollBody: { id: '{id}' },
      pollCredentials: 'include',
      fieldMap: { fields: { status: 'state' } },
      accessToken: 'jwt',
      tokenUrl: 'https://x/token',
      fulfilment: 'pickup',
      cache: 'none',
    });
  });

  it('take the order id from the page’s URL parameter where order-id is absent', async () => {
    history.replaceState(null, '', '?order_id=from-address');
    const tracker = await parse('<fake-tracked></fake-tracked>');
    expect(tracker.tracking.options().orderId).to.equal('from-address');
  });

  it('take every key of websocket-heartbeat that a server can need', async () => {
    const heartbeat = { send: 'ping', answer: 'pong', alive: { op: 'ping' }, seconds: 3, reply: { op: 'pong' } };
    const tracker = await parse('<fake-tracked order-id="7"></fake-tracked>');
    tracker.setAttribute('websocket-heartbeat', JSON.stringify(heartbeat));
    await tracker.updateComplete;
    expect(tracker.tracking.options()).to.deep.include({ orderId: '7', websocketHeartbeat: heartbeat });
  });

  for (const [attribute, value] of [
    ['websocket-confirm', '{not json'],
    ['websocket-refuse', 'no'],
    ['events-hello', 'PB_CONNECT'],
    ['events-hello', '{"after":"PB_CONNECT","sent":{"clientId":"{clientId}"}}'],
    ['websocket-hello', '{not json'],
    ['websocket-hello', '{"a":1}'],
    ['websocket-heartbeat', 'ping'],
    ['websocket-heartbeat', '{"sent":{"type":"ping"}}'],
    ['poll-headers', 'X-Shop: 7'],
    ['poll-body', '["id"]'],
    ['field-map', "{'fields':{}}"],
    ['field-map', '[{"root":"data"}]'],
  ] as const) {
    it(`report what is wrong with ${attribute}='${value}', and then follow nothing`, async () => {
      const errors: OrderErrorEvent[] = [];
      const listen = (event: Event) => errors.push(event as OrderErrorEvent);
      document.body.addEventListener('order-error', listen);
      const tracker = await parse('<fake-tracked order-id="7"></fake-tracked>');
      tracker.setAttribute(attribute, value);
      await tracker.updateComplete;
      document.body.removeEventListener('order-error', listen);
      expect(errors.map(({ code }) => code)).to.deep.equal(['config']);
      expect(errors[0]?.message).to.contain(attribute);
      expect(tracker.tracking.options().orderId).to.equal(undefined);
      expect(tracker.text('headline')).to.equal('Order tracking isn’t available here');
      tracker.removeAttribute(attribute);
      await tracker.updateComplete;
      expect(tracker.tracking.options().orderId).to.equal('7');
    });
  }

  it('report an error once, and show connection=error, where they are wrong from the start', async () => {
    await import('../../src/define.js');
    const page = document.createElement('div');
    const errors: OrderErrorEvent[] = [];
    page.addEventListener('order-error', (error) => errors.push(error));
    document.body.append(page);
    page.innerHTML =
      '<order-status-tracker order-id="7" websocket-url="wss://x/{id}" websocket-hello="{oops"></order-status-tracker>';
    const tracker = page.querySelector('order-status-tracker');
    await tracker?.updateComplete;
    await tracker?.updateComplete;
    expect(errors.map(({ code, message }) => [code, message.split(' ')[0]])).to.deep.equal([
      ['config', 'websocket-hello'],
    ]);
    expect(tracker?.getAttribute('connection')).to.equal('error');
    expect(tracker?.connectionStatus).to.equal('error');
  });

  it('forward the tracker’s errors as order-error events', async () => {
    const tracker = await place();
    const errors: unknown[] = [];
    tracker.addEventListener('order-error', ({ code, message, recoverable }) =>
      errors.push({ code, message, recoverable }),
    );
    const error = { code: 'unreachable', message: 'No answer.', recoverable: true } as const;
    tracker.tracking.options().onError?.(error);
    expect(errors).to.deep.equal([error]);
  });
});

describe('the order that is embedded in the tag as JSON', () => {
  afterEach(clear);

  it('becomes the option order', async () => {
    const tracker = await parse(
      '<fake-tracked order-id="7"><script type="application/json">{"id":"7","status":"ready"}</script></fake-tracked>',
    );
    expect(tracker.tracking.options().order).to.deep.equal({ id: '7', status: 'ready' });
  });

  it('is read also when the parser adds the script after the tag', async () => {
    const tracker = await place();
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = '{"id":"A1","status":"pending"}';
    tracker.append(script);
    await new Promise(requestAnimationFrame);
    await tracker.updateComplete;
    expect(tracker.tracking.options().order).to.deep.equal({ id: 'A1', status: 'pending' });
  });
});

describe('the capability of a tracking link', () => {
  const address = location.href;

  afterEach(() => {
    clear();
    history.replaceState(null, '', address);
  });

  it('becomes an option, and is removed from the address', async () => {
    history.replaceState({ page: 1 }, '', '#menu&track=secret');
    const tracker = await place();
    expect(tracker.tracking.options().capability).to.equal('secret');
    expect(location.hash).to.equal('#menu');
    expect(history.state.page).to.equal(1);
  });

  it('is read again when a new link is opened in the same tab', async () => {
    history.replaceState(null, '', '#track=expired');
    const tracker = await place();
    history.replaceState(null, '', '#track=fresh');
    window.dispatchEvent(new HashChangeEvent('hashchange'));
    await tracker.updateComplete;
    expect(tracker.tracking.options().capability).to.equal('fresh');
    expect(tracker.tracking.restarts).to.equal(1);
    expect(location.hash).to.equal('');
  });

  it('is in no attribute and no property of the element', async () => {
    history.replaceState(null, '', '#track=secret');
    const tracker = await place();
    const { shadowRoot } = tracker;
    expect(tracker.outerHTML + shadowRoot?.innerHTML).not.to.contain('secret');
    const readable = Object.entries(tracker).filter(([name]) => name !== 'tracking');
    expect(readable.some(([, value]) => value === 'secret')).to.equal(false);
  });
});

describe('a provider’s preset', () => {
  afterEach(() => {
    clear();
    setScriptFolder(new URL('/nowhere/', location.href).href);
  });

  it('whose file is missing reports an order-error, and the order is followed without it', async () => {
    setScriptFolder(new URL('/nowhere/', location.href).href);
    const errors: OrderErrorEvent[] = [];
    const tracker = await place((element) => {
      element.preset = 'sqare';
      element.addEventListener('order-error', (error) => errors.push(error));
    });
    expect(tracker.tracking.options().orderId).to.equal(undefined);
    for (let waits = 0; waits < 50 && !tracker.tracking.restarts; waits += 1) await new Promise(requestAnimationFrame);
    expect(tracker.tracking.options()).to.deep.include({ orderId: 'A1', fieldMap: undefined });
    await tracker.updateComplete;
    expect(errors.map(({ code, recoverable }) => ({ code, recoverable }))).to.deep.equal([
      { code: 'config', recoverable: true },
    ]);
    expect(errors[0]?.message).to.contain('"sqare"');
  });

  it('is not loaded when the page sets a fieldMap', async () => {
    const fieldMap = { fields: { status: 'state' } };
    const tracker = await place((element) => Object.assign(element, { preset: 'square', fieldMap }));
    expect(tracker.tracking.options()).to.deep.include({ orderId: 'A1', fieldMap });
  });
});

describe('a server preset', () => {
  const { fetch } = globalThis;

  beforeEach(() => {
    setScriptFolder('https://scripts.example/');
    globalThis.fetch = async (url) => {
      if (!String(url).endsWith('/servers/pusher.json')) return new Response('', { status: 404 });
      return Response.json({ websocketProtocol: 'plain', websocketChannel: 'order.{id}', fieldMap: { root: 'data' } });
    };
  });

  afterEach(() => {
    globalThis.fetch = fetch;
    clear();
    setScriptFolder(new URL('/nowhere/', location.href).href);
  });

  const loaded = async (tracker: FakeTracked) => {
    for (let waits = 0; waits < 50 && !tracker.tracking.options().orderId; waits += 1) {
      await new Promise(requestAnimationFrame);
    }
    return tracker.tracking.options();
  };

  it('gives the options that the tag does not have, and starts with them only', async () => {
    const tracker = await parse(
      '<fake-tracked order-id="7" server-preset="pusher" websocket-channel="shop.{id}"></fake-tracked>',
    );
    expect(tracker.tracking.options().orderId).to.equal(undefined);
    expect(await loaded(tracker)).to.deep.include({
      orderId: '7',
      websocketProtocol: 'plain',
      websocketChannel: 'shop.{id}',
      fieldMap: { root: 'data' },
    });
  });

  it('leaves the fields to the page’s own map', async () => {
    const tracker = await place((element) =>
      Object.assign(element, { serverPreset: 'pusher', fieldMap: { fields: { status: 'state' } } }),
    );
    expect((await loaded(tracker)).fieldMap).to.deep.equal({ root: 'data', fields: { status: 'state' } });
    tracker.fieldMap = { root: 'order' };
    await tracker.updateComplete;
    expect(tracker.tracking.options().fieldMap, 'within the messages').to.deep.equal({
      root: ['data.order', 'order', 'data'],
    });
  });

  it('whose file is missing reports an order-error', async () => {
    const errors: OrderErrorEvent[] = [];
    const tracker = await place((element) => {
      element.serverPreset = 'pushr';
      element.addEventListener('order-error', (error) => errors.push(error));
    });
    expect((await loaded(tracker)).orderId).to.equal('A1');
    expect(errors.map(({ code }) => code)).to.deep.equal(['config']);
    expect(errors[0]?.message).to.contain('"pushr"');
  });
});
