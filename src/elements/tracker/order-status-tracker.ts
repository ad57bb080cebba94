import { property } from 'lit/decorators.js';
import type { Alerts } from '../../alerts/alerts.js';
import { cardStrings } from '../../locales/parts/card.js';
import { addStrings } from '../../locales/registry.js';
import type { Estimate } from '../../order/estimate/estimate.js';
import type { ShownEstimate } from '../../order/estimate/estimate-display.js';
import type { HistoryTable } from '../../order/estimate/history.js';
import type { Fulfilment, OrderStatus } from '../../order/status.js';
import { endPointsOf } from '../../tracker/compare-options.js';
import type { OrderTrackerOptions } from '../../tracker/options.js';
import { AddressId } from '../shared/address-id.js';
import { json } from '../shared/converters.js';
import { FocusKeeper } from '../shared/focus-keeper.js';
import { ignoreWrites } from '../shared/lenient.js';
import { OrderElement } from '../shared/order-element.js';
import { AlertsLater } from './alerts-later.js';
import { Drawing } from './drawing.js';
import { EmbeddedOrder } from './embedded-order.js';
import { recentCode } from './recent/recent-code.js';
import { RememberedLink } from './remember/remembered-link.js';
import { styles } from './styles/tracker.styles.js';

// Its parts, CSS properties and states are documented with its styles, in styles/tracker.styles.ts.
/**
 * Shows a guest how far an order is, live, and tells when it is ready.
 *
 * @tag order-status-tracker
 *
 * @attr {string} lang - The guest's language, such as `fr`. Default: the nearest `lang` around it, else the browser's.
 * @attr {OrderStatus} status - The order's status, written by the element so that pages can style by it.
 * @attr {ConnectionStatus} connection - How the order is followed, written by the element so that pages can style by it.
 *
 * @fires {OrderUpdateEvent} order-update - when anything of the order changed.
 * @fires {OrderStatusChangeEvent} order-status-change - when the order reached another status.
 * @fires {OrderReadyEvent} order-ready - when the order is drawn as ready, confirmed; once per element, order and page load. Not fired if the order passes on before it is drawn, within some hundredths of a second.
 * @fires {OrderCompleteEvent} order-complete - when the order came to its end, good or bad.
 * @fires {OrderConnectionChangeEvent} order-connection-change - when the order is followed in another way than before.
 * @fires {OrderEstimateChangeEvent} order-estimate-change - when the order is expected at another time.
 * @fires {OrderLateEvent} order-late - when the estimate has passed and the order is not ready.
 * @fires {OrderEstimateOutcomeEvent} order-estimate-outcome - when the order got ready: how good the estimate was.
 * @fires {OrderUnmappedStatusEvent} order-unmapped-status - when the back end named a status that no map knows.
 * @fires {OrderRatingEvent} order-rating - when the guest rated the order; with how long it took and how wrong the estimate was.
 * @fires {OrderActionEvent} order-reorder - when the guest wants to order again. Cancelled, its link is not followed.
 * @fires {OrderActionEvent} order-receipt - when the guest wants the receipt. Cancelled, its link is not followed.
 * @fires {OrderActionEvent} order-tip - when the guest wants to leave a tip. Cancelled, its link is not followed.
 * @fires {OrderQuestionEvent} order-question - when the guest asks the kitchen; `respondWith(promise)` says what became of it.
 * @fires {OrderMessageEvent} order-on-my-way - when the guest sets out to collect the order; `respondWith` as above.
 * @fires {OrderMessageEvent} order-here - when the guest has come to collect it; `respondWith` as above.
 * @fires {OrderMessageEvent} order-got-it - when the guest has got the meal; `respondWith` as above.
 *
 * @slot - A `<script type="application/json">` with the order as the server knew it. Anything else is shown only until the element is there.
 * @slot heading - Replaces the restaurant's name and the table at the top.
 * @slot ready - Shown while the order is ready: where to go, what to bring.
 * @slot actions - Buttons of your own, below the steps: call a waiter, order more.
 * @slot error - Replaces the words about a problem; the button to try again stays.
 * @slot footer - Added at the bottom: a phone number, opening hours.
 * @slot rating - Replaces the rating; shown when the guest would be asked.
 * @slot reorder - Replaces the button to order again; shown once the meal is served or the order has ended.
 * @slot receipt - Replaces the button for the receipt; shown unless the order was not accepted.
 * @slot tip - Replaces the button to leave a tip; shown from "ready" on, unless the meal never came.
 */
