import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import { type AlertEnvironment, browserAlertEnvironment } from '../../alerts/alert-environment.js';
import { en } from '../../locales/board/en.js';
import type { Labels } from '../../locales/locale.js';
import { addStrings } from '../../locales/registry.js';
import { type BoardOrder, parseBoard } from '../../order/board.js';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import type { OrderTrackerOptions } from '../../tracker/options.js';
import { idleSnapshot } from '../../tracker/tracker-snapshot.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import { type ElementClock, elementClock } from '../shared/element-clock.js';
import { LiveRegion } from '../shared/live-region.js';
import { Localization } from '../shared/localization.js';
import { OrderConnectionElement } from '../shared/order-connection-element.js';
import { CustomStates } from '../tracker/custom-states.js';
import { styles } from './board.styles.js';
import { BoardBook, type Columns } from './board-changes.js';
import { BoardDevice } from './board-device.js';
import { BoardLayout } from './board-layout.js';
import { type BoardView, renderBoard } from './board-view.js';
import { CallQueue } from './call-queue.js';
import { boardOf, freshnessOf, isFollowed } from './create-board-view-model.js';
import { BoardConnectionChangeEvent, BoardOrderReadyEvent, BoardUpdateEvent } from './order-status-board.events.js';

addStrings(en);

const nothingKnown = idleSnapshot(undefined, 10);
const noNumbers: Columns = { preparing: [], ready: [] };

/** Between two looks at the clock, in milliseconds. */
const lookAgain = 5000;
const minute = 60_000;
/** Where the picture wanders within a quarter of an hour, in steps of a few pixels each way. */
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
 * @fires {OrderErrorEvent} order-error - when something went wrong; holds no token and no name.
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
 * @csspart pages - Which page is in sight, where there are too many numbers; a button that stops them.
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
 * @cssprop [--order-status-font=system-ui, sans-serif] - Font; `inherit` takes the page's.
 * @cssprop [--order-status-heading-font=inherit] - Font of the headings and of the numbers.
 * @cssprop [--order-status-radius=20px] - Rounding of the halves.
 * @cssprop [--order-status-button-radius=99px] - Rounding of the buttons.
 * @cssprop [--order-status-motion=450ms] - How long a change moves; `0s` for none.
 * @cssprop --order-status-surface - Colour of the screen.
 * @cssprop --order-status-ink - Colour of the text.
 * @cssprop --order-status-muted - Colour of the less important text, and of numbers that are not current.
 * @cssprop --order-status-line - Colour of the lines.
 * @cssprop --order-status-focus - Colour of the ring around what has the focus.
 * @cssprop --order-status-preparing - Colour of "Preparing".
 * @cssprop --order-status-ready-surface - Colour behind the ready numbers.
 * @cssprop --order-status-ready-ink - Colour of the ready numbers.
 * @cssprop --order-status-live - Colour of the dot while changes arrive by themselves.
 * @cssprop --order-status-polling - Colour of the dot while the board is read again and again.
 * @cssprop --order-status-error - Colour of the dot while nothing works.
 *
 * @cssstate calling - A number is being called out.
 * @cssstate stale - The numbers are not current.
 */
export class OrderStatusBoard extends OrderConnectionElement {
  static override styles = styles;

  static {
    // What is drawn decides how much room there is for the numbers.
    OrderStatusBoard.disableWarning?.('change-in-update');
  }

  /** The restaurant whose open orders are shown. Default: the page's URL parameter `restaurant_id`. */
  @property({ attribute: 'restaurant-id' }) restaurantId: string | null | undefined;

  /** `auto` (default: as the device), `light` or `dark`. */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';

  /** The sound of a call: `off` (default), `on`, or the URL of a sound file. Somebody has to tap "Turn on sound" once. */
  @property() sound: string = 'off';

  /** Minutes until a ready number that nobody collects leaves the board. Default 30; 0 for never. */
  @property({ attribute: 'ready-minutes', type: Number }) readyMinutes = 30;

  /** Your own wording for any string. */
  @property({ attribute: false }) labels: Labels | undefined;

