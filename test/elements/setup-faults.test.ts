import { expect } from '@esm-bundle/chai';
import '../../src/define.js';
import type { OrderErrorEvent } from '../../src/elements/tracker/order-status-tracker.events.js';
import type { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { payloadFaultsCode } from '../../src/tracker/payload-faults-code.js';
import { responseAtOnce } from '../support/response-at-once.js';

/** Mistakes of a page that show in its answers or attributes, and what the developer reads of each. */
const mistakes: readonly (readonly [what: string, attributes: string, answer: string, type: string, said: RegExp])[] = [
  ['another order', '', '{"id":"43","status":"ready"}', 'application/json', /order "43".*order-id is "42"/],
  ['a list', '', '[{"id":"42","status":"ready"}]', 'application/json', /list of 1, at its root.*field-map='\{\}'/],
  ['a page in place of data', '', '<h1>Order 42</h1>', 'text/html', /content type is "text\/html".*not to a page/],
  [
    'a path that leads nowhere',
    `field-map='{"root":"data"}'`,
    '{"order":{"id":"42"}}',
    'application/json',
    /root "data" leads nowhere.*"order"/,
  ],
  [
    'a misspelt key',
    `field-map='{"feilds":{}}'`,
    '{"id":"42","status":"ready"}',
    'application/json',
    /fieldMap\.feilds is not known; did you mean fields\?/,
  ],
  ['capitals', '', '{"id":"42","Status":"ready"}', 'application/json', /no status at "status".*It has "Status"/],
];

describe('a mistake in the set-up', () => {
  const { fetch } = globalThis;
  const { warn } = console;

  before(() => payloadFaultsCode.load());
  afterEach(() => {
    globalThis.fetch = fetch;
    console.warn = warn;
    document.querySelector('order-status-tracker')?.remove();
  });

  for (const [what, attributes, answer, type, said] of mistakes) {
    it(`is told by one warning and one event: ${what}`, async () => {
      const warnings: string[] = [];
      console.warn = (text: unknown) => warnings.push(String(text));
      globalThis.fetch = async () => responseAtOnce(answer, { headers: { 'content-type': type } });
      const page = document.createElement('div');
      page.innerHTML = `<order-status-tracker order-id=" 42 " poll-url="/orders/{id}" cache="none" ${attributes}></order-status-tracker>`;
      const told = new Promise<OrderErrorEvent>((done) => {
        page.addEventListener('order-error', (event) => done(event as OrderErrorEvent), { once: true });
      });
      let events = 0;
      page.addEventListener('order-error', () => events++);
      document.body.append(page);
      expect((await told).message).to.match(said);
      const tracker = page.querySelector<OrderStatusTracker>('order-status-tracker');
      await tracker?.refresh();
      await payloadFaultsCode.load();
      expect(events).to.equal(1);
      expect(warnings.filter((text) => text.startsWith('<order-status-tracker> '))).to.have.length(1);
      expect(warnings[0]).to.match(said);
      page.remove();
    });
  }
});