export class OrderStatusTracker extends OrderElement {
  /** `card` (default), `compact` (one line), or `handover` (the number over the whole screen once it is ready, except for deliveries). */
  @property({ reflect: true, useDefault: true }) layout: 'card' | 'compact' | 'handover' = 'card';
  /** The sound of the alert: `on` (default), `off`, or the URL of a sound file. */
  @property() sound: string = 'on';
  /** Whether alerts vibrate: `on` (default) or `off`. */
  @property() vibrate: 'on' | 'off' = 'on';
  /** Whether alerts show a notification: `on` (default) or `off`. */
  @property() notify: 'on' | 'off' = 'on';

  /**
   * `on`: asks the guest, once for each order, how it was; `off` (default). Not shown in the layout `compact`, like
   * everything else that the guest can do.
   */
  @property() rating: 'on' | 'off' = 'off';
  /** Minutes after the meal was served, collected or delivered until the guest is asked how it was. Default 15. */
  @property({ attribute: 'rating-after', type: Number }) ratingAfter: number = 15;
  /** A URL to order again, `https://…/{id}`; or `on` for a button that only fires `order-reorder`. */
  @property() reorder: string | null | undefined;
  /** A URL of the receipt, `https://…/{id}`; or `on` for a button that only fires `order-receipt`. */
  @property() receipt: string | null | undefined;
  /** A URL to leave a tip, `https://…/{id}`; or `on` for a button that only fires `order-tip`. */
  @property() tip: string | null | undefined;
  /** `on`: a button with which the guest asks the kitchen while the order is open (`order-question`); `off` (default). */
  @property({ attribute: 'ask-kitchen' }) askKitchen: 'on' | 'off' = 'off';
  /** Minutes until the kitchen can be asked again. Default 5. */
  @property({ attribute: 'ask-kitchen-cooldown', type: Number }) askKitchenCooldown: number = 5;

  /**
   * Whether guests are offered to copy the tracking link, where this page came by one and the device does not remember
   * it: `on` (default) or `off`.
   */
  @property({ attribute: 'copy-link' }) copyLink: 'on' | 'off' = 'on';
  /**
   * `on`: buttons with which a guest who collects the order says "I'm on my way" and "I'm here" (`order-on-my-way`,
   * `order-here`); `off` (default). Only for orders of the kind `pickup`.
   */
  @property({ attribute: 'on-my-way' }) onMyWay: 'on' | 'off' = 'off';
  /** `on`: a button "Got it" from "ready" on (`order-got-it`), except for deliveries; `off` (default). */
  @property({ attribute: 'got-it' }) gotIt: 'on' | 'off' = 'off';
  /**
   * `on`: a button that shares a link to this page which can only read the order. Where the page came by a tracking link,
   * the answer of `token-url` must hold such a link's secret (`share`); without it there is no button. Or the URL of a
   * page of your own that can only read, `https://…/{id}`. Default `off`.
   */
  @property() share: string | null | undefined;
  /** `on`: a button that keeps the order in view in a small window, in browsers that have one; `off` (default). */
  @property() float: 'on' | 'off' = 'off';
  /** `on`: the order in the title and icon of the browser's tab, and as badge of an installed page; `off` (default). */
  @property() tab: 'on' | 'off' = 'off';
  /**
   * `on`: the device remembers which open order is followed, for at most 12 h. A tag without an order then follows the
   * newest one of the same back end that no other tag of the page names, or shows nothing. Set it on both: the page of the order, and the page that shall find
   * it again. Default `off`.
   */
  @property({ reflect: true, useDefault: true }) recent: 'on' | 'off' = 'off';

  /**
   * The kit's endpoint `notify`, `https://…`: guests are offered to be told when this page is closed, and the endpoint
   * hears which version is seen here. Not for shared links, which only read.
   */
  @property({ attribute: 'push-url', reflect: true }) pushUrl: string | null | undefined;
  /** What guests are offered then, as far as the restaurant has it: `push` (default), `sms`, `email`, separated by blanks. */
  @property({ attribute: 'notify-by' }) notifyBy: string | null | undefined;
  /** The service worker for push, on the page's own origin. Default `/order-status-worker.js`. */
  @property({ attribute: 'push-worker' }) pushWorker: string | null | undefined;
  /**
   * Minutes that the guest needs to the restaurant, 0 to 600, if your site knows them: each change is told to `push-url`.
   * The element itself never asks the device where it is.
   */
  @property({ attribute: 'minutes-away', type: Number }) minutesAway: number | null | undefined;

