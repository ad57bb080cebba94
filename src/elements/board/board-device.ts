import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AlertEnvironment } from '../../alerts/alert-environment.js';
import { AlertSound } from '../../alerts/chime.js';
import { ScreenWakeLock } from '../../alerts/wake-lock.js';
import { afterRemoval } from '../shared/after-removal.js';

/** `off`: no sound is asked for; `offered`: a tap is needed; `on`: it sounds; `silent`: the device cannot sound. */
export type SoundState = 'off' | 'offered' | 'on' | 'silent';

/** The volume of the sample after the tap, 0 to 1. */
const sampleVolume = 0.15;

interface BoardDeviceHost extends ReactiveControllerHost, Node {
  /** `off`, `on`, or the URL of a sound file. */
  readonly sound: string;
}

/** The device of a board: plays its sound, if it may, and keeps the screen on. */
export class BoardDevice implements ReactiveController {
  readonly #host: BoardDeviceHost;
  readonly #makeEnvironment: () => AlertEnvironment;
  #sound: AlertSound | undefined;
  #lock: ScreenWakeLock | undefined;
  #wanted = 'off';
  #state: SoundState = 'off';

  constructor(host: BoardDeviceHost, makeEnvironment: () => AlertEnvironment) {
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
    afterRemoval(this.#host, () => {
      this.#sound?.close();
      this.#lock?.keep(false);
      this.#lock = undefined;
      this.#state = 'off';
    });
  }

  hostUpdate(): void {
    const sound = this.#host.sound || 'off';
    if (this.#wanted === sound) return;
    this.#wanted = sound;
    void this.#offer();
  }

  /** Turns the sound on. To be called in a tap's own event handler. */
  async unlock(): Promise<void> {
    if (await this.#unlock()) void this.ring(sampleVolume);
    else if (this.#host.isConnected) this.#become('silent');
  }

  /** Plays the sound, if it may. `volume` is 0 to 1. */
  async ring(volume = 1): Promise<void> {
    if (this.#state !== 'on') return;
    try {
      await this.#sound?.play(volume);
    } catch {
      // A board that cannot sound still shows its numbers.
    }
  }

  /** Offers the sound. A browser that may sound without a tap (a kiosk can be set up so) turns it on at once. */
  async #offer(): Promise<void> {
    this.#become(this.#wanted === 'off' ? 'off' : 'offered');
    if (this.#wanted !== 'off') await this.#unlock();
  }

  async #unlock(): Promise<boolean> {
    const wanted = this.#wanted;
    const isUnlocked = (await this.#sound?.unlock(wanted === 'on' || wanted === 'off' ? undefined : wanted)) ?? false;
    if (isUnlocked && this.#host.isConnected && this.#wanted === wanted) this.#become('on');
    return isUnlocked;
  }

  #become(state: SoundState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#host.requestUpdate();
  }
}
