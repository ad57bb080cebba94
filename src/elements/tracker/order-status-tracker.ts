import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { browserAlertEnvironment } from '../../alerts/alert-environment.js';
import { Alerts } from '../../alerts/alerts.js';
import { progress } from '../../order/status.js';
import { LiveRegion, type Message, type Urgency } from '../shared/live-region.js';
import { ChangeAnnouncer } from './change-announcer.js';
import { ViewFinder } from './create-view-model.js';
import { CustomStates, reflect, statesOf } from './custom-states.js';
import type { Services } from './guest-actions/render-guest-actions.js';
import { KeepingAwake } from './keeping-awake.js';
import { OrderServiceElement } from './order-service-element.js';
import { type AlertState, alertChoice } from './parts/alert-offer.js';
import { renderLayout } from './parts/layouts.js';
import { Toaster } from './parts/toast.js';
import { styles } from './styles/tracker.styles.js';
import type { View } from './view-model.js';

/** Between two looks at the clock while something on screen depends on it, and while a connection blinks, in ms. */
const lookAgain = 5000;
const blinkAgain = 1000;

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
 * @fires {OrderReadyEvent} order-ready - when the order is ready, confirmed; once per order and page load.
 * @fires {OrderCompleteEvent} order-complete - when the order came to its end, good or bad.
 * @fires {OrderConnectionChangeEvent} order-connection-change - when the order is followed in another way than before.
 * @fires {OrderEstimateChangeEvent} order-estimate-change - when the order is expected at another time.
 * @fires {OrderLateEvent} order-late - when the estimate has passed and the order is not ready.
 * @fires {OrderEstimateOutcomeEvent} order-estimate-outcome - when the order got ready: how good the estimate was.
 * @fires {OrderErrorEvent} order-error - when something went wrong; holds no token and no name.
 * @fires {OrderUnmappedStatusEvent} order-unmapped-status - when the back end named a status that no map knows.
 *
 * @slot - A `<script type="application/json">` with the order as the server knew it; nothing else is shown.
 * @slot heading - Replaces the restaurant's name and the table at the top.
 * @slot ready - Shown while the order is ready: where to go, what to bring.
 * @slot actions - Buttons of your own, below the steps: call a waiter, order more.
 * @slot error - Replaces the words about a problem; the button to try again stays.
 * @slot footer - Added at the bottom: a phone number, opening hours.
 *
 * @csspart card - Everything.
 * @csspart top - Its upper half, in the colour of the status.
 * @csspart header - The line at the top.
 * @csspart restaurant - The restaurant's name.
 * @csspart table - The table.
 * @csspart connection - How fresh the picture is. Also styled by the attribute `connection`.
 * @csspart connection-dot - Its dot.
 * @csspart connection-text - Its words.
 * @csspart toast - What has just changed.
 * @csspart toast-text - Its words.
 * @csspart toast-dismiss - The button that sends it away.
 * @csspart status - The status: drawing, headline, description, number.
 * @csspart status-icon - The drawing of the status.
 * @csspart headline - The status in one word or two.
 * @csspart description - What the status means for the guest.
 * @csspart order-number - The number that staff call out.
 * @csspart notes - What is special: estimated, delayed, on hold, unknown, taken back.
 * @csspart note - One of these.
 * @csspart reason - Why, in the restaurant's words.
 * @csspart estimate - When the order will be ready.
 * @csspart progress - The bar.
 * @csspart progress-bar - The part of the bar that is filled.
 * @csspart progress-text - The same in percent.
 * @csspart body - The lower half.
 * @csspart error - A problem.
 * @csspart error-text - Its words.
 * @csspart retry-button - The button to try again.
 * @csspart steps - The steps of the order.
 * @csspart step - One step. Also carries `done`, `current` or `upcoming`.
 * @csspart step-mark - The circle of a step.
 * @csspart step-label - The name of a step.
 * @csspart step-description - What a step means; shown where there is room.
 * @csspart alerts - The offer of alerts, or what became of it.
 * @csspart alert-button - The button "Alert me when it's ready".
 * @csspart alert-state - What this device can do.
 * @csspart items - What was ordered.
 * @csspart items-summary - How much was ordered, and the total.
 * @csspart items-count - How many dishes.
 * @csspart items-ready - How much of it is ready.
 * @csspart total - What it costs.
 * @csspart item - One dish.
 * @csspart item-quantity - How many of it.
 * @csspart item-name - Its name.
 * @csspart item-status - Its own status.
 * @csspart footer - The line at the bottom.
 * @csspart last-update - When the back end last sent or confirmed what is shown.
 * @csspart cached - That what is shown comes from the device's memory.
 * @csspart handover - The number over the whole screen, in the layout `handover`.
 * @csspart handover-status - The word "Ready" above it.
 * @csspart handover-number - The number in it.
 * @csspart handover-table - The table below it.
 * @csspart handover-text - Where the meal is handed over.
 * @csspart handover-hint - What to do with this screen.
 * @csspart handover-button - The button that opens it again.
 * @csspart handover-close - The button that closes it.
 *
 * @cssprop [--order-status-font=system-ui, sans-serif] - Font; `inherit` takes the page's.
 * @cssprop [--order-status-heading-font=inherit] - Font of the headline and of the big number.
 * @cssprop [--order-status-text-size=max(1rem, 16px)] - Size of the text, from which all other sizes follow.
 * @cssprop [--order-status-space=4px] - The unit of all gaps.
 * @cssprop [--order-status-radius=20px] - Rounding of the card.
 * @cssprop [--order-status-button-radius=99px] - Rounding of the buttons.
 * @cssprop --order-status-shadow - Shadow of the card.
 * @cssprop [--order-status-motion=450ms] - How long a change moves; `0s` for none.
 * @cssprop --order-status-surface - Colour of the card.
 * @cssprop --order-status-ink - Colour of the text.
 * @cssprop --order-status-muted - Colour of the less important text.
 * @cssprop --order-status-line - Colour of the lines.
 * @cssprop --order-status-accent - Colour of the main button.
 * @cssprop --order-status-on-accent - Colour of the text on it.
 * @cssprop --order-status-focus - Colour of the ring around what has the focus.
 * @cssprop --order-status-pending - Colour of "Order Received" and "Scheduled".
 * @cssprop --order-status-preparing - Colour of "Preparing".
 * @cssprop --order-status-ready - Colour of "Ready".
 * @cssprop --order-status-ready-surface - Colour behind the headline while the order is ready.
 * @cssprop --order-status-ready-ink - Colour of the text on it.
 * @cssprop --order-status-served - Colour of "Served" and "On Its Way".
 * @cssprop --order-status-completed - Colour of "Completed" and "Refunded".
 * @cssprop --order-status-failed - Colour of "Cancelled", "Not Accepted" and of problems.
 * @cssprop --order-status-live - Colour of the dot while changes arrive by themselves.
 * @cssprop --order-status-polling - Colour of the dot while the order is read again and again.
 * @cssprop --order-status-error - Colour of the dot while nothing works.
 *
 * @cssstate cached - What is shown comes from the device's memory.
 * @cssstate estimated - A clock moved the status, not a person.
 * @cssstate late - The estimate has passed and the order is not ready.
 * @cssstate delayed - The restaurant says that it takes longer.
 * @cssstate on-hold - The restaurant has paused the order.
 * @cssstate armed - The guest asked to be alerted.
 * @cssstate problem - Something is wrong.
 */
