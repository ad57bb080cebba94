import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { SignJWT } from 'jose';
import { projectPath } from '../../demo/server/project-files.js';
import type { DemoServer } from './support.js';
import { openRealtimeSocket, type TestSocket } from './support.js';

interface Line {
  readonly dir: 'note' | 'ws' | 'out' | 'in' | 'sql';
  readonly note?: string;
  readonly url?: string;
  readonly frame?: string;
  readonly binary?: boolean;
  readonly frame_b64?: string;
  readonly sql?: string;
}

/** Runs a recorded statement, translated for our database. */
export type RunSql = (sql: string) => Promise<void>;

/**
 * Plays the client's side of a recording of a real Supabase Realtime server against our server, and compares each
 * answer. It waits for the recorded answers before the next step, so the test does not depend on timing. Returns the
 * number of compared frames.
 */
export async function replay(server: DemoServer, name: string, runSql: RunSql): Promise<number> {
  const text = await readFile(projectPath('test', 'demo', 'recordings', `${name}.jsonl`), 'utf8');
  const lines = text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  let socket: TestSocket | undefined;
  let note = '';
  let compared = 0;
  for (const line of lines) {
    if (line.note !== undefined) note = line.note;
    if (line.url !== undefined) {
      await socket?.close();
      socket = undefined;
      // Handshakes that are refused over HTTP have their own tests in server.node.test.ts.
      if (/vsn=(3|abc)/.test(line.url)) continue;
      const { searchParams } = new URL(line.url);
      const key = await withOurTokens(server, searchParams.get('apikey') ?? '', note);
      socket = await openRealtimeSocket(server, searchParams.get('vsn'), key);
    }
    if (line.dir === 'sql' && line.sql !== undefined) await runSql(line.sql);
    if (line.dir === 'out' && socket) {
      socket.send(line.binary ? recordedFrame(line) : await withOurTokens(server, line.frame ?? '', note));
    }
    if (line.dir === 'in' && socket) {
      assert.deepEqual(shapeOf(await socket.frame()), shapeOf(recordedFrame(line)), `${name}: ${note}`);
      compared += 1;
    }
  }
  await socket?.close();
  return compared;
}

function recordedFrame({ binary, frame_b64 = '', frame = '' }: Line): string | Buffer {
  return binary ? Buffer.from(frame_b64, 'base64') : frame;
}

const jwt = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/**
 * Replaces the recorded tokens by tokens with the same claims, signed with our secret. Expiry times are moved to the
 * present. The recorded role `anon` with an order id becomes our role `tracker`.
 */
async function withOurTokens(server: DemoServer, text: string, note: string): Promise<string> {
  let ours = text;
  for (const [token] of text.matchAll(jwt)) {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >;
    const secret = note.includes('wrong signature')
      ? 'another secret, as long as ours must be'
      : server.secrets.jwtSecret;
    const shift = Math.floor(Date.now() / 1000) - Number(claims.iat);
    if (typeof claims.iat === 'number' && typeof claims.exp === 'number') claims.exp += shift;
    if (claims.role === 'anon' && claims.order_id !== undefined) claims.role = 'tracker';
    const { iat, ...rest } = claims;
    const signed = await new SignJWT(rest).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
    ours = ours.replace(token, signed);
  }
  return ours;
}

/** The part of a frame that must be equal: everything except generated numbers (ids, times) and our table's columns. */
function shapeOf(frame: string | Buffer): unknown {
  if (Buffer.isBuffer(frame)) return binaryShape(frame);
  const json: unknown = JSON.parse(frame);
  const [event, payload] = Array.isArray(json)
    ? [json[3], json[4]]
    : [(json as Record<string, unknown>).event, (json as Record<string, unknown>).payload];
  const head = Array.isArray(json) ? json.slice(0, 4) : { ...(json as object), payload: undefined };
  return { head, payload: event === 'postgres_changes' ? changeShape(payload) : generalShape(payload) };
}

function generalShape(payload: unknown): unknown {
  return JSON.parse(JSON.stringify(payload), (key, value: unknown) => {
    if (key === 'id' && typeof value === 'number') return 'number';
    if (key === 'meta') return Object.keys(value as object);
    if (typeof value !== 'string') return value;
    // The real server writes long lists on several lines.
    const oneLine = value.replace(/\s+/g, ' ').replaceAll('[ {', '[{').replaceAll('} ]', '}]');
    return oneLine.replace(/\d+ seconds ago/, 'N seconds ago');
  });
}

function changeShape(payload: unknown): unknown {
  const { data, ids } = payload as { data: Record<string, unknown>; ids: number[] };
  const { columns, record, old_record, commit_timestamp, ...exact } = data;
  const [id] = columns as { name: string; type: string }[];
  return {
    keys: Object.keys(data),
    exact,
    firstColumn: id,
    recordId: (record as Record<string, unknown> | undefined)?.id,
    old_record,
    time: typeof commit_timestamp === 'string' ? commit_timestamp.replace(/\d/g, '0') : commit_timestamp,
    ids: ids.map((number) => typeof number),
  };
}

/** The part of a binary frame that must be equal: header, names, the keys of `meta`, and the payload without its id. */
function binaryShape(frame: Buffer): unknown {
  const [kind, topicLength = 0, eventLength = 0, metaLength = 0, encoding] = frame;
  const text = frame.subarray(5).toString();
  const meta = text.slice(topicLength + eventLength, topicLength + eventLength + metaLength);
  const payload = JSON.parse(text.slice(topicLength + eventLength + metaLength)) as Record<string, unknown>;
  const { id, ...known } = payload;
  return {
    kind,
    encoding,
    topic: text.slice(0, topicLength),
    event: text.slice(topicLength, topicLength + eventLength),
    metaKeys: Object.keys(JSON.parse(meta) as object),
    idIsThere: typeof id,
    payload: known,
  };
}
