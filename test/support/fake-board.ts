import './loaded-elements.js';
import { OrderStatusBoard } from '../../src/elements/board/order-status-board.js';
import { FakeDevice } from './fake-device.js';
import { FakeEnvironment, settle } from './fake-environment.js';
import { FakeTransport } from './fake-transport.js';

/** An order as the back end names it on a board. */
export interface WireEntry {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly updated_at?: string;
}

/** The real board with the real tracker, in a simulated world, at a back end that a test plays. */
export class FakedBoard extends OrderStatusBoard {
  readonly world = new FakeEnvironment();
  readonly backEnd = new FakeTransport();
  override environment = this.world;
  readonly device = new FakeDevice();
  /** What a screen reader was given to say, in order. */
  readonly said: string[] = [];
  #version = 0;
  #orders: readonly WireEntry[] = [];

  protected override createDevice(): FakeDevice {
    return this.device;
  }

  protected override firstUpdated(): void {
    const region = this.renderRoot.querySelector('[role=alert]');
    if (!region) return;
    new MutationObserver(() => region.textContent && this.said.push(region.textContent)).observe(region, {
      childList: true,
    });
  }

  /** The kitchen's orders change: `42 ready`, `43 preparing`. The id of an order is its number. */
  async know(...orders: readonly string[]): Promise<void> {
    await this.knowAll(
      orders.map((text) => {
        const [number = '', status = ''] = text.split(' ');
        return { id: `id-${number}`, number, status };
      }),
    );
  }

  async knowAll(orders: readonly WireEntry[]): Promise<void> {
    this.#orders = orders;
    this.#version += 1;
    this.backEnd.push(this.document);
    await this.drawn();
  }

  /** What the back end answers. */
  get document(): object {
    return { id: 'r1', restaurant_name: 'Trattoria Aurora', version: this.#version, orders: this.#orders };
  }

  /** The first connection and the first read succeed. */
  async open(...orders: readonly string[]): Promise<void> {
    await this.know(...orders);
    this.backEnd.serve(this.document);
    await this.pass(50);
  }

  /** The connection is lost, and nothing can be reached. */
  async loseEverything(): Promise<void> {
    this.backEnd.served = undefined;
    this.backEnd.accepts = false;
    this.backEnd.connection.lose();
    await this.pass(0);
  }

  /** The server is back. */
  async recover(): Promise<void> {
    this.backEnd.accepts = true;
    this.backEnd.serve(this.document);
    await this.drawn();
  }

  /** Lets time pass, timer by timer, and waits until everything is drawn. */
  async pass(milliseconds: number): Promise<void> {
    await this.world.pass(milliseconds);
    await this.drawn();
  }

  async drawn(): Promise<void> {
    await settle();
    await this.updateComplete;
    await settle();
  }

  /** The sizes that the browser has measured are in place. */
  async laidOut(): Promise<void> {
    // What was measured changes what is drawn, and that is measured again.
    for (let frame = 0; frame < 6; frame += 1) {
      await new Promise(requestAnimationFrame);
      await this.drawn();
    }
  }

  has(part: string): boolean {
    return this.renderRoot.querySelector(`[part~="${part}"]`) !== null;
  }

  /** The part of this name; fails the test if there is none. */
  piece(part: string): HTMLElement {
    const found = this.renderRoot.querySelector<HTMLElement>(`[part~="${part}"]`);
    if (!found) throw new Error(`There is no part "${part}".`);
    return found;
  }

  /** The text of a part, as a reader sees it. */
  text(part: string): string {
    return this.piece(part).textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }

  /** The numbers that are shown in one half. */
  shown(half: 'preparing' | 'ready'): string[] {
    const numbers = this.renderRoot.querySelectorAll(`[data-half=${half}] [part~=number]`);
    return [...numbers].map(({ textContent }) => textContent?.trim() ?? '');
  }

  /** How many orders it remembers. */
  get remembered(): number {
    return this.builder.size;
  }

  get calling(): string | undefined {
    return this.has('call-number') ? this.text('call-number') : undefined;
  }
}

customElements.define('faked-board', FakedBoard);

/** Puts a board of the restaurant `r1` into the page. */
export async function placeBoard(set: (board: FakedBoard) => void = () => {}): Promise<FakedBoard> {
  const board = document.createElement('faked-board') as FakedBoard;
  board.restaurantId = 'r1';
  board.transport = board.backEnd;
  board.style.blockSize = '600px';
  set(board);
  document.body.append(board);
  await board.drawn();
  return board;
}

/** Takes all boards out of the page. */
export function clearBoards(): void {
  document.body.replaceChildren();
}
