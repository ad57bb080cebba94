import type { Recording } from '../transports/supabase/recordings/recorded.js';
import { queueOf } from './compared-frames.js';
import type { Received } from './recorded-client.js';

/** What the real server told of the changes. It lost some, on some of its channels, that our endpoint tells. */
export class ToldChanges {
  /** The texts of the frames that the real server sent. */
  readonly #frames: readonly string[];

  constructor({ steps }: Recording) {
    this.#frames = steps.flatMap((step) => {
      if (step.kind === 'in') return [JSON.stringify(step.frame)];
      return step.kind === 'inBytes' ? [JSON.stringify(step.broadcast)] : [];
    });
  }

  /** Whether anybody was told of a version of order A, be it as the old row of the next one. */
  anybody(version: number): boolean {
    return this.#frames.some((text) => text.includes(`"version":${version},`));
  }

  /** Drops what the real server did not tell on the same channel. */
  dropRest(received: Received[]): void {
    const told = received.filter((frame) => {
      const text = frame.toString();
      // It forgot joins that another join of the topic followed at once.
      const [, joinRef] = /^\["(\d+)",null,"[^"]*","system",/.exec(text) ?? [];
      if (joinRef !== undefined) return this.#frames.some((other) => other.startsWith(`["${joinRef}",null,`));
      const version = newVersionIn(text);
      return version === undefined || this.#versionsOn(queueOf(frame)).has(version);
    });
    received.splice(0, received.length, ...told);
  }

  #versionsOn(topic: string): ReadonlySet<string | undefined> {
    return new Set(this.#frames.filter((text) => text.includes(`"${topic}"`)).map(newVersionIn));
  }
}

/** The version of the new row: it stands before that of the old one. */
function newVersionIn(text: string): string | undefined {
  return /"version": ?(\d+)/.exec(text)?.[1];
}
