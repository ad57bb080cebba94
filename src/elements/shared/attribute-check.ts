import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';

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

/** What an attribute has to hold, by an example, and the keys of its object, where not all are allowed. */
const attributes: Readonly<
  Record<JsonAttribute, readonly [attribute: string, example: string, keys?: readonly string[]]>
> = {
  websocketHello: ['websocket-hello', 'list of messages, such as [{"subscribe":"{id}"}]'],
  websocketHeartbeat: [
    'websocket-heartbeat',
    'object, such as {"send":{"type":"ping"},"answer":{"type":"pong"}}',
    ['send', 'answer', 'alive', 'seconds'],
  ],
  websocketConfirm: ['websocket-confirm', 'message or list of messages, such as {"type":"subscribed"}'],
  websocketRefuse: ['websocket-refuse', 'message or list of messages, such as {"type":"error"}'],
  eventsHello: ['events-hello', 'message, such as {"clientId":"{clientId}"}'],
  pollHeaders: ['poll-headers', 'object'],
  pollBody: ['poll-body', 'object'],
  fieldMap: ['field-map', 'object'],
};

const listAttributes = ['websocketHello', 'websocketConfirm', 'websocketRefuse'];

function problemOf(host: AttributeHost): string | undefined {
  for (const [name, [attribute, example, keys]] of Object.entries(attributes)) {
    const value: unknown = host[name as JsonAttribute];
    if (value === undefined || value === null || value === '') continue;
    const mayBeList = listAttributes.includes(name);
    const mayBeObject = name !== 'websocketHello';
    if (typeof value !== 'object' || !(Array.isArray(value) ? mayBeList : mayBeObject)) {
      return `${attribute} must be a JSON ${example}${syntaxError(value)}.`;
    }
    const unknown = keys && Object.keys(value).find((key) => !keys.includes(key));
    if (unknown !== undefined) return `${attribute} has the key "${unknown}"; it can have ${keys?.join(', ')}.`;
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
