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

/** A broadcast whose payload is bytes: from the database, and from clients of version 2. */
export interface BroadcastFrame {
  readonly event: string;
  /** The message's id, if the database knows it. */
  readonly meta: { readonly id: string } | undefined;
  readonly encoding: Encoding;
  readonly payload: Buffer;
}

/** A broadcast that a client of version 1 sent, or the REST interface: its whole payload is passed on as it is. */
export interface PlainBroadcast {
  readonly plain: unknown;
}

/** Whether a frame's payload is a broadcast of version 2. Nothing that was JSON can be one: it has no `Buffer`. */
export function isBroadcastFrame(payload: unknown): payload is BroadcastFrame {
  return typeof payload === 'object' && payload !== null && 'payload' in payload && Buffer.isBuffer(payload.payload);
}

type Encoding = typeof bytesEncoding | typeof jsonEncoding;
const bytesEncoding = 0;
const jsonEncoding = 1;

/** A broadcast with a JSON payload. */
export function jsonBroadcast(event: string, payload: unknown, id?: string): BroadcastFrame {
  const meta = id === undefined ? undefined : { id };
  return { event, meta, encoding: jsonEncoding, payload: Buffer.from(JSON.stringify(payload)) };
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

const clientBroadcastKind = 3;
const broadcastKind = 4;

/**
 * Reads a client's broadcast of version 2: the kind, the lengths of join ref, ref, topic, event and meta, the encoding,
 * then these and the payload. Other binary frames give `undefined`.
 */
export function decodeBroadcast(bytes: Buffer): (Frame & { readonly payload: BroadcastFrame }) | undefined {
  const [kind, ...head] = bytes.subarray(0, 7);
  const [joinRefLength = 0, refLength = 0, topicLength = 0, eventLength = 0, metaLength = 0, encoding] = head;
  if (kind !== clientBroadcastKind || (encoding !== bytesEncoding && encoding !== jsonEncoding)) return undefined;
  const lengths = [joinRefLength, refLength, topicLength, eventLength, metaLength];
  const ends = lengths.map((_, index) => lengths.slice(0, index + 1).reduce((sum, length) => sum + length, 7));
  const start = ends.at(-1) ?? 7;
  if (start > bytes.length) return undefined;
  const [joinRef = '', ref = '', topic = '', event = ''] = ends.map((end, index) =>
    bytes.subarray(end - (lengths[index] ?? 0), end).toString(),
  );
  const payload: BroadcastFrame = { event, meta: undefined, encoding, payload: bytes.subarray(start) };
  return { joinRef: joinRef || null, ref: ref || null, topic, event: 'broadcast', payload };
}

/**
 * Version 2 gets broadcasts as binary frames, version 1 as JSON. `undefined` if the version cannot say it: bytes in
 * version 1, names of over 255 bytes in version 2.
 */
export function encodeBroadcast(
  topic: string,
  { event, meta, encoding, payload }: BroadcastFrame,
  version: SerializerVersion,
): string | Buffer | undefined {
  if (version === '1.0.0') {
    if (encoding !== jsonEncoding) return undefined;
    const wrapped = { event, ...(meta && { meta }), payload: parsed(payload), type: 'broadcast' };
    return encodeFrame({ joinRef: null, ref: null, topic, event: 'broadcast', payload: wrapped }, version);
  }
  const names = [topic, event, meta ? JSON.stringify(meta) : ''].map((text) => Buffer.from(text));
  const lengths = names.map(({ length }) => length);
  if (lengths.some((length) => length > 255)) return undefined;
  return Buffer.concat([Buffer.from([broadcastKind, ...lengths, encoding]), ...names, payload]);
}

/** The JSON of a payload; `null` where a client said JSON and sent something else. */
function parsed(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return null;
  }
}
