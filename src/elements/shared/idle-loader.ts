import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerClock } from '../../environment/clock.js';
import type { CodePart } from '../../environment/code-part.js';
import type { OrderTrackerSnapshot } from '../../tracker/types.js';
import { whenIdle } from './when-idle.js';

/** Milliseconds that a connection which brings changes by itself may take: until then nothing else uses the network. */
const patience = 5_000;
/** Milliseconds until code that could not be loaded is asked for again. */
const retryPause = 10_000;

/** What the loader needs of the element. */
export interface IdleLoaderHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly snapshot: OrderTrackerSnapshot;
  readonly clock: TrackerClock;
}

/**
 * Loads, in idle time, the code that an element needs later: once its first state stands, so that nothing delays that.
 * What could not be loaded is tried again after a later drawing, such as the one after a wake.
 */
export class IdleLoader implements ReactiveController {
  readonly #host: IdleLoaderHost;
  readonly #wanted: () => readonly CodePart<unknown>[];
  #waitingSince: number | undefined;
  #isLoading = false;
  #retry: ReturnType<typeof setTimeout> | undefined;

  /** @param wanted what the element needs by its present attributes */
  constructor(host: IdleLoaderHost, wanted: () => readonly CodePart<unknown>[]) {
    this.#host = host;
    this.#wanted = wanted;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.#isLoading || !this.#host.isConnected || !this.#stateStands()) return;
    const missing = this.#wanted().filter(({ code }) => !code);
    if (missing.length === 0) return;
    this.#isLoading = true;
    whenIdle(() => void this.#load(missing));
  }

  hostDisconnected(): void {
    clearTimeout(this.#retry);
  }

  async #load(missing: readonly CodePart<unknown>[]): Promise<void> {
    const loaded = await Promise.all(missing.map((part) => part.load()));
    this.#isLoading = false;
    if (loaded.some(Boolean)) this.#host.requestUpdate();
    // A card that waits for nothing is not drawn again by itself.
    clearTimeout(this.#retry);
    if (!loaded.every(Boolean) && this.#host.isConnected)
      this.#retry = setTimeout(() => this.hostUpdated(), retryPause);
  }

  #stateStands(): boolean {
    const { connectionStatus, mayGoLive } = this.#host.snapshot;
    if (connectionStatus === 'connected' || connectionStatus === 'closed') return true;
    if (connectionStatus === 'connecting' || connectionStatus === 'offline') return false;
    const now = this.#host.clock.wall();
    this.#waitingSince ??= now;
    return !mayGoLive || now - this.#waitingSince >= patience;
  }
}
