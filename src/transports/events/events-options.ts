/** What a server wants to be told, by POST, once its stream is open. */
export interface EventsHello {
  /** The name of the event after which it is sent: PocketBase's `PB_CONNECT`. */
  readonly after: string;
  /** JSON. `{id}`, `{token}` and the texts of that event (`{clientId}`) are filled in. */
  readonly send: unknown;
}

export interface EventsTransportOptions {
  /** `https://…`; `{id}` and `{token}` are replaced, encoded. */
  readonly url: string;
  readonly hello?: EventsHello | undefined;
  readonly fetch?: typeof fetch | undefined;
}

/** What a transport keeps from one connection to the next. */
export interface StreamMemory {
  /** The last event's id, by the URL of the stream. */
  readonly lastIds: Map<string, string>;
  /** Whether another origin does not allow `Last-Event-ID`, so that a stream with it never opened. */
  omitsId: boolean;
  /** How many streams in a row have ended without an event; of an address that has ever sent one, far below 0. */
  empty: number;
}
