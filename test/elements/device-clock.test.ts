import { expect } from '@esm-bundle/chai';
import '../support/loaded-elements.js';
import { OrderStatusBoard } from '../../src/elements/board/order-status-board.js';
import { OrderStatusTracker } from '../../src/elements/tracker/order-status-tracker.js';
import { DatedServer } from '../support/dated-server.js';
import { FakeEnvironment, settle } from '../support/fake-environment.js';
import { clear } from '../support/fake-tracker.js';
import { heard } from '../support/heard.js';

const minute = 60_000;
const hour = 60 * minute;
const offsets = [45 * minute, -45 * minute, 3 * hour, -3 * hour, 24 * hour, -24 * hour];

customElements.define('tracker-by-the-clock', class extends OrderStatusTracker {});
customElements.define('board-by-the-clock', class extends OrderStatusBoard {});

/** An element of the real class with the real tracker, on a device whose clock is ahead. */
async function open(name: 'tracker' | 'board', ahead: number, order: DatedServer['order']) {
  const world = new FakeEnvironment();
  const server = new DatedServer(world, ahead, order);
  const element = document.createElement(`${name}-by-the-clock`) as OrderStatusTracker & OrderStatusBoard;
  Object.assign(element, { environment: world, pollUrl: '/orders/{id}', cache: 'none', pollInterval: 60, lang: 'en' });
  Object.assign(element, name === 'tracker' ? { orderId: 'A1' } : { restaurantId: 'r1' });
  document.body.append(element);
  // It waits until the scripts of the page have run: those of the tests may still be among them.
  for (let frame = 0; frame < 60 && element.connectionStatus === 'idle'; frame += 1) await nextFrame();
  const draw = async (milliseconds: number) => {
    await world.pass(milliseconds);
    for (let turn = 0; turn < 3; turn += 1) {
      await element.updateComplete;
      await settle();
    }
  };
  await draw(100);
  const text = (part: string) =>
    element.shadowRoot?.querySelector(`[part~=${part}]`)?.textContent?.replace(/\s+/g, ' ').trim();
  return { element, server, draw, text };
}

const nextFrame = () => new Promise(requestAnimationFrame);

const preparing: DatedServer['order'] = (at) => ({
  id: 'A1',
  status: 'preparing',
  version: 2,
  updated_at: at(-5),
  status_times: { pending: at(-9), preparing: at(-5) },
  estimated_ready_from: at(20),
  estimated_ready_to: at(30),
});

/** What a card says, minute by minute, until the order is late. */
async function evening(ahead: number): Promise<readonly (string | undefined)[]> {
  const { element, draw, text } = await open('tracker', ahead, preparing);
  const late = heard(element, 'order-late');
  const seen: (string | undefined)[] = [];
  for (let passed = 0; passed < 33; passed += 1) {
    seen.push(`${text('estimate')} ${text('times')} ${text('last-update')} ${late.length}`);
    await draw(minute);
  }
  element.remove();
  return seen;
}

describe('a card on a device whose clock is wrong', function () {
  // Half an hour, drawn minute by minute.
  this.timeout(20_000);
  let right: readonly (string | undefined)[];
  before(async () => {
    right = await evening(0);
  });
  afterEach(clear);

  it('says when, then that it is late, with a right clock', () => {
    expect(right[0]).to.match(/^Ready around \d+:\d\d.+ 0$/);
    expect(right[25]).to.match(/5 min.* 0$/);
    expect(right[32]).to.match(/longer than planned.* 1$/);
  });

  for (const ahead of offsets) {
    it(`says the same as with a right clock: ${ahead / minute} min`, async () => {
      expect(await evening(ahead)).to.deep.equal(right);
    });
  }

  for (const [device, ahead] of [
    ['a day behind', -24 * hour],
    ['a day ahead', 24 * hour],
    ['13 hours ahead', 13 * hour],
  ] as const) {
    it(`names the day of a moment that is far away, and of no other, on a device ${device}`, async () => {
      const soon = await open('tracker', ahead, preparing);
      expect(soon.text('estimate')).to.match(/^Ready around \d+:\d\d/);
      const far = await open('tracker', ahead, (at) => ({
        ...preparing(at),
        status: 'scheduled',
        estimated_ready_from: at(20 * 60),
        estimated_ready_to: at(20 * 60 + 10),
      }));
      expect(far.text('estimate')).to.match(/^Ready around [A-Z][a-z]{2}, Nov \d+, \d+:\d\d/);
    });
  }

  it('asks for a rating as long after the meal as the page wishes', async () => {
    for (const ahead of [3 * hour, -3 * hour]) {
      const { element, draw, text } = await open('tracker', ahead, (at) => ({
        id: 'A1',
        status: 'completed',
        version: 5,
        updated_at: at(-1),
      }));
      element.rating = 'on';
      await draw(12 * minute);
      expect(text('rating')).to.equal(undefined);
      await draw(3 * minute);
      expect(text('rating')).not.to.equal(undefined);
    }
  });

  it('says when a question was asked by the same clock as everything else', async () => {
    const { element, draw, text, server } = await open('tracker', 3 * hour, preparing);
    element.askKitchen = 'on';
    await draw(100);
    element.shadowRoot?.querySelector<HTMLElement>('[part~=question-button]')?.click();
    await draw(100);
    const time = new Date(server.time).toLocaleTimeString('en', { hour: 'numeric', minute: '2-digit' });
    expect(text('question')?.replace(/\s+/g, ' ')).to.include(time.replace(/\s+/g, ' '));
  });

  it('tells the page when the order got ready, where the back end does not say', async () => {
    const { element, server, draw } = await open('tracker', 3 * hour, preparing);
    const outcomes = heard(element, 'order-estimate-outcome');
    server.order = (at) => ({ ...preparing(at), status: 'ready', version: 3, updated_at: at(1) });
    await draw(2 * minute);
    expect(outcomes).to.have.length(1);
    expect(+(outcomes[0]?.actual ?? 0)).to.equal(+new Date(server.at(1)));
  });
});

describe('a board on a screen whose clock is wrong', () => {
  afterEach(clear);

  for (const ahead of offsets) {
    it(`shows the true time, and each number for as long as it is to stand there: ${ahead / minute} min`, async () => {
      const { server, draw, text } = await open('board', ahead, (at) => ({
        id: 'r1',
        version: 1,
        updated_at: at(-1),
        orders: [{ id: 'o1', number: '42', status: 'ready', updated_at: at(-5) }],
      }));
      const time = new Date(server.time).toLocaleTimeString('en', { hour: 'numeric', minute: '2-digit' });
      expect(text('clock')).to.equal(time.replace(/\s+/g, ' '));
      expect(text('screen') ?? document.querySelector('board-by-the-clock')?.shadowRoot?.textContent).to.include('42');
      await draw(30 * minute);
      expect(document.querySelector('board-by-the-clock')?.shadowRoot?.textContent).not.to.include('42');
    });
  }
});
