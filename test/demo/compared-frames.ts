import { bytesOf, type RecordedBroadcast } from '../transports/supabase/recordings/recorded.js';
import type { Received } from './recorded-client.js';

/** A frame without what the server makes up: the rest must be equal. */
export interface Comparable {
  /** Which frames come in order: those of a topic. Confirmations come when the server has subscribed to PostgreSQL. */
  readonly queue: string;
  readonly shape: unknown;
}

const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/**
 * Makes frames comparable. Ids of messages and bindings are numbered in the order in which they appear, so that an id
 * that comes back must be the same one; times are reduced to their form.
 */
export class FrameComparison {
  readonly #names = new Map<unknown, string>();
  /** Ids of rows, which are not made up. */
  readonly #known: ReadonlySet<string>;

  constructor(known: Iterable<string>) {
    this.#known = new Set(known);
  }

  recorded(frame: unknown): Comparable {
    return this.#ofJson(frame);
  }

  recordedBroadcast(broadcast: RecordedBroadcast): Comparable {
    return this.#ofBytes(bytesOf(broadcast));
  }

  received(frame: Received): Comparable {
    return Buffer.isBuffer(frame) ? this.#ofBytes(frame) : this.#ofJson(JSON.parse(frame));
  }

  #ofJson(frame: unknown): Comparable {
    const isList = Array.isArray(frame);
    const { topic, event, payload } = partsOf(frame);
    const head = isList ? frame.slice(0, 4) : Object.entries(frame as object).filter(([key]) => key !== 'payload');
    return {
      queue: queueFor(topic, event),
      shape: { head: isList ? head : head.sort(), payload: this.#plain(payload) },
    };
  }

  #ofBytes(frame: Buffer): Comparable {
    const [kind, topicLength = 0, eventLength = 0, metaLength = 0, encoding] = frame;
    const [eventStart, metaStart] = [5 + topicLength, 5 + topicLength + eventLength];
    const topic = frame.subarray(5, eventStart).toString();
    const event = frame.subarray(eventStart, metaStart).toString();
    const meta = frame.subarray(metaStart, metaStart + metaLength).toString();
    const body = frame.subarray(metaStart + metaLength);
    const payload = encoding === 1 ? this.#plain(shortened(JSON.parse(body.toString()))) : body.toString('base64');
    return {
      queue: topic,
      shape: { kind, encoding, topic, event, meta: meta && this.#plain(JSON.parse(meta)), payload },
    };
  }

  #plain(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value), (key, part: unknown) => {
      if (key === 'columns') return (part as unknown[]).slice(0, 1);
      if (key === 'ids') return (part as unknown[]).map((id) => this.#name(id)).sort();
      if (key === 'id' && typeof part === 'number') return this.#name(part);
      if (typeof part !== 'string') return part;
      if (uuid.test(part) && !this.#known.has(part)) return this.#name(part);
      if (/^\d{4}-\d\d-\d\dT/.test(part)) return part.replace(/(:\d\d)(?:\.\d+)?([Z+-])/, '$1.0$2').replace(/\d/g, '0');
      // The real server writes long lists on several lines.
      return part.replace(/\s+/g, ' ').replaceAll('[ {', '[{').replaceAll('} ]', '}]');
    });
  }

  #name(id: unknown): string {
    const name = this.#names.get(id) ?? `id ${this.#names.size + 1}`;
    this.#names.set(id, name);
    return name;
  }
}

/** The queue of a frame that is not compared yet. */
export function queueOf(frame: Received): string {
  if (Buffer.isBuffer(frame)) return frame.subarray(5, 5 + (frame[1] ?? 0)).toString();
  const { topic, event } = partsOf(JSON.parse(frame));
  return queueFor(topic, event);
}

function partsOf(frame: unknown) {
  if (Array.isArray(frame)) return { topic: String(frame[2]), event: String(frame[3]), payload: frame[4] as unknown };
  const { topic, event, payload } = frame as Readonly<Record<string, unknown>>;
  return { topic: String(topic), event: String(event), payload };
}

function queueFor(topic: string, event: string): string {
  return event === 'system' ? `${topic} system` : topic;
}

/** Of a long text only its length is compared, to within the id that the server adds. */
function shortened(payload: unknown): unknown {
  const { x } = payload as { x?: unknown };
  return typeof x === 'string' && x.length > 1000 ? { x: `${Math.floor(x.length / 1000)} kB` } : payload;
}
