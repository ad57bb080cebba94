import type { AlertEnvironment } from './alert-environment.js';

/** Three rising notes, G5 C6 E6, like the bell of a counter. Hertz. */
const notes = [783.99, 1046.5, 1318.51];
/** Seconds between two notes. */
const spacing = 0.17;
/** How a struck bell sounds: each partial's multiple of the note, its loudness, and the seconds until it has faded. */
const partials = [
  [1, 1, 1.6],
  [2, 0.35, 0.9],
  [3.01, 0.12, 0.5],
] as const;
const silence = 0.0001;
/** Milliseconds that the browser may take to let the page sound. */
const unlockTime = 1000;

/** Plays the three-note bell. `volume` is 0 to 1. */
export function playChime(context: BaseAudioContext, volume: number): void {
  notes.forEach((note, index) => {
    const start = context.currentTime + 0.02 + index * spacing;
    for (const [multiple, loudness, seconds] of partials) {
      const oscillator = new OscillatorNode(context, { frequency: note * multiple });
      const gain = new GainNode(context, { gain: silence });
      gain.gain.setValueAtTime(silence, start);
      gain.gain.exponentialRampToValueAtTime(volume * loudness * 0.5, start + 0.01);
      gain.gain.exponentialRampToValueAtTime(silence, start + seconds);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(start + seconds);
    }
  });
}

type SoundEnvironment = Pick<AlertEnvironment, 'AudioContext' | 'fetch' | 'clock'>;

/**
 * The sound of an alert: the chime, or the restaurant's own file. Browsers let a page sound only after a tap, so
 * `unlock` must be called in the tap's own event handler, before anything is awaited.
 */
export class AlertSound {
  readonly #environment: SoundEnvironment;
  #context: AudioContext | undefined;
  #file: AudioBuffer | undefined;

  constructor(environment: SoundEnvironment) {
    this.#environment = environment;
  }

  /** Resolves to whether the device can sound. `url` is a sound file; the chime replaces one that cannot be played. */
  async unlock(url: string | undefined): Promise<boolean> {
    const { AudioContext } = this.#environment;
    if (!AudioContext) return false;
    try {
      this.#context ??= new AudioContext();
      // Without a tap, `resume` waits for one: it neither resolves nor rejects.
      const resumed = Promise.race([this.#context.resume(), this.#pause()]);
      if (url) await this.#load(url, this.#context);
      await resumed;
      return this.#context.state === 'running';
    } catch {
      return false;
    }
  }

  /** Plays it. `volume` is 0 to 1. */
  async play(volume: number): Promise<void> {
    const context = this.#context;
    if (!context) return;
    // A phone call suspends the context; afterwards it has to be resumed.
    if (context.state !== 'running') await context.resume();
    if (!this.#file) return playChime(context, volume);
    const gain = new GainNode(context, { gain: volume });
    const source = new AudioBufferSourceNode(context, { buffer: this.#file });
    source.connect(gain).connect(context.destination);
    source.start();
  }

  /** Lets the device's audio sleep; what was unlocked stays so. */
  rest(): void {
    this.#context?.suspend().catch(() => undefined);
  }

  wake(): void {
    this.#context?.resume().catch(() => undefined);
  }

  close(): void {
    this.#context?.close().catch(() => undefined);
    this.#context = undefined;
    this.#file = undefined;
  }

  #pause(): Promise<void> {
    return new Promise((done) => this.#environment.clock.setTimeout(done, unlockTime));
  }

  async #load(url: string, context: AudioContext): Promise<void> {
    try {
      const response = await this.#environment.fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer' });
      if (response.ok) this.#file = await context.decodeAudioData(await response.arrayBuffer());
    } catch {
      this.#file = undefined;
    }
  }
}
