import type { Timers } from './page/time-limit.js';

/** How long is waited for what, in milliseconds. */
export interface Limits {
  /** For an answer over HTTP, or for a socket to open. */
  readonly answer: number;
  /** For the confirmation of a subscription, and for the first byte of a stream. */
  readonly confirm: number;
  /** For a pong, and for a snapshot. */
  readonly pong: number;
  /** Between two reads of the same order. */
  readonly pause: number;
  /** How long nothing may happen after something that may have consequences. */
  readonly settle: number;
  /** For the tracker to be live, or to know that it will not be. */
  readonly follow: number;
  /** An answer that takes longer is called slow. */
  readonly slow: number;
}

/** What the doctor uses of the outside. */
export interface World {
  readonly fetch: typeof fetch;
  readonly limits: Limits;
  readonly timers: Timers;
  /** Reads a file that comes with the package: `presets/square.json`; `undefined` where there is none. */
  readonly loadFile: (path: string) => Promise<unknown>;
  /** Tells the person at the keyboard what to do now; it is no finding. */
  readonly say?: (text: string) => void;
}

export const usualLimits: Limits = {
  answer: 8_000,
  confirm: 15_000,
  pong: 5_000,
  pause: 2_500,
  settle: 1_000,
  follow: 5_000,
  slow: 2_000,
};
