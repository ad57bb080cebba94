import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AlertEnvironment } from '../../alerts/alert-environment.js';
import { AlertSound } from '../../alerts/chime.js';
import { ScreenWakeLock } from '../../alerts/wake-lock.js';

/** What the screen does about sound: nothing is asked for, a tap is wanted, it sounds, it cannot. */
export type SoundState = 'off' | 'offered' | 'on' | 'silent';

/** How loud the sample is that answers the tap, 0 to 1. */
const sampleVolume = 0.15;

/** What a screen on the wall does beside showing: it sounds, if it may, and it stays on. */
export class BoardDevice implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #makeEnvironment: () => AlertEnvironment;
  #sound: AlertSound | undefined;
  #lock: ScreenWakeLock | undefined;
  #wish = 'off';
  #state: SoundState = 'off';

  constructor(host: ReactiveControllerHost & HTMLElement, makeEnvironment: () => AlertEnvironment) {
    this.#host = host;
    this.#makeEnvironment = makeEnvironment;
    host.addController(this);
  }

  get soundState(): SoundState {
    return this.#state;
  }

  hostConnected(): void {
    if (this.#lock) return;
    const environment = this.#makeEnvironment();
    this.#sound = new AlertSound(environment);
    this.#lock = new ScreenWakeLock(environment);
    this.#lock.keep(true);
    void this.#offer();
  }

  hostDisconnected(): void {
    // Moving an element within its page must not end what somebody has turned on.
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#sound?.close();
      this.#lock?.keep(false);
      this.#lock = undefined;
      this.#state = 'off';
    });
  }

  /** @param sound `off`, `on`, or the URL of a sound file */
  wish(sound: string): void {
    if (this.#wish === (sound || 'off')) return;
    this.#wish = sound || 'off';
    void this.#offer();
  }

  /** To be called in a tap's own handler. */
  async unlock(): Promise<void> {
    if (await this.#unlock()) void this.ring(sampleVolume);
    else if (this.#host.isConnected) this.#become('silent');
  }

  /** Sounds, if it may. `volume` is 0 to 1. */
  async ring(volume = 1): Promise<void> {
    if (this.#state !== 'on') return;
    try {
      await this.#sound?.play(volume);
    } catch {
      // A screen that cannot sound still shows.
    }
  }

  /** On a screen that may sound without a tap (a kiosk's browser can be set up so) it does at once. */
  async #offer(): Promise<void> {
    this.#become(this.#wish === 'off' ? 'off' : 'offered');
    if (this.#wish !== 'off') await this.#unlock();
  }

  async #unlock(): Promise<boolean> {
    const wish = this.#wish;
    const isUnlocked = (await this.#sound?.unlock(wish === 'on' || wish === 'off' ? undefined : wish)) ?? false;
    if (isUnlocked && this.#host.isConnected && this.#wish === wish) this.#become('on');
    return isUnlocked;
  }

  #become(state: SoundState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}