  /** The order to follow. Default: the page's URL parameter `order_id`. */
  @property({ attribute: 'order-id' }) orderId: string | null | undefined;
  /** Where Supabase is listened to: `auto` (default), `broadcast` or `changes`. */
  @property({ attribute: 'supabase-channel' }) supabaseChannel: 'auto' | 'broadcast' | 'changes' | null | undefined;
  /** Table of the orders. Default `orders`; `schema.table` is allowed. */
  @property({ attribute: 'supabase-table' }) supabaseTable: string | null | undefined;
  /**
   * `dine_in`, `pickup` or `delivery`: steps and wording, unless the order itself says. Default: the steps of `dine_in`,
   * and words that are true of every kind.
   */
  @property() fulfilment: Fulfilment | undefined;
  /** Where orders are collected, in the restaurant's words: `the bar on the ground floor`. Default: "at the counter". */
  @property({ attribute: 'pickup-place' }) pickupPlace: string | null | undefined;
  /**
   * How far the order is, in percent: `on` (default) counts what the guest waits for, so that 100 % is "you can have it";
   * `steps` counts the steps; `off` shows none.
   */
  @property() percent: 'on' | 'off' | 'steps' = 'on';
  /** Whether the last state is kept on the device, for at most 24 h: `device` (default) or `none`. */
  @property() cache: 'device' | 'none' = 'device';
  /**
   * `device`: keeps the secret of the tracking link on the device, so that the page finds the order again without the
   * link, until the order has ended and for at most 24 h; `off` (default): nothing secret is stored.
   */
  @property() remember: 'off' | 'device' = 'off';
  /** The order as the server knew it, in our wire shape: painted before any request. As an attribute, JSON. */
  @property({ converter: json }) order: unknown;
  /** Quantiles of past orders, which make estimates far better. */
  @property({ attribute: false }) history: HistoryTable | null | undefined;

  readonly #address = new AddressId(this, 'order_id');
  readonly #embedded = new EmbeddedOrder(this);
  readonly #link = new RememberedLink(this, () => this.followedId);
  readonly #alerts = new AlertsLater(this);
  readonly #drawing = new Drawing(this, this.#alerts, this.#embedded);

  /** The order's status; `undefined` while none is known. @readonly */
  get status(): OrderStatus | undefined {
    return this.snapshot.orderStatus;
  }

  /**
   * Whether the page was opened with a shared link, which can only read the order: hide what only its guest may do.
   * `undefined` until the back end has said so. @readonly
   */
  get isReadOnly(): boolean | undefined {
    return this.snapshot.isReadOnly;
  }

  /** When the order will be ready. @readonly */
  get estimate(): Estimate | undefined {
    return this.snapshot.estimate;
  }

  /**
   * Turns on the alerts that the attributes offer. Call it in a tap's own event handler: browsers ask for that. Where
   * their code is not there yet it waits, and some browsers allow no sound after that.
   */
  enableAlerts(): Promise<void> {
    return this.#alerts.arm();
  }

  /** Whether the device remembers the link of the order. @internal */
  get isLinkKept(): boolean {
    return this.#link.isKept;
  }

  /** Whether what keeps that link on the device is needed. @internal */
  get isLinkKeeperWanted(): boolean {
    return this.#link.isCodeWanted;
  }

  /** Turns the alerts off again: nothing sounds, vibrates or shows; screen readers still say what happens. */
  disableAlerts(): void {
    this.#alerts.disarm();
  }

  /** The estimate as the card shows it. @internal */
  get shownEstimate(): ShownEstimate | undefined {
    return this.#drawing.shownEstimate;
  }

  /** For tests: whether the guest is alerted, and how. @internal */
  get alerts(): { readonly isArmed: boolean } {
    return this.#alerts;
  }

  /** Where the order is kept, as the device's cache of orders tells it apart. @internal */
  get backEnd(): string {
    return JSON.stringify(endPointsOf(this));
  }

  /** For tests: alerts on another device. @internal */
  createAlerts?(): Alerts;

  /** The order that the page itself names. @internal */
  get namedId(): string | undefined {
    return this.orderId || this.#address.id;
  }

  protected override get followedId(): string | undefined {
    const found = recentCode.code?.recentOf(this).foundId;
    return this.namedId || found;
  }

  protected override get ownOptions(): OrderTrackerOptions {
    return { order: this.order ?? this.#embedded.order };
  }

  protected override render(): unknown {
    return this.#drawing.render();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'order-status-tracker': OrderStatusTracker;
  }
}

addStrings(cardStrings);
OrderStatusTracker.styles = styles;
ignoreWrites(OrderStatusTracker);
// A toast is set once the change that it tells of has been drawn.
OrderStatusTracker.disableWarning?.('change-in-update');
OrderStatusTracker.addInitializer((host) => new FocusKeeper(host));
