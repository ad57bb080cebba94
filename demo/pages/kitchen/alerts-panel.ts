import type { SupabaseClient } from '@supabase/supabase-js';
import type { TemplateResult } from 'lit';
import { alertList, type GivenAnswer } from './alert-list.js';
import { showAlertCount } from './alert-signs.js';
import { type KitchenOrder, moveTo } from './kitchen-order.js';
import type { OptimisticOrders } from './optimistic-orders.js';
import { giveAnswer, type QuestionAnswer, takeBack, undoFor } from './question-answers.js';
import { followAlerts, markSeen, type StaffAlert, type Workplace } from './staff-alerts.js';

/** What the alerts need of the board. */
export interface AlertsPanelHost {
  readonly root: HTMLElement;
  readonly orders: OptimisticOrders;
  show(): void;
  say(problem: string): void;
  chime(): void;
}

/** The alerts of the kitchen page: reads and shows them, sounds the chime, and carries out what staff press. */
export class AlertsPanel {
  readonly #client: SupabaseClient;
  readonly #host: AlertsPanelHost;
  readonly #following: { read(): void; stop(): void };
  readonly #given = new Map<string, GivenAnswer>();
  /** For each answered alert: the request that sends the answer; it resolves to the problem, if there is one. */
  readonly #sending = new Map<string, Promise<string | undefined>>();
  /** For each answered alert: the timer that ends its time for undo. */
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #alerts: readonly StaffAlert[] = [];
  #workplaces: readonly Workplace[] = [];

  constructor(client: SupabaseClient, host: AlertsPanelHost) {
    this.#client = client;
    this.#host = host;
    this.#following = followAlerts(client, {
      alerts: (alerts, isRepeated) => {
        this.#alerts = alerts;
        showAlertCount(alerts.length);
        host.show();
        if (isRepeated) host.chime();
      },
      workplaces: (workplaces) => {
        this.#workplaces = workplaces;
        host.show();
      },
    });
  }

  /** The restaurants whose settings the user may change. */
  get managed(): readonly string[] {
    return this.#workplaces.filter(({ role }) => role === 'manager').map(({ restaurant_id }) => restaurant_id);
  }

  read(): void {
    this.#following.read();
  }

  stop(): void {
    this.#following.stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    showAlertCount(0);
  }

  render(isSilent: boolean): TemplateResult {
    const { orders } = this.#host.orders;
    return alertList({
      alerts: this.#alerts,
      given: this.#given,
      isSilent,
      orderOf: (id) => orders.find((order) => order.id === id),
      ownAnswers: (restaurantId) =>
        this.#workplaces.find(({ restaurant_id }) => restaurant_id === restaurantId)?.answers ?? [],
      accept: (order) => this.#accept(order),
      seen: (alert) => void this.#seen(alert),
      answer: (alert, answer) => void this.#answer(alert, answer),
      undo: (alertId) => void this.#undo(alertId),
    });
  }

  #accept(order: KitchenOrder): void {
    this.#host.orders.change(order.id, moveTo(order, 'preparing'));
  }

  async #seen(alert: StaffAlert): Promise<void> {
    this.#tell(await markSeen(this.#client, alert));
    this.read();
  }

  async #answer(alert: StaffAlert, answer: QuestionAnswer): Promise<void> {
    // A second press while the first is being sent would send another answer.
    if (this.#given.has(alert.id)) return;
    this.#given.set(alert.id, { orderId: alert.order_id, label: answer.label });
    this.#host.show();
    this.#host.root.querySelector<HTMLElement>(`[data-alert-id="${CSS.escape(alert.id)}"] button`)?.focus();
    const sending = giveAnswer(this.#client, alert, answer);
    this.#sending.set(alert.id, sending);
    const problem = await sending;
    if (problem) this.#given.delete(alert.id);
    else
      this.#timers.set(
        alert.id,
        setTimeout(() => this.#forget(alert.id), undoFor),
      );
    this.#tell(problem);
    this.read();
  }

  async #undo(alertId: string): Promise<void> {
    await this.#sending.get(alertId);
    const problem = await takeBack(this.#client, alertId);
    this.#forget(alertId);
    this.#tell(problem);
    this.read();
  }

  #tell(problem: string | undefined): void {
    if (problem) this.#host.say(problem);
    this.#host.show();
  }

  #forget(alertId: string): void {
    clearTimeout(this.#timers.get(alertId));
    this.#timers.delete(alertId);
    this.#sending.delete(alertId);
    this.#given.delete(alertId);
    this.#host.show();
  }
}
