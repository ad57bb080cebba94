import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';
import type { EventsHello } from '../../transports/events/events-options.js';
import type { WebSocketHeartbeat } from '../../transports/websocket/websocket.js';

type JsonAttribute =
  | 'websocketHello'
  | 'websocketHeartbeat'
  | 'websocketConfirm'
  | 'websocketRefuse'
  | 'eventsHello'
  | 'pollHeaders'
  | 'pollBody'
  | 'fieldMap';

/** What the check needs of the element. */
export interface AttributeHost extends ReactiveControllerHost, Readonly<Record<JsonAttribute, unknown>> {
  readonly isConnected: boolean;
  report(error: TrackerError): void;
}

/** Checks the attributes that hold JSON. Text that is not JSON stays text; then nothing is followed. */
export class AttributeCheck implements ReactiveController {
  readonly #host: AttributeHost;
  #error: TrackerError | undefined;
  #reported: TrackerError | undefined;

  constructor(host: AttributeHost) {
    this.#host = host;
    host.addController(this);
  }

  /** What is wrong with an attribute; the same object while the same is wrong. */
  get error(): TrackerError | undefined {
    const message = problemOf(this.#host);
    if (message !== this.#error?.message) {
      this.#error = message ? { code: 'config', message, recoverable: false } : undefined;
    }
    return this.#error;
  }

  hostUpdate(): void {
    const { error } = this;
    if (!this.#host.isConnected || error === this.#reported) return;
    this.#reported = error;
    if (error) this.#host.report(error);
  }
}

/** What an attribute has to hold: a list where that is said, and an object unless it is a list alone. */
const attributes: Readonly<Record<JsonAttribute, string>> = {
  websocketHello: 'list of messages, such as [{"subscribe":"{id}"}]',
  websocketHeartbeat: 'object, such as {"send":{"type":"ping"},"answer":{"type":"pong"}}',
  websocketConfirm: 'message or list of messages, such as {"type":"subscribed"}',
  websocketRefuse: 'message or list of messages, such as {"type":"error"}',
  eventsHello: 'object, such as {"after":"PB_CONNECT","send":{"clientId":"{clientId}"}}',
  pollHeaders: 'object',
  pollBody: 'object',
  fieldMap: 'object',
};

/** The keys that an object can have; the others can have any. */
const keys = {
  websocketHeartbeat: ['send', 'answer', 'alive', 'reply', 'seconds'],
  eventsHello: ['after', 'send'],
} as const satisfies {
  websocketHeartbeat: readonly (keyof WebSocketHeartbeat)[];
  eventsHello: readonly (keyof EventsHello)[];
};

type None<Missing extends never> = Missing;

/** Checked by the compiler: no key of a type is missing in its list. */
export type KeyCheck = None<
  | Exclude<keyof WebSocketHeartbeat, (typeof keys.websocketHeartbeat)[number]>
  | Exclude<keyof EventsHello, (typeof keys.eventsHello)[number]>
>;

/** What is wrong with one of the attributes that hold JSON, in a sentence. */
export function problemOf(host: { readonly [Name in JsonAttribute]?: unknown }): string | undefined {
  for (const [name, expected] of Object.entries(attributes)) {
    const value: unknown = host[name as JsonAttribute];
    if (value === undefined || value === null || value === '') continue;
    const attribute = name.replace(/[A-Z]/g, '-$&').toLowerCase();
    const isFitting = Array.isArray(value) ? expected.includes('list') : !expected.startsWith('list');
    if (typeof value !== 'object' || !isFitting) return `${attribute} must be a JSON ${expected}${syntaxError(value)}.`;
    const known: readonly string[] | undefined = (keys as Partial<Record<string, readonly string[]>>)[name];
    const unknown = known && Object.keys(value).find((key) => !known.includes(key));
    if (unknown !== undefined) return `${attribute} has the key "${unknown}"; it can have ${known?.join(', ')}.`;
  }
  return undefined;
}

/** Why a text is not JSON, in the browser's words. */
function syntaxError(value: unknown): string {
  if (typeof value !== 'string') return '';
  try {
    JSON.parse(value);
    return '';
  } catch (error) {
    return ` (${(error as Error).message})`;
  }
}