  /** What it remembers of orders. @internal */
  protected book = new BoardBook();

  @query('[role=alert]') private readonly alertRegion!: HTMLElement | null;
  @query('.screen') private readonly screen!: HTMLElement | null;

  /** @internal */
  readonly words = new Localization(this);
  readonly #layout = new BoardLayout(this);
  readonly #region = new LiveRegion(this, () => this.alertRegion);
  readonly #states = new CustomStates(this);
  readonly #calls = new CallQueue();
  readonly #device = new BoardDevice(this, () => this.createDevice());
  #bookedId: string | undefined;
  #timer: unknown;
  #view: BoardView | undefined;
  #columns = noNumbers;
  #newlyReady: readonly BoardOrder[] = [];
  #shownNumbers = JSON.stringify([[], []]);
  #shownConnection: ConnectionStatus = 'idle';
  #followedAt = 0;
  #troubleSince: number | undefined;

  /** How the board is followed right now. @readonly */
  get connectionStatus(): ConnectionStatus {
    return this.snapshot.connectionStatus;
  }

  /** Whether changes arrive by themselves right now. (`isConnected` is taken: it is every element's own.) @readonly */
  get isLive(): boolean {
    return this.snapshot.isConnected;
  }

  /** When the back end last sent or confirmed the numbers. @readonly */
  get lastUpdate(): Date | undefined {
    return this.snapshot.lastUpdate;
  }

  /** The numbers that are being prepared. @readonly */
  get preparing(): readonly string[] {
    return this.#columns.preparing.map(({ number }) => number);
  }

  /** The numbers that are ready, the newest first. @readonly */
  get ready(): readonly string[] {
    return this.#columns.ready.map(({ number }) => number);
  }

  /** Everything that is known at this moment. @internal */
  get snapshot(): OrderTrackerSnapshot {
    const { attributeError } = this;
    if (attributeError) return idleSnapshot(undefined, nothingKnown.pollInterval, attributeError);
    return this.tracking.snapshot ?? nothingKnown;
  }

  /** Reads the board now. Resolves when the answer is in, or could not be had. */
  refresh(): Promise<void> {
    return this.tracking.refresh();
  }

  /** Tries again at once, also after an error that ended all tries. The board does so by itself every minute. */
  retry(): void {
    this.tracking.retry();
  }

