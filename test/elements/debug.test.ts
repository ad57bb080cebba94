import { expect } from '@esm-bundle/chai';
import { OrderStatusBoard } from '../../src/elements/board/order-status-board.js';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { FakeEnvironment } from '../support/fake-environment.js';
import { FakeTransport } from '../support/fake-transport.js';

class DebuggedTracker extends OrderStatusTracker {}
class DebuggedBoard extends OrderStatusBoard {}
customElements.define('debugged-tracker', DebuggedTracker);
customElements.define('debugged-board', DebuggedBoard);

const preparing = { id: 'A1', status: 'preparing', version: 2 };

describe('debug and explain() on the elements', () => {
  const { debug } = console;
  let world: FakeEnvironment;
  let transport: FakeTransport;
  let lines: string[];

  const make = <Element extends OrderStatusTracker | OrderStatusBoard>(element: Element): Element =>
    Object.assign(element, { environment: world, transport });

  beforeEach(() => {
    world = new FakeEnvironment();
    transport = new FakeTransport();
    transport.serve(preparing);
    lines = [];
    console.debug = (line: string) => void lines.push(line);
  });

  afterEach(() => {
    console.debug = debug;
    document.body.replaceChildren();
  });

  for (const [value, isOn] of [
    ['', true],
    ['on', true],
    ['off', false],
    ['false', false],
  ] as const) {
    it(`${isOn ? 'logs' : 'logs nothing'} with debug="${value}"`, async () => {
      const tracker = make(new DebuggedTracker());
      tracker.setAttribute('order-id', 'A1');
      tracker.setAttribute('debug', value);
      document.body.append(tracker);
      await world.pass(100);
      expect(lines.length > 0).to.equal(isOn);
      expect(tracker.status).to.equal('preparing');
    });
  }

  it('starts to log when the attribute is set on a live tracker, which keeps its connection', async () => {
    const tracker = make(new DebuggedTracker());
    tracker.setAttribute('order-id', 'A1');
    document.body.append(tracker);
    await world.pass(3_000);
    tracker.toggleAttribute('debug', true);
    await tracker.updateComplete;
    await world.pass(3_000);
    expect(lines).to.include('[order-status-tracker A1] live: connected');
    expect(transport.connections).to.have.length(1);
  });

  it('explains a tracker that is not in a page, and one with a wrong attribute', async () => {
    const tracker = make(new DebuggedTracker());
    expect(tracker.explain().because).to.equal('The element is not in a page.');
    tracker.setAttribute('websocket-hello', '{}');
    document.body.append(tracker);
    await tracker.updateComplete;
    expect(tracker.explain()).to.include({ connectionStatus: 'error' });
    expect(tracker.explain().because).to.include('websocket-hello must be a JSON list');
  });

  it('shows the embedded order also when explain() was called before the element was in the page', async () => {
    const tracker = make(new DebuggedTracker());
    transport.served = undefined;
    tracker.setAttribute('order-id', 'A1');
    tracker.explain();
    tracker.innerHTML = `<script type="application/json">${JSON.stringify({ ...preparing, status: 'ready' })}</script>`;
    document.body.append(tracker);
    await tracker.updateComplete;
    expect(tracker.status).to.equal('ready');
  });

  it('explains a board, which takes no options that it does not declare', async () => {
    transport.serve({ id: '7', version: 1, orders: [] });
    const board = make(new DebuggedBoard());
    Object.assign(board, { history: { bad: 1 } });
    board.setAttribute('restaurant-id', '7');
    document.body.append(board);
    await world.pass(100);
    expect(board.explain()).to.include({ connectionStatus: 'connected' });
  });
});
