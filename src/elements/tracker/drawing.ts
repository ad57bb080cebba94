import { noChange, type ReactiveController } from 'lit';
import type { CodePart } from '../../environment/code-part.js';
import type { ShownEstimate } from '../../order/estimate/estimate-display.js';
import { type Fulfilment, isFinal, type OrderStatus } from '../../order/status.js';
import { cacheFor } from '../../tracker/order-tracker.js';
import { CustomStates, reflect } from '../shared/custom-states.js';
import { guarded } from '../shared/guarded.js';
import { IdleLoader, type IdleLoaderHost } from '../shared/idle-loader.js';
import { addStyles } from '../shared/late-styles.js';
import { RedrawTimer } from '../shared/redraw-timer.js';
import { alertsCode } from './alerts-code.js';
import type { AlertsLater } from './alerts-later.js';
import type { AcceptDeadline } from './answers/accept-deadline.js';
import { answersCode } from './answers/answers-code.js';
import { ChangeAnnouncer, type ChangeAnnouncerHost } from './change-announcer.js';
import { ViewModelBuilder } from './create-view-model.js';
import type { DrawingLater, DrawingLaterHost } from './drawing-later.js';
import type { EmbeddedOrder } from './embedded-order.js';
import { guestActionsCode } from './guest-actions/guest-actions-code.js';
import type { GuestActionsHost } from './guest-actions/guest-actions-host.js';
import { GuestActionsLater } from './guest-actions/guest-actions-later.js';
import type { OfferedActions } from './guest-actions/offered-actions.js';
import type { Handover, HandoverHost } from './handover.js';
import { handoverCode } from './handover-code.js';
import type { AlertAttributes } from './parts/alert-offer.js';
import { headlineOf } from './parts/headline.js';
import { type Controls, renderLayout } from './parts/layouts.js';
import { pressed } from './pressed.js';
import { reachCode } from './reach/reach-code.js';
import type { ReachHost } from './reach/reach-host.js';
import { recentCode } from './recent/recent-code.js';
import type { RecentHost } from './recent/recent-order.js';
import { rememberCode } from './remember/remember-code.js';
import { Speech } from './speech.js';
import { tabCode } from './tab/tab-code.js';
import { redrawIn, statesOf, type ViewModel } from './view-model.js';

/** What the drawing needs of the element: all that its controllers need, and what its buttons do. */
export interface DrawingHost
  extends GuestActionsHost,
    ChangeAnnouncerHost,
    HandoverHost,
    DrawingLaterHost,
    IdleLoaderHost,
    AlertAttributes,
    ReachHost,
    RecentHost {
  readonly tab: 'on' | 'off';
  readonly fulfilment: Fulfilment | undefined;
  readonly pickupPlace: string | null | undefined;
  readonly percent: 'on' | 'off' | 'steps';
  readonly hasUpdated: boolean;
  readonly isLinkKeeperWanted: boolean;
  retry(): void;
  enableAlerts(): Promise<void>;
  disableAlerts(): void;
}

const never = Number.POSITIVE_INFINITY;

/** Draws a tracker, and announces what has changed once it is drawn. */
export class Drawing implements ReactiveController {
  readonly #host: DrawingHost;
  readonly #alerts: AlertsLater;
  readonly #embedded: EmbeddedOrder;
  readonly #speech: Speech;
  readonly #guestActions: GuestActionsLater;
  #accept: AcceptDeadline | undefined;
  #handover: Handover | undefined;
  #later: DrawingLater | undefined;
  readonly #redraw: RedrawTimer;
  readonly #states: CustomStates;
  readonly #builder: ViewModelBuilder;
  readonly #announcer: ChangeAnnouncer;
  /** What the guest has opened, and how often the status has changed, of the order that is drawn. */
  #drawn: Drawn = { changes: 0 };
  #view: ViewModel | undefined;

  constructor(host: DrawingHost, alerts: AlertsLater, embedded: EmbeddedOrder) {
    this.#host = host;
    this.#alerts = alerts;
    this.#embedded = embedded;
    this.#speech = new Speech(host);
    this.#guestActions = new GuestActionsLater(host, this.#speech);
    this.#redraw = new RedrawTimer(host);
    this.#states = new CustomStates(host);
    this.#builder = new ViewModelBuilder(host.words);
    this.#announcer = new ChangeAnnouncer(
      host,
      alerts,
      this.#speech,
      () => this.#later?.toastNews,
      (event) => this.#guestActions.hear(event),
    );
    host.addController(this);
    new IdleLoader(host, () => this.#neededLater());
  }

