import type { WebSocketHeartbeat } from '../../transports/websocket/websocket.js';

/** The attributes that hold JSON and say how to follow, by their properties. */
export const jsonAttributes = [
  'websocketHello',
  'websocketConfirm',
  'websocketRefuse',
  'websocketHeartbeat',
  'eventsHello',
  'pollHeaders',
  'pollBody',
  'fieldMap',
] as const;

export type JsonAttribute = (typeof jsonAttributes)[number];

/** The keys of `websocketHeartbeat`; the other objects can have any. */
export const heartbeatKeys: readonly string[] = [
  'send',
  'answer',
  'alive',
  'reply',
  'seconds',
] as const satisfies readonly (keyof WebSocketHeartbeat)[];

/** Whether an attribute holds what it cannot hold. */
export function isOdd(name: JsonAttribute, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  const mayBeList = /^websocket(?!Heartbeat)/.test(name);
  const isFitting = Array.isArray(value) ? mayBeList : typeof value === 'object' && name !== 'websocketHello';
  return (
    !isFitting || (name === 'websocketHeartbeat' && !Object.keys(value).every((key) => heartbeatKeys.includes(key)))
  );
}

/** What is wrong, while there are no better words. */
export function shortFault(name: JsonAttribute): string {
  return `${attributeOf(name)} must be a JSON ${name === 'websocketHello' ? 'list' : 'object'}.`;
}

/** The attribute of a property. */
export function attributeOf(name: string): string {
  return name.replace(/[A-Z]/g, '-$&').toLowerCase();
}
