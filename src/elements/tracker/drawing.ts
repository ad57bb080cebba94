import type { ReactiveController, TemplateResult } from 'lit';
import type { Fulfilment } from '../../order/status.js';
import { CustomStates, reflect } from '../shared/custom-states.js';
import { RedrawTimer } from '../shared/redraw-timer.js';
import type { AlertsController } from './alerts-controller.js';
import { ChangeAnnouncer, type ChangeAnnouncerHost } from './change-announcer.js';
import { ViewModelBuilder } from './create-view-model.js';
import type { EmbeddedOrder } from './embedded-order.js';
import { GuestActions, type GuestActionsHost } from './guest-actions/guest-actions.js';
import { Handover, type HandoverHost } from './handover.js';
import { type AlertAttributes, alertChoice } from './parts/alert-offer.js';
import { renderLayout } from './parts/layouts.js';
import { setProgressBar } from './parts/steps.js';
import { Toast } from './parts/toast.js';
import { Speech } from './speech.js';
import { redrawIn, statesOf, type ViewModel } from './view-model.js';

/** What the drawing needs of the element: all that its controllers need, and what its buttons do. */
export interface DrawingHost extends GuestActionsHost, ChangeAnnouncerHost, HandoverHost, AlertAttributes {
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
  readonly #guestActions: GuestActions;
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
    this.#guestActions = new GuestActions(host, this.#speech);
    this.#handover = new Handover(host);
    this.#redraw = new RedrawTimer(host);
    this.#states = new CustomStates(host);
    this.#builder = new ViewModelBuilder(host.words);
    this.#announcer = new ChangeAnnouncer(host, alerts, this.#speech, this.#toast);
    host.addController(this);
  }

  render(): TemplateResult {
    const host = this.#host;
    const { snapshot, fulfilment, layout } = host;
    const now = host.clock.wall();
    this.#announcer.notice(snapshot, now);
    const view = this.#builder.build({ snapshot, now, fulfilment, wentBack: this.#announcer.wentBack(now) });
    this.#view = view;
    return renderLayout(view, layout, {
      guestActions: this.#guestActions.offered(),
      toast: this.#toast.text,
      alertChoice: alertChoice(host),
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
    this.#states.show(statesOf(view, this.#alerts.alerts.isArmed));
    this.#announcer.announce(view.snapshot, view.estimateText);
    const actions = this.#guestActions.offered();
    if (host.layout !== 'compact') this.#guestActions.announce(actions);
    this.#redraw.set(Math.min(redrawIn(view), actions.changesIn));
  }
}
