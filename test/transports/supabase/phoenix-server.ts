import { expect } from '@esm-bundle/chai';
import type { FakeSocket } from '../../support/fake-socket-server.js';

/* The server's side of Phoenix channels, for tests that play Supabase Realtime. */

export const joins = ({ sent }: FakeSocket) => (sent as unknown[][]).filter(([, , , event]) => event === 'phx_join');
export const topics = ({ sent }: FakeSocket) => joins({ sent } as FakeSocket).map(([, , topic]) => topic);

type Way = 'system' | 'postgres_changes';

/** Accepts the newest join, and confirms the ways that it asked for, or some of them. */
export function confirm(socket: FakeSocket, ways?: readonly Way[]): void {
  const [ref, , topic, , payload] = joins(socket).at(-1) ?? [];
  const { config } = payload as { config: { private: boolean; postgres_changes: readonly unknown[] } };
  socket.say([ref, ref, topic, 'phx_reply', { status: 'ok', response: { postgres_changes: [] } }]);
  const asked: Way[] = [];
  if (config.private) asked.push('system');
  if (config.postgres_changes.length > 0) asked.push('postgres_changes');
  for (const extension of ways ?? asked) {
    socket.say([ref, null, topic, 'system', { status: 'ok', extension, message: 'ready', channel: 'x' }]);
  }
}

/** Says that the table's changes will not come, on the newest channel. */
export function failChanges(socket: FakeSocket, message: string): void {
  const [ref, , topic] = joins(socket).at(-1) ?? [];
  socket.say([ref, null, topic, 'system', { status: 'error', extension: 'postgres_changes', message, channel: 'x' }]);
}

/** Sends a change of the table on the newest channel. */
export function change(socket: FakeSocket, record: object, errors: readonly string[] | null = null): void {
  const data = { type: 'UPDATE', schema: 'public', table: 'orders', record, errors };
  socket.say([null, null, topics(socket).at(-1), 'postgres_changes', { data, ids: [1] }]);
}

export function refuse(socket: FakeSocket, reason: string): void {
  const [ref, , topic] = joins(socket).at(-1) ?? [];
  socket.say([ref, ref, topic, 'phx_reply', { status: 'error', response: { reason } }]);
}

export function answerProbe(socket: FakeSocket): void {
  const [joinRef, ref, topic, event] = socket.sent.at(-1) as unknown[];
  expect([joinRef, topic, event]).to.deep.equal([null, 'phoenix', 'heartbeat']);
  socket.say([null, ref, 'phoenix', 'phx_reply', { status: 'ok', response: {} }]);
}

/** The topic whose join asked for this order. */
export function topicOf(socket: FakeSocket, id: unknown): unknown {
  const mine = joins(socket).filter((join) => JSON.stringify(join).includes(String(id)));
  return (mine.at(-1) ?? joins(socket).at(-1))?.[2];
}