export class OrderStatusTracker extends OrderServiceElement {
  static override styles = styles;

  static {
    // A toast is set once the change that it tells of has been drawn.
    OrderStatusTracker.disableWarning?.('change-in-update');
  }

  /** `card` (default), `compact` (one line), or `handover` (the number over the whole screen once it is ready). */
  @property({ reflect: true }) layout: 'card' | 'compact' | 'handover' = 'card';

  /** `auto` (default: as the device), `light` or `dark`. */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' = 'auto';

  /** The sound of the alert: `on` (default), `off`, or the URL of a sound file. */
  @property() sound: string = 'on';

  /** Whether alerts vibrate: `on` (default) or `off`. */
  @property() vibrate: 'on' | 'off' = 'on';

  /** Whether alerts show a notification: `on` (default) or `off`. */
  @property() notify: 'on' | 'off' = 'on';

  @state() private alertState: AlertState = 'offered';

  readonly #toaster = new Toaster(this);
  readonly #regions: Readonly<Record<Urgency, LiveRegion>> = {
    polite: new LiveRegion(this, () => this.#find('[role=status]')),
    assertive: new LiveRegion(this, () => this.#find('[role=alert]')),
  };
  readonly #finder = new ViewFinder(this.words);
  readonly #states = new CustomStates(this);
  readonly #teller = new ChangeAnnouncer(this);
  readonly #awake = new KeepingAwake();
  #alerts: Alerts | undefined;
  #view: View | undefined;
  #isHandedOver = false;
  #clockTimer: unknown;

  /** @internal */
  get alerts(): Alerts {
    this.#alerts ??= this.createAlerts();
    return this.#alerts;
  }

  /** Turns on the alerts that the attributes offer. Call it in a tap's own event handler: browsers ask for that. */
  async enableAlerts(): Promise<void> {
    const arming = this.alerts.arm(alertChoice(this.sound, this.vibrate, this.notify));
    this.alertState = 'pending';
    const abilities = await arming;
    if (this.alerts.isArmed) this.alertState = abilities;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.alerts.open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // Moving an element within its page must not end what the guest has turned on.
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#alerts?.close();
      this.#alerts = undefined;
      this.alertState = 'offered';
      this.#awake.end(this.tracking);
      this.clock.clear(this.#clockTimer);
      this.#toaster.dismiss();
      this.hush('polite');
      this.hush('assertive');
    });
  }

