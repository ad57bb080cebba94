import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { TrackerError } from '../../tracker/types.js';

/** What the check needs of the element. */
export interface AttributeHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly websocketHello: unknown;
  readonly websocketHeartbeat: unknown;
  readonly websocketConfirm: unknown;
  readonly websocketRefuse: unknown;
  readonly eventsHello: unknown;
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

function problemOf(host: AttributeHost): string | undefined {
  const { websocketHello, websocketHeartbeat } = host;
  if (websocketHello && !Array.isArray(websocketHello)) {
    return 'websocket-hello must be a JSON list of messages, such as [{"subscribe":"{id}"}].';
  }
  if (websocketHeartbeat && typeof websocketHeartbeat !== 'object') {
    return 'websocket-heartbeat must be a JSON object, such as {"send":{"type":"ping"},"answer":{"type":"pong"}}.';
  }
  const others = {
    'websocket-confirm': host.websocketConfirm,
    'websocket-refuse': host.websocketRefuse,
    'events-hello': host.eventsHello,
  };
  const wrong = Object.entries(others).find(([, value]) => value && typeof value !== 'object');
  return wrong && `${wrong[0]} must be JSON, such as {"type":"subscribed"}.`;
}
