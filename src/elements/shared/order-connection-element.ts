import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import type { TrackerEnvironment } from '../../environment/environment.js';
import { type FieldMap, parseFieldMap } from '../../order/field-map/field-map.js';
import type { OrderTrackerOptions, TransportName } from '../../tracker/options.js';
import { OrderTrackingController } from '../../tracker/tracker-controller.js';
import { consumeTrackingLink } from '../../tracker/tracking-link.js';
import type { TrackerError } from '../../tracker/types.js';
import type { SupabaseClientLike } from '../../transports/supabase/options.js';
import type { OrderTransport } from '../../transports/transport.js';
import type { WebSocketHeartbeat } from '../../transports/websocket/websocket.js';
import { json } from './converters.js';
import { haveOptionsChanged } from './options-equal.js';
import { OrderErrorEvent } from './order-error-event.js';
import { loadBesideScript } from './script-folder.js';

/** What an element uses of the controller. */
export type Tracking = Pick<OrderTrackingController, 'snapshot' | 'refresh' | 'retry' | 'keepAwake' | 'restart'>;

/** An element that follows something at a back end: everything about *how*. What, and what is seen, belongs to its heirs. */
export abstract class OrderConnectionElement extends LitElement {
  /** Which way to follow the order: `auto` (default), `supabase`, `websocket`, `polling`, or an `OrderTransport`. */
  @property() transport: TransportName | OrderTransport | null | undefined;

  /** The Supabase project's URL. */
  @property({ attribute: 'supabase-url' }) supabaseUrl: string | null | undefined;

  /** The Supabase project's publishable key. */
  @property({ attribute: 'supabase-key' }) supabaseKey: string | null | undefined;

  /** A `SupabaseClient` that the page already has; its session and socket are used. */
  @property({ attribute: false }) supabase: SupabaseClientLike | null | undefined;

  /** A function of the database that returns the one order with its items, instead of the table's row; a board's is `board_snapshot`. */
  @property({ attribute: 'supabase-read' }) supabaseRead: string | null | undefined;

  /** A WebSocket, `wss://…`; `{id}` is replaced by the encoded order id. */
  @property({ attribute: 'websocket-url' }) websocketUrl: string | null | undefined;

  /** What that WebSocket speaks: `order-status.v1` (default) or `plain`, any JSON that the field map can read. */
  @property({ attribute: 'websocket-protocol' }) websocketProtocol: 'order-status.v1' | 'plain' | null | undefined;

  /** For `plain`: messages to send on opening, as JSON; `{id}` and `{token}` are filled in. */
  @property({ attribute: 'websocket-hello', converter: json }) websocketHello: readonly unknown[] | null | undefined;

  /** For `plain`: `{"send":…,"answer":…,"alive":…,"seconds":15}`, how to ask that server for a sign of life. */
  @property({ attribute: 'websocket-heartbeat', converter: json }) websocketHeartbeat:
    | WebSocketHeartbeat
    | null
    | undefined;

  /** An endpoint, `https://…/{id}`: read again and again while changes do not arrive by themselves. */
  @property({ attribute: 'poll-url' }) pollUrl: string | null | undefined;

  /** Seconds between these reads. Default 10; never below 5. */
  @property({ attribute: 'poll-interval', type: Number }) pollInterval: number | null | undefined;

  /** A JWT that is sent as it is. */
  @property({ attribute: 'access-token' }) accessToken: string | null | undefined;

  /** Fetches a JWT; asked again before it expires. */
  @property({ attribute: false }) getAccessToken: (() => Promise<string | undefined>) | null | undefined;

  /** Where the secret of the tracking link (`#track=…`) is exchanged, by POST, for a short JWT. */
  @property({ attribute: 'token-url' }) tokenUrl: string | null | undefined;

  /** A provider's vocabulary, such as `square` or `toast`. An own `fieldMap` wins. */
  @property() preset: string | null | undefined;

  /** Where the back end keeps what is needed, and what its status words mean. */
  @property({ attribute: false }) fieldMap: FieldMap | null | undefined;

  /** Turns a payload of any shape into our wire shape. Runs before the field map. */
  @property({ attribute: false }) parse: ((payload: unknown) => unknown) | null | undefined;

  /** For tests: the world outside. @internal */
  @property({ attribute: false }) environment: Partial<TrackerEnvironment> | undefined;

