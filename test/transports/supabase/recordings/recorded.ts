import { readdir, readFile } from 'node:fs/promises';
import { projectPath } from '../../../../demo/server/project-files.js';

/* Reads the recordings of a real Supabase Realtime server. README.md says what their lines mean. */

/** The ids of the recorded orders and of their restaurant. */
export const recordedIds = {
  A: '11111111-1111-4111-8111-111111111111',
  B: '22222222-2222-4222-8222-222222222222',
  C: '33333333-3333-4333-8333-333333333333',
  R: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
} as const;

export type Claims = Readonly<Record<string, unknown>>;

/** A broadcast that the server sent as a binary frame. */
export interface RecordedBroadcast {
  readonly topic: string;
  readonly event: string;
  readonly meta: unknown;
  /** 1: the payload is JSON. 0: it is bytes, in base64 here. */
  readonly encoding: 0 | 1;
  readonly payload: unknown;
}

interface At {
  /** Milliseconds since the start of the scenario. */
  readonly t: number;
}

interface OnSocket extends At {
  readonly socket: number;
}

/** One line, written out. */
export type Step =
  | (At & { readonly kind: 'note'; readonly note: string })
  | (At & { readonly kind: 'sql'; readonly sql: string })
  | (At & { readonly kind: 'update'; readonly order: string; readonly status: string; readonly version: number })
  | (OnSocket & { readonly kind: 'connect'; readonly query: string; readonly tenant: string | undefined })
  | (OnSocket & { readonly kind: 'refused'; readonly status: number; readonly body: string })
  | (OnSocket & { readonly kind: 'open' })
  | (OnSocket & { readonly kind: 'close'; readonly code: number; readonly by: 'server' | 'client' | 'network' })
  /** A string is a frame that is no JSON. */
  | (OnSocket & { readonly kind: 'out'; readonly frame: unknown })
  | (OnSocket & { readonly kind: 'outBytes'; readonly bytes: Buffer })
  | (OnSocket & { readonly kind: 'in'; readonly frame: unknown })
  | (OnSocket & { readonly kind: 'inBytes'; readonly broadcast: RecordedBroadcast });

export interface Recording {
  readonly name: string;
  /** When it was recorded, milliseconds since 1970. */
  readonly at: number;
  readonly tokens: Readonly<Record<string, Claims>>;
  /** Version and status of order A at the start. */
  readonly orderA: readonly [version: number, status: string];
  readonly steps: readonly Step[];
}

const folder = projectPath('test', 'transports', 'supabase', 'recordings');

/** The names of all recordings. */
export async function recordingNames(): Promise<readonly string[]> {
  const files = await readdir(folder);
  return files.flatMap((file) => (file.endsWith('.jsonl') ? [file.slice(0, -'.jsonl'.length)] : [])).sort();
}

export async function readRecording(name: string): Promise<Recording> {
  const text = await readFile(`${folder}/${name}.jsonl`, 'utf8');
  const written = text.replace(/\{([ABCR])\}/g, (_, id: keyof typeof recordedIds) => recordedIds[id]);
  const [head = '', ...lines] = written.trimEnd().split('\n');
  const { recorded, ...known } = JSON.parse(head) as Pick<Recording, 'tokens' | 'orderA'> & { recorded: string };
  return { name, at: Date.parse(recorded), ...known, steps: lines.map((line) => stepOf(JSON.parse(line))) };
}

type Row = readonly [version: number, status: string, updatedAt: string];

/** A line as it stands in the file: its keys say of which kind it is. */
interface Line {
  readonly t: number;
  readonly socket: number;
  readonly note?: string;
  readonly sql?: string;
  readonly update?: string;
  readonly status?: string;
  readonly version?: number;
  readonly connect?: string;
  readonly tenant?: string;
  readonly refused?: number;
  readonly body?: string;
  readonly open?: true;
  readonly close?: number;
  readonly by?: 'server' | 'client' | 'network';
  readonly out?: unknown;
  readonly outBytes?: { readonly base64: string };
  readonly in?: unknown;
  readonly inBytes?: RecordedBroadcast;
  readonly change?: Row;
  readonly committed?: string;
  readonly topic?: string;
  readonly ids?: readonly number[];
  readonly broadcast?: Row;
  readonly before?: Row;
  readonly message?: string;
}

function stepOf(line: Line): Step {
  const { t, socket } = line;
  if (line.note !== undefined) return { t, kind: 'note', note: line.note };
  if (line.sql !== undefined) return { t, kind: 'sql', sql: line.sql };
  if (line.update !== undefined) {
    return { t, kind: 'update', order: line.update, status: line.status ?? '', version: line.version ?? 0 };
  }
  if (line.connect !== undefined) return { t, socket, kind: 'connect', query: line.connect, tenant: line.tenant };
  if (line.refused !== undefined) {
    return { t, socket, kind: 'refused', status: line.refused, body: line.body ?? '' };
  }
  if (line.open) return { t, socket, kind: 'open' };
  if (line.close !== undefined) return { t, socket, kind: 'close', code: line.close, by: line.by ?? 'network' };
  if (line.outBytes) return { t, socket, kind: 'outBytes', bytes: Buffer.from(line.outBytes.base64, 'base64') };
  if ('out' in line) return { t, socket, kind: 'out', frame: line.out };
  if (line.inBytes) return { t, socket, kind: 'inBytes', broadcast: line.inBytes };
  if (line.broadcast) return { t, socket, kind: 'inBytes', broadcast: usualBroadcast(line, line.broadcast) };
  if (line.change) return { t, socket, kind: 'in', frame: usualChange(line, line.change) };
  return { t, socket, kind: 'in', frame: line.in };
}

function rowOf([version, status, updatedAt]: Row): object {
  return { id: recordedIds.A, status, version, updated_at: updatedAt, restaurant_id: recordedIds.R };
}

function usualChange({ committed, topic, ids }: Line, row: Row): unknown {
  const data = {
    table: 'orders',
    type: 'UPDATE',
    record: rowOf(row),
    columns: [{ name: 'id', type: 'uuid' }],
    errors: null,
    schema: 'public',
    commit_timestamp: committed,
    old_record: { id: recordedIds.A },
  };
  return [null, null, topic, 'postgres_changes', { data, ids }];
}

function usualBroadcast({ before, message }: Line, row: Row): RecordedBroadcast {
  const payload = {
    id: message,
    table: 'orders',
    record: rowOf(row),
    schema: 'public',
    operation: 'UPDATE',
    old_record: before && rowOf(before),
  };
  return { topic: `realtime:order:${recordedIds.A}`, event: 'UPDATE', meta: { id: message }, encoding: 1, payload };
}

/** The bytes of a broadcast, in a topic of the reader's choice. */
export function bytesOf({ topic, event, meta, encoding, payload }: RecordedBroadcast): Buffer {
  const names = [topic, event, meta === null ? '' : JSON.stringify(meta)].map((name) => Buffer.from(name));
  const head = Buffer.concat([Buffer.from([4, ...names.map(({ length }) => length), encoding]), ...names]);
  return Buffer.concat([head, bodyOf(payload, encoding, head.length)]);
}

function bodyOf(payload: unknown, encoding: 0 | 1, headLength: number): Buffer {
  if (encoding === 0) return Buffer.from(String(payload), 'base64');
  const { x } = payload as { x?: { repeat: string; bytes: number } };
  if (x?.repeat === undefined) return Buffer.from(JSON.stringify(payload));
  const [start, end] = ['{"x": "', '"}'];
  return Buffer.from(start + x.repeat.repeat(x.bytes - headLength - start.length - end.length) + end);
}
