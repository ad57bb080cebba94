import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { type AlertEnvironment, browserAlertEnvironment } from '../../alerts/alert-environment.js';
import { en } from '../../locales/board/en.js';
import { addStrings } from '../../locales/registry.js';
import { parseBoard } from '../../order/board.js';
import type { OrderTrackerOptions } from '../../tracker/options.js';
import { AddressId } from '../shared/address-id.js';
import { afterRemoval } from '../shared/after-removal.js';
import { json } from '../shared/converters.js';
import { CustomStates, reflect } from '../shared/custom-states.js';
import { ignoreWrites } from '../shared/lenient.js';
import { LiveRegion } from '../shared/live-region.js';
import { OrderElement } from '../shared/order-element.js';
import { PageFaults } from '../shared/page-faults.js';
import { RedrawTimer } from '../shared/redraw-timer.js';
import { BoardAnnouncer } from './board-announcer.js';
import { BoardDevice } from './board-device.js';
import { BoardLayout } from './board-layout.js';
import { BoardViewModelBuilder, type BuiltBoard } from './create-board-view-model.js';
import { renderBoard } from './render-board.js';
import { StandingRetry } from './standing-retry.js';
import { styles } from './styles/board.styles.js';

addStrings(en);

/** Milliseconds until the next drawing, at the latest while the board is not live, and at the earliest. */
const interruptedRedraw = 5000;
const shortestRedraw = 20;
const minute = 60_000;
/** Where the picture moves within a quarter of an hour, in steps of a few pixels each way: screens must not burn in. */
const path = [0, 1, 2, 2, 1, 0, -1, -2, -2, -1] as const;

/**
 * Shows, on a screen on the wall, the numbers of a restaurant's open orders: what is being prepared, and what is ready.
 * Calls out each number that gets ready. Made to be left alone for weeks.
 *
 * @tag order-status-board
 *
 * @attr {string} lang - The language, such as `fr`. Default: the nearest `lang` around it, else the browser's.
 * @attr {ConnectionStatus} connection - How the board is followed, written by the element so that pages can style by it.
 *
 * @fires {BoardUpdateEvent} board-update - when the numbers changed.
 * @fires {BoardOrderReadyEvent} board-order-ready - when a number got ready, confirmed; once per order and page load.
 * @fires {BoardConnectionChangeEvent} board-connection-change - when the board is followed in another way than before.
 *
 * @slot heading - Replaces the restaurant's name.
 *
 * @csspart board - Everything.
 * @csspart header - The line at the top.
 * @csspart restaurant - The restaurant's name.
 * @csspart sound-button - The button that turns the sound on.
 * @csspart sound-state - Whether it sounds.
 * @csspart connection - How fresh the numbers are. Also styled by the attribute `connection`.
 * @csspart connection-dot - Its dot.
 * @csspart connection-text - Its words.
 * @csspart clock - The time of day.
 * @csspart stale - Since when the numbers are not current, across the screen.
 * @csspart half - One half. Also carries `preparing` or `ready`.
 * @csspart half-heading - Its heading.
 * @csspart count - How many numbers it has.
 * @csspart pages - Which page is shown, where there are too many numbers; a button that stops them.
 * @csspart call - The number that is called out.
 * @csspart call-number - The number itself.
 * @csspart call-text - The same in words.
 * @csspart empty - That there is no number.
 * @csspart numbers - The numbers of a half.
 * @csspart number - One number. Also carries `called` while it is called out.
 * @csspart left-out - How many orders there are beyond the 200 that are shown.
 * @csspart message - What is said where there are no numbers to show.
 * @csspart message-title - Its first line.
 * @csspart message-text - Its second line.
 *
 * @cssprop [--order-status-font=system-ui, sans-serif] - Font. For the page's own: `::part(board) { font-family: inherit }`.
 * @cssprop [--order-status-heading-font=inherit] - Font of the headings and of the numbers.
 * @cssprop [--order-status-radius=20px] - Rounding of the halves.
 * @cssprop [--order-status-button-radius=99px] - Rounding of the buttons.
 * @cssprop [--order-status-motion=450ms] - How long a change moves; `0s` for none.
 * @cssprop --order-status-surface - Colour of the screen.
 * @cssprop --order-status-ink - Colour of the text.
 * @cssprop --order-status-muted - Colour of the less important text, and of numbers that are not current.
 * @cssprop --order-status-line - Colour of the lines.
 * @cssprop --order-status-focus - Colour of the ring around what has the focus.
 * @cssprop --order-status-accent - The accent.
 * @cssprop --order-status-preparing - Colour of "Preparing". Default: the accent.
 * @cssprop --order-status-ready-surface - Colour behind the ready numbers.
 * @cssprop --order-status-ready-ink - Colour of the ready numbers.
 * @cssprop --order-status-live - Colour of the dot while changes arrive by themselves.
 * @cssprop --order-status-polling - Colour of the dot while the board is read again and again.
 * @cssprop --order-status-error - Colour of the dot while nothing works.
 *
 * @cssstate calling - A number is being called out.
 * @cssstate stale - The numbers are not current.
 */
