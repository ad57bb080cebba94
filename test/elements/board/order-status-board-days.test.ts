import { expect } from '@esm-bundle/chai';
import { isChromium } from '../../support/browser-window.js';
import { clearBoards, placeBoard, type WireEntry } from '../../support/fake-board.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const rush = 20 * minute;
/** One day finds out whether another browser keeps something; all three take it a minute. */
const days = isChromium ? 2 : 1;

/** A canteen with two rushes a day, at noon and at seven, of 540 orders each. */
class Canteen {
  #orders: { readonly entry: WireEntry; readonly since: number }[] = [];
  #seed = 7;
  placed = 0;
  ready = 0;

  get open(): readonly WireEntry[] {
    return this.#orders.map(({ entry }) => entry);
  }

  /** What the kitchen did in so many milliseconds before `now`. */
  work(now: number, milliseconds: number): void {
    this.#orders = this.#orders.flatMap((order) => {
      const age = now - order.since;
      if (order.entry.status === 'preparing' && age > (1 + this.#chance() * 2) * minute) {
        this.ready += 1;
        return [{ entry: { ...order.entry, status: 'ready' }, since: now }];
      }
      return order.entry.status === 'ready' && age > (0.5 + this.#chance() * 1.5) * minute ? [] : [order];
    });
    const orders = isRush(now) ? Math.round((milliseconds / minute) * 27) : 0;
    for (let count = 0; count < orders; count += 1) {
      this.placed += 1;
      // Numbers go round, as in many a till: 1 to 99.
      const entry = { id: `order-${this.placed}`, number: `${(this.placed % 99) + 1}`, status: 'preparing' };
      this.#orders.push({ entry, since: now });
    }
  }

  /** Always the same, so that a failure can be repeated. */
  #chance(): number {
    this.#seed = (this.#seed * 16_807) % 2_147_483_647;
    return this.#seed / 2_147_483_647;
  }
}

function isRush(now: number): boolean {
  const time = now % (24 * hour);
  return (time >= 12 * hour && time < 12 * hour + rush) || (time >= 19 * hour && time < 19 * hour + rush);
}

/** A task of its own, which browsers do not put off as they do timers. */
function nextTask(): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  port2.postMessage('now');
  return new Promise((done) => {
    port1.onmessage = done;
  }).finally(() => port1.close());
}

describe('a board that runs for days', () => {
  afterEach(clearBoards);

  it('does not grow over losses, restarts and sleep, and calls every number once', async function () {
    this.timeout(110 * second);
    const board = await placeBoard();
    const canteen = new Canteen();
    const called: string[] = [];
    board.addEventListener('board-order-ready', ({ order }) => called.push(order.id));
    await board.open();

    const largest = { nodes: 0, timers: 0, connections: 0, remembered: 0 };
    const end = board.world.clock.wall() + days * 24 * hour;
    for (let step = 1; board.world.clock.wall() < end; step += 1) {
      const isBusy = isRush(board.world.clock.wall()) || canteen.open.length > 0;
      // Between the rushes the little computer behind the screen naps.
      if (!isBusy) await board.world.sleep(30 * minute - (board.world.clock.wall() % (30 * minute)));
      canteen.work(board.world.clock.wall(), 30 * second);
      // In each rush the connection is lost, the server restarts, and everything is gone for a minute and a half.
      const trouble = isBusy ? step % 40 : 0;
      if (trouble === 10) board.backEnd.connection.lose('network');
      if (trouble === 20) board.backEnd.connection.lose('server-closing');
      if (trouble === 30) await board.loseEverything();
      const isGone = board.backEnd.served === undefined;
      if (isGone && (trouble > 33 || !isBusy)) await board.recover();
      if (board.backEnd.served !== undefined) await board.knowAll(canteen.open);
      await board.pass(30 * second);

      largest.nodes = Math.max(largest.nodes, board.renderRoot.querySelectorAll('*').length);
      largest.timers = Math.max(largest.timers, board.world.timers);
      largest.connections = Math.max(largest.connections, board.backEnd.openConnections);
      largest.remembered = Math.max(largest.remembered, board.remembered);
      // The browser has its turn, and takes messages of the test runner.
      if (step % 10 === 0) await nextTask();
      // What a fake remembers of the past is no concern of the board.
      board.backEnd.connections.splice(0, board.backEnd.connections.length - 1);
      board.backEnd.reads.splice(0, board.backEnd.reads.length - 1);
    }

    expect(canteen.placed).to.be.above(days * 1000);
    expect(new Set(called).size, 'no number is called twice').to.equal(called.length);
    expect(called.length / canteen.ready, 'some come and go while the screen is cut off').to.be.above(0.9);
    expect(board.connectionStatus).to.equal('connected');
    expect([...board.shown('preparing'), ...board.shown('ready')].sort()).to.deep.equal(
      canteen.open.map(({ number }) => number).sort(),
    );
    expect(largest.connections).to.equal(1);
    expect(largest.timers).to.be.below(20);
    expect(largest.nodes).to.be.below(700);
    expect(largest.remembered, 'of more than 1,000 orders a day, those of a quarter of an hour').to.be.below(600);
    await board.pass(20 * minute);
    expect(board.remembered, 'nothing but what is open').to.equal(canteen.open.length);
  });
});
