import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, mock } from 'node:test';
import { format } from 'node:util';
import { recordedIds } from '../transports/supabase/recordings/recorded.js';
import { RecordedClient } from './recorded-client.js';
import { RecordedProject } from './recorded-project.js';
import { SimulatedClock } from './simulated-clock.js';

const { A, B } = recordedIds;
const start = Date.parse('2026-11-22T12:00:00Z');
const limits = { maximumEventsPerSecond: 1, maximumPayload: 2000 };

type Frame = readonly [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown];

describe('the Realtime endpoint', () => {
  let project: RecordedProject;
  let clock: SimulatedClock;
  let url: string;
  let client: RecordedClient;

  before(async () => {
    project = await RecordedProject.start();
  });
  after(() => project.close());
  beforeEach(async () => {
    clock = new SimulatedClock(start);
    url = await project.begin(clock, { limits, broadcasts: true }, [1, 'pending']);
    client = await connected();
  });

  async function connected(): Promise<RecordedClient> {
    const opened = new RecordedClient(`${url}?apikey=${project.secrets.publishableKey}&vsn=2.0.0`);
    await opened.opened();
    return opened;
  }

  async function settle(on = client): Promise<void> {
    await on.roundTrip();
    await project.idle();
    await on.roundTrip();
  }

  async function say(frame: Frame, by = client): Promise<void> {
    by.send(JSON.stringify(frame), false);
    await settle(by);
  }

  async function join(topic: string, config: object = {}, orderId = A): Promise<void> {
    const token = await project.sign({ role: 'anon', order_id: orderId, exp: 3600 }, start);
    await say([topic, topic, `realtime:${topic}`, 'phx_join', { config, access_token: token }]);
  }

  const changes = { postgres_changes: [{ event: '*', schema: 'public', table: 'orders', filter: `id=eq.${A}` }] };

  async function update(version: number): Promise<void> {
    await project.run(`update public.orders set version = ${version} where id = '${A}'`, clock.now());
    await project.feedRead();
    await settle();
  }

  const events = (of = client) =>
    of.frames.splice(0).map((frame) => {
      if (Buffer.isBuffer(frame)) return 'broadcast';
      const [, , , event, payload] = JSON.parse(frame) as Frame;
      const { status, response } = payload as { status?: string; response?: { reason?: string } };
      return event === 'phx_reply' ? `${event} ${status}${response?.reason ? `: ${response.reason}` : ''}` : event;
    });

  it('sends nothing at all on a socket while it holds back a refusal, heartbeats included', async () => {
    await join('changes', changes);
    assert.deepEqual(events(), ['phx_reply ok', 'system']);
    await join(`order:${B}`, { private: true });
    await update(2);
    await say([null, 'beat', 'phoenix', 'heartbeat', {}]);
    assert.deepEqual(events(), []);
    await clock.advanceTo(start + 4999, settle);
    assert.deepEqual(events(), []);
    await clock.advanceTo(start + 5000, settle);
    assert.deepEqual(events(), [
      `phx_reply error: Unauthorized: You do not have permissions to read from this Channel topic: order:${B}`,
      'postgres_changes',
      'phx_reply ok',
    ]);
  });

  it('drops changes and messages beyond the limit without a word, and sends them again when it is quieter', async () => {
    await join('changes', changes);
    await join(`order:${A}`, { private: true });
    events();
    for (let version = 2; version < 15; version++) await update(version);
    assert.equal(events().length, 26, 'a burst within the first five seconds');
    await clock.advanceTo(start + 5100, settle);
    await update(15);
    await say([null, 'beat', 'phoenix', 'heartbeat', {}]);
    assert.deepEqual(events(), ['phx_reply ok'], 'the average of the last seconds is too high');
    await clock.advanceTo(start + 20_000, settle);
    await update(16);
    assert.deepEqual(events().sort(), ['broadcast', 'postgres_changes']);
  });

  it('closes the channel of a client that sends too much', async () => {
    await join('room', { broadcast: { self: true } });
    events();
    const shout = () =>
      say(['room', 'x', 'realtime:room', 'broadcast', { type: 'broadcast', event: 'hi', payload: {} }]);
    for (let n = 0; n < 6; n++) await shout();
    assert.equal(events().length, 6);
    await clock.advanceTo(start + 5000, settle);
    await shout();
    assert.deepEqual(events(), ['system', 'phx_close']);
  });

  it('passes no broadcast on that is too large, and still answers', async () => {
    await join('room', { broadcast: { self: true, ack: true } });
    events();
    const payload = { type: 'broadcast', event: 'hi', payload: { x: 'y'.repeat(2000) } };
    await say(['room', 'x', 'realtime:room', 'broadcast', payload]);
    assert.deepEqual(events(), ['phx_reply ok']);
  });

  it('takes broadcasts and presence on a private topic only where a policy lets the role write', async () => {
    const listener = await connected();
    await join(`order:${A}`, { private: true, broadcast: { ack: true } });
    const token = await project.sign({ role: 'anon', order_id: A, exp: 3600 }, start);
    await say(
      ['1', '1', `realtime:order:${A}`, 'phx_join', { config: { private: true }, access_token: token }],
      listener,
    );
    events();
    events(listener);
    const send = async () => {
      const topic = `realtime:order:${A}`;
      await say([`order:${A}`, 'b', topic, 'broadcast', { type: 'broadcast', event: 'hi', payload: {} }]);
      await say([`order:${A}`, 'p', topic, 'presence', { type: 'presence', event: 'track', payload: {} }]);
      await settle(listener);
      return [events(), events(listener)];
    };
    assert.deepEqual(await send(), [['phx_reply error'], []]);
    await project.run(`create policy "may write" on realtime.messages for insert to anon with check (
      extension in ('broadcast', 'presence') and realtime.topic() = 'order:' || (auth.jwt() ->> 'order_id'))`);
    const [own, others] = await send();
    await project.run('drop policy "may write" on realtime.messages');
    assert.deepEqual(own, ['phx_reply ok', 'presence_diff', 'phx_reply ok']);
    assert.deepEqual(others, ['broadcast', 'presence_diff']);
  });

  it('passes nothing on that strangers send, where it is not to', async () => {
    url = await project.begin(clock, { limits: { allowsPublicSending: false } }, [1, 'pending']);
    client = await connected();
    await join('room', { broadcast: { self: true, ack: true } });
    events();
    await say(['room', 'b', 'realtime:room', 'broadcast', { type: 'broadcast', event: 'hi', payload: {} }]);
    await say(['room', 'p', 'realtime:room', 'presence', { type: 'presence', event: 'track', payload: {} }]);
    assert.deepEqual(events(), ['phx_reply error']);
    await project.run(`select realtime.send('{}', 'hi', 'room', false)`);
    await project.feedRead();
    await settle();
    assert.deepEqual(events(), ['broadcast'], 'the database may send');
  });

  for (const [what, topic] of [
    ['a NUL', 'order:\0'],
    ['a NUL and 10 kB of text', `order:${'geheim '.repeat(1500)}\0`],
    ['half a surrogate', 'order:\ud800'],
    ['nothing but blanks', '   '],
  ] as const) {
    it(`answers a join whose topic has ${what}, and logs nothing of it`, async () => {
      const lines: string[] = [];
      const logged = mock.method(console, 'error', (...line: unknown[]) => lines.push(format(...line)));
      await join(topic, { private: true });
      await clock.advanceTo(start + 5000, settle);
      await join(topic);
      logged.mock.restore();
      const [refusal = '', ...rest] = events();
      assert.match(refusal, /^phx_reply error: (Unknown Error on Channel|Unauthorized: )/);
      assert.deepEqual(rest, ['phx_reply ok']);
      assert.doesNotMatch(lines.join('\n'), /geheim|order|0000|anon|\d{4}-\d\d/);
    });
  }

  it('answers a renewed token that it cannot check while the database is away, and logs nothing of it', async () => {
    await join(`order:${A}`, { private: true });
    events();
    const token = await project.sign({ role: 'anon', order_id: A, exp: 1800 }, start);
    project.isDown = true;
    await say([`order:${A}`, 't', `realtime:order:${A}`, 'access_token', { access_token: token }]);
    project.isDown = false;
    assert.deepEqual(events(), ['system', 'phx_close']);
  });

  it('ignores a token that it has, and one that is a key', async () => {
    await join('changes', changes);
    const token = await project.sign({ role: 'anon', order_id: A, exp: 3600 }, start);
    events();
    for (const access_token of [token, project.secrets.publishableKey, null]) {
      await say(['changes', 't', 'realtime:changes', 'access_token', { access_token }]);
    }
    await clock.advanceTo(start + 4000, settle);
    assert.deepEqual(events(), []);
    await update(2);
    assert.deepEqual(events(), ['postgres_changes']);
  });

  it('breaks the connection of a client that does not read, and goes on with the others', async () => {
    url = await project.begin(clock, { limits: { maximumUnread: 1_000_000 } }, [1, 'pending']);
    client = await connected();
    const reader = await connected();
    const frame: Frame = ['1', '1', 'realtime:room', 'phx_join', { config: {} }];
    for (const one of [client, reader]) await say(frame, one);
    client.stopReading();
    // The operating system keeps some megabytes for a client that does not read.
    const message = `select realtime.send(jsonb_build_object('x', repeat('y', 1000000)), 'big', 'room', false)`;
    for (let n = 0; n < 20; n++) await project.run(message);
    await project.feedRead();
    await settle(reader);
    assert.equal(project.openConnections, 1);
    assert.equal(reader.frames.length, 21);
  });

  it('tells everybody on a topic who is present, and who has gone', async () => {
    const other = await connected();
    const config = { presence: { enabled: true, key: 'table 7' } };
    await join('room', config);
    assert.deepEqual(events(), ['phx_reply ok', 'presence_state']);
    await say(['room', 'p', 'realtime:room', 'presence', { type: 'presence', event: 'track', payload: { seats: 4 } }]);
    await say(['1', '1', 'realtime:room', 'phx_join', { config: { presence: { enabled: true, key: 'bar' } } }], other);
    const [, state = ''] = other.frames.map(String);
    const [, , , event, present] = JSON.parse(state) as Frame;
    const { 'table 7': entry } = present as Record<string, { metas: { seats: number; phx_ref: unknown }[] }>;
    assert.deepEqual([event, entry?.metas[0]?.seats, typeof entry?.metas[0]?.phx_ref], ['presence_state', 4, 'string']);
    events(other);
    await client.end(true);
    await project.idle();
    await settle(other);
    assert.deepEqual(events(other), ['presence_diff']);
  });
});
