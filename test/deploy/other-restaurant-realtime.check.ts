import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openRealtimeSocket, type TestSocket } from '../demo/support.js';
import { mark, TwoRestaurants } from './two-restaurants.js';

describe('a second restaurant, in Realtime', () => {
  let two: TwoRestaurants;
  before(async () => {
    two = await TwoRestaurants.open();
  });
  after(() => two.server.close());

  it('hears nothing of the first one’s orders and boards, nor sends there', async () => {
    const topics = [
      `order:${two.ours.order}`,
      `board:${two.ours.id}`,
      `order:${two.ours.order}:x`,
      'order:%',
      'board:%',
    ];
    const heard: string[] = [];
    const sockets: TestSocket[] = [];
    for (const [who, token] of Object.entries(two.attackers)) {
      const socket = await openRealtimeSocket(two.server);
      sockets.push(socket);
      socket.socket.on('message', (data) => heard.push(`${who}: ${String(data)}`));
      const access_token = token.startsWith('sb_') ? undefined : token;
      for (const topic of topics) {
        const config = {
          private: true,
          broadcast: { replay: { since: 0, limit: 25 }, self: true },
          presence: { enabled: true },
        };
        socket.send(['1', '1', `realtime:${topic}`, 'phx_join', { config, access_token }]);
        socket.send([
          '1',
          '2',
          `realtime:${topic}`,
          'broadcast',
          { type: 'broadcast', event: 'order', payload: { forged: true } },
        ]);
      }
      for (const filter of [undefined, `restaurant_id=eq.${two.ours.id}`, `id=eq.${two.ours.order}`, `status=neq.x`]) {
        for (const table of ['*', 'orders', 'order_items', 'staff', 'order_messages']) {
          const postgres_changes = [{ event: '*', schema: 'public', table, ...(filter && { filter }) }];
          const topic = `realtime:changes ${table} ${filter}`;
          socket.send(['1', '3', topic, 'phx_join', { config: { postgres_changes }, access_token }]);
        }
      }
    }
    for (const [who, socket] of sockets.entries()) {
      socket.send([null, `alive ${who}`, 'phoenix', 'heartbeat', {}]);
    }
    const listener = await openRealtimeSocket(two.server);
    const access_token = await two.server.tokens.sign({ role: 'authenticated', sub: two.ours.staff }, 60);
    const ourTopics: string[] = [];
    listener.socket.on('message', (data) => ourTopics.push(String(data)));
    for (const topic of topics.slice(0, 2)) {
      listener.send(['1', '1', `realtime:${topic}`, 'phx_join', { config: { private: true }, access_token }]);
    }
    await until(() => ourTopics.filter((text) => text.includes('"status":"ok"')).length >= 2);
    await until(() => sockets.every((_, who) => heard.some((text) => text.includes(`alive ${who}`))));
    await two.single(`update public.orders set status = 'preparing' where id = '${two.ours.order}' returning id`);
    await two.single(`update public.order_items set status = 'preparing' where id = '${two.ours.item}' returning id`);
    await two.single(`update public.orders set status = 'preparing' where id = '${two.theirs.order}' returning id`);
    await until(() => ourTopics.some((text) => text.includes('"preparing"')));
    await until(() => heard.some((text) => text.startsWith('its cook') && text.includes(`"id":"${two.theirs.order}"`)));
    const leaked = heard.filter(
      (text) =>
        text.includes(mark) ||
        (/"postgres_changes"|"broadcast"/.test(text) &&
          /"record":|"event":"order"|"event":"board"/.test(text) &&
          text.includes(two.ours.order)),
    );
    assert.deepEqual(leaked, []);
    assert.ok(!ourTopics.some((text) => text.includes('forged')));
    for (const topic of topics) {
      const joined = heard.filter(
        (text) =>
          text.includes(`"realtime:${topic}"`) && text.includes('"phx_reply"') && text.includes('"status":"ok"'),
      );
      assert.deepEqual(joined, [], topic);
    }
    await Promise.all([...sockets, listener].map((socket) => socket.close()));
  });
});

/** Waits until the condition is true, for at most 20 s. */
async function until(condition: () => boolean): Promise<void> {
  const limit = performance.now() + 20_000;
  while (!condition()) {
    assert.ok(performance.now() < limit, `it takes longer than 20 s: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
