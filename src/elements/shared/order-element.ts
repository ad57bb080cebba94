import type { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { browserClock } from '../../environment/browser-environment.js';
import type { TrackerClock } from '../../environment/clock.js';
import type { TrackerEnvironment } from '../../environment/environment.js';
import type { Labels } from '../../locales/locale.js';
import type { FieldMap } from '../../order/field-map/field-map.js';
import { optionsOf } from '../../tracker/compare-options.js';
import type { ConnectionStatus } from '../../tracker/connection-status.js';
import { explainIdle } from '../../tracker/explain-idle.js';
import { firstSnapshot } from '../../tracker/first-snapshot.js';
import type { DebugOption, InspectionObserver } from '../../tracker/inspection-option.js';
import type { OrderTrackerOptions, TransportName } from '../../tracker/options.js';
import { OrderTrackingController, type Tracking } from '../../tracker/tracker-controller.js';
import { idleSnapshot } from '../../tracker/tracker-snapshot.js';
import type { Explanation, OrderTrackerSnapshot } from '../../tracker/types.js';
import type { EventsHello } from '../../transports/events/events.js';
import type { SupabaseClientLike } from '../../transports/supabase/options.js';
import type { OrderTransport } from '../../transports/transport.js';
import type { AuthorizeRequest, WebSocketHeartbeat } from '../../transports/websocket/websocket.js';
import { AttributeCheck } from './attribute-check.js';
import { flag, json } from './converters.js';
import { drawAs } from './guarded.js';
import { ignoreWrites } from './lenient.js';
import { newestFunctions } from './newest-functions.js';
import { isOnServer } from './on-server.js';
import { OptionWatch } from './option-watch.js';
import { reporterOf } from './order-error-event.js';
import { Preset } from './preset.js';
import { RobustElement } from './robust-element.js';
import { prepareOnServer } from './server-drawing.js';
import { ServerPreset } from './server-preset.js';
import { secretOf, TrackingLink } from './tracking-link.js';
import { formatAtOnce, Wording } from './wording.js';

/** How an element is coloured. */
export type Theme = 'auto' | 'light' | 'dark' | 'classic' | 'classic light' | 'classic dark';

const nothingKnown = idleSnapshot(undefined, 10);

/**
 * The one base class of both elements: the properties that say how an order or a board is followed, and the controllers
 * that follow it. Lit runs controllers in the order in which they are created.
 *
 * @fires {OrderErrorEvent} order-error - when something went wrong; holds no token and no name.
 */
export abstract class OrderElement extends RobustElement {
  /** Which way to follow the order: `auto` (default), `supabase`, `websocket`, `sse`, `polling`, or an `OrderTransport`. */
  @property() transport: TransportName | OrderTransport | null | undefined;

  /** The Supabase project's URL. */
  @property({ attribute: 'supabase-url' }) supabaseUrl: string | null | undefined;

  /** The Supabase project's publishable key. */
  @property({ attribute: 'supabase-key' }) supabaseKey: string | null | undefined;

  /** A `SupabaseClient` that the page already has; its session and socket are used. */
  @property({ attribute: false }) supabase: SupabaseClientLike | null | undefined;

  /** A function of the database that returns the one order with its items, instead of the table's row; a board's is `board_snapshot`. */
  @property({ attribute: 'supabase-read' }) supabaseRead: string | null | undefined;

  /** A WebSocket, `wss://…`; `{id}` and `{token}` are replaced, encoded. */
  @property({ attribute: 'websocket-url' }) websocketUrl: string | null | undefined;

  /** What that WebSocket speaks: `order-status.v1` (default) or `plain`, any JSON that the field map can read. */
  @property({ attribute: 'websocket-protocol' }) websocketProtocol: 'order-status.v1' | 'plain' | null | undefined;

  /** For `plain`: the subprotocols that the server wants, separated by commas. */
  @property({ attribute: 'websocket-subprotocol' }) websocketSubprotocol: string | null | undefined;

  /** For `plain`: messages to send on opening, as JSON; `{id}`, `{token}` and `{channel}` are filled in. */
  @property({ attribute: 'websocket-hello', converter: json }) websocketHello: readonly unknown[] | null | undefined;

  /** For `plain`: what the server says once the subscription stands, as JSON: keys and values of that message. A list has one for each message of `websocket-hello`, and the next message waits for it. Default: the first message about the order. */
  @property({ attribute: 'websocket-confirm', converter: json }) websocketConfirm: unknown;

  /** For `plain`: what the server says when it refuses or ends the subscription, as JSON; a list has several. */
  @property({ attribute: 'websocket-refuse', converter: json }) websocketRefuse: unknown;

  /** For `plain`: what `{channel}` stands for in the messages: a channel, topic, collection or query. Default `{id}`. */
  @property({ attribute: 'websocket-channel' }) websocketChannel: string | null | undefined;

  /** For `plain`: proves to the server that this page may subscribe; what it returns is `{auth}` in the messages. */
  @property({ attribute: false }) websocketAuthorize:
    | ((request: AuthorizeRequest) => Promise<string> | string)
    | null
    | undefined;

  /** For `plain`: how that server gives signs of life, as JSON: `{"send":…,"answer":…}` (the ping and its answer), or `{"alive":…,"seconds":3,"reply":…}` (what it sends by itself, how often, and what it wants back). */
  @property({ attribute: 'websocket-heartbeat', converter: json }) websocketHeartbeat:
    | WebSocketHeartbeat
    | null
    | undefined;

  /** A stream of Server-Sent Events, `https://…`; `{id}` and `{token}` are replaced, encoded. */
  @property({ attribute: 'events-url' }) eventsUrl: string | null | undefined;

  /** What that server wants to be sent first, as JSON: `{"after":"PB_CONNECT","send":{"clientId":"{clientId}",…}}` for PocketBase. */
  @property({ attribute: 'events-hello', converter: json }) eventsHello: EventsHello | null | undefined;

  /** An endpoint, `https://…/{id}`: read again and again while changes do not arrive by themselves. */
  @property({ attribute: 'poll-url' }) pollUrl: string | null | undefined;

  /** How it is asked. Default: `POST` with `poll-body`, else `GET`. */
  @property({ attribute: 'poll-method' }) pollMethod: 'GET' | 'POST' | null | undefined;

  /** Further headers of these requests, as JSON: `{"X-Shop":"7"}`; `{id}` and `{token}` are filled in. */
  @property({ attribute: 'poll-headers', converter: json }) pollHeaders:
    | Readonly<Record<string, string>>
    | null
    | undefined;

  /** What these requests send, as JSON, such as a GraphQL query; `{id}` and `{token}` in its texts are filled in. */
  @property({ attribute: 'poll-body', converter: json }) pollBody: object | null | undefined;

  /** Whether these requests send cookies: `omit` (default), `same-origin`, `include`. */
  @property({ attribute: 'poll-credentials' }) pollCredentials: 'omit' | 'same-origin' | 'include' | null | undefined;

  /** Seconds between these reads. Default 10; never below 5. */
  @property({ attribute: 'poll-interval', type: Number }) pollInterval: number | null | undefined;

  /** A JWT that is sent as it is. */
  @property({ attribute: 'access-token' }) accessToken: string | null | undefined;

  /** Fetches a JWT; asked again before it expires. */
  @property({ attribute: false }) getAccessToken: (() => Promise<string | undefined>) | null | undefined;

  /** Where the secret of the tracking link (`#track=…`) is exchanged, by POST, for a short JWT. */
  @property({ attribute: 'token-url' }) tokenUrl: string | null | undefined;

  /** The protocol of a known server: `pusher`, `actioncable`, `directus`, `parse`, `graphql-ws`, `centrifugo`, `signalr`, `phoenix` or `pocketbase`. Own options win. */
  @property({ attribute: 'server-preset' }) serverPreset: string | null | undefined;

  /** A provider's vocabulary, such as `square` or `toast`. An own `fieldMap` wins. */
  @property() preset: string | null | undefined;

  /** The folder of the script's languages and presets, where the script cannot know it: a copy of the package's dist/cdn, with a slash at its end. */
  @property() folder: string | null | undefined;

  /** Where the back end keeps what is needed, and what its status words mean, as JSON. */
  @property({ attribute: 'field-map', converter: json }) fieldMap: FieldMap | null | undefined;

  /** Turns a payload of any shape into our wire shape. Runs before the field map. */
  @property({ attribute: false }) parse: ((payload: unknown) => unknown) | null | undefined;

  /**
   * `auto` (default: as the device), `light` or `dark`: one accent colour, green for "ready", red for trouble.
   * `classic` (as the device), `classic light` or `classic dark`: blue, amber, green and purple, one for each status.
   */
  @property({ reflect: true, useDefault: true }) theme: Theme = 'auto';

  /** Your own wording for any string. */
  @property({ attribute: false }) labels: Labels | undefined;

  /** Logs every transition and its reason to the console, in one line each; as a property also to a function. Default off. */
  @property({ converter: flag }) debug: DebugOption | null | undefined;

  /** Receives XState's inspection events of the chart, for its inspector. They hold the whole context, tokens too. */
  @property({ attribute: false }) inspect: InspectionObserver | null | undefined;

  /** For tests: the world outside. @internal */
  @property({ attribute: false }) environment: Partial<TrackerEnvironment> | undefined;

  /** What was written to the console: each once. */
  #isDrawing = false;
  #drawn: OrderTrackerSnapshot | undefined;
  /** @internal */
  readonly words = new Wording(this);
  readonly #attributes = new AttributeCheck(this);
  readonly #preset = new Preset(this);
  readonly #server = new ServerPreset(this);
  readonly #functions = newestFunctions(this);
  /** @internal */
  protected readonly tracking = this.createTracking(() => this.#watch.start());
  readonly #watch = new OptionWatch(
    this,
    () => this.#options(),
    () => this.tracking.restart(),
  );

  /** How the order, or the board, is followed right now. @readonly */
  get connectionStatus(): ConnectionStatus {
    return this.snapshot.connectionStatus;
  }

  /** Whether changes arrive by themselves right now. (`isConnected` is taken: it is every element's own.) @readonly */
  get isLive(): boolean {
    return this.snapshot.isConnected;
  }

  /** When the back end last sent or confirmed what is shown. @readonly */
  get lastUpdate(): Date | undefined {
    return this.snapshot.lastUpdate;
  }

  /** Reads the order, or the board, now. Resolves when the answer is in, or could not be had. */
  refresh(): Promise<void> {
    return this.tracking.refresh();
  }

  /** Tries again at once, also after an error that ended all tries. A board does so by itself every minute. */
  retry(): void {
    this.tracking.retry();
  }

  /**
   * Says in words why `connectionStatus` is what it is. For developers: `console.log(element.explain())`. The words are
   * loaded with the first call; until then the answer is short, and says so.
   */
  explain(): Explanation {
    const { error } = this.#attributes;
    return error ? explainIdle(undefined, error.message) : this.tracking.explain();
  }

  /** Keeps the connection while the page is hidden, for alerts. @internal */
  keepAwake(awake: boolean): void {
    this.tracking.keepAwake(awake);
  }

  /** Everything that is known at this moment. @internal */
  get snapshot(): OrderTrackerSnapshot {
    if (!this.#isDrawing && !isOnServer) return this.#readSnapshot();
    this.#drawn ??= this.#readSnapshot();
    return this.#drawn;
  }

  /** While it is drawn, everything is of one moment, and is found out once. @internal */
  protected override performUpdate(): void {
    this.#isDrawing = true;
    try {
      // What the page brings is drawn whole in the first picture.
      if (this.ownOptions.order !== undefined) formatAtOnce();
      drawAs(this, () => super.performUpdate());
    } finally {
      this.#isDrawing = false;
      this.#drawn = undefined;
    }
  }

  /** A listener of the page may change what is known. @internal */
  override dispatchEvent(event: Event): boolean {
    const isDone = super.dispatchEvent(event);
    this.#drawn = undefined;
    return isDone;
  }

  #readSnapshot(): OrderTrackerSnapshot {
    const { error } = this.#attributes;
    if (error) return idleSnapshot(undefined, nothingKnown.pollInterval, error);
    if (isOnServer) {
      const options = optionsOf(this, (this.constructor as typeof LitElement).elementProperties);
      return firstSnapshot({ ...options, orderId: this.followedId, ...this.ownOptions });
    }
    return this.tracking.snapshot ?? nothingKnown;
  }

  /** The time by which it draws: the browser's, or a test's. @internal */
  get clock(): TrackerClock {
    return this.environment?.clock ?? browserClock;
  }

  /** The time by the back end's clock, as far as that is known, in milliseconds since 1970. @internal */
  get now(): number {
    return this.clock.wall() - this.snapshot.clockAhead;
  }

  /** Tells the page what went wrong, and its developer what to correct. @internal */
  override readonly report = reporterOf(this);

  /** The id of what is followed: the attribute's, else the page's. @internal */
  protected abstract get followedId(): string | undefined;

  /** The options that an element sets beside those that are its properties. @internal */
  protected abstract get ownOptions(): OrderTrackerOptions;

  /** For tests: follows in another way. @internal */
  protected createTracking(options: () => OrderTrackerOptions): Tracking {
    return new OrderTrackingController(this, options);
  }

  #options(): OrderTrackerOptions {
    const isReady = this.#preset.isReady && this.#server.isReady && !this.#attributes.error;
    return {
      ...optionsOf(this, (this.constructor as typeof LitElement).elementProperties, this.#server.options),
      orderId: isReady ? this.followedId : undefined,
      ...this.#functions(),
      capability: secretOf(this),
      fieldMap: this.#server.with(this.#preset.fieldMap),
      onError: this.report,
      ...this.ownOptions,
    };
  }
}

// Not in static blocks, which Safari has only since 16.4.
OrderElement.addInitializer((host) => host instanceof OrderElement && new TrackingLink(host));
ignoreWrites(OrderElement);
if (isOnServer) prepareOnServer(OrderElement);