export class OrderStatusBoard extends OrderElement {
  /** The restaurant whose open orders are shown. Default: the page's URL parameter `restaurant_id`. */
  @property({ attribute: 'restaurant-id' }) restaurantId: string | null | undefined;

  /** The sound of a call: `off` (default), `on`, or the URL of a sound file. Somebody has to tap "Turn on sound" once. */
  @property() sound: string = 'off';

  /** The board as the server knew it, in our wire shape: painted before any request. As an attribute, JSON. */
  @property({ converter: json }) board: unknown;

  /** Minutes until a ready number that nobody collects leaves the board. Default 30; 0 for never. */
  @property({ attribute: 'ready-minutes', type: Number }) readyMinutes = 30;

  // Controllers run in this order.
  readonly #address = new AddressId(this, 'restaurant_id');
  readonly #layout = new BoardLayout(this);
  readonly #region = new LiveRegion(this, () => this.renderRoot?.querySelector<HTMLElement>('[role=alert]') ?? null);
  readonly #device = new BoardDevice(this, () => this.createDevice());
  readonly #redraw = new RedrawTimer(this);
  readonly #states = new CustomStates(this);
  readonly #announcer = new BoardAnnouncer(this, this.#region, this.#device);
  /** @internal */
  protected readonly builder = new BoardViewModelBuilder(this.words, this.#layout, this.#device);
  #built: BuiltBoard | undefined;
  /** Where the picture stands, by the minute. */
  #step: number | undefined;

  constructor() {
    super();
    // A screen saver over the page must not end the connection.
    this.keepAwake(true);
    new StandingRetry(this);
    new PageFaults(this);
  }

  /** The numbers that are being prepared. @readonly */
  get preparing(): readonly string[] {
    return this.#built?.columns.preparing.map(({ number }) => number) ?? [];
  }

  /** The numbers that are ready, the newest first. @readonly */
  get ready(): readonly string[] {
    return this.#built?.columns.ready.map(({ number }) => number) ?? [];
  }

  /** Turns the sound on. Call it in a tap's own event handler: browsers ask for that. */
  enableSound(): Promise<void> {
    return this.#device.unlock();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    afterRemoval(this, () => this.builder.clearCalls());
  }

  protected override get followedId(): string | undefined {
    return this.restaurantId || this.#address.id;
  }

  protected override get ownOptions(): OrderTrackerOptions {
    return { board: parseBoard, cache: 'none', order: this.board };
  }

  /** For tests: another device. @internal */
  protected createDevice(): AlertEnvironment {
    return browserAlertEnvironment();
  }

  protected override render(): TemplateResult {
    const { snapshot, readyMinutes } = this;
    const built = this.builder.build({ snapshot, now: this.now, readyMinutes });
    this.#built = built;
    this.#announcer.callOut(built.newlyReady, built.begunCall);
    return renderBoard(built.view, {
      turnOnSound: () => void this.enableSound(),
      togglePages: () => {
        this.#layout.togglePages(this.now);
        this.requestUpdate();
      },
    });
  }

  protected override updated(): void {
    if (!this.#built || !this.isConnected) return;
    const { snapshot, now, call, freshness } = this.#built.view;
    const { connectionStatus } = snapshot;
    const { preparing, ready } = this;
    this.#layout.apply();
    this.#moveScreen(now.getTime());
    reflect(this, 'connection', connectionStatus);
    this.#states.show({ calling: call !== undefined, stale: freshness === 'stale' });
    this.#announcer.fireEvents({ preparing, ready, connectionStatus });
    this.#redraw.set(this.#redrawIn(now.getTime(), call && this.builder.callEndsAt));
  }

  #moveScreen(now: number): void {
    const step = Math.floor(now / minute);
    if (step === this.#step) return;
    this.#step = step;
    const screen = this.renderRoot.querySelector<HTMLElement>('.screen');
    screen?.style.setProperty('--_x', `${path[step % path.length]}`);
    screen?.style.setProperty('--_y', `${path[(step + 3) % path.length]}`);
  }

  /** Milliseconds until time alone changes the clock, the page, the call or the freshness. */
  #redrawIn(now: number, callEndsAt: number | undefined): number {
    const nextMinute = now + minute - (now % minute);
    // What keeps it from following may end, or be given up, at any moment.
    const nextLook = this.connectionStatus === 'connected' ? undefined : now + interruptedRedraw;
    const moments = [nextLook, nextMinute, callEndsAt, this.#layout.nextPageAt(now)];
    return Math.max(shortestRedraw, Math.min(...moments.filter((moment) => moment !== undefined)) - now);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'order-status-board': OrderStatusBoard;
  }
}

OrderStatusBoard.styles = styles;
ignoreWrites(OrderStatusBoard);
// What is drawn decides how much room there is for the numbers.
OrderStatusBoard.disableWarning?.('change-in-update');
