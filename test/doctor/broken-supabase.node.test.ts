import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, it } from 'node:test';
import type { WebSocket } from 'ws';
import type { Code } from '../../src/doctor/codes.js';
import type { Setup } from '../../src/doctor/setup.js';
import { examineFor, faultsIn, impatient, told } from './examination.js';
import { corsHeaders, guestToken, order, orderId, otherOrderId, serveSockets, withServer } from './small-servers.js';

/** A project as PostgREST and Realtime show it, and what is different about this one. */
interface Project {
  /** What the table shows to whoever has only the key; of one row, or of all. */
  readonly rows?: (isOneRow: boolean) => readonly object[];
  /** In the place of the rows. */
  readonly refusal?: { readonly status: number; readonly body: object };
  /** What Realtime answers to a join: the reply, then the message of the system. */
  readonly reply?: object;
  readonly system?: object | undefined;
  readonly options?: Partial<Setup['options']>;
}

interface BrokenProject extends Project {
  readonly name: string;
  /** All that the doctor has to name, and nothing else. */
  readonly codes: readonly Code[];
  /** Whether the tracker gets on all the same, so that nothing is waited for in vain. */
  readonly isFollowed?: boolean;
}

const ok = { status: 'ok', response: { postgres_changes: [] } };
const listening = { status: 'ok', message: 'Subscribed to PostgreSQL', extension: 'postgres_changes', channel: 'x' };
const key = 'sb_publishable_0123456789abcdef';
const claims = Buffer.from(JSON.stringify({ role: 'service_role' })).toString('base64url');

const broken: readonly BrokenProject[] = [
  {
    name: 'whose orders everybody can read',
    codes: ['strangers-read-all'],
    isFollowed: true,
    rows: (isOneRow) => (isOneRow ? [order] : [order, { ...order, id: otherOrderId }]),
  },
  {
    name: 'whose row level security shows the row to nobody',
    codes: ['row-hidden'],
    rows: () => [],
  },
  {
    name: 'whose table has another name',
    codes: ['table'],
    refusal: { status: 404, body: { code: 'PGRST205', message: "Could not find the table 'public.orders'" } },
  },
  {
    name: 'whose table nobody may select from',
    codes: ['table'],
    refusal: { status: 401, body: { code: '42501', message: 'permission denied for table orders' } },
  },
  {
    name: 'whose table has a column which guests may not read',
    codes: ['table'],
    options: { accessToken: guestToken },
    refusal: { status: 403, body: { code: '42501', message: 'permission denied for table orders' } },
  },
  {
    name: "whose key is another project's",
    codes: ['access-denied'],
    refusal: { status: 401, body: { message: 'Invalid API key' } },
  },
  {
    name: 'whose status is a column of another name',
    codes: ['status-missing'],
    rows: () => [{ ...order, status: undefined, state: 'cooking' }],
  },
  {
    name: 'whose table is not in the publication',
    codes: ['subscription-refused'],
    system: {
      status: 'error',
      message: 'Unable to subscribe to changes with given parameters. Please check Realtime is enabled.',
    },
  },
  {
    name: 'that joins and never says that changes will arrive',
    codes: ['not-confirmed'],
    system: undefined,
  },
  {
    name: 'whose private channel is refused',
    codes: ['private-channel', 'token-not-needed'],
    isFollowed: true,
    options: { supabaseChannel: 'auto', accessToken: guestToken },
    reply: {
      status: 'error',
      response: { reason: 'Unauthorized: You do not have permissions to read from this Channel topic' },
    },
  },
  {
    name: 'that is paused',
    codes: ['server-error'],
    refusal: { status: 540, body: {} },
  },
  {
    name: 'whose address is that of its API',
    codes: ['option-refused'],
    options: { supabaseUrl: 'https://project.supabase.co/rest/v1' },
  },
  {
    name: 'whose secret key is in the page',
    codes: ['secret-key'],
    options: { supabaseKey: 'sb_secret_0123456789abcdef' },
  },
  {
    name: 'whose older secret key is in the page',
    codes: ['secret-key'],
    options: { supabaseKey: `e30.${claims}.c2ln` },
  },
];

/** Realtime, as far as the doctor asks it: joins, and heartbeats. */
function realtime({ reply = ok, ...project }: Project) {
  const system = 'system' in project ? project.system : listening;
  return (socket: WebSocket) => {
    socket.on('message', (data) => {
      const [joinRef, ref, topic, event, payload] = JSON.parse(String(data));
      const send = (name: string, content: object) => socket.send(JSON.stringify([joinRef, ref, topic, name, content]));
      if (event === 'heartbeat') send('phx_reply', { status: 'ok', response: {} });
      if (event !== 'phx_join') return;
      const isPrivate = payload.config.private === true;
      const answer = isPrivate ? reply : ok;
      send('phx_reply', answer);
      if (answer === ok && system) send('system', system);
    });
  };
}

function rest({ rows = () => [order], refusal }: Project) {
  return (request: IncomingMessage) => {
    if (refusal) return refusal;
    const id = /[?&]id=eq\.([^&]+)/.exec(request.url ?? '')?.[1];
    return { status: 200, body: id === undefined ? rows(false) : id === orderId ? rows(true) : [] };
  };
}

describe('the doctor names what is wrong with a Supabase project', { concurrency: 4 }, () => {
  for (const { name, codes, options, isFollowed = false, ...project } of [
    ...broken,
    { name: 'nothing, where nothing is', codes: [], isFollowed: true },
  ] as BrokenProject[]) {
    it(name, async () => {
      const answer = rest(project);
      const starting = serveSockets(realtime(project), {}, (request, response) => {
        const { status, body } = request.method === 'OPTIONS' ? { status: 204, body: '' } : answer(request);
        response.writeHead(status, { ...corsHeaders, 'content-type': 'application/json' });
        response.end(status === 204 ? undefined : JSON.stringify(body));
      });
      const report = await withServer(starting, ({ url }) =>
        examineFor(
          { orderId, supabaseUrl: url, supabaseKey: key, supabaseChannel: 'changes', ...options },
          { limits: isFollowed ? {} : impatient },
        ),
      );
      assert.deepEqual(faultsIn(report), [...codes].sort(), told(report));
      assert.ok(!JSON.stringify(report).includes('0123456789abcdef'), 'a key is printed');
    });
  }
});
