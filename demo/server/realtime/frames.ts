/** The Phoenix serializer versions that Supabase Realtime supports. */
export type SerializerVersion = '1.0.0' | '2.0.0';

/** A message of a Phoenix channel. */
export interface Frame {
  readonly joinRef: string | null;
  readonly ref: string | null;
  readonly topic: string;
  readonly event: string;
  readonly payload: unknown;
}

/** A broadcast that the server sends to its clients. */
export interface BroadcastFrame {
  readonly topic: string;
  readonly event: string;
  readonly meta: { readonly id: string };
  readonly payload: unknown;
}

/** Reads a text frame. Malformed frames give `undefined`: like the real server, this one ignores them silently. */
export function decodeFrame(text: string, version: SerializerVersion): Frame | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null) return undefined;
  if (version === '2.0.0') {
    if (!Array.isArray(json) || json.length !== 5) return undefined;
    const [joinRef, ref, topic, event, payload]: unknown[] = json;
    return frame(joinRef, ref, topic, event, payload);
  }
  const { join_ref, ref, topic, event, payload } = json as Readonly<Record<string, unknown>>;
  return frame(join_ref, ref, topic, event, payload);
}

function frame(joinRef: unknown, ref: unknown, topic: unknown, event: unknown, payload: unknown): Frame | undefined {
  if (typeof topic !== 'string' || typeof event !== 'string') return undefined;
  return { joinRef: refOf(joinRef), ref: refOf(ref), topic, event, payload };
}

function refOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Writes a text frame. Version 1.0.0 has no `join_ref`. */
export function encodeFrame({ joinRef, ref, topic, event, payload }: Frame, version: SerializerVersion): string {
  return JSON.stringify(version === '2.0.0' ? [joinRef, ref, topic, event, payload] : { ref, event, payload, topic });
}

const broadcastKind = 4;
const jsonEncoding = 1;

/** Version 2 sends broadcasts from the database as binary frames, version 1 as JSON. */
export function encodeBroadcast(message: BroadcastFrame, version: SerializerVersion): string | Buffer {
  const { topic, event, meta, payload } = message;
  if (version === '1.0.0') {
    const wrapped = { event, meta, payload, type: 'broadcast' };
    return encodeFrame({ joinRef: null, ref: null, topic, event: 'broadcast', payload: wrapped }, version);
  }
  const names = [topic, event, JSON.stringify(meta)].map((text) => Buffer.from(text));
  const lengths = names.map(({ length }) => length);
  if (lengths.some((length) => length > 255)) throw new RangeError('A topic or an event name is over 255 bytes long.');
  return Buffer.concat([
    Buffer.from([broadcastKind, ...lengths, jsonEncoding]),
    ...names,
    Buffer.from(JSON.stringify(payload)),
  ]);
}
