import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Code } from '../../src/doctor/codes.js';
import { examineFor, faultsIn, told } from './examination.js';
import { corsHeaders, guestToken, order, orderId, serveSockets, withServer } from './small-servers.js';

/** What Realtime sends once the subscription stands and the row has changed. */
type Sends = 'nothing' | 'postgres_changes' | 'broadcast';

interface Flow {
  readonly name: string;
  readonly sends: readonly Sends[];
  /** Whether the owner changes the order while the doctor watches. */
  readonly isChanged: boolean;
  readonly token?: string;
  readonly faults: readonly Code[];
  readonly arrives: boolean;
}

const flows: readonly Flow[] = [
  {
    name: 'says that the table brings changes',
    sends: ['postgres_changes'],
    isChanged: true,
    faults: [],
    arrives: true,
  },
  {
    name: 'says that a broadcast brings them',
    sends: ['broadcast'],
    isChanged: true,
    token: guestToken,
    faults: [],
    arrives: true,
  },
  {
    name: 'names a subscription that is confirmed and brings nothing, as where wal2json may not decode',
    sends: ['nothing'],
    isChanged: true,
    faults: ['changes-silent'],
    arrives: false,
  },
  {
    name: 'names a private channel that is joined and mute while the table brings the change',
    sends: ['postgres_changes'],
    isChanged: true,
    token: guestToken,
    faults: ['private-silent'],
    arrives: true,
  },
  {
    name: 'says that nobody changed the order',
    sends: ['nothing'],
    isChanged: false,
    faults: ['nothing-changed'],
    arrives: false,
  },
];

describe('the doctor that watches a Supabase project while its owner changes the order', { concurrency: 4 }, () => {
  for (const { name, sends, isChanged, token, faults, arrives } of flows) {
    it(name, async () => {
      let version = 2;
      const channels = new Set<() => void>();
      const methods = new Set<string | undefined>();
      const starting = serveSockets(
        (socket) =>
          socket.on('message', (data) => {
            const [joinRef, ref, topic, event, payload] = JSON.parse(String(data));
            const send = (name: string, content: object, to = joinRef) =>
              socket.send(JSON.stringify([to, ref, topic, name, content]));
            if (event === 'heartbeat') send('phx_reply', { status: 'ok', response: {} });
            if (event !== 'phx_join') return;
            const asked: object[] = payload.config.postgres_changes;
            send('phx_reply', { status: 'ok', response: { postgres_changes: asked } });
            for (const extension of asked.length > 0 ? ['system', 'postgres_changes'] : ['system']) {
              send('system', { status: 'ok', extension, message: 'ready', channel: 'x' });
            }
            channels.add(() => {
              const row = { ...order, version };
              const change = { data: { type: 'UPDATE', record: row, errors: null }, ids: [1] };
              if (sends.includes('postgres_changes')) send('postgres_changes', change, null);
              if (sends.includes('broadcast')) send('broadcast', { event: 'order', payload: row }, null);
            });
          }),
        {},
        ({ method, url }, response) => {
          methods.add(method);
          const isRow = method === 'GET' && url?.includes('id=eq.');
          const body = JSON.stringify(isRow ? [{ ...order, version }] : []);
          response.writeHead(method === 'OPTIONS' ? 204 : 200, { ...corsHeaders, 'content-type': 'application/json' });
          response.end(method === 'OPTIONS' ? undefined : body);
        },
      );
      const report = await withServer(starting, ({ url }) => {
        const owner = setInterval(() => {
          if (!isChanged) return;
          version += 1;
          for (const announce of channels) announce();
        }, 40);
        return examineFor(
          { orderId, supabaseUrl: url, supabaseKey: 'sb_publishable_x', accessToken: token },
          { watch: 400 },
        ).finally(() => clearInterval(owner));
      });
      assert.deepEqual(
        faultsIn(report).filter((code) => /silent|changed/.test(code)),
        faults,
        told(report),
      );
      const silent = report.findings.find(({ code }) => code === 'changes-silent');
      if (silent) assert.match(silent.remedy, /output_plugin_libraries = '.*wal2json'/);
      // The owner changes the order, never the doctor.
      assert.deepEqual(
        [...methods].filter((method) => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS'),
        [],
      );
      assert.equal(
        report.findings.some(({ code }) => code === 'changes-arrive'),
        arrives,
      );
    });
  }
});