  /** The template of the element; `noChange` while it is off the screen. Announcements do not depend on it. */
  render(): unknown {
    const host = this.#host;
    const { snapshot, layout } = host;
    const now = host.clock.wall();
    this.#later ??= alertsCode.code && new alertsCode.code.DrawingLater(host, this.#speech);
    this.#accept ??= answersCode.code && new answersCode.code.AcceptDeadline(host, this.#speech);
    this.#handover ??= handoverCode.code && new handoverCode.code.Handover(host);
    this.#announcer.notice(snapshot, now);
    const built = this.#builder.build({
      snapshot,
      now,
      page: host,
      wentBack: this.#announcer.wentBack(now),
      cache: cacheFor(host, snapshot.orderId),
    });
    const view = this.#accept?.view(built) ?? built;
    this.#view = view;
    const loaded = [alertsCode, guestActionsCode, handoverCode, recentCode, reachCode].map(({ code }) => code);
    for (const code of loaded) addStyles(host, code?.styles);
    // The number over the whole screen is seen wherever the element is.
    if (layout !== 'handover' && host.hasUpdated && this.#later?.sight.mayWait()) return noChange;
    this.#noteChange(view);
    const controls: Controls = {
      guestActions: this.#offered(),
      room: this.#room(view),
      later: this.#later,
      code: Object.assign({}, ...loaded),
      host,
      alertState: this.#alerts.state,
      areItemsOpen: this.#drawn.areItemsOpen,
      changes: this.#drawn.changes,
      press: (click) => this.#press(click),
      readEmbedded: () => this.#embedded.readAgain(),
    };
    return guarded(host, 'card', () => renderLayout(view, layout, controls)) ?? noChange;
  }

  /** The estimate as it was last drawn. */
  get shownEstimate(): ShownEstimate | undefined {
    return this.#view?.estimateText?.shown;
  }

  hostUpdated(): void {
    const host = this.#host;
    const view = this.#view;
    if (!view || !host.isConnected) return;
    reflect(host, 'status', view.status);
    reflect(host, 'connection', view.snapshot.connectionStatus);
    this.#states.show(statesOf(view, this.#alerts.isArmed));
    guarded(host, 'announcements', () =>
      this.#announcer.announce(view.snapshot, view.estimateText, headlineOf(view, host.layout).title),
    );
    guarded(host, 'tab', () => tabCode.code?.tabOf(host).show(view));
    const offered = this.#offered();
    guarded(host, 'rating', () => {
      if (offered && host.layout !== 'compact') this.#guestActions.actions?.announce(offered);
    });
    const spokenIn = guarded(host, 'speech', () => this.#speech.takeTurn()) ?? never;
    this.#redraw.set(Math.min(redrawIn(view), this.#accept?.changesIn ?? never, offered?.changesIn ?? never, spokenIn));
  }

  /** For how many lines of buttons there has to be room from the start, as classes of the card. */
  #room({ kind }: ViewModel): string {
    const { askKitchen, onMyWay, gotIt, layout, pushUrl, reorder, receipt, tip, share, float } = this.#host;
    const links = [reorder, receipt, tip, share, float].filter((link) => link && link !== 'off');
    const says = [askKitchen, onMyWay, gotIt].includes('on');
    // Who collects an order has more to say than fits beside the question.
    const isComing = onMyWay === 'on' && (kind ?? 'pickup') === 'pickup';
    const lines = [says, isComing, layout === 'handover', pushUrl].filter(Boolean);
    // Two links have room in one line of a phone.
    const linkLines = Math.ceil(links.length / 2);
    const count = lines.length + linkLines;
    return count ? ` offers-${count} links-${linkLines}` : '';
  }

  /** What the guest can do; nothing where that cannot be found out. */
  #offered(): OfferedActions | undefined {
    return guarded(this.#host, 'guest actions', () => this.#guestActions.actions?.offered());
  }

  #neededLater(): readonly CodePart<unknown>[] {
    const { layout, status, recent, tab, pushUrl, snapshot } = this.#host;
    const { acceptBy, kitchenAnswer } = snapshot.order ?? {};
    const isAnythingOffered = layout !== 'compact' && this.#guestActions.isWanted;
    return [
      (!isFinal(status) || isAnythingOffered) && alertsCode,
      isAnythingOffered && guestActionsCode,
      layout === 'handover' && handoverCode,
      this.#host.isLinkKeeperWanted && rememberCode,
      recent === 'on' && recentCode,
      tab === 'on' && tabCode,
      !!pushUrl && reachCode,
      !!((acceptBy && status === 'pending') || kitchenAnswer) && answersCode,
    ].filter((code) => typeof code === 'object');
  }

  #noteChange({ status, snapshot: { orderId } }: ViewModel): void {
    const { orderId: before, status: previous, changes } = this.#drawn;
    if (orderId !== before) this.#drawn = { orderId, status, changes: 0 };
    else if (status !== previous) this.#drawn = { ...this.#drawn, status, changes: previous ? changes + 1 : changes };
  }

  #press(click: Event): void {
    const button = pressed(click, this.#host.shadowRoot);
    if (!button) return;
    const { target, parts } = button;
    const actions = this.#guestActions.actions?.offered();
    const acts: Readonly<Record<string, () => void>> = {
      'retry-button': () => this.#host.retry(),
      'alert-button': () => void this.#host.enableAlerts(),
      'alert-off-button': () => this.#host.disableAlerts(),
      'not-mine-button': () => recentCode.code?.recentOf(this.#host).forget(),
      'items-summary': () => this.#toggleItems(target, click),
    };
    for (const part of parts) {
      acts[part]?.();
      this.#later?.press(part);
      this.#handover?.press(part);
      actions?.press(part, target, click);
    }
  }

  /** Opened by us instead of the browser: the dishes are drawn only then. */
  #toggleItems(summary: HTMLElement, click: Event): void {
    click.preventDefault();
    this.#drawn = { ...this.#drawn, areItemsOpen: !summary.closest('details')?.open };
    this.#host.requestUpdate();
  }
}

interface Drawn {
  readonly orderId?: string | undefined;
  readonly status?: OrderStatus | undefined;
  readonly changes: number;
  readonly areItemsOpen?: boolean | undefined;
}
