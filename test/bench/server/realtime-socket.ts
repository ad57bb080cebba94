import type { WebSocket } from 'ws';
import { columnTypes, type OrderRow } from './orders.js';

/** The pause before Realtime confirms that changes flow, in milliseconds. The real server needs 1 to 3 s. */
const confirmAfter = 50;

type Frame = readonly [joinRef: string | null, ref: string | null, topic: string, event: string, payload: unknown];

interface Binding {
  readonly event: string;
  readonly schema: string;
  readonly table: string;
  readonly filter: string;
}

const columns = Object.entries(columnTypes).map(([name, type]) => ({ name, type }));

/** What a page follows over one socket. */
export interface Follower {
  /** Sends a changed row to the page, if it follows that order. */
  changed(row: OrderRow): void;
}

/**
 * As much of Supabase Realtime as a guest needs: `postgres_changes` of one row, as the recordings of a real server show
 * it (serializer 2.0.0). `confirmed` is called with the order's id when its changes flow.
 */
export function speakRealtime(socket: WebSocket, confirmed: (orderId: string) => void): Follower {
  /** By topic: the order and the binding's id. */
  const joined = new Map<string, { readonly orderId: string; readonly binding: number }>();
  let lastBinding = 0;
  const send = (...frame: Frame) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
  };

  const join = (joinRef: string | null, ref: string | null, topic: string, asked: Binding | undefined) => {
    lastBinding += 1;
    const binding = lastBinding;
    const orderId = asked?.filter.replace('id=eq.', '') ?? '';
    joined.set(topic, { orderId, binding });
    const accepted = asked && [{ id: binding, ...asked }];
    send(joinRef, ref, topic, 'phx_reply', { status: 'ok', response: { postgres_changes: accepted ?? [] } });
    setTimeout(() => {
      if (joined.get(topic)?.binding !== binding) return;
      send(joinRef, null, topic, 'system', {
        message: 'Subscribed to PostgreSQL',
        status: 'ok',
        extension: 'postgres_changes',
        channel: topic.replace('realtime:', ''),
      });
      confirmed(orderId);
    }, confirmAfter);
  };

  socket.on('message', (data) => {
    const [joinRef, ref, topic, event, payload] = JSON.parse(String(data)) as Frame;
    if (event === 'phx_join') {
      const { config } = payload as { config: { postgres_changes?: readonly Binding[] } };
      join(joinRef, ref, topic, config.postgres_changes?.[0]);
    } else if (event === 'heartbeat') {
      send(null, ref, topic, 'phx_reply', { status: 'ok', response: {} });
    } else if (event === 'phx_leave') {
      joined.delete(topic);
      send(joinRef, ref, topic, 'phx_reply', { status: 'ok', response: {} });
      send(joinRef, joinRef, topic, 'phx_close', {});
    }
  });

  return {
    changed(row) {
      for (const [topic, { orderId, binding }] of joined) {
        if (orderId !== row.id) continue;
        const data = {
          table: 'orders',
          type: 'UPDATE',
          record: row,
          columns,
          errors: null,
          schema: 'public',
          commit_timestamp: row.updated_at,
          old_record: { id: row.id },
        };
        send(null, null, topic, 'postgres_changes', { data, ids: [binding] });
      }
    },
  };
}

/** The socket of the floor: an order's id follows or leaves it, rows come back. */
export function speakRows(
  socket: WebSocket,
  find: (orderId: string) => OrderRow | undefined,
  confirmed: (orderId: string) => void,
): Follower {
  const followed = new Set<string>();
  socket.on('message', (data) => {
    const { follow, leave } = JSON.parse(String(data)) as { follow?: string; leave?: string };
    if (leave) followed.delete(leave);
    if (!follow) return;
    followed.add(follow);
    socket.send(JSON.stringify(find(follow)));
    confirmed(follow);
  });
  return {
    changed(row) {
      if (followed.has(row.id)) socket.send(JSON.stringify(row));
    },
  };
}
