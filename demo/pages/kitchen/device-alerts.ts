import type { SupabaseClient } from '@supabase/supabase-js';
import { endPushSubscription, type PushProblem, subscribeToPush } from '../../../src/alerts/push-subscription.js';
import { readJson, storageOf, writeJson } from '../../../src/environment/storage.js';
import { readWorkplaces } from './staff-alerts.js';

/** What the alerts of this device need of the board. */
export interface DeviceAlertsHost {
  show(): void;
  say(problem: string): void;
  /** An alert came while the page is visible. Returns whether the page sounds, so that no notification is needed. */
  heard(): boolean;
}

/** The browser has one subscription for the whole site. Counted as an order of this name, it is not ended with a guest's last order. */
const use = { workerUrl: '/order-status-worker.js', order: 'kitchen' };
const storageKey = 'kitchen:device-alerts';

const problems: Readonly<Record<PushProblem, string>> = {
  unsupported:
    'This browser cannot be alerted while the screen is off. Keep the screen on and this page open, with the sound on.',
  denied: 'This browser does not let the page show notifications. Allow them in its settings, then press again.',
  closed: 'The browser’s question was closed without an answer. Please press again, and allow notifications.',
  'home-screen': 'On an iPad or iPhone: add this page to the Home Screen, open it from there, then press again.',
  failed: 'This device could not be set up for alerts. Is it online? Please press again.',
};
const notSaved = 'The alerts of this device could not be changed. Is it online? Please press again.';

/** Alerts on this device while its screen is off or the page is closed, by push messages. */
export class DeviceAlerts {
  readonly #client: SupabaseClient;
  readonly #publicKey: string;
  readonly #host: DeviceAlertsHost;
  readonly #listening = new AbortController();
  #isBusy = false;

  constructor(client: SupabaseClient, publicKey: string, host: DeviceAlertsHost) {
    this.#client = client;
    this.#publicKey = publicKey;
    this.#host = host;
    const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker;
    workers?.addEventListener('message', (event) => this.#hear(event), { signal: this.#listening.signal });
  }

  /** Renews the alerts of a device that had them on: the subscription or the restaurants of the person may have changed. */
  start(): void {
    if (!this.isOn) return;
    if (globalThis.Notification?.permission === 'granted') void this.turnOn();
    else void this.turnOff().then(() => this.#host.say(problems.denied));
  }

  /** Whether this device is alerted, as far as it knows. */
  get isOn(): boolean {
    return this.#recipients.length > 0;
  }

  get isBusy(): boolean {
    return this.#isBusy;
  }

  stop(): void {
    this.#listening.abort();
  }

  /** Called in the event of a press: the browser asks for permission. */
  async toggle(): Promise<void> {
    if (this.#isBusy) return;
    await (this.isOn ? this.turnOff() : this.turnOn());
  }

  async turnOn(): Promise<void> {
    await this.#whileBusy(async () => {
      const outcome = await subscribeToPush({ ...use, publicKey: this.#publicKey });
      if ('problem' in outcome) {
        if (outcome.problem !== 'failed') this.#recipients = [];
        return problems[outcome.problem];
      }
      const { endpoint, keys } = outcome.subscription;
      const places = await readWorkplaces(this.#client);
      const added = await Promise.all(
        (places ?? []).map(({ restaurant_id }) =>
          this.#client.rpc('add_staff_recipient', {
            restaurant_id,
            address: { endpoint, keys },
            page: location.origin + location.pathname,
          }),
        ),
      );
      const recipients = added.map(({ data }) => data).filter((id): id is string => typeof id === 'string');
      if (recipients.length > 0) this.#recipients = recipients;
      return recipients.length > 0 && recipients.length === added.length ? undefined : notSaved;
    });
  }

  async turnOff(): Promise<void> {
    await this.#whileBusy(async () => {
      const removed = await Promise.all(
        this.#recipients.map((recipient) => this.#client.rpc('remove_staff_recipient', { recipient })),
      );
      // Ended in the browser, nothing arrives even if the server could not be told.
      await endPushSubscription(use);
      if (removed.some(({ error }) => error)) return notSaved;
      this.#recipients = [];
      return undefined;
    });
  }

  async #whileBusy(work: () => Promise<string | undefined>): Promise<void> {
    this.#isBusy = true;
    this.#host.show();
    const problem = await work().catch(() => notSaved);
    this.#isBusy = false;
    if (problem) this.#host.say(problem);
    this.#host.show();
  }

  /** Messages of the service worker: a push has arrived, or the browser has replaced its subscription. */
  #hear({ data, ports }: MessageEvent<unknown>): void {
    const { type, kind }: Readonly<Record<string, unknown>> = Object(data);
    if (type === 'order-status-tracker:push' && kind === 'staff') {
      const isShown = document.visibilityState === 'visible' && this.#host.heard();
      ports[0]?.postMessage({ isShown });
    } else if (type === 'order-status-tracker:subscription' && this.isOn) void this.turnOn();
  }

  /** The ids under which the database knows this device, one for each restaurant. */
  get #recipients(): readonly string[] {
    const stored = readJson(storageOf('localStorage'), storageKey);
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  }

  set #recipients(ids: readonly string[]) {
    writeJson(storageOf('localStorage'), storageKey, ids.length > 0 ? ids : undefined);
  }
}
