import type { AlertEnvironment } from './alert-environment.js';
import { type AnnouncementKind, AnnouncementLedger } from './announcement-ledger.js';
import { AlertSound } from './chime.js';
import { askToNotify, type NotificationAnswer, notify } from './notification.js';
import { TitleFlash } from './title-flash.js';
import { ScreenWakeLock } from './wake-lock.js';

/** Which alerts the restaurant offers. */
export interface AlertChoice {
  /** `false`: none; a URL: the restaurant's own sound file. */
  readonly sound: boolean | string;
  readonly vibrate: boolean;
  readonly notify: boolean;
}

/** What the device can do, as found out after the tap. */
export interface AlertAbilities {
  readonly sound: boolean;
  readonly notification: NotificationAnswer | 'off';
}

/** One announcement. */
export interface Announcement {
  readonly orderId: string;
  /** Where the order is kept: another back end may have one of the same id. */
  readonly backEnd: string;
  readonly kind: AnnouncementKind;
  /** Asked at the last moment: the order may have moved on meanwhile. */
  readonly isStillTrue: () => boolean;
  readonly title: string;
  readonly text: string;
  /** Has screen readers say it. */
  readonly speak: () => void;
  /** Called instead of everything else if it was announced before and is true again. */
  readonly repeat?: () => void;
}

const sampleVolume = 0.15;
const sampleVibration = 60;
const fullVibration = [200, 100, 200, 100, 400];
/**
 * How long a tab waits before it claims an announcement, in milliseconds: the tab that the guest armed comes first, then
 * a visible one.
 */
const headStart = { armed: 0, visible: 150, hidden: 400 };

/** Announces to the guest, once, that the order is ready or has failed. Before `arm`, only screen readers announce it. */
export class Alerts {
  readonly #environment: AlertEnvironment;
  readonly #ledger: AnnouncementLedger;
  readonly #sound: AlertSound;
  readonly #title: TitleFlash;
  readonly #screen: ScreenWakeLock;
  #choice: AlertChoice | undefined;
  #timer: unknown;
  /** How often it was closed: an announcement that was claimed before is not made after. */
  #closings = 0;

  constructor(environment: AlertEnvironment, announced?: Map<string, number>) {
    this.#environment = environment;
    this.#ledger = new AnnouncementLedger(environment, announced);
    this.#sound = new AlertSound(environment);
    this.#title = new TitleFlash(environment);
    this.#screen = new ScreenWakeLock(environment);
  }

  get isArmed(): boolean {
    return this.#choice !== undefined;
  }

  /** Starts to listen to other tabs. */
  open(): void {
    this.#sound.wake();
    this.#ledger.open();
  }

  /** Releases everything: sound, title, screen, other tabs. */
  close(): void {
    this.rest();
    this.disarm();
  }

  /** Like `close`, but what the guest turned on stays on: `open` goes on with it. Nothing runs meanwhile. */
  rest(): void {
    this.#closings += 1;
    this.#environment.clock.clearTimeout(this.#timer);
    this.#ledger.close();
    this.#title.stop();
    this.#screen.keep(false);
    this.#sound.rest();
  }

  /** Turns the alerts off again, and releases sound, title and screen. What is announced, screen readers still say. */
  disarm(): void {
    this.#choice = undefined;
    this.#sound.close();
    this.#title.stop();
    this.#screen.keep(false);
  }

  /**
   * Turns the alerts on and tests them with a quiet sample. Call it in the guest's tap, before anything is awaited:
   * browsers allow sound and ask for notifications only there.
   */
  async arm(choice: AlertChoice): Promise<AlertAbilities> {
    this.#choice = choice;
    const file = typeof choice.sound === 'string' ? choice.sound : undefined;
    const unlocked = choice.sound ? this.#sound.unlock(file) : Promise.resolve(false);
    const answer = choice.notify ? askToNotify(this.#environment) : ('off' as const);
    const sound = await unlocked;
    // The guest may have turned them off meanwhile.
    if (sound && this.#choice === choice) attempt(() => this.#sound.play(sampleVolume));
    this.#vibrate(sampleVibration);
    return { sound, notification: await answer };
  }

  /** Keeps the screen on, or lets it sleep. */
  keepScreenOn(on: boolean): void {
    this.#screen.keep(on);
  }

  /** Announces, unless it was announced before, here or in another tab, or is no longer true once it is claimed. */
  announce(announcement: Announcement): void {
    const { orderId, backEnd, kind, isStillTrue } = announcement;
    const closings = this.#closings;
    const claim = async () => {
      const isFirst = await this.#ledger.claim(`${backEnd}\n${orderId}`, kind, isStillTrue);
      if (closings !== this.#closings) return;
      if (isFirst) this.#deliver(announcement);
      else if (isStillTrue()) attempt(() => announcement.repeat?.());
    };
    if (this.isArmed) void claim();
    else {
      const wait = this.#environment.document.hidden ? headStart.hidden : headStart.visible;
      this.#environment.clock.clearTimeout(this.#timer);
      this.#timer = this.#environment.clock.setTimeout(() => void claim(), wait);
    }
  }

  #deliver({ title, text, speak }: Announcement): void {
    attempt(speak);
    const choice = this.#choice;
    if (!choice) return;
    if (choice.sound) attempt(() => this.#sound.play(1));
    this.#vibrate(fullVibration);
    attempt(() => this.#title.start(title));
    if (choice.notify && this.#environment.document.hidden) attempt(() => notify(this.#environment, title, text));
  }

  #vibrate(pattern: VibratePattern): void {
    if (this.#choice?.vibrate) attempt(() => void this.#environment.navigator.vibrate?.(pattern));
  }
}

/** An alert that fails must not stop the others, nor throw into the page. */
async function attempt(alert: () => void | Promise<void>): Promise<void> {
  try {
    await alert();
  } catch {
    // The other alerts remain.
  }
}