  /** Turns the sound on. Call it in a tap's own event handler: browsers ask for that. */
  enableSound(): Promise<void> {
    return this.#device.unlock();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // A screen saver over the page must not end what it shows.
    this.tracking.keepAwake(true);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#calls.clear();
      this.#region.hush();
      this.clock.clear(this.#timer);
    });
  }

  /** The time by which it draws. @internal */
  get clock(): ElementClock {
    return elementClock(this.environment);
  }

  protected override get followedId(): string | undefined {
    return this.restaurantId || new URLSearchParams(location.search).get('restaurant_id') || undefined;
  }

  protected override get ownOptions(): OrderTrackerOptions {
    return { board: parseBoard, cache: 'none' };
  }

  /** For tests: another device. @internal */
  protected createDevice(): AlertEnvironment {
    return browserAlertEnvironment();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.words.follow();
    this.#device.wish(this.sound);
    this.#view = this.#look(this.snapshot, this.clock.now());
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#view) return nothing;
    return renderBoard(this.#view, {
      turnOnSound: () => void this.enableSound(),
      togglePages: () => {
        this.#layout.togglePages(this.clock.now());
        this.requestUpdate();
      },
    });
  }

  protected override updated(): void {
    const view = this.#view;
    if (!view || !this.isConnected) return;
    this.#layout.apply();
    const step = Math.floor(view.now.getTime() / minute);
    this.screen?.style.setProperty('--_x', `${path[step % path.length]}`);
    this.screen?.style.setProperty('--_y', `${path[(step + 3) % path.length]}`);
    this.setAttribute('connection', view.snapshot.connectionStatus);
    this.#states.show({ calling: view.call !== undefined, stale: view.freshness === 'stale' });
    this.#region.resume();
    this.#tell(view.snapshot.connectionStatus);
    this.#keepTrying(view.snapshot, view.now.getTime());
    this.#lookAgainSoon(view);
  }

  /** Takes in what is known at this moment, and goes on with the calls. */
  #look(snapshot: OrderTrackerSnapshot, now: number): BoardView {
    if (snapshot.orderId !== this.#bookedId) this.#beginAnew(snapshot.orderId);
    if (isFollowed(snapshot)) this.#followedAt = now;
    const board = boardOf(snapshot);
    const freshness = freshnessOf(snapshot, this.#followedAt, now);
    this.#newlyReady = board && snapshot.isTrusted ? this.book.notice(board, now) : [];
    this.#calls.add(this.#newlyReady);
    if (this.#newlyReady.length > 0) this.#layout.showFirstPage(now);
    this.#columns = board && freshness !== 'lost' ? this.book.columns(board, now, this.readyMinutes) : noNumbers;
    this.#call(freshness === 'current', now);
    return {
      words: this.words,
      snapshot,
      error: snapshot.error,
      restaurantName: board?.restaurantName,
      now: new Date(now),
      freshness,
      halves: (['preparing', 'ready'] as const).map((status) => this.#layout.half(status, this.#columns[status], now)),
      call: freshness === 'current' ? this.#calls.current : undefined,
      leftOut: board?.leftOut ?? 0,
      sound: this.#device.soundState,
      isPaused: this.#layout.isPaused,
    };
  }

  /** Numbers that are not current are not called out: they wait, and are looked at again. */
  #call(isCurrent: boolean, now: number): void {
    const isReady = ({ id }: BoardOrder) => this.#columns.ready.some((order) => order.id === id);
    if (!isCurrent) return;
    const begun = this.#calls.advance(now, isReady);
    if (!begun) return;
    this.#region.say(() => this.words.text('board_called', { number: begun.number }));
    void this.#device.ring();
  }

  /** Nobody stands by to press a button: what ended all tries is tried again once a minute. */
  #keepTrying({ connectionStatus, error, orderId }: OrderTrackerSnapshot, now: number): void {
    const isStuck = connectionStatus === 'denied' || (error !== undefined && !error.recoverable);
    if (!isStuck || orderId === undefined) this.#troubleSince = undefined;
    else {
      this.#troubleSince ??= now;
      if (Math.abs(now - this.#troubleSince) < minute) return;
      this.#troubleSince = undefined;
      this.tracking.retry();
    }
  }

  #beginAnew(restaurantId: string | undefined): void {
    this.#bookedId = restaurantId;
    this.book = new BoardBook();
    this.#calls.clear();
  }

  #tell(connectionStatus: ConnectionStatus): void {
    for (const order of this.#newlyReady) {
      const event = new BoardOrderReadyEvent(order);
      this.dispatchEvent(event);
    }
    this.#newlyReady = [];
    const { preparing, ready } = this;
    const numbers = JSON.stringify([preparing, ready]);
    if (numbers !== this.#shownNumbers) {
      this.#shownNumbers = numbers;
      const event = new BoardUpdateEvent(preparing, ready);
      this.dispatchEvent(event);
    }
    if (connectionStatus === this.#shownConnection) return;
    const previous = this.#shownConnection;
    this.#shownConnection = connectionStatus;
    const event = new BoardConnectionChangeEvent(connectionStatus, previous);
    this.dispatchEvent(event);
  }

  /** One timer for everything that time alone changes: the clock, the page, the call, what may still be believed. */
  #lookAgainSoon({ now, call }: BoardView): void {
    this.clock.clear(this.#timer);
    const at = now.getTime();
    const nextMinute = at + minute - (at % minute);
    const moments = [at + lookAgain, nextMinute, call && this.#calls.endsAt, this.#layout.nextPageAt(at)];
    const next = Math.min(...moments.filter((moment) => moment !== undefined));
    this.#timer = this.clock.set(() => this.requestUpdate(), Math.max(20, next - at));
  }
}
