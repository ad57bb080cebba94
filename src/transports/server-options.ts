import type { EventsOptions } from './events/events-maker.js';
import type { WebSocketOptions } from './websocket/websocket-maker.js';

/** The options that make the tracker speak a server's protocol: what a file of `servers/` holds. Plain JSON. */
export interface ServerOptions
  extends Omit<WebSocketOptions, 'websocketUrl' | 'websocketAuthorize'>,
    Omit<EventsOptions, 'eventsUrl'> {
  /** Where the order stands in that server's messages. A field map of the page comes first. */
  readonly fieldMap?: {
    readonly root: string | readonly string[];
    readonly fields?: Readonly<Record<string, readonly string[]>>;
  };
}
