import type { EventsHello } from '../../transports/events/events-options.js';
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

/** The keys that these can have; the other objects can have any. */
export const ownKeys: Partial<Record<JsonAttribute, readonly string[]>> = {
  websocketHeartbeat: ['send', 'answer', 'alive', 'reply', 'seconds'] satisfies readonly (keyof WebSocketHeartbeat)[],
  eventsHello: ['after', 'send'] satisfies readonly (keyof EventsHello)[],
};

/** Whether an attribute holds what it cannot hold. */
export function isOdd(name: JsonAttribute, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false;
  const mayBeList = /^websocket(?!Heartbeat)/.test(name);
  const isFitting = Array.isArray(value) ? mayBeList : typeof value === 'object' && name !== 'websocketHello';
  return !isFitting || oddKey(name, value) !== undefined;
}

/** The first key that such an object cannot have. */
export function oddKey(name: JsonAttribute, value: object): string | undefined {
  const known = ownKeys[name];
  return known && Object.keys(value).find((key) => !known.includes(key));
}

/** What is wrong, while there are no better words. */
export function shortFault(name: JsonAttribute): string {
  return `${attributeOf(name)} must be a JSON ${name === 'websocketHello' ? 'list' : 'object'}.`;
}

/** The attribute of a property. */
export function attributeOf(name: string): string {
  return name.replace(/[A-Z]/g, '-$&').toLowerCase();
}