  /** Shows a message for a while. @internal */
  toast(message: Message): void {
    this.#toaster.show(message);
  }

  /** Has a screen reader say it: after what it is just saying, or at once. @internal */
  speak(message: Message, urgency: Urgency): void {
    this.#regions[urgency].say(message);
  }

  /** Takes back what a screen reader was given to say. @internal */
  hush(urgency: Urgency): void {
    this.#regions[urgency].hush();
  }

  /** For tests: alerts on another device. @internal */
  protected createAlerts(): Alerts {
    return new Alerts(browserAlertEnvironment());
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.words.follow();
    const { snapshot, fulfilment } = this;
    const now = this.clock.now();
    this.#teller.notice(snapshot, now);
    this.#view = this.#finder.look({ snapshot, now, fulfilment, wentBack: this.#teller.wentBack(now) });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#view) return nothing;
    return renderLayout(this.#view, this.layout, {
      services: this.services(),
      toast: this.#toaster.text,
      alertChoice: alertChoice(this.sound, this.vibrate, this.notify),
      alertState: this.alertState,
      dismiss: () => this.#toaster.dismiss(),
      retry: () => this.retry(),
      arm: () => void this.enableAlerts(),
      showNumber: () => this.#showNumber(),
      readEmbedded: () => this.readEmbeddedOrder(),
    });
  }

  protected override updated(): void {
    const view = this.#view;
    if (!view || !this.isConnected) return;
    const { snapshot, status } = view;
    // By the property: a `style` attribute is what strict content security policies forbid.
    this.#find('[part=progress-bar]')?.style.setProperty('--_progress', `${progress(status, view.fulfilment)}%`);
    reflect(this, 'status', status);
    reflect(this, 'connection', snapshot.connectionStatus);
    this.#states.show(statesOf(view, this.alerts.isArmed));
    this.#awake.follow(this.alerts, this.layout, this.tracking, status);
    this.#handOver(view);
    for (const region of Object.values(this.#regions)) region.resume();
    this.#teller.tell(snapshot, view.promised);
    const services = this.services();
    if (this.layout !== 'compact') this.tellServices(services);
    this.#lookAgainSoon(view, services);
  }

  /** In the layout `handover`: shows the number once the order is ready. */
  #handOver({ status }: View): void {
    const isReady = this.layout === 'handover' && status === 'ready';
    if (isReady && !this.#isHandedOver) this.#showNumber();
    this.#isHandedOver = isReady;
  }

  #showNumber(): void {
    this.#find<HTMLDialogElement>('dialog')?.showModal();
  }

  /** `null` before it was first drawn. */
  #find<Found extends HTMLElement>(selector: string): Found | null {
    return this.renderRoot?.querySelector<Found>(selector) ?? null;
  }

  /** Words that depend on the time must not outlive their truth. */
  #lookAgainSoon({ snapshot, promised, isUpdating, wentBack }: View, { changesIn }: Services): void {
    this.clock.clear(this.#clockTimer);
    const isSoon = promised || wentBack || snapshot.connectionStatus === 'connecting';
    const wait = Math.min(isUpdating ? blinkAgain : isSoon ? lookAgain : changesIn, changesIn);
    if (wait < 2 ** 31) this.#clockTimer = this.clock.set(() => this.requestUpdate(), wait);
  }
}
