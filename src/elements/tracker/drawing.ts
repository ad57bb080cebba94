import type { ReactiveController, TemplateResult } from 'lit';
import type { CodePart } from '../../environment/code-part.js';
import { type Fulfilment, isFinal } from '../../order/status.js';
import { CustomStates, reflect } from '../shared/custom-states.js';
import { IdleLoader, type IdleLoaderHost } from '../shared/idle-loader.js';
import { RedrawTimer } from '../shared/redraw-timer.js';
import { alertsCode } from './alerts-code.js';
import type { AlertsController } from './alerts-controller.js';
import { ChangeAnnouncer, type ChangeAnnouncerHost } from './change-announcer.js';
import { ViewModelBuilder } from './create-view-model.js';
import type { EmbeddedOrder } from './embedded-order.js';
import type { GuestActionsHost } from './guest-actions/guest-actions.js';
import { guestActionsCode } from './guest-actions/guest-actions-code.js';
import { GuestActionsLater } from './guest-actions/guest-actions-later.js';
import { Handover, type HandoverHost } from './handover.js';
import { handoverCode } from './handover-code.js';
import type { AlertAttributes } from './parts/alert-offer.js';
import { renderLayout } from './parts/layouts.js';
import { setProgressBar } from './parts/steps.js';
import { Toast } from './parts/toast.js';
import { Speech } from './speech.js';
import { redrawIn, statesOf, type ViewModel } from './view-model.js';

/** What the drawing needs of the element: all that its controllers need, and what its buttons do. */
export interface DrawingHost
  extends GuestActionsHost,
    ChangeAnnouncerHost,
    HandoverHost,
    IdleLoaderHost,
    AlertAttributes {
  readonly fulfilment: Fulfilment;
  retry(): void;
  enableAlerts(): Promise<void>;
}

/** Draws a tracker, and announces what has changed once it is drawn. */
export class Drawing implements ReactiveController {
  readonly #host: DrawingHost;
  readonly #alerts: AlertsController;
  readonly #embedded: EmbeddedOrder;
  readonly #speech: Speech;
  readonly #toast: Toast;
  readonly #guestActions: GuestActionsLater;
  readonly #handover: Handover;
  readonly #redraw: RedrawTimer;
  readonly #states: CustomStates;
  readonly #builder: ViewModelBuilder;
  readonly #announcer: ChangeAnnouncer;
  #view: ViewModel | undefined;

  constructor(host: DrawingHost, alerts: AlertsController, embedded: EmbeddedOrder) {
    this.#host = host;
    this.#alerts = alerts;
    this.#embedded = embedded;
    this.#speech = new Speech(host);
    this.#toast = new Toast(host);
    this.#guestActions = new GuestActionsLater(host, this.#speech);
    this.#handover = new Handover(host);
    this.#redraw = new RedrawTimer(host);
    this.#states = new CustomStates(host);
    this.#builder = new ViewModelBuilder(host.words);
    this.#announcer = new ChangeAnnouncer(host, alerts, this.#speech, this.#toast);
    host.addController(this);
    new IdleLoader(host, () => this.#neededLater());
  }

  render(): TemplateResult {
    const host = this.#host;
    const { snapshot, fulfilment, layout } = host;
    const now = host.clock.wall();
    this.#announcer.notice(snapshot, now);
    const view = this.#builder.build({ snapshot, now, fulfilment, wentBack: this.#announcer.wentBack(now) });
    this.#view = view;
    return renderLayout(view, layout, {
      guestActions: this.#guestActions.actions?.offered(),
      code: { ...alertsCode.code, ...guestActionsCode.code, ...handoverCode.code },
      toast: this.#toast.text,
      alertAttributes: host,
      alertState: this.#alerts.state,
      dismiss: () => this.#toast.dismiss(),
      retry: () => host.retry(),
      arm: () => void host.enableAlerts(),
      showNumber: () => this.#handover.showNumber(),
      readEmbedded: () => this.#embedded.readAgain(),
    });
  }

  hostUpdated(): void {
    const host = this.#host;
    const view = this.#view;
    if (!view || !host.isConnected) return;
    setProgressBar(host.shadowRoot, view);
    reflect(host, 'status', view.status);
    reflect(host, 'connection', view.snapshot.connectionStatus);
    this.#states.show(statesOf(view, this.#alerts.isArmed));
    this.#announcer.announce(view.snapshot, view.estimateText);
    const { actions } = this.#guestActions;
    const offered = actions?.offered();
    if (offered && host.layout !== 'compact') actions?.announce(offered);
    this.#redraw.set(Math.min(redrawIn(view), offered?.changesIn ?? Number.POSITIVE_INFINITY));
  }

  #neededLater(): readonly CodePart<unknown>[] {
    const { layout, status } = this.#host;
    return [
      ...(isFinal(status) ? [] : [alertsCode]),
      ...(layout !== 'compact' && this.#guestActions.isWanted ? [guestActionsCode] : []),
      ...(layout === 'handover' ? [handoverCode] : []),
    ];
  }
}