  /** @internal */
  protected readonly tracking = this.createTracking(() => this.#startWith());

  #capability: string | undefined;
  #loadedPreset: { readonly name: string; readonly fieldMap: FieldMap | undefined } | undefined;
  #askedPreset: string | undefined;
  #attributeError: TrackerError | undefined;
  #reportedError: TrackerError | undefined;
  #startedWith: OrderTrackerOptions = {};

  override connectedCallback(): void {
    this.#readLink();
    window.addEventListener('hashchange', this.#readLink);
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('hashchange', this.#readLink);
    super.disconnectedCallback();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.isConnected) return;
    this.#reportAttributes();
    this.#loadPreset();
    if (haveOptionsChanged(this.#startedWith, this.#options())) this.tracking.restart();
  }

  /** The id of what is to be followed: the attribute's, else the page's. @internal */
  protected abstract get followedId(): string | undefined;

  /** What an heir's own properties add to how it is followed. @internal */
  protected abstract get ownOptions(): OrderTrackerOptions;

  /**
   * What is wrong with an attribute: JSON that cannot be read stays text. Nothing is followed then, rather than something
   * half. @internal
   */
  protected get attributeError(): TrackerError | undefined {
    const { websocketHello, websocketHeartbeat } = this;
    const wrong =
      websocketHello && !Array.isArray(websocketHello)
        ? 'websocket-hello must be a JSON list of messages, such as [{"subscribe":"{id}"}].'
        : websocketHeartbeat && typeof websocketHeartbeat !== 'object'
          ? 'websocket-heartbeat must be a JSON object, such as {"send":{"type":"ping"},"answer":{"type":"pong"}}.'
          : undefined;
    if (wrong !== this.#attributeError?.message) {
      this.#attributeError = wrong ? { code: 'config', message: wrong, recoverable: false } : undefined;
    }
    return this.#attributeError;
  }

  /** For tests: follows in another way. @internal */
  protected createTracking(options: () => OrderTrackerOptions): Tracking {
    return new OrderTrackingController(this, options);
  }

  #startWith(): OrderTrackerOptions {
    this.#startedWith = this.#options();
    return this.#startedWith;
  }

  #options(): OrderTrackerOptions {
    const isPresetReady = !this.preset || this.fieldMap || this.#loadedPreset?.name === this.preset;
    return {
      ...this.ownOptions,
      orderId: isPresetReady && !this.attributeError ? this.followedId : undefined,
      transport: this.transport ?? undefined,
      supabaseUrl: this.supabaseUrl ?? undefined,
      supabaseKey: this.supabaseKey ?? undefined,
      supabase: this.supabase ?? undefined,
      supabaseRead: this.supabaseRead ?? undefined,
      websocketUrl: this.websocketUrl ?? undefined,
      websocketProtocol: this.websocketProtocol ?? undefined,
      websocketHello: this.websocketHello ?? undefined,
      websocketHeartbeat: this.websocketHeartbeat ?? undefined,
      pollUrl: this.pollUrl ?? undefined,
      pollInterval: this.pollInterval ?? undefined,
      accessToken: this.accessToken ?? undefined,
      // Pages that render often hand over a new function each time; the newest one is called.
      getAccessToken: this.getAccessToken ? this.#getAccessToken : undefined,
      tokenUrl: this.tokenUrl ?? undefined,
      capability: this.#capability,
      fieldMap: this.fieldMap ?? this.#loadedPreset?.fieldMap,
      parse: this.parse ? this.#parse : undefined,
      environment: this.environment,
      onError: this.report,
    };
  }

  readonly #getAccessToken = async (): Promise<string | undefined> => this.getAccessToken?.();
  readonly #parse = (payload: unknown): unknown => this.parse?.(payload);
  readonly #readLink = (): void => {
    this.#capability = consumeTrackingLink(window, this.#capability);
    this.requestUpdate();
  };

  /** Tells the page what went wrong. @internal */
  protected readonly report = (error: TrackerError): void => {
    const event = new OrderErrorEvent(error);
    this.dispatchEvent(event);
  };

  #reportAttributes(): void {
    const { attributeError } = this;
    if (attributeError === this.#reportedError) return;
    this.#reportedError = attributeError;
    if (attributeError) this.report(attributeError);
  }

  /** Fetches the provider's words. Without them the order is followed all the same: its statuses are then unmapped. */
  async #loadPreset(): Promise<void> {
    const { preset: name } = this;
    if (!name || this.fieldMap || this.#loadedPreset?.name === name || this.#askedPreset === name) return;
    this.#askedPreset = name;
    const loading = /^[\w-]+$/.test(name) ? loadBesideScript(`presets/${name}.json`) : Promise.resolve(undefined);
    const fieldMap = readFieldMap(await loading);
    if (this.preset !== name) return;
    this.#loadedPreset = { name, fieldMap };
    this.requestUpdate();
    if (fieldMap || !loading || !this.isConnected) return;
    const message = `The preset "${name}" cannot be loaded: check its name, or set fieldMap. The order is followed without.`;
    this.report({ code: 'config', message, recoverable: true });
  }
}

function readFieldMap(file: unknown): FieldMap | undefined {
  try {
    return file === undefined ? undefined : parseFieldMap(file);
  } catch {
    return undefined;
  }
}
