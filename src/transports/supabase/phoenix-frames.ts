import { isRecord, parseJson } from '../json.js';
import { socketPool } from '../socket/socket-pool.js';

/** A message of Phoenix channels, serializer version 2.0.0. */
export interface PhoenixFrame {
  /** The name of the join that it belongs to; `null` for messages to every subscriber of the topic. */
  readonly joinRef: string | null;
  /** The name of the message that it answers. */
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Reads the part of the Phoenix protocol that Supabase Realtime uses; `undefined` for every other frame. */
export function decodeFrame(data: string | ArrayBuffer): PhoenixFrame | undefined {
  return typeof data === 'string' ? decodeText(data) : decodeBinary(new Uint8Array(data));
}

function decodeText(text: string): PhoenixFrame | undefined {
  const parts = parseJson(text);
  if (!Array.isArray(parts) || parts.length !== 5) return undefined;
  const [joinRef, ref, topic, event, payload]: readonly unknown[] = parts;
  if (typeof topic !== 'string' || typeof event !== 'string' || !isRecord(payload)) return undefined;
  return { joinRef: textOrNull(joinRef), ref: textOrNull(ref), topic, event, payload };
}

/**
 * Reads a broadcast from the database: the bytes kind (4), length of topic, of event, of meta, and encoding (1 for
 * JSON), then topic, event, meta and payload. Realtime sends no other binary kind to clients.
 */
function decodeBinary(bytes: Uint8Array): PhoenixFrame | undefined {
  const [kind, topicLength = 0, eventLength = 0, metaLength = 0, encoding] = bytes;
  const eventStart = 5 + topicLength;
  const metaStart = eventStart + eventLength;
  const payloadStart = metaStart + metaLength;
  if (kind !== 4 || payloadStart > bytes.length) return undefined;
  const text = (from: number, to?: number) => new TextDecoder().decode(bytes.subarray(from, to));
  return {
    joinRef: null,
    ref: null,
    topic: text(5, eventStart),
    event: 'broadcast',
    payload: {
      event: text(eventStart, metaStart),
      meta: parseJson(text(metaStart, payloadStart)),
      payload: encoding === 1 ? parseJson(text(payloadStart)) : undefined,
    },
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The sockets to Realtime, shared by all channels of one key. */
export const subscribeToPhoenix = socketPool<PhoenixFrame>({
  decode: decodeFrame,
  ping: (ref) => [null, ref, 'phoenix', 'heartbeat', {}],
  isPong: ({ topic }) => topic === 'phoenix',
});
