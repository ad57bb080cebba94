import { expect } from '@esm-bundle/chai';
import type { OrderErrorEvent } from '../../src/elements/shared/order-error-event.js';
import { pageFaultsCode } from '../../src/elements/shared/page-faults-code.js';
import { buildTemplate } from '../../src/elements/shared/trusted-html.js';
import { hash } from '../../src/environment/storage.js';
import type { Labels } from '../../src/locales/locale.js';
import { anOrder, clear, FakeTracked, parse, place } from '../support/fake-tracker.js';

/** What the element tells the developer: the events, and the warnings of the console. */
class Told {
  readonly errors: string[] = [];
  readonly warnings: string[] = [];
  readonly #warn = console.warn;
  readonly #hear = (event: Event) => void this.errors.push((event as OrderErrorEvent).message);

  begin(): void {
    console.warn = (text: unknown) => void this.warnings.push(String(text));
    document.addEventListener('order-error', this.#hear);
  }

  end(): void {
    console.warn = this.#warn;
    document.removeEventListener('order-error', this.#hear);
  }

  /** Resolves once so much was told, at the latest after some milliseconds. */
  async any(count = 1, limit = 2_000): Promise<readonly string[]> {
    const end = performance.now() + limit;
    while (this.errors.length < count && performance.now() < end) await new Promise(requestAnimationFrame);
    return this.errors;
  }
}

/** Resolves once the markup was looked at: a task after it was parsed, by code that comes on demand. */
async function lookedAt(): Promise<void> {
  const nextTask = () => new Promise((resolve) => setTimeout(resolve));
  await nextTask();
  await pageFaultsCode.load();
  await nextTask();
}

let told: Told;
beforeEach(() => {
  told = new Told();
  told.begin();
});
afterEach(() => {
  told.end();
  clear();
});

describe('what a framework sets', () => {
  for (const name of ['status', 'estimate', 'connectionStatus', 'isLive', 'lastUpdate', 'snapshot', 'clock'] as const) {
    it(`does not throw for "${name}", which can only be read`, async () => {
      const tracker = await place();
      await tracker.tracking.know({ order: anOrder });
      const before = tracker[name];
      expect(() => Reflect.set(tracker, name, 'ready')).not.to.throw();
      expect(String(tracker[name])).to.equal(String(before));
    });
  }

  for (const name of ['layout', 'theme', 'recent', 'pushUrl', 'sound'] as const) {
    for (const value of [Symbol('odd'), 10n, () => 'odd', Object.create(null)]) {
      it(`leaves the order where ${name} gets what it cannot be, a ${typeof value}`, async () => {
        const tracker = await place();
        await tracker.tracking.know({ order: anOrder });
        Reflect.set(tracker, name, value);
        await tracker.updateComplete;
        await tracker.tracking.know({ order: { ...anOrder, status: 'ready' } });
        expect(tracker.text('headline')).to.equal('We’re bringing it to your table.');
      });
    }
  }

  it('is ignored also where it was set before the element was defined', async () => {
    const tracker = document.createElement('late-tracked');
    Reflect.set(tracker, 'status', 'ready');
    document.body.append(tracker);
    customElements.define('late-tracked', class extends FakeTracked {});
    expect(Reflect.get(tracker, 'status')).to.equal(undefined);
  });

  for (const [spelling, value] of [
    ['orderId', '7'],
    ['orderid', '7'],
    ['order_id', '7'],
  ] as const) {
    it(`counts as order-id: ${spelling}`, async () => {
      const tracker = await parse(`<fake-tracked ${spelling}="${value}"></fake-tracked>`);
      expect(tracker.tracking.options().orderId).to.equal(value);
      expect((await told.any()).join()).to.contain('write order-id=');
      expect([told.errors.length, told.warnings.length]).to.deep.equal([1, 1]);
    });
  }

  it('does not win over the attribute as it is to be written', async () => {
    const tracker = await parse('<fake-tracked order-id="8" orderid="7"></fake-tracked>');
    expect(tracker.tracking.options().orderId).to.equal('8');
  });

  it('may be an object, also as an attribute', async () => {
    const tracker = await place();
    const fieldMap = { fields: { id: 'uuid' } };
    for (const name of ['fieldMap', 'fieldmap', 'field-map']) {
      tracker.fieldMap = undefined;
      tracker.setAttribute(name, fieldMap);
      expect(tracker.fieldMap).to.equal(fieldMap);
    }
  });
});

describe('an element that a polyfill of custom elements has made', () => {
  it('is drawn, though the browser takes it for none', async () => {
    class Polyfilled extends FakeTracked {
      override attachInternals(): ElementInternals {
        throw new DOMException('Unable to attach ElementInternals to non-custom elements.', 'NotSupportedError');
      }
    }
    customElements.define('polyfilled-tracked', Polyfilled);
    const tracker = new Polyfilled();
    document.body.append(tracker);
    await tracker.updateComplete;
    expect(tracker.piece('card').isConnected).to.equal(true);
  });
});

describe('a page of XHTML', () => {
  it('may set attributes without telling the element', async () => {
    class Untold extends FakeTracked {
      #isInPage = false;
      override connectedCallback(): void {
        this.#isInPage = true;
        super.connectedCallback();
      }
      override attributeChangedCallback(...change: [string, string | null, string | null]): void {
        if (this.#isInPage) super.attributeChangedCallback(...change);
      }
    }
    customElements.define('untold-tracked', Untold);
    const tracker = new Untold();
    tracker.setAttribute('order-id', '7');
    tracker.setAttribute('pollurl', '/x');
    document.body.append(tracker);
    await tracker.updateComplete;
    expect([tracker.orderId, tracker.pollUrl]).to.deep.equal(['7', '/x']);
  });

  it('gets templates that are built piece by piece, also of what a policy has allowed', () => {
    const root = document.createDocumentFragment();
    buildTemplate(root, { toString: () => '<p class="a">Dish<br>and <b>more</b></p><!--x-->' });
    const page = document.createElement('div');
    page.append(root);
    expect(page.innerHTML).to.equal('<p class="a">Dish<br>and <b>more</b></p><!--x-->');
  });
});

describe('what a morph of the page takes away', () => {
  it('is written again: status and connection', async () => {
    const tracker = await place();
    await tracker.tracking.know({ order: anOrder });
    for (const change of [
      () => tracker.removeAttribute('status'),
      () => tracker.removeAttribute('connection'),
      () => tracker.setAttribute('status', 'pending'),
    ]) {
      change();
      await tracker.updateComplete;
      expect([tracker.getAttribute('status'), tracker.getAttribute('connection')]).to.deep.equal([
        'preparing',
        'connected',
      ]);
    }
  });
});

describe('mistakes in the markup', () => {
  const mistakes: readonly [string, string, string][] = [
    ['a misspelt name', '<fake-tracked order-id="7" pol-url="/x"></fake-tracked>', 'poll-url'],
    ['half of a name, which is a property as well', '<fake-tracked order="7"></fake-tracked>', 'order-id'],
    ['swapped letters', '<fake-tracked order-id="7" fulfilmnet="pickup"></fake-tracked>', 'fulfilment'],
    ['a name with data-', '<fake-tracked order-id="7" data-poll-url="/x" poll-ur="/x"></fake-tracked>', 'poll-url'],
    [
      'a name with data- alone',
      '<fake-tracked order-id="7" data-poll-url="/x"></fake-tracked>',
      'Is poll-url="…" meant',
    ],
    ['a framework that is not there', '<fake-tracked :order-id="id"></fake-tracked>', 'Is order-id="…" meant'],
    ['a framework that is not there, in brackets', '<fake-tracked [attr.order-id]="id"></fake-tracked>', 'Is order-id'],
    ['a value that was not there yet', '<fake-tracked order-id="undefined"></fake-tracked>', 'before it had the value'],
    ['the same under another name', '<fake-tracked orderId="null"></fake-tracked>', 'before it had the value'],
    [
      'a template that was not filled in',
      '<fake-tracked order-id="{{ order.id }}"></fake-tracked>',
      'not been filled in',
    ],
    ['a template of a server', '<fake-tracked order-id="<%= id %>"></fake-tracked>', 'not been filled in'],
    [
      'a template of a script',
      '<fake-tracked order-id="7" poll-url="/$' + '{id}"></fake-tracked>',
      'not been filled in',
    ],
    ['quotes of an editor', '<fake-tracked order-id=”7″></fake-tracked>', 'Write straight ones'],
    ['a tag closed with />', '<fake-tracked order-id="7" /><p>Table 12</p><form></form>', 'close the tag'],
    ['a tag that is never closed', '<fake-tracked order-id="7"><h1>Thanks</h1>', 'close the tag'],
    ['a property that is no attribute', `<fake-tracked labels='{"ready":"x"}'></fake-tracked>`, 'the property labels'],
    ['a function as an attribute', '<fake-tracked get-access-token="f"></fake-tracked>', 'property getAccessToken'],
    ['a misspelt slot', '<fake-tracked><b slot="haeding">Bar</b></fake-tracked>', 'Is "heading" meant?'],
    ['a slot that is not there', '<fake-tracked><b slot="logo"></b></fake-tracked>', 'There are: heading, footer,'],
    [
      'an order that is not read',
      '<fake-tracked><script type="text/json">{"id":"7"}</script></fake-tracked>',
      'type="application/json"',
    ],
    ['two of them', '<fake-tracked order-id="7" /><fake-tracked order-id="8" />', 'close the tag'],
  ];
  for (const [name, markup, cause] of mistakes) {
    it(`are told once, with the cause: ${name}`, async () => {
      await parse(markup);
      expect((await told.any())[0]).to.contain(cause);
      expect(told.warnings).to.have.length(told.errors.length);
    });
  }

  it('are an object where only a text can stand, at once', async () => {
    const begun = performance.now();
    await parse('<fake-tracked order-id="[object Object]"></fake-tracked>');
    expect((await told.any())[0]).to.contain('an object was made into text');
    expect(performance.now() - begun).to.be.below(2_000);
  });

  it('are objects that a server wrote as text, unless the page’s script sets the properties', async function () {
    this.timeout(20_000);
    const attributes = ['order', 'labels', 'getaccesstoken'].map((name) => `${name}="[object Object]"`);
    const tag = `<fake-tracked order-id="7" ${attributes.join(' ')}></fake-tracked>`;
    const hydrated = await parse(tag + tag);
    await lookedAt();
    Object.assign(hydrated, {
      order: { id: '7', status: 'ready' },
      labels: { ready: 'Come and get it' },
      getAccessToken: () => 'token',
    });
    const errors = await told.any(attributes.length, 8_000);
    await lookedAt();
    expect(
      errors.map((message) => /The attribute (\S+) of .*an object was made into text/.exec(message)?.[1]),
    ).to.deep.equal(['order', 'labels', 'getaccesstoken']);
  });

  const right: readonly [string, string][] = [
    [
      'every attribute as it is to be written',
      '<fake-tracked order-id="7" poll-interval="15" rating="on"></fake-tracked>',
    ],
    [
      'attributes of any element and of frameworks',
      '<fake-tracked id="a" class="b" data-x="1" aria-label="c" hx-get="/" wire:key="1" x-data v-cloak _ngcontent-a></fake-tracked>',
    ],
    [
      'names of the page itself beside ours, and those that a framework has set',
      '<fake-tracked order-id="7" data-order-id="7" :order-id="id" data-theme="dark" class="{{x}}"></fake-tracked>',
    ],
    [
      'JSON, and places to be filled in',
      '<fake-tracked order-id="7" poll-url="/{id}" field-map=\'{"fields":{"id":"a"},"statuses":{}}\'></fake-tracked>',
    ],
    [
      'words that are shown until the element is there',
      '<fake-tracked order-id="7"><p>Your order is <b>loading</b>…</p></fake-tracked>',
    ],
    [
      'the order, and what belongs into slots',
      '<fake-tracked><script type="application/json">{}</script><form slot="actions"></form></fake-tracked>',
    ],
  ];
  for (const [name, markup] of right) {
    it(`are none: ${name}`, async () => {
      await parse(markup);
      await lookedAt();
      expect(told.warnings).to.deep.equal([]);
    });
  }
});

describe('a part that fails', () => {
  /** Labels that throw when a part asks for its own. */
  const labelsWithout = (pattern: RegExp): Labels =>
    new Proxy<Labels>(
      {},
      {
        get: (_, key) => {
          if (pattern.test(String(key))) throw new RangeError(`no ${String(key)}`);
          return undefined;
        },
      },
    );
  const parts: readonly [string, RegExp][] = [
    ['the rating', /^(rating|stars)$/],
    ['the question', /^ask/],
    ['the alerts', /^alert/],
    ['the dishes', /^(item|dish|items)/],
    ['the times', /^times/],
    ['the connection', /^(connected|polling|live)/],
    ['the links', /^(reorder|share|receipt|tip)/],
    ['the headline', /^(preparing|served|ready)/],
  ];
  for (const [name, pattern] of parts) {
    it(`leaves the others, and the status, as they are: ${name}`, async () => {
      const tracker = await place((placed) => {
        placed.rating = placed.askKitchen = 'on';
        placed.share = placed.reorder = 'on';
        placed.ratingAfter = 0;
        placed.labels = labelsWithout(pattern);
      });
      await tracker.tracking.know({ order: anOrder });
      for (const status of ['preparing', 'ready', 'served'] as const) {
        await tracker.tracking.change({ status });
        expect(tracker.getAttribute('status')).to.equal(status);
        expect(tracker.has('connection') || tracker.has('headline')).to.equal(true);
      }
      expect(new Set(told.errors).size).to.equal(told.errors.length);
    });
  }

  it('is told once, by an event and in the console', async () => {
    const tracker = await place((placed) => {
      placed.askKitchen = 'on';
      placed.labels = labelsWithout(/^ask$/);
    });
    await tracker.tracking.know({ order: anOrder });
    await tracker.tracking.change({ number: '7' });
    expect(await told.any()).to.have.length(1);
    expect(told.errors[0]).to.contain('no ask');
    expect(tracker.text('headline')).to.equal('Preparing');
    expect(told.warnings).to.have.length(1);
  });
});

describe('what a device has kept, and attributes hold', () => {
  const record = (asked: unknown) => ({ asked, on_my_way: asked, arrived: asked, ready: asked, rated: asked });
  for (const junk of [1e300, -1e300, 'x', {}, [], true, null, '2026']) {
    for (const cooldown of ['Infinity', '-1', 'x', '1e400']) {
      it(`may be junk: ${JSON.stringify(junk)}, a cooldown of ${cooldown}`, async () => {
        const tracker = await place((placed) => {
          placed.askKitchen = placed.onMyWay = placed.rating = 'on';
          placed.setAttribute('ask-kitchen-cooldown', cooldown);
          placed.setAttribute('rating-after', cooldown);
        });
        const key = hash(`${tracker.backEnd}\nA1`);
        tracker.world.storage.setItem('order-status-tracker:guest', JSON.stringify({ [key]: record(junk) }));
        await tracker.tracking.know({ order: { ...anOrder, fulfilment: 'pickup' } });
        if (tracker.has('question-button')) tracker.piece('question-button').click();
        await tracker.tracking.change({ status: 'ready' });
        expect(tracker.getAttribute('status')).to.equal('ready');
        expect(tracker.text('headline')).not.to.equal('');
        // No part has failed: at most an attribute that holds no such number is told.
        expect(told.errors.filter((error) => !/is no number|it can be from/.test(error))).to.deep.equal([]);
      });
    }
  }
});

describe('an element in another document', () => {
  it('has its styles there, those of parts that come on demand too, and again at home', async () => {
    const tracker = await place();
    await tracker.tracking.know({ order: anOrder });
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const radius = () => {
      const view = tracker.ownerDocument.defaultView ?? window;
      return view.getComputedStyle(tracker.piece('card')).borderTopLeftRadius;
    };
    const [home, sheets] = [radius(), tracker.shadowRoot?.adoptedStyleSheets.length];
    frame.contentDocument?.body.append(tracker);
    await tracker.tracking.change({ status: 'ready' });
    expect([radius(), tracker.text('headline') !== '']).to.deep.equal([home, true]);
    document.body.append(tracker);
    await tracker.tracking.change({ status: 'served' });
    expect([radius(), tracker.shadowRoot?.adoptedStyleSheets.length]).to.deep.equal([home, sheets]);
  });

  it('has its styles where it is drawn for the first time', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const tracker = document.createElement('fake-tracked') as FakeTracked;
    frame.contentDocument?.body.append(tracker);
    await tracker.tracking.know({ order: anOrder });
    expect(frame.contentWindow?.getComputedStyle(tracker.piece('card')).borderTopLeftRadius).to.equal('20px');
  });
});

describe('the order in the page’s address', () => {
  const address = location.href;
  afterEach(() => history.replaceState(null, '', address));

  const tidied = ['', '?ref=42', '?order_id='];
  for (const search of tidied) {
    it(`is kept when the page changes its address to "${search}"`, async () => {
      history.replaceState(null, '', '?order_id=42&payment=ok');
      const tracker = await parse('<fake-tracked></fake-tracked>');
      history.replaceState({}, '', location.pathname + search);
      await tracker.tracking.know({});
      expect(tracker.tracking.options().orderId).to.equal('42');
    });
  }

  it('is kept on another path, and another id there wins', async () => {
    history.replaceState(null, '', '?order_id=42');
    const tracker = await parse('<fake-tracked></fake-tracked>');
    history.pushState({}, '', '/menu');
    expect(tracker.tracking.options().orderId).to.equal('42');
    history.replaceState({}, '', '/menu?order_id=43');
    expect(tracker.tracking.options().orderId).to.equal('43');
  });

  describe('that the page’s router has tidied before the script ran', () => {
    const { getEntriesByType } = performance;
    afterEach(() => {
      performance.getEntriesByType = getEntriesByType;
    });
    const openedWith = (first: string) => {
      performance.getEntriesByType = (type) => (type === 'navigation' ? [{ name: first } as PerformanceEntry] : []);
    };
    const idOf = async () => (await parse('<fake-tracked></fake-tracked>')).tracking.options().orderId;

    it('is that of the address with which the page was opened', async () => {
      openedWith(new URL('?ref=1&order_id=4%202#track=s3cret', address).href);
      expect(await idOf()).to.equal('4 2');
      history.replaceState(null, '', '?order_id=43');
      expect(await idOf(), 'the present address wins').to.equal('43');
    });

    it('is none on another path, nor where that address named none, nor where the browser does not tell', async () => {
      openedWith(new URL('/elsewhere?order_id=42', address).href);
      expect(await idOf()).to.equal(undefined);
      openedWith(new URL('?order=42', address).href);
      expect(await idOf()).to.equal(undefined);
      performance.getEntriesByType = () => [];
      expect(await idOf()).to.equal(undefined);
      Object.assign(performance, { getEntriesByType: undefined });
      expect(await idOf()).to.equal(undefined);
    });

    it('is told by this browser after the change', async () => {
      const frame = document.createElement('iframe');
      frame.src = '/nothing-there?order_id=42';
      const isLoaded = new Promise((resolve) => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await isLoaded;
      frame.contentWindow?.history.replaceState(null, '', '/nothing-there');
      const [first] = frame.contentWindow?.performance.getEntriesByType('navigation') ?? [];
      expect(frame.contentWindow?.location.search).to.equal('');
      expect(new URL(first?.name ?? '').search).to.equal('?order_id=42');
      frame.remove();
    });
  });

  it('is kept for the element that takes its place', async () => {
    history.replaceState(null, '', '?order_id=42');
    const { environment } = await parse('<fake-tracked></fake-tracked>');
    history.replaceState({}, '', location.pathname);
    const second = await place((placed) => Object.assign(placed, { environment, orderId: undefined }));
    expect(second.tracking.options().orderId).to.equal('42');
  });
});
